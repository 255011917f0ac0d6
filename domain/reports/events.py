"""What can happen to a report (线索), in the order of the procedure."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from domain.citation import Citation
from domain.document import DocumentRef
from domain.identity import ActorId, AllegationId, AmendmentId, BodyId, CaseId, OrganId, PartyId, RecusalId, ReportId
from domain.recorded import Event


class SourceKind(StrEnum):
    """How the matter came to light (domain row 1)."""

    COMPLAINT = "complaint"
    INSPECTION = "inspection"
    ASSESSMENT = "assessment"
    SOCIAL_EVALUATION = "social-evaluation"
    RECONSIDERATION = "reconsideration-ruling"
    COURT = "court-ruling"
    MEDIA = "media"
    TRANSFER = "transfer"
    SELF_REPORT = "self-report"
    RELEASE_COORDINATION = "release-coordination"
    PROJECT = "project-supervision"
    PUBLICATION = "publication-monitoring"


class Channel(StrEnum):
    """The door through which it came in."""

    WEB = "web"
    PHONE = "phone"
    LETTER = "letter"
    VISIT = "visit"
    IMPORT = "import"
    API = "api"
    SUPERVISION = "supervision"  # found in this system: by an instrument, or by the check of what was ordered


class Protection(StrEnum):
    """What was promised about the reporter's identity."""

    ANONYMOUS = "anonymous"
    CONFIDENTIAL = "confidential"
    NAMED = "named"
    NONE = "none"  # an inspection has no reporter


class Found(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where an instrument found a breach.

    ``matter`` is the instrument's stream and ``breach`` the breach's id there; ``provisions`` are the articles in question,
    ``evidence`` what the matter holds of it, ``organs`` all that answer for it: each has a report of its own.
    """

    matter: UUID
    breach: str
    provisions: tuple[Citation, ...]
    organs: tuple[OrganId, ...]
    evidence: tuple[DocumentRef, ...] = ()


class ReportFiled(Event, frozen=True, kw_only=True, tag="report.filed.v1"):
    """A report reached the body and was registered (线索登记)."""

    received_on: date
    intake: BodyId | None  # the body whose desk took it in; None: nobody's yet, a question for the lead manager
    source: SourceKind
    channel: Channel
    protection: Protection
    account: DocumentRef  # what is said to have happened, in the reporter's words
    organ: OrganId | None = None  # None: the register does not know the organ named in the account
    problem: str | None = None  # code of the kind of problem, from the mapping or the form
    reporter: PartyId | None = None
    since: date | None = None
    disclosure_complaint: bool = False  # handled as such even when no liability case follows
    origin: str | None = None  # address of the source inside its notice: file digest and row, never a name
    found: Found | None = None  # None: no instrument found it


class ReportSupplemented(Event, frozen=True, kw_only=True, tag="report.supplemented.v1"):
    """The reporter or the desk added facts or documents."""

    received_on: date
    account: DocumentRef
    by_reporter: bool


class OrganIdentified(Event, frozen=True, kw_only=True, tag="report.organ-identified.v1"):
    """The organ that the report is about was found in the register."""

    organ: OrganId


class DuplicateNoted(Event, frozen=True, kw_only=True, tag="report.duplicate-noted.v1"):
    """Another report seems to be about the same facts. Shown, never merged by itself."""

    of: ReportId


class ReporterAsked(Event, frozen=True, kw_only=True, tag="report.reporter-asked.v1"):
    """The desk wrote to the reporter: a question, or word of what became of the report."""

    message: DocumentRef
    written_on: date
    by: BodyId | None = None  # the body that wrote; from then on it has what nobody had taken in


class ReportAccepted(Event, frozen=True, kw_only=True, tag="report.accepted.v1"):
    """Triage: the body takes the matter up for checking (分办)."""

    body: BodyId
    accepted_on: date
    reasons: DocumentRef | None = None


class ReportDeclined(Event, frozen=True, kw_only=True, tag="report.declined.v1"):
    """Triage: no liability case follows. A disclosure complaint is answered all the same."""

    declined_on: date
    reasons: DocumentRef
    complaint_answer: DocumentRef | None = None
    by: BodyId | None = None  # the body that declined it; from then on it has what nobody had taken in


class ReportReferred(Event, frozen=True, kw_only=True, tag="report.referred.v1"):
    """Triage: passed to the body that is competent (移送)."""

    to: BodyId
    referred_on: date
    letter: DocumentRef
    by: BodyId | None = None  # the body that passed it on


class ReportMerged(Event, frozen=True, kw_only=True, tag="report.merged.v1"):
    """A person found that it concerns the same facts as another report and joined them."""

    into: ReportId
    merged_on: date
    reasons: DocumentRef
    by: BodyId | None = None  # the body that joined them; from then on it has what nobody had taken in


class ReportLinked(Event, frozen=True, kw_only=True, tag="report.linked.v1"):
    """The matter became part of a case."""

    case: CaseId
    linked_on: date
    allegation: AllegationId | None = None


class ReporterInformed(Event, frozen=True, kw_only=True, tag="report.reporter-informed.v1"):
    """The reporter was told the outcome."""

    informed_on: date
    message: DocumentRef


class OutcomeRating(StrEnum):
    """How content the reporter is with how the report was dealt with."""

    SATISFIED = "satisfied"
    PARTLY = "partly"
    NOT_SATISFIED = "not-satisfied"


class OutcomeRated(Event, frozen=True, kw_only=True, tag="report.outcome-rated.v1"):
    """The reporter said, by the code, how content they are with what became of the report. Said once of each outcome."""

    rating: OutcomeRating
    rated_on: date
    words: DocumentRef | None = None  # what they say of it


class ReporterParticular(StrEnum):
    """What of a reporter's entry was put right. What it is now only the sealed entry says."""

    NAME = "name"
    CONTACTS = "contacts"


class AmendmentCause(StrEnum):
    """Why an entry is put right. A word and no text: a text could tell who reported."""

    MISTAKEN = "mistaken"  # taken down wrong
    CHANGED = "changed"  # it was right and is not any more


class ReporterAmended(Event, frozen=True, kw_only=True, tag="report.reporter-amended.v1"):
    """Particulars of the reporter were put right in the sealed entry."""

    amendment: AmendmentId
    particulars: tuple[ReporterParticular, ...]
    because: AmendmentCause
    amended_on: date


class OfficerKeptAway(Event, frozen=True, kw_only=True, tag="report.officer-kept-away.v1"):
    """Whoever knows the reporter asked that an officer stand aside before there is a case. Told to nobody else.

    The case that takes the report up begins with a request under the same ``recusal``, in words that fit any.
    """

    recusal: RecusalId
    officer: ActorId
    kept_on: date


class IdentityAsked(Event, frozen=True, kw_only=True, tag="report.identity-asked.v1"):
    """An officer asked to see who reported, saying why."""

    officer: ActorId
    reasons: DocumentRef
    asked_on: date


class IdentityAgreed(Event, frozen=True, kw_only=True, tag="report.identity-agreed.v1"):
    """A second person agreed that the officer sees who reported. What is read is on record in the access log."""

    officer: ActorId
    agreed_by: ActorId
    agreed_on: date
    until: date  # the last day on which it is opened


class IdentityRefused(Event, frozen=True, kw_only=True, tag="report.identity-refused.v1"):
    """A second person did not agree, saying why; whoever asked reads the reasons."""

    officer: ActorId
    refused_by: ActorId
    reasons: DocumentRef
    refused_on: date


ReportEvent = (
    ReportFiled
    | ReportSupplemented
    | OrganIdentified
    | DuplicateNoted
    | ReporterAsked
    | ReportAccepted
    | ReportDeclined
    | ReportReferred
    | ReportMerged
    | ReportLinked
    | ReporterInformed
    | OutcomeRated
    | ReporterAmended
    | OfficerKeptAway
    | IdentityAsked
    | IdentityAgreed
    | IdentityRefused
)
