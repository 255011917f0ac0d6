"""What can happen to an appeal, in the order of the procedure."""

from datetime import date
from enum import StrEnum

from domain.appeals.grounds import AppealPoint, Holding
from domain.document import DocumentRef
from domain.identity import ActorId, AppealId, BodyId, CaseId, ProceedingId
from domain.proceedings.events import MeasureTaken, Outcome, ServiceMode
from domain.recorded import Event


class AppealResult(StrEnum):
    """How an appeal can be decided (domain 2.7)."""

    UPHELD = "upheld"
    VARIED = "varied"
    REVOKED = "revoked"
    REVOKED_AND_REMADE = "revoked-and-remade"


class AppealFiled(Event, frozen=True, kw_only=True, tag="appeal.filed.v1"):
    """The respondent challenged the decision. ``step`` is the first or second step of the track.

    ``by_officer``: an officer of the body that keeps the case recorded it on the respondent's word. ``points`` are the
    grounds one by one, each with its own words; none: the document ``grounds`` is one ground as a whole, as it was in
    earlier releases.
    """

    case: CaseId
    proceeding: ProceedingId
    decision: str  # number of the decision challenged
    decided_by: BodyId
    track: str
    step: str  # step code of the track: first, second
    forum: BodyId
    filed_on: date
    grounds: DocumentRef
    in_time: bool | None  # None: the track sets no time
    hindrance: DocumentRef | None = None
    hindrance_ended_on: date | None = None
    agent: DocumentRef | None = None  # the authority of an agent who filed for the respondent
    by_officer: bool | None = None
    points: tuple[AppealPoint, ...] = ()


class AppealRedirected(Event, frozen=True, kw_only=True, tag="appeal.redirected.v1"):
    """Filed at the wrong door: passed on, not lost; the day of filing stands."""

    to: BodyId
    redirected_on: date
    letter: DocumentRef


class AppealAccepted(Event, frozen=True, kw_only=True, tag="appeal.accepted.v1"):
    """Admitted for examination."""

    accepted_on: date
    decide_by: date | None = None  # None: the track sets no time


class AppealNotAccepted(Event, frozen=True, kw_only=True, tag="appeal.not-accepted.v1"):
    """Not admitted, with reasons and the way that remains."""

    decided_on: date
    ground: str
    reasons: DocumentRef


class HandlersAssigned(Event, frozen=True, kw_only=True, tag="appeal.handlers-assigned.v1"):
    """Officers who took no part in the original case; ``note`` is what is handed over to them."""

    handlers: tuple[ActorId, ...]
    assigned_on: date
    note: DocumentRef | None = None


class AppealTimeExtended(Event, frozen=True, kw_only=True, tag="appeal.time-extended.v1"):
    """The time to decide the appeal was extended, with its ground."""

    until: date
    ground: DocumentRef
    extended_on: date


class AppealJoined(Event, frozen=True, kw_only=True, tag="appeal.joined.v1"):
    """It is examined together with another appeal of the case that lies with the same body. Each keeps its clock and its outcome."""

    other: AppealId
    joined_on: date
    reasons: DocumentRef


class AppealParted(Event, frozen=True, kw_only=True, tag="appeal.parted.v1"):
    """It is examined by itself again."""

    other: AppealId  # the one with which it was examined together
    parted_on: date
    reasons: DocumentRef


class AppealExamined(Event, frozen=True, kw_only=True, tag="appeal.examined.v1"):
    """Facts, evidence, law, procedure and fitness were examined in full."""

    examined_on: date
    opinion: DocumentRef
    talk: DocumentRef | None = None


class AppealDeliberated(Event, frozen=True, kw_only=True, tag="appeal.deliberated.v1"):
    """The panel discussed the appeal; on some tracks of odd number."""

    present: tuple[ActorId, ...]
    minutes: DocumentRef
    deliberated_on: date


class GroundAnswered(Event, frozen=True, kw_only=True, tag="appeal.ground-answered.v1"):
    """One ground of the appeal was answered, and why. A later answer replaces it until the appeal is decided."""

    text: DocumentRef  # the words of the ground, by which it is named
    holding: Holding
    reasons: DocumentRef
    answered_on: date


class AppealDecided(Event, frozen=True, kw_only=True, tag="appeal.decided.v1"):
    """The appeal was decided, on the day on which the panel discussed it. Never heavier because of the appeal.

    ``reasons`` are those for the outcome as a whole; unset where the answers to the grounds say it all.
    """

    result: AppealResult
    decider: ActorId
    number: str
    ground: str
    reasons: DocumentRef | None = None
    document: DocumentRef
    decided_on: date  # signed
    outcome: Outcome | None = None  # when varied
    measures: tuple[MeasureTaken, ...] = ()
    further_route: str | None = None  # step code that remains, None when final
    effective_on: date | None = None  # made: the day that the paper bears; None in earlier releases, which knew one day

    @property
    def made_on(self) -> date:
        """The day on which it was made."""
        return self.effective_on or self.decided_on


class OutsideResult(StrEnum):
    """How a body that does not act here can have ended an appeal."""

    UPHELD = "upheld"
    VARIED = "varied"
    REVOKED = "revoked"
    REVOKED_AND_REMADE = "revoked-and-remade"
    NOT_ACCEPTED = "not-accepted"


class AppealOutcomeRecorded(Event, frozen=True, kw_only=True, tag="appeal.outcome-recorded.v1"):
    """The outcome of a body that does not act here came by letter; the body that decided first put it on record."""

    result: OutsideResult
    by: BodyId  # the body whose outcome it is
    number: str  # of the letter
    ground: str
    document: DocumentRef
    decided_on: date  # the day that the letter bears
    recorded_on: date
    outcome: Outcome | None = None  # when varied
    measures: tuple[MeasureTaken, ...] = ()
    further_route: str | None = None  # step code that remains, None when final


class AppealServed(Event, frozen=True, kw_only=True, tag="appeal.served.v1"):
    """The outcome reached the filer."""

    mode: ServiceMode
    served_on: date
    deemed_on: date
    proof: DocumentRef


class AppealWithdrawn(Event, frozen=True, kw_only=True, tag="appeal.withdrawn.v1"):
    """The filer withdrew before the outcome. ``by_officer``: an officer where it lies recorded it on the filer's word."""

    withdrawn_on: date
    document: DocumentRef
    by_officer: bool | None = None


AppealEvent = (
    AppealFiled
    | AppealRedirected
    | AppealAccepted
    | AppealNotAccepted
    | HandlersAssigned
    | AppealTimeExtended
    | AppealJoined
    | AppealParted
    | AppealExamined
    | AppealDeliberated
    | GroundAnswered
    | AppealDecided
    | AppealOutcomeRecorded
    | AppealServed
    | AppealWithdrawn
)
