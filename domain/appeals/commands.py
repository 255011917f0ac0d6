"""What a person may ask for on an appeal. Imperatives; the actor and the day come from the occasion."""

from datetime import date

import msgspec

from domain.appeals.events import AppealResult, OutsideResult
from domain.appeals.grounds import AppealPoint, GroundAnswer
from domain.document import DocumentRef
from domain.identity import ActorId, AppealId, BodyId, ProceedingId
from domain.proceedings.events import MeasureTaken, Outcome, ServiceMode


class FileAppeal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Challenge the decision of a proceeding on one of its tracks.

    ``grounds`` is the application; ``points`` are its grounds one by one. Without any it is one ground as a whole.
    """

    proceeding: ProceedingId
    track: str
    grounds: DocumentRef
    step: str = "first"
    forum: BodyId | None = None  # None: the forum that the track names
    hindrance: DocumentRef | None = None
    hindrance_ended_on: date | None = None
    agent: DocumentRef | None = None
    points: tuple[AppealPoint, ...] = ()


class RedirectAppeal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Pass the appeal to the body that is competent."""

    to: BodyId
    letter: DocumentRef


class AcceptAppeal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Admit the appeal."""


class RejectAppeal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Do not admit the appeal."""

    ground: str
    reasons: DocumentRef


class AssignHandlers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Say who examines the appeal. ``note`` is what those who had it hand over.

    ``together``: the same officers examine those that are examined together with it, each judged by itself, all or none.
    """

    handlers: tuple[ActorId, ...]
    note: DocumentRef | None = None
    together: bool = False


class ExtendAppealTime(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Extend the time to decide the appeal, within the cap of the track."""

    until: date
    ground: DocumentRef


class JoinAppeal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Examine the appeal together with another of the same case."""

    other: AppealId
    reasons: DocumentRef


class PartAppeal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Examine the appeal by itself again."""

    reasons: DocumentRef


class ExamineAppeal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Give the opinion on facts, evidence, law, procedure and fitness."""

    opinion: DocumentRef
    talk: DocumentRef | None = None


class DeliberateAppeal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record the panel's discussion."""

    present: tuple[ActorId, ...]
    minutes: DocumentRef


class AnswerGrounds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Answer grounds of the appeal, one or several."""

    answers: tuple[GroundAnswer, ...]


class DecideAppeal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Decide the appeal. Its effect on the proceeding is appended with it.

    ``answers`` are to grounds that were not answered yet. ``reasons`` are for the outcome as a whole, where the answers
    to the grounds do not carry it.
    """

    result: AppealResult
    ground: str
    answers: tuple[GroundAnswer, ...] = ()
    number: str
    document: DocumentRef
    reasons: DocumentRef | None = None
    outcome: Outcome | None = None
    measures: tuple[MeasureTaken, ...] = ()


class RecordOutcome(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Put on record how a body that does not act here ended the appeal, from its letter."""

    result: OutsideResult
    number: str
    ground: str
    decided_on: date
    document: DocumentRef
    outcome: Outcome | None = None
    measures: tuple[MeasureTaken, ...] = ()


class ServeAppeal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that the outcome was served."""

    mode: ServiceMode
    served_on: date
    proof: DocumentRef


class WithdrawAppeal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Withdraw the appeal."""

    document: DocumentRef


AppealCommand = (
    FileAppeal
    | RedirectAppeal
    | AcceptAppeal
    | RejectAppeal
    | AssignHandlers
    | ExtendAppealTime
    | JoinAppeal
    | PartAppeal
    | ExamineAppeal
    | DeliberateAppeal
    | AnswerGrounds
    | DecideAppeal
    | RecordOutcome
    | ServeAppeal
    | WithdrawAppeal
)
