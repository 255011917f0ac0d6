"""What can happen in a social evaluation, in the order of the procedure."""

from datetime import date

from domain.document import DocumentRef
from domain.identity import BodyId, OrganId
from domain.recorded import Event
from domain.supervision.evaluations.results import Marked, Tally
from domain.supervision.evaluations.terms import Circle, PanelGroup, Recipient, Standard
from domain.supervision.leads import LeadRaised
from domain.supervision.rectification import RectificationJudged, RectificationPublished, RectificationReported


class EvaluationPlanned(Event, frozen=True, kw_only=True, tag="evaluation.planned.v1"):
    """A social evaluation of named organs was planned. ``kind`` is a code of the scheme.

    ``next_rule`` is the deadline rule under which the next one falls due; None: not recorded.
    """

    kind: str
    body: BodyId  # the office that organises it
    organs: tuple[OrganId, ...]
    plan: DocumentRef
    planned_on: date
    next_rule: str | None = None


class EvaluationSchemeSet(Event, frozen=True, kw_only=True, tag="evaluation.scheme-set.v1"):
    """Content, standard, methods and evaluators were set; the public may answer from the first day to the last.

    ``questions`` are codes of the kind. ``seats`` are the panel: the number of a seat, never a name, and its group.
    """

    scheme: DocumentRef
    questions: tuple[str, ...]
    standard: Standard
    opens_on: date
    closes_on: date
    seats: tuple[tuple[str, PanelGroup], ...]
    set_on: date


class AnswersCounted(Event, frozen=True, kw_only=True, tag="evaluation.answers-counted.v1"):
    """The public's answers were counted, after the last day."""

    tallies: tuple[Tally, ...]
    counted_on: date


class PanelAnswered(Event, frozen=True, kw_only=True, tag="evaluation.panel-answered.v1"):
    """A member of the panel gave marks to one organ."""

    seat: str
    organ: OrganId
    marks: tuple[Marked, ...]
    record: DocumentRef
    given_on: date


class OrganGraded(Event, frozen=True, kw_only=True, tag="evaluation.organ-graded.v1"):
    """The grade was set. Scores are out of 100, unrounded; ``by_standard`` is what the stated standard gives.

    ``reasons`` are those for another grade.
    """

    organ: OrganId
    score: str
    by_standard: str
    grade: str
    graded_on: date
    public: str | None = None
    panel: str | None = None
    reasons: DocumentRef | None = None


class FeedbackGiven(Event, frozen=True, kw_only=True, tag="evaluation.feedback-given.v1"):
    """The organ was told the result in writing; ``demands`` is what it has to rectify, until ``rectify_by``."""

    organ: OrganId
    feedback: DocumentRef
    given_on: date
    demands: DocumentRef | None = None
    rectify_by: date | None = None


class ResultsReported(Event, frozen=True, kw_only=True, tag="evaluation.results-reported.v1"):
    """The results were reported in writing."""

    to: Recipient
    report: DocumentRef
    reported_on: date


class ResultsCirculated(Event, frozen=True, kw_only=True, tag="evaluation.results-circulated.v1"):
    """The results were circulated."""

    circle: Circle
    record: DocumentRef
    circulated_on: date


class EvaluationRectificationReported(
    RectificationReported, frozen=True, kw_only=True, tag="evaluation.rectification-reported.v1"
):
    """An organ reported its rectification."""


class EvaluationRectificationPublished(
    RectificationPublished, frozen=True, kw_only=True, tag="evaluation.rectification-published.v1"
):
    """An organ told the public of its rectification."""


class EvaluationRectificationJudged(
    RectificationJudged, frozen=True, kw_only=True, tag="evaluation.rectification-judged.v1"
):
    """The organiser found the rectification effective or not."""


class EvaluationLeadRaised(LeadRaised, frozen=True, kw_only=True, tag="evaluation.lead-raised.v1"):
    """A breach seen in the evaluation became a lead."""


class EvaluationClosed(Event, frozen=True, kw_only=True, tag="evaluation.closed.v1"):
    """The material was put in order and archived."""

    closed_on: date
    archive: DocumentRef


EvaluationEvent = (
    EvaluationPlanned
    | EvaluationSchemeSet
    | AnswersCounted
    | PanelAnswered
    | OrganGraded
    | FeedbackGiven
    | ResultsReported
    | ResultsCirculated
    | EvaluationRectificationReported
    | EvaluationRectificationPublished
    | EvaluationRectificationJudged
    | EvaluationLeadRaised
    | EvaluationClosed
)
