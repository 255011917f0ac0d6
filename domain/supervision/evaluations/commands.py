"""What a person may ask for in a social evaluation. Imperatives; the actor and the day come from the occasion."""

from datetime import date

import msgspec

from domain.document import DocumentRef
from domain.identity import BodyId, OrganId
from domain.supervision.evaluations.results import Marked
from domain.supervision.evaluations.terms import Circle, PanelGroup, Recipient, Standard
from domain.supervision.leads import RaiseLead, RaiseLeads
from domain.supervision.rectification import JudgeRectification, NoteRectification, PublishRectification


class PlanEvaluation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Plan a social evaluation of these organs."""

    kind: str
    body: BodyId
    organs: tuple[OrganId, ...]
    plan: DocumentRef
    planned_on: date


class SetScheme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Set content, standard, methods and evaluators. The public can answer from ``opens_on`` to ``closes_on``.

    The four numbers are those of ``Standard``.
    """

    scheme: DocumentRef
    questions: tuple[str, ...]
    public_share: str
    basic_counts: str
    satisfied_from: str
    basic_from: str
    opens_on: date
    closes_on: date
    set_on: date
    seats: tuple[tuple[str, PanelGroup], ...] = ()

    @property
    def standard(self) -> Standard:
        """The standard that it states."""
        return Standard(
            public_share=self.public_share,
            basic_counts=self.basic_counts,
            satisfied_from=self.satisfied_from,
            basic_from=self.basic_from,
        )


class CountAnswers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Count what the public answered, once the last day is over."""


class NotePanelAnswer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record the marks of one seat of the panel for one organ."""

    seat: str
    organ: OrganId
    marks: tuple[Marked, ...]
    record: DocumentRef
    given_on: date


class GradeOrgan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Set the grade. Another than the stated standard gives needs its reasons."""

    organ: OrganId
    grade: str
    graded_on: date
    reasons: DocumentRef | None = None


class GiveFeedback(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that the organ was told its result in writing, and what it has to rectify until when."""

    organ: OrganId
    feedback: DocumentRef
    given_on: date
    demands: DocumentRef | None = None
    rectify_by: date | None = None


class ReportResults(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that the results were reported in writing."""

    to: Recipient
    report: DocumentRef
    reported_on: date


class CirculateResults(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that the results were circulated, within limits or to the public."""

    circle: Circle
    record: DocumentRef
    circulated_on: date


class CloseEvaluation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Put the material in order and archive it."""

    archive: DocumentRef


EvaluationCommand = (
    PlanEvaluation
    | SetScheme
    | CountAnswers
    | NotePanelAnswer
    | GradeOrgan
    | GiveFeedback
    | ReportResults
    | CirculateResults
    | NoteRectification
    | PublishRectification
    | JudgeRectification
    | RaiseLead
    | RaiseLeads
    | CloseEvaluation
)
