"""What a person may ask for in a proceeding. Imperatives; the actor and the day come from the occasion."""

from datetime import date

import msgspec

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
from domain.proceedings.disclosure_events import WithholdingGround
from domain.proceedings.events import (
    Adoption,
    Mark,
    MeasureTaken,
    Outcome,
    ServiceMode,
    StatementPoint,
    Subject,
)
from domain.proceedings.execution_commands import (
    CarryOutMeasure,
    CheckRectification,
    ExtendPayChange,
    RecordFormality,
    RecordNotCarriedOut,
    ReportRectification,
)
from domain.proceedings.paper_service_events import Delivered
from domain.proceedings.terms import Conduct, RestorationAnswer


class OpenProceeding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Open the track of a respondent named in the case. Issued together with naming the respondent."""

    case: CaseId
    subject: Subject
    organ: OrganId
    profile: str
    person: PartyId | None = None
    role: str | None = None
    post: PostId | None = None


class EstablishCompetence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record which body decides, and how that is known."""

    body: BodyId
    source: str
    document: DocumentRef | None = None


class ReferProceeding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Pass the proceeding to the body that now holds authority."""

    to: BodyId
    letter: DocumentRef


class FindRole(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Hold in which role the respondent answers."""

    role: str
    evidence: tuple[EvidenceId, ...]
    reasons: DocumentRef


class FindElement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Hold that an element of liability or a personal circumstance is established, refuted or unprovable."""

    fact: str
    status: FindingStatus
    evidence: tuple[EvidenceId, ...]
    reasons: DocumentRef


class FindFactor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Hold that a factor is established, refuted or unprovable."""

    factor: str
    status: FindingStatus
    evidence: tuple[EvidenceId, ...]
    reasons: DocumentRef
    phase: str | None = None
    basis: str | None = None


class FixSanction(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Fix the sanction for one of several acts (分别确定), before they are carried out as one. No measure: none for it."""

    allegation: AllegationId
    reasons: DocumentRef
    measure: str | None = None


class NoteRunningSanction(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Note an earlier sanction whose period still runs, with its evidence; without a measure, that none runs.

    ``months`` is its whole period from ``decided_on`` (1 to 600).
    """

    evidence: tuple[EvidenceId, ...]
    reasons: DocumentRef
    measure: str | None = None
    decided_on: date | None = None
    months: int | None = None


class SettleFacts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Hold the same of several elements, circumstances or factors at once, for the same reasons."""

    facts: tuple[str, ...]
    status: FindingStatus
    reasons: DocumentRef
    evidence: tuple[EvidenceId, ...] = ()


class AnswerQuestion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Answer a point that the text leaves to discretion."""

    question: str
    choice: str
    reasons: DocumentRef


class SuspendFromDuty(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Suspend the person from duty while the case runs."""

    decision: DocumentRef


class EndSuspension(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """End the suspension from duty."""

    decision: DocumentRef


class ReviewFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Give the reviewers' opinion on the file, six points."""

    reviewers: tuple[ActorId, ...]
    facts: Mark
    evidence: Mark
    qualification: Mark
    procedure: Mark
    handling: Mark
    competence: Mark
    opinion: DocumentRef


class ReturnForSupplement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Send the file back to the investigation."""

    items: DocumentRef


class IssueNotice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Notify facts, basis and intended handling."""

    outcome: Outcome
    findings: tuple[tuple[AllegationId, str], ...]
    document: DocumentRef
    measures: tuple[MeasureTaken, ...] = ()


class ServeNotice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that the notice was served."""

    mode: ServiceMode
    served_on: date
    proof: DocumentRef


class DiscloseMaterial(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Open items of evidence to the respondent, and say which are withheld and on which ground.

    One act withholds on one ground; what is withheld on another is another act. The acts add up.
    """

    shown: tuple[EvidenceId, ...] = ()
    withheld: tuple[EvidenceId, ...] = ()
    ground: WithholdingGround | None = None


class FileStatement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Make a statement in defence, point by point."""

    document: DocumentRef
    points: tuple[StatementPoint, ...]
    oral: bool = False


class WaiveStatement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Declare not to make a statement."""

    document: DocumentRef


class AnswerPoint(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Answer one point of the defence."""

    point: PointId
    adoption: Adoption
    reasons: DocumentRef


class VerifyDefence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Close the verification of the defence."""

    opinion: DocumentRef
    new_adverse_fact: bool = False


class Deliberate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record the collective discussion."""

    present: tuple[ActorId, ...]
    voting: tuple[ActorId, ...]
    minutes: DocumentRef
    quorum: int
    recused: tuple[ActorId, ...] = ()
    outcome: Outcome | None = None
    measures: tuple[MeasureTaken, ...] = ()


class ObtainConsent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record the consent of a body whose consent is needed."""

    body: BodyId
    document: DocumentRef


class Decide(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Decide the proceeding. What the decider had before them is added by the system.

    ``seen`` is the digest of the recommendation that the person looked at; when it is given and the recommendation has
    changed since, the decision is refused.
    """

    number: str
    outcome: Outcome
    findings: tuple[tuple[AllegationId, str], ...]
    reasons: DocumentRef
    document: DocumentRef
    measures: tuple[MeasureTaken, ...] = ()
    departure: DocumentRef | None = None
    override: DocumentRef | None = None
    transferred_to: BodyId | None = None
    seen: str | None = None


class ServeDecision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that the decision was served on the respondent or the unit."""

    to: str
    mode: ServiceMode
    served_on: date
    proof: DocumentRef
    opinion: DocumentRef | None = None


class ServePaper(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that an order or another paper was served on the respondent."""

    what: Delivered
    document: DocumentRef
    mode: ServiceMode
    served_on: date
    proof: DocumentRef
    number: str | None = None


class AnnounceDecision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that the decision was announced within its scope."""

    announced_on: date
    scope: DocumentRef


class NoteAppeal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Note that an appeal is pending. Issued by the system together with the filing of the appeal."""

    appeal: AppealId
    track: str
    step: str = "first"


class ApplyAppeal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Give an ended appeal its effect. Issued by the system together with the outcome of the appeal.

    ``result`` is upheld, varied, revoked, revoked-and-remade, withdrawn or not-accepted. ``on`` is the day on which that
    was made, None for today. ``by_officer``: an officer recorded the withdrawal on the filer's word, or filed it so and
    its outcome came by letter.
    """

    appeal: AppealId
    result: str
    on: date | None = None
    reasons: DocumentRef | None = None
    ground: str | None = None
    outcome: Outcome | None = None
    measures: tuple[MeasureTaken, ...] = ()
    by_officer: bool = False


class RevokeDecision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Revoke the body's own decision because a defect came to light, and decide anew with other officers."""

    ground: str
    reasons: DocumentRef
    remake: bool = True


class CarryOutRestoration(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that post, pay, reputation or loss was made good."""

    what: str
    carried_out_on: date
    proof: DocumentRef


class JudgeRestoration(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Say of kinds of restoration whether they are due."""

    what: tuple[str, ...]
    answer: RestorationAnswer
    reasons: DocumentRef


class LiftSanction(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Say what a person did in the period of a sanction, once it is over. ``document`` is the decision or the notice of it."""

    measure: str
    conduct: Conduct
    document: DocumentRef


class CloseProceeding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Close the proceeding."""

    report: DocumentRef


ProceedingCommand = (
    OpenProceeding
    | EstablishCompetence
    | ReferProceeding
    | FindRole
    | FindElement
    | FindFactor
    | SettleFacts
    | FixSanction
    | NoteRunningSanction
    | AnswerQuestion
    | SuspendFromDuty
    | EndSuspension
    | ReviewFile
    | ReturnForSupplement
    | IssueNotice
    | ServeNotice
    | DiscloseMaterial
    | FileStatement
    | WaiveStatement
    | AnswerPoint
    | VerifyDefence
    | Deliberate
    | ObtainConsent
    | Decide
    | ServeDecision
    | ServePaper
    | AnnounceDecision
    | CarryOutMeasure
    | RecordNotCarriedOut
    | ExtendPayChange
    | RecordFormality
    | ReportRectification
    | CheckRectification
    | NoteAppeal
    | ApplyAppeal
    | RevokeDecision
    | CarryOutRestoration
    | JudgeRestoration
    | LiftSanction
    | CloseProceeding
)
