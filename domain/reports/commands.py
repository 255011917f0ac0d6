"""What a person may ask for on a report. Imperatives; the actor and the day come from the occasion."""

from datetime import date

import msgspec

from domain.document import DocumentRef
from domain.identity import ActorId, AllegationId, AmendmentId, BodyId, CaseId, OrganId, PartyId, RecusalId, ReportId
from domain.reports.events import (
    AmendmentCause,
    Channel,
    Found,
    OutcomeRating,
    Protection,
    ReporterParticular,
    SourceKind,
)


class FileReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Register a report (线索登记)."""

    received_on: date
    source: SourceKind
    channel: Channel
    protection: Protection
    account: DocumentRef
    intake: BodyId | None = None
    organ: OrganId | None = None
    problem: str | None = None
    reporter: PartyId | None = None
    since: date | None = None
    disclosure_complaint: bool = False
    origin: str | None = None
    found: Found | None = None


class SupplementReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Add facts or documents."""

    received_on: date
    account: DocumentRef
    by_reporter: bool = False


class IdentifyOrgan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Say which organ of the register the report is about."""

    organ: OrganId


class NoteDuplicate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Point to another report about what seem to be the same facts."""

    of: ReportId


class AskReporter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Write to the reporter."""

    message: DocumentRef


class AskRecusal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ask that an officer stand aside because of who reported: from the report, and from the case that takes it up. Says nothing more."""

    recusal: RecusalId
    officer: ActorId


class AskIdentity(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ask to see who reported. A second person answers."""

    reasons: DocumentRef


class AgreeIdentity(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Agree, as the second person, that ``asker`` sees who reported."""

    asker: ActorId


class RefuseIdentity(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Do not agree, as the second person, that ``asker`` sees who reported. ``asker`` reads the reasons."""

    asker: ActorId
    reasons: DocumentRef


class AcceptReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Take the matter up for checking."""

    body: BodyId
    reasons: DocumentRef | None = None


class DeclineReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Decide that no liability case follows."""

    reasons: DocumentRef
    complaint_answer: DocumentRef | None = None


class ReferReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Pass the report to the competent body."""

    to: BodyId
    letter: DocumentRef


class MergeReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Join the report to another about the same facts."""

    into: ReportId
    reasons: DocumentRef


class LinkReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Make the matter part of a case. Issued together with opening, or adding to, that case."""

    case: CaseId
    allegation: AllegationId | None = None


class InformReporter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tell the reporter the outcome."""

    message: DocumentRef


class RateOutcome(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Say how content the reporter is with what became of the report. Theirs alone, once of each outcome, and never changed."""

    rating: OutcomeRating
    words: DocumentRef | None = None


class AmendReporter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Put particulars of the reporter right. What they are now only the sealed entry is told."""

    amendment: AmendmentId
    particulars: tuple[ReporterParticular, ...]
    because: AmendmentCause


ReportCommand = (
    FileReport
    | SupplementReport
    | IdentifyOrgan
    | NoteDuplicate
    | AskReporter
    | AskRecusal
    | AskIdentity
    | AgreeIdentity
    | RefuseIdentity
    | AcceptReport
    | DeclineReport
    | ReferReport
    | MergeReport
    | LinkReport
    | InformReporter
    | RateOutcome
    | AmendReporter
)
