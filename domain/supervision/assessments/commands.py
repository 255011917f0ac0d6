"""What a person may ask for in an assessment. Imperatives; the actor and the day come from the occasion."""

from datetime import date
from uuid import UUID

import msgspec

from domain.document import DocumentRef
from domain.identity import BodyId, OrganId
from domain.supervision.amounts import Amount
from domain.supervision.assessments.events import Manner, ScoringItem
from domain.supervision.leads import RaiseLead, RaiseLeads
from domain.supervision.rectification import JudgeRectification, NoteRectification


class PlanAssessment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Plan an assessment of these organs over a period, with the group that carries it out."""

    kind: str
    body: BodyId
    organs: tuple[OrganId, ...]
    period_from: date
    period_to: date
    plan: DocumentRef
    group: DocumentRef
    planned_on: date


class IssueScheme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that scheme and scoring rules went to the organs, before anything is scored by them."""

    scheme: DocumentRef
    rules: DocumentRef
    items: tuple[ScoringItem, ...]
    issued_on: date


class TakeSelfAssessment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record an organ's written self-assessment."""

    organ: OrganId
    document: DocumentRef
    handed_in_on: date
    total: str | None = None


class CheckOrgans(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record a check of one organ or of several together."""

    organs: tuple[OrganId, ...]
    manner: Manner
    record: DocumentRef
    checked_on: date


class ScoreOrgan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Give the points of every line of the scoring rules; again, to correct them before the approval."""

    organ: OrganId
    points: tuple[Amount, ...]
    scored_on: date
    origin: str | None = None


class ConsiderEvaluation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Take the grades of a social evaluation as a basis, or say that there is none in the period."""

    opinion: DocumentRef
    considered_on: date
    evaluation: UUID | None = None


class ApproveResults(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that the government of the same level approved the grades, which follow from the scores."""

    approved_by: OrganId
    approval: DocumentRef
    approved_on: date


class NotifyOrgan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that an organ was told its result in writing."""

    organ: OrganId
    notice: DocumentRef
    notified_on: date


class CopyResults(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that the results went to the office of the next higher government."""

    to: OrganId
    letter: DocumentRef
    copied_on: date


class PublishResults(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that the results were made public."""

    record: DocumentRef
    published_on: date


class TakeConsequence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record what was done about a grade; an order to rectify names its day."""

    organ: OrganId
    measure: str
    document: DocumentRef
    taken_on: date
    due_on: date | None = None


class NoteSituation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that a situation that calls for liability underlies a result: where it stands and since when."""

    organ: OrganId
    instrument: str
    provision: str
    since: date
    evidence: DocumentRef


class CloseAssessment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """End it. ``without`` gives the reasons where a consequence that the text joins to a grade was left out."""

    reasons: DocumentRef
    without: DocumentRef | None = None


AssessmentCommand = (
    PlanAssessment
    | IssueScheme
    | TakeSelfAssessment
    | CheckOrgans
    | ScoreOrgan
    | ConsiderEvaluation
    | ApproveResults
    | NotifyOrgan
    | CopyResults
    | PublishResults
    | TakeConsequence
    | NoteRectification
    | JudgeRectification
    | NoteSituation
    | RaiseLead
    | RaiseLeads
    | CloseAssessment
)
