"""What can happen to a case, in the order of the procedure. Facts and evidence; each respondent's track is a proceeding."""

from datetime import date
from enum import StrEnum

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
from domain.recorded import Event


class FindingStatus(StrEnum):
    """What is known of a fact. ``open``: not yet looked into. ``unprovable``: looked into, cannot be known."""

    ESTABLISHED = "established"
    REFUTED = "refuted"
    OPEN = "open"
    UNPROVABLE = "unprovable"


class CheckResult(StrEnum):
    """Outcome of the preliminary check for one allegation."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    UNCLEAR = "unclear"


class RecusalGround(StrEnum):
    """Why a person must stand aside (invariant I-6)."""

    PARTY = "is-respondent"
    CLOSE_RELATIVE = "close-relative"
    WITNESS = "witness"
    INTEREST = "interest"
    POST = "post-in-respondent-organ"
    OTHER = "other-doubt"


class RecusalSource(StrEnum):
    """Who raised it."""

    RESPONDENT = "respondent"
    INFORMANT = "informant"
    INTERESTED = "interested-person"
    SELF = "self"
    BODY = "body"  # of the body's own motion
    REGISTER = "register"  # found from the registers of posts and relations


class EvidenceKind(StrEnum):
    """Kinds of evidence."""

    DOCUMENT = "document"
    RECORD_OF_TALK = "record-of-talk"
    WITNESS = "witness-statement"
    ELECTRONIC = "electronic-data"
    OPINION = "expert-opinion"
    PHYSICAL = "physical"
    RULING = "ruling"


class Signature(StrEnum):
    """How a record of a talk or of a witness was signed."""

    SIGNED = "signed"
    REFUSED = "refused-and-noted"


class ExclusionGround(StrEnum):
    """Why an item of evidence may not ground the decision."""

    ILLEGAL_MEANS = "illegal-means"
    RECUSED_OFFICER = "recused-officer"
    SINGLE_OFFICER = "single-officer"
    OTHER = "other"


class ReopeningCause(StrEnum):
    """Why an investigation goes on after its report."""

    RETURNED = "returned-for-supplement"
    NEW_ADVERSE_FACT = "new-adverse-fact"
    REVOKED = "decision-revoked"
    DEFECT = "procedure-defect"


class Defect(StrEnum):
    """What was wrong with the procedure."""

    RECUSAL_MISSED = "recusal-missed"
    EVIDENCE_TAINTED = "evidence-tainted"
    NOTICE_MISSING = "notice-missing"
    OTHER = "other"


class LightForm(StrEnum):
    """Handling without filing, for light circumstances (domain row 7)."""

    REMINDER_TALK = "reminder-talk"
    CRITICISM_EDUCATION = "criticism-and-education"
    SELF_EXAMINATION = "written-self-examination"
    ADMONITION = "admonition"


class Particular(StrEnum):
    """Which kind of particular of a person the register had wrong."""

    NAME = "name"
    KIND = "kind"
    CONTACTS = "contacts"


class CaseOpened(Event, frozen=True, kw_only=True, tag="case.opened.v1"):
    """A lead was taken up by the body that keeps the case."""

    body: BodyId
    opened_on: date
    instrument: str  # the rulebook under which liability is examined, by instrument id
    summary: DocumentRef
    reports: tuple[ReportId, ...] = ()
    organ: OrganId | None = None
    transferred_from: CaseId | None = None  # the case of the body that passed it on


class ReportAdded(Event, frozen=True, kw_only=True, tag="case.report-added.v1"):
    """A further report about the same facts joined the case."""

    report: ReportId


class AllegationFramed(Event, frozen=True, kw_only=True, tag="case.allegation-framed.v1"):
    """One alleged breach: which ground, which duty, when."""

    allegation: AllegationId
    ground: str  # trigger code of the rulebook, for example the code for late publication
    organ: OrganId
    conduct_from: date
    conduct_to: date
    description: DocumentRef
    duty: Citation | None = None  # the primary duty breached, in the edition of the day of the conduct
    facts: tuple[str, ...] = ()  # atomic fact codes of that ground to be looked into


class PreliminaryCheckAuthorised(Event, frozen=True, kw_only=True, tag="case.preliminary-check-authorised.v1"):
    """The head agreed to a preliminary check (初核)."""

    checkers: tuple[ActorId, ...]
    authorised_on: date
    plan: DocumentRef


class PreliminaryCheckReported(Event, frozen=True, kw_only=True, tag="case.preliminary-check-reported.v1"):
    """The check group reported, allegation by allegation."""

    results: tuple[tuple[AllegationId, CheckResult], ...]
    reported_on: date
    report: DocumentRef


class CaseNotFiled(Event, frozen=True, kw_only=True, tag="case.not-filed.v1"):
    """The head decided that no case is filed (不予立案)."""

    decided_on: date
    reasons: DocumentRef
    false_accusation: bool


class ReputationClarified(Event, frozen=True, kw_only=True, tag="case.reputation-clarified.v1"):
    """After a refuted accusation the matter was clarified where harm arose."""

    clarified_on: date
    scope: DocumentRef
    letter: DocumentRef
    concerning: PartyId | None = None


class HandledLightly(Event, frozen=True, kw_only=True, tag="case.handled-lightly.v1"):
    """Light handling without filing; the person was heard."""

    person: PartyId
    form: LightForm
    handled_on: date
    record: DocumentRef
    heard: DocumentRef
    circumstances: DocumentRef | None = None  # why they were held to be light; earlier releases did not ask


class CaseTransferred(Event, frozen=True, kw_only=True, tag="case.transferred.v1"):
    """Passed to the competent body (移送)."""

    to: BodyId
    transferred_on: date
    letter: DocumentRef


class CaseFiled(Event, frozen=True, kw_only=True, tag="case.filed.v1"):
    """The head approved the filing (立案); this starts the clock of the decision."""

    filed_on: date
    approval: DocumentRef
    decide_by: date
    decide_by_at_most: date
    notice: DocumentRef | None = None  # written notice to respondents and unit, where the profile asks for it
    decide_by_under: tuple[tuple[str, date], ...] | None = None  # the last day of each respondent's profile


class TimeExtended(Event, frozen=True, kw_only=True, tag="case.time-extended.v1"):
    """The time to decide was extended, with its ground."""

    until: date
    ground: DocumentRef
    extended_on: date
    until_under: tuple[tuple[str, date], ...] | None = None  # how far each respondent's profile takes it


class RespondentNamed(Event, frozen=True, kw_only=True, tag="case.respondent-named.v1"):
    """An organ or a person became a respondent and got a proceeding."""

    proceeding: ProceedingId
    organ: OrganId | None = None  # set for an organ
    person: PartyId | None = None  # set for a person


class FilingExtended(Event, frozen=True, kw_only=True, tag="case.filing-extended.v1"):
    """The head approved the filing for a respondent named after it (补充立案)."""

    proceeding: ProceedingId
    extended_on: date
    approval: DocumentRef
    notice: DocumentRef | None = None  # written notice to the respondent and the unit, where the profile asks for it


class InvestigatorsAssigned(Event, frozen=True, kw_only=True, tag="case.investigators-assigned.v1"):
    """The officers who investigate, two or more. Replaces the earlier assignment; ``note`` is what is handed over with it."""

    investigators: tuple[ActorId, ...]
    assigned_on: date
    note: DocumentRef | None = None


class RecusalRaised(Event, frozen=True, kw_only=True, tag="case.recusal-raised.v1"):
    """Somebody asked that an officer stand aside. The officer acts no further until it is decided."""

    recusal: RecusalId
    officer: ActorId
    ground: RecusalGround
    source: RecusalSource
    raised_on: date
    reasons: DocumentRef | None = None


class RecusalDecided(Event, frozen=True, kw_only=True, tag="case.recusal-decided.v1"):
    """The head (for the head: the next higher level) decided on a recusal."""

    recusal: RecusalId
    granted: bool
    decided_on: date
    by_next_higher: bool
    reasons: DocumentRef


class EvidenceEntered(Event, frozen=True, kw_only=True, tag="case.evidence-entered.v1"):
    """An item of evidence entered the file."""

    evidence: EvidenceId
    kind: EvidenceKind
    document: DocumentRef
    collected_on: date
    officers: tuple[ActorId, ...]  # two or more, unless fetched by the system
    system_fetched: bool = False
    shows: tuple[str, ...] = ()  # fact codes it bears on
    signature: Signature | None = None  # of a talk or witness record
    taken_over_from: BodyId | None = None  # the body whose officers collected it
    witness: PartyId | None = None  # of the register: whose statement it is; they take no part in the case


class EvidenceExcluded(Event, frozen=True, kw_only=True, tag="case.evidence-excluded.v1"):
    """An item may not ground the decision."""

    evidence: EvidenceId
    ground: ExclusionGround
    excluded_on: date
    reasons: DocumentRef


class FindingMade(Event, frozen=True, kw_only=True, tag="case.finding-made.v1"):
    """A fact of an allegation was established, refuted or found unprovable. A later finding on it replaces it."""

    allegation: AllegationId
    fact: str
    status: FindingStatus
    evidence: tuple[EvidenceId, ...]
    found_on: date
    reasons: DocumentRef
    occurred_on: date | None = None


class InvestigationReported(Event, frozen=True, kw_only=True, tag="case.investigation-reported.v1"):
    """The investigators reported per respondent, factors both ways (调查终结)."""

    report: DocumentRef
    unit_opinions: DocumentRef  # what the unit's leaders, staff and internal supervision said
    reported_on: date


class InvestigationReopened(Event, frozen=True, kw_only=True, tag="case.investigation-reopened.v1"):
    """Back to investigation: returned by the reviewers, a new adverse fact, or a revoked decision."""

    reopened_on: date
    because: ReopeningCause
    items: DocumentRef


class ProcedureDefectNoted(Event, frozen=True, kw_only=True, tag="case.procedure-defect-noted.v1"):
    """A defect of procedure came to light, for example a recusal found after the decision."""

    defect: Defect
    concerning: ActorId | None
    noted_on: date
    description: DocumentRef


class PartyAmended(Event, frozen=True, kw_only=True, tag="case.party-amended.v1"):
    """Particulars of a person in the case were put right in the register of persons, which keeps what stood there before."""

    amendment: AmendmentId  # under which the register keeps what stood there
    party: PartyId
    particulars: tuple[Particular, ...]
    amended_on: date
    reasons: DocumentRef


class CaseClosed(Event, frozen=True, kw_only=True, tag="case.closed.v1"):
    """Every proceeding is closed or in review (结案). What follows is in the report; the clocks of each proceeding run on."""

    closed_on: date
    report: DocumentRef


class CaseArchived(Event, frozen=True, kw_only=True, tag="case.archived.v1"):
    """The complete file went to the archive (归档)."""

    archived_on: date
    index: DocumentRef
    retention: str  # retention class code


CaseEvent = (
    CaseOpened
    | ReportAdded
    | AllegationFramed
    | PreliminaryCheckAuthorised
    | PreliminaryCheckReported
    | CaseNotFiled
    | ReputationClarified
    | HandledLightly
    | CaseTransferred
    | CaseFiled
    | TimeExtended
    | RespondentNamed
    | FilingExtended
    | InvestigatorsAssigned
    | RecusalRaised
    | RecusalDecided
    | EvidenceEntered
    | EvidenceExcluded
    | FindingMade
    | InvestigationReported
    | InvestigationReopened
    | ProcedureDefectNoted
    | PartyAmended
    | CaseClosed
    | CaseArchived
)
