"""What can happen in one respondent's proceeding, in the order of the procedure."""

from datetime import date

from domain.cases.events import FindingStatus
from domain.document import DocumentRef
from domain.identity import (
    ActorId,
    AllegationId,
    AppealId,
    BodyId,
    CaseId,
    EvidenceId,
    OrganId,
    PartyId,
    PointId,
    PostId,
)
from domain.proceedings.disclosure_events import MaterialDisclosed
from domain.proceedings.execution_events import FormalityRecorded, MeasuresNotCarriedOut, PayChangeExtended
from domain.proceedings.paper_service_events import PaperServed
from domain.proceedings.restoration_events import RestorationCarriedOut, RestorationJudged
from domain.proceedings.sanction_events import LiftingWithheld, RunningSanctionNoted, SanctionFixed, SanctionLifted
from domain.proceedings.terms import (
    Adoption,
    Mark,
    MeasureTaken,
    Outcome,
    RecommendationSeen,
    RectificationResult,
    ServiceMode,
    StatementPoint,
    Subject,
)
from domain.recorded import Event

__all__ = [
    "Adoption",
    "Mark",
    "MeasureTaken",
    "Outcome",
    "ProceedingEvent",
    "RecommendationSeen",
    "RectificationResult",
    "ServiceMode",
    "StatementPoint",
    "Subject",
]
"""Exported further: the words above belong to these events. Every event class below is public."""


class ProceedingOpened(Event, frozen=True, kw_only=True, tag="proceeding.opened.v1"):
    """A respondent was named and got a track of their own."""

    case: CaseId
    subject: Subject
    organ: OrganId  # the respondent organ, or the organ in which the person served
    person: PartyId | None
    profile: str  # procedure profile, for example P-QYF
    opened_on: date
    role: str | None = None  # role code of the rulebook, as alleged
    post: PostId | None = None


class CompetenceEstablished(Event, frozen=True, kw_only=True, tag="proceeding.competence-established.v1"):
    """Which body decides, and how that is known."""

    body: BodyId
    source: str  # code: register, written-opinion, consultation, designation
    established_on: date
    document: DocumentRef | None = None


class ProceedingReferred(Event, frozen=True, kw_only=True, tag="proceeding.referred.v1"):
    """Passed to the body that now holds authority; the facts travel as evidence."""

    to: BodyId
    referred_on: date
    letter: DocumentRef


class RoleFound(Event, frozen=True, kw_only=True, tag="proceeding.role-found.v1"):
    """In which role the respondent answers, with the evidence."""

    role: str
    evidence: tuple[EvidenceId, ...]
    found_on: date
    reasons: DocumentRef
    found_by: ActorId | None = None


class ElementFound(Event, frozen=True, kw_only=True, tag="proceeding.element-found.v1"):
    """An element of liability or a personal circumstance (duty failure, consequence, causation, retirement ...)."""

    fact: str
    status: FindingStatus
    evidence: tuple[EvidenceId, ...]
    found_on: date
    reasons: DocumentRef
    found_by: ActorId | None = None


class FactorFound(Event, frozen=True, kw_only=True, tag="proceeding.factor-found.v1"):
    """An aggravating or mitigating factor (从重/从轻) was established, refuted or found unprovable."""

    factor: str
    status: FindingStatus
    evidence: tuple[EvidenceId, ...]
    found_on: date
    reasons: DocumentRef
    phase: str | None = None  # when in the matter it held, so that opposite factors can both be true
    basis: str | None = None  # the outside rule named, where the factor needs one
    found_by: ActorId | None = None


class QuestionAnswered(Event, frozen=True, kw_only=True, tag="proceeding.question-answered.v1"):
    """A point that the text leaves to discretion was answered on the record. A later answer replaces it."""

    question: str
    choice: str
    answered_on: date
    reasons: DocumentRef


class SuspendedFromDuty(Event, frozen=True, kw_only=True, tag="proceeding.suspended-from-duty.v1"):
    """The appointing organ suspended the person from duty after filing."""

    suspended_on: date
    decision: DocumentRef


class SuspensionEnded(Event, frozen=True, kw_only=True, tag="proceeding.suspension-ended.v1"):
    """The suspension from duty ended."""

    ended_on: date
    decision: DocumentRef


class FileReviewed(Event, frozen=True, kw_only=True, tag="proceeding.file-reviewed.v1"):
    """Reviewers who took no part in the investigation examined the file (审理)."""

    reviewers: tuple[ActorId, ...]
    facts: Mark
    evidence: Mark
    qualification: Mark
    procedure: Mark
    handling: Mark
    competence: Mark
    reviewed_on: date
    opinion: DocumentRef
    report: DocumentRef | None = None  # the investigation report that was examined
    recorded_by: ActorId | None = None  # who entered it; None: was not recorded in the event


class ReturnedForSupplement(Event, frozen=True, kw_only=True, tag="proceeding.returned-for-supplement.v1"):
    """The reviewers sent the file back to the investigation, listing what is missing."""

    items: DocumentRef
    returned_on: date
    report: DocumentRef | None = None  # the investigation report that was sent back


class NoticeIssued(Event, frozen=True, kw_only=True, tag="proceeding.notice-issued.v1"):
    """The respondent is told the facts, the basis, the intended handling and the right to be heard (告知)."""

    notice: int  # 1 for the first notice, one more for each new one
    outcome: Outcome
    measures: tuple[MeasureTaken, ...]
    findings: tuple[tuple[AllegationId, str], ...]  # the established facts it rests on
    document: DocumentRef
    issued_on: date


class NoticeServed(Event, frozen=True, kw_only=True, tag="proceeding.notice-served.v1"):
    """The notice reached the respondent; the period for a statement runs."""

    notice: int
    mode: ServiceMode
    served_on: date
    deemed_on: date
    statement_until: date
    proof: DocumentRef


class StatementReceived(Event, frozen=True, kw_only=True, tag="proceeding.statement-received.v1"):
    """The respondent's statement and defence reached the body (陈述申辩)."""

    received_on: date
    document: DocumentRef
    points: tuple[StatementPoint, ...]
    oral: bool
    in_time: bool


class StatementWaived(Event, frozen=True, kw_only=True, tag="proceeding.statement-waived.v1"):
    """The respondent declared not to make a statement."""

    waived_on: date
    document: DocumentRef


class PointAnswered(Event, frozen=True, kw_only=True, tag="proceeding.point-answered.v1"):
    """One point of the defence was verified and answered."""

    point: PointId
    adoption: Adoption
    reasons: DocumentRef
    answered_on: date


class DefenceVerified(Event, frozen=True, kw_only=True, tag="proceeding.defence-verified.v1"):
    """The reviewers closed the verification of the defence (申辩复核)."""

    opinion: DocumentRef
    verified_on: date
    new_adverse_fact: bool
    report: DocumentRef | None = None  # the investigation report the defence answered; a new fact needs a new one


class Deliberated(Event, frozen=True, kw_only=True, tag="proceeding.deliberated.v1"):
    """The leaders of the deciding organ discussed the matter together (集体讨论)."""

    present: tuple[ActorId, ...]
    voting: tuple[ActorId, ...]
    recused: tuple[ActorId, ...]
    quorum: int
    minutes: DocumentRef
    deliberated_on: date
    outcome: Outcome | None = None  # what was resolved; None: views only
    measures: tuple[MeasureTaken, ...] = ()


class ConsentObtained(Event, frozen=True, kw_only=True, tag="proceeding.consent-obtained.v1"):
    """A body whose consent the measure needs gave it."""

    body: BodyId
    obtained_on: date
    document: DocumentRef


class DecisionMade(Event, frozen=True, kw_only=True, tag="proceeding.decision-made.v1"):
    """A person decided. Takes effect on the day it is made, that of the deliberation; service is another date."""

    body: BodyId
    decider: ActorId
    number: str  # document number of the body and year, without personal content
    outcome: Outcome
    measures: tuple[MeasureTaken, ...]
    findings: tuple[tuple[AllegationId, str], ...]
    decided_on: date  # signed
    effective_on: date  # made: the day that the paper bears
    reasons: DocumentRef
    document: DocumentRef
    seen: RecommendationSeen
    departure: DocumentRef | None = None  # reasons for departing from the suggestion under the policy
    override: DocumentRef | None = None  # senior approval for exemption in the presence of a mandatory factor
    tracks: tuple[str, ...] = ()  # review tracks told to the respondent
    transferred_to: BodyId | None = None
    decide_by: date | None = None  # the last day to decide as it then stood; a later day does not void the decision
    law: str | None = None  # content id of the list of all law in use (domain.rulebook.holdings); None: not recorded


class DecisionServed(Event, frozen=True, kw_only=True, tag="proceeding.decision-served.v1"):
    """The decision reached the respondent, and for a person also the unit. Review clocks run from here."""

    to: str  # code: respondent, unit
    mode: ServiceMode
    served_on: date
    deemed_on: date
    proof: DocumentRef
    opinion: DocumentRef | None = None  # what the respondent wrote about the decision (本人意见)


class DecisionAnnounced(Event, frozen=True, kw_only=True, tag="proceeding.decision-announced.v1"):
    """The decision was announced within its scope; service does not replace it."""

    announced_on: date
    scope: DocumentRef


class MeasureCarriedOut(Event, frozen=True, kw_only=True, tag="proceeding.measure-carried-out.v1"):
    """A measure was carried out, and accepted where it needs acceptance."""

    measure: str
    carried_out_on: date
    proof: DocumentRef
    accepted_on: date | None = None


class RectificationReported(Event, frozen=True, kw_only=True, tag="proceeding.rectification-reported.v1"):
    """The respondent reported what was put right (整改)."""

    reported_on: date
    report: DocumentRef


class RectificationChecked(Event, frozen=True, kw_only=True, tag="proceeding.rectification-checked.v1"):
    """The supervisor of execution checked it by evidence, not by assertion."""

    result: RectificationResult
    checked_on: date
    opinion: DocumentRef


class AppealNoted(Event, frozen=True, kw_only=True, tag="proceeding.appeal-noted.v1"):
    """An appeal against the decision is pending. Execution goes on."""

    appeal: AppealId
    track: str
    noted_on: date
    step: str = "first"


class AppealEnded(Event, frozen=True, kw_only=True, tag="proceeding.appeal-ended.v1"):
    """The appeal was decided, withdrawn or not accepted."""

    appeal: AppealId
    ended_on: date
    result: str  # code: upheld, varied, revoked, revoked-and-remade, withdrawn, not-accepted
    ground: str | None = None  # on which it was not accepted
    by_officer: bool | None = None  # on the filer's word: who recorded the withdrawal, or filed what ended by letter


class DecisionVaried(Event, frozen=True, kw_only=True, tag="proceeding.decision-varied.v1"):
    """An appeal replaced the measures by others, never heavier."""

    appeal: AppealId
    outcome: Outcome
    measures: tuple[MeasureTaken, ...]
    varied_on: date
    reasons: DocumentRef


class DecisionRevoked(Event, frozen=True, kw_only=True, tag="proceeding.decision-revoked.v1"):
    """The decision was revoked; with ``remake`` the matter is to be decided anew.

    ``appeal`` is None when the body revoked its own decision because a defect came to light.
    """

    appeal: AppealId | None
    remake: bool
    revoked_on: date
    ground: str
    reasons: DocumentRef


class ProceedingClosed(Event, frozen=True, kw_only=True, tag="proceeding.closed.v1"):
    """Nothing remains to be done for this respondent."""

    closed_on: date
    report: DocumentRef


ProceedingEvent = (
    ProceedingOpened
    | CompetenceEstablished
    | ProceedingReferred
    | RoleFound
    | ElementFound
    | FactorFound
    | SanctionFixed
    | RunningSanctionNoted
    | QuestionAnswered
    | SuspendedFromDuty
    | SuspensionEnded
    | FileReviewed
    | ReturnedForSupplement
    | NoticeIssued
    | NoticeServed
    | MaterialDisclosed
    | StatementReceived
    | StatementWaived
    | PointAnswered
    | DefenceVerified
    | Deliberated
    | ConsentObtained
    | DecisionMade
    | DecisionServed
    | PaperServed
    | DecisionAnnounced
    | MeasureCarriedOut
    | MeasuresNotCarriedOut
    | PayChangeExtended
    | FormalityRecorded
    | RectificationReported
    | RectificationChecked
    | AppealNoted
    | AppealEnded
    | DecisionVaried
    | DecisionRevoked
    | RestorationCarriedOut
    | RestorationJudged
    | SanctionLifted
    | LiftingWithheld
    | ProceedingClosed
)
