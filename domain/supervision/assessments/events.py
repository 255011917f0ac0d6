"""What can happen in an assessment, in the order of the procedure."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from domain.document import DocumentRef
from domain.identity import BodyId, OrganId
from domain.recorded import Event
from domain.supervision.amounts import Amount
from domain.supervision.evaluations.results import EvaluatedOrgan
from domain.supervision.leads import LeadRaised
from domain.supervision.rectification import RectificationJudged, RectificationReported


class Manner(StrEnum):
    """How an organ was checked."""

    ORDINARY = "ordinary"  # at random, outside the regular assessment
    REPORT_HEARD = "report-heard"
    FILES_READ = "files-read"
    ON_SITE = "on-site"
    APPRAISED = "appraised"


class ScoringItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of the scoring rules: its code, the content group of the law that it belongs to, its full points."""

    code: str
    group: str
    points: str


class GradedOrgan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An approved result. ``total`` is unrounded, ``grade`` a fact of the instrument in the edition of that day."""

    organ: OrganId
    total: str
    grade: str


class AssessmentPlanned(Event, frozen=True, kw_only=True, tag="assessment.planned.v1"):
    """An assessment of named organs over a period was planned and its group formed. ``kind`` is a code of the scheme.

    ``next_rule`` is the deadline rule under which the next one falls due; None: not recorded.
    """

    kind: str
    body: BodyId  # the office that runs it
    organs: tuple[OrganId, ...]
    period_from: date
    period_to: date
    plan: DocumentRef
    group: DocumentRef  # who assesses
    planned_on: date
    next_rule: str | None = None


class SchemeIssued(Event, frozen=True, kw_only=True, tag="assessment.scheme-issued.v1"):
    """Scheme and scoring rules were given to the organs in advance."""

    scheme: DocumentRef
    rules: DocumentRef
    items: tuple[ScoringItem, ...]
    issued_on: date


class SelfAssessed(Event, frozen=True, kw_only=True, tag="assessment.self-assessed.v1"):
    """An organ handed in its written self-assessment. ``total`` is the score that it gives itself, if any."""

    organ: OrganId
    document: DocumentRef
    handed_in_on: date
    total: str | None = None


class OrganChecked(Event, frozen=True, kw_only=True, tag="assessment.organ-checked.v1"):
    """The group checked an organ."""

    organ: OrganId
    manner: Manner
    record: DocumentRef
    checked_on: date


class OrganScored(Event, frozen=True, kw_only=True, tag="assessment.organ-scored.v1"):
    """The group's points, each line of the rules; a later one takes the place of the earlier until the approval.

    ``origin`` is the address in the score sheet: file digest and row.
    """

    organ: OrganId
    points: tuple[Amount, ...]
    total: str
    scored_on: date
    origin: str | None = None


class EvaluationConsidered(Event, frozen=True, kw_only=True, tag="assessment.evaluation-considered.v1"):
    """The group considered the social evaluation of these organs, or found that there is none in the period."""

    evaluation: UUID | None
    results: tuple[EvaluatedOrgan, ...]
    opinion: DocumentRef
    considered_on: date


class ResultsApproved(Event, frozen=True, kw_only=True, tag="assessment.results-approved.v1"):
    """The government of the same level approved the grades."""

    approved_by: OrganId
    results: tuple[GradedOrgan, ...]
    approval: DocumentRef
    approved_on: date


class OrganNotified(Event, frozen=True, kw_only=True, tag="assessment.organ-notified.v1"):
    """An organ was told its result in writing."""

    organ: OrganId
    notice: DocumentRef
    notified_on: date


class ResultsCopied(Event, frozen=True, kw_only=True, tag="assessment.results-copied.v1"):
    """The results went to the office of the next higher government."""

    to: OrganId
    letter: DocumentRef
    copied_on: date


class ResultsPublished(Event, frozen=True, kw_only=True, tag="assessment.results-published.v1"):
    """The results were made public. ``next_by``: when the next regular assessment falls due, as the text has it."""

    record: DocumentRef
    published_on: date
    next_by: date


class ConsequenceTaken(Event, frozen=True, kw_only=True, tag="assessment.consequence-taken.v1"):
    """What follows from a grade was done. ``due_on``: the day that an order to rectify names."""

    organ: OrganId
    measure: str
    document: DocumentRef
    taken_on: date
    due_on: date | None = None


class AssessmentRectificationReported(
    RectificationReported, frozen=True, kw_only=True, tag="assessment.rectification-reported.v1"
):
    """An organ reported its rectification."""


class AssessmentRectificationJudged(
    RectificationJudged, frozen=True, kw_only=True, tag="assessment.rectification-judged.v1"
):
    """The office found the rectification effective or not."""


class SituationNoted(Event, frozen=True, kw_only=True, tag="assessment.situation-noted.v1"):
    """A person found that a situation of another instrument underlies the result. The score alone is none."""

    organ: OrganId
    instrument: str
    provision: str
    since: date
    evidence: DocumentRef


class AssessmentLeadRaised(LeadRaised, frozen=True, kw_only=True, tag="assessment.lead-raised.v1"):
    """A breach seen in the assessment became a lead."""


class AssessmentClosed(Event, frozen=True, kw_only=True, tag="assessment.closed.v1"):
    """Nothing remains to be done. ``without``: why a consequence that the text joins to a grade was left out."""

    closed_on: date
    reasons: DocumentRef
    without: DocumentRef | None = None


AssessmentEvent = (
    AssessmentPlanned
    | SchemeIssued
    | SelfAssessed
    | OrganChecked
    | OrganScored
    | EvaluationConsidered
    | ResultsApproved
    | OrganNotified
    | ResultsCopied
    | ResultsPublished
    | ConsequenceTaken
    | AssessmentRectificationReported
    | AssessmentRectificationJudged
    | SituationNoted
    | AssessmentLeadRaised
    | AssessmentClosed
)
