"""What a person may ask for on a case. Imperatives; the actor and the day come from the occasion."""

from datetime import date

import msgspec

from domain.cases.events import (
    CheckResult,
    Defect,
    EvidenceKind,
    ExclusionGround,
    FindingStatus,
    LightForm,
    Particular,
    RecusalGround,
    RecusalSource,
    ReopeningCause,
    Signature,
)
from domain.citation import Citation
from domain.document import DocumentRef
from domain.identity import (
    ActorId,
    AllegationId,
    AmendmentId,
    BodyId,
    CaseId,
    EvidenceId,
    OrganId,
    PartyId,
    ProceedingId,
    RecusalId,
    ReportId,
)


class OpenCase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Take up one or more accepted reports as a case. The reports are linked in the same append."""

    body: BodyId
    instrument: str
    summary: DocumentRef
    reports: tuple[ReportId, ...] = ()
    organ: OrganId | None = None
    transferred_from: CaseId | None = None


class AddReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Join a further report to the case."""

    report: ReportId


class FrameAllegation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """State one alleged breach."""

    allegation: AllegationId
    ground: str
    organ: OrganId
    conduct_from: date
    conduct_to: date
    description: DocumentRef
    duty: Citation | None = None
    facts: tuple[str, ...] = ()


class AuthorisePreliminaryCheck(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Agree to a preliminary check by two or more checkers."""

    checkers: tuple[ActorId, ...]
    plan: DocumentRef


class ReportPreliminaryCheck(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Report the check, allegation by allegation."""

    results: tuple[tuple[AllegationId, CheckResult], ...]
    report: DocumentRef


class DecideNotToFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """End the matter without a case."""

    reasons: DocumentRef
    false_accusation: bool = False


class ClarifyReputation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Clarify the matter in the scope where harm arose."""

    scope: DocumentRef
    letter: DocumentRef
    concerning: PartyId | None = None


class HandleLightly(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Handle light circumstances without filing, after hearing the person. ``circumstances`` says why they are light."""

    person: PartyId
    form: LightForm
    record: DocumentRef
    heard: DocumentRef
    circumstances: DocumentRef | None = None


class TransferCase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Pass the matter to the competent body."""

    to: BodyId
    letter: DocumentRef


class FileCase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Approve the filing of the case (立案)."""

    approval: DocumentRef
    notice: DocumentRef | None = None


class ExtendTime(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Extend the time to decide, within the cap of the profile."""

    until: date
    ground: DocumentRef


class NameRespondent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Name an organ or a person as respondent. Its proceeding is opened in the same append."""

    proceeding: ProceedingId
    organ: OrganId | None = None
    person: PartyId | None = None


class ExtendFiling(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Approve the filing for a respondent who was named after it (补充立案)."""

    proceeding: ProceedingId
    approval: DocumentRef
    notice: DocumentRef | None = None


class AssignInvestigators(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Say who investigates. ``note`` is what those who had it hand over."""

    investigators: tuple[ActorId, ...]
    note: DocumentRef | None = None


class RaiseRecusal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ask that an officer stand aside."""

    recusal: RecusalId
    officer: ActorId
    ground: RecusalGround
    source: RecusalSource
    reasons: DocumentRef | None = None


class DecideRecusal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Grant or refuse a recusal."""

    recusal: RecusalId
    granted: bool
    reasons: DocumentRef
    by_next_higher: bool = False


class EnterEvidence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Enter an item of evidence. ``witness`` is the person who made a statement, where the register knows them."""

    evidence: EvidenceId
    kind: EvidenceKind
    document: DocumentRef
    collected_on: date
    officers: tuple[ActorId, ...] = ()
    system_fetched: bool = False
    shows: tuple[str, ...] = ()
    signature: Signature | None = None
    taken_over_from: BodyId | None = None
    witness: PartyId | None = None


class ExcludeEvidence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Exclude an item from grounding the decision."""

    evidence: EvidenceId
    ground: ExclusionGround
    reasons: DocumentRef


class MakeFinding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Hold that a fact of an allegation is established, refuted or unprovable."""

    allegation: AllegationId
    fact: str
    status: FindingStatus
    evidence: tuple[EvidenceId, ...]
    reasons: DocumentRef
    occurred_on: date | None = None


class ReportInvestigation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Report the investigation per respondent, with factors both ways."""

    report: DocumentRef
    unit_opinions: DocumentRef


class ReopenInvestigation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Go back to investigation."""

    because: ReopeningCause
    items: DocumentRef


class NoteProcedureDefect(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record that a defect of procedure came to light."""

    defect: Defect
    description: DocumentRef
    concerning: ActorId | None = None


class AmendParty(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Put particulars of a person in the case right. What they are now only the register of persons is told."""

    amendment: AmendmentId
    party: PartyId
    particulars: tuple[Particular, ...]
    reasons: DocumentRef


class CloseCase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Close the case."""

    report: DocumentRef


class ArchiveCase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Hand the complete file to the archive."""

    index: DocumentRef
    retention: str


CaseCommand = (
    OpenCase
    | AddReport
    | FrameAllegation
    | AuthorisePreliminaryCheck
    | ReportPreliminaryCheck
    | DecideNotToFile
    | ClarifyReputation
    | HandleLightly
    | TransferCase
    | FileCase
    | ExtendTime
    | NameRespondent
    | ExtendFiling
    | AssignInvestigators
    | RaiseRecusal
    | DecideRecusal
    | EnterEvidence
    | ExcludeEvidence
    | MakeFinding
    | ReportInvestigation
    | ReopenInvestigation
    | NoteProcedureDefect
    | AmendParty
    | CloseCase
    | ArchiveCase
)
