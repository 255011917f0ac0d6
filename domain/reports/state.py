"""As much of one report as its decisions need, and how each event changes it."""

from datetime import date
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from domain.acts import Apart, kept
from domain.document import DocumentRef
from domain.identity import ActorId, BodyId, CaseId, OrganId, RecusalId, ReportId
from domain.reports.events import (
    DuplicateNoted,
    IdentityAgreed,
    IdentityAsked,
    IdentityRefused,
    OfficerKeptAway,
    OrganIdentified,
    OutcomeRated,
    OutcomeRating,
    Protection,
    ReportAccepted,
    ReportDeclined,
    ReporterAmended,
    ReporterAsked,
    ReporterInformed,
    ReportEvent,
    ReportFiled,
    ReportLinked,
    ReportMerged,
    ReportReferred,
    ReportSupplemented,
)


class End(StrEnum):
    """What became of a report. Only one of them, once; a referral ends it for the body that referred it."""

    DECLINED = "declined"
    REFERRED = "referred"
    MERGED = "merged"
    LINKED = "linked"


class IdentityRequest(msgspec.Struct, frozen=True, kw_only=True):
    """An officer's request to see who reported, the latest of that officer. ``refusal`` are the reasons why not.

    ``answered_by`` is None while nobody answered; ``until`` is the last day on which what was agreed to is opened.
    """

    officer: ActorId
    reasons: DocumentRef
    asked_on: date
    answered_by: ActorId | None = None
    answered_on: date | None = None
    until: date | None = None
    refusal: DocumentRef | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One report. ``last_on`` is the latest legal day on which something happened to it; no later act goes before it.

    ``keeper`` is the body whose desk took it in; where none did, the one that first dealt with it: passed it on, declined it,
    joined it to another or wrote to its reporter; never the one complained of. It keeps sight of it.
    ``rating`` is what the reporter said of the outcome, ``told`` the outcome after which they were told it; a new outcome of
    triage is told and rated anew. ``kept_away`` are officers who stand aside while there is no case, each with the id of the request for the case.
    ``acts`` are the latest words of each kind, by which a command that asks for the same again is known.
    """

    filed: ReportFiled | None = None
    organ: OrganId | None = None
    accepted_by: BodyId | None = None
    keeper: BodyId | None = None
    end: End | None = None
    case: CaseId | None = None
    referred_to: BodyId | None = None
    merged_into: ReportId | None = None
    told: End | None = None
    rating: OutcomeRating | None = None
    duplicates: tuple[ReportId, ...] = ()
    kept_away: tuple[tuple[RecusalId, ActorId], ...] = ()
    identity: tuple[IdentityRequest, ...] = ()
    acts: tuple[ReportEvent, ...] = ()
    last_on: date = date.min

    def keeps_away(self, officer: ActorId) -> bool:
        """Whether *officer* stands aside for whoever reported."""
        return officer in {each for _, each in self.kept_away}

    @property
    def has_reporter(self) -> bool:
        """Whether there is somebody to write to, known or not."""
        return self.filed is not None and self.filed.protection is not Protection.NONE

    def is_answered(self, *, case_ended: bool) -> bool:
        """Whether the reporter has an outcome: declined, passed on, told it, or the case that has it (*case_ended*) is over."""
        if self.end in {End.DECLINED, End.REFERRED}:
            return True
        return self.end is not None and (case_ended or self.told is self.end)

    def asked_by(self, officer: ActorId) -> IdentityRequest | None:
        """The latest request of *officer* to see who reported."""
        return next((one for one in self.identity if one.officer == officer), None)


APART: Apart = {
    ReportSupplemented: ("account",),
    ReporterAsked: ("message",),
    ReporterInformed: ("message",),
    ReporterAmended: ("amendment",),
    OutcomeRated: (),
    ReportAccepted: (),
    ReportDeclined: (),
    ReportReferred: (),
    ReportMerged: (),
    ReportLinked: (),
}
"""The acts that are kept; letters of one kind stand side by side."""


def evolve(report: Report, event: ReportEvent) -> Report:
    """*report* after *event*. Never judges: what is recorded happened."""
    return replace(_after(report, event), acts=kept(report.acts, event, APART))


def _after(report: Report, event: ReportEvent) -> Report:
    match event:
        case ReportFiled():
            return replace(report, filed=event, organ=event.organ, keeper=event.intake, last_on=event.received_on)
        case ReportSupplemented():
            return replace(report, last_on=max(report.last_on, event.received_on))
        case OrganIdentified():
            return replace(report, organ=event.organ)
        case DuplicateNoted():
            return replace(report, duplicates=(*report.duplicates, event.of))
        case ReporterAsked():
            return replace(report, keeper=_keeper(report, event.by), last_on=max(report.last_on, event.written_on))
        case ReportAccepted():
            return replace(
                report,
                accepted_by=event.body,
                end=None,
                rating=None,
                last_on=max(report.last_on, event.accepted_on),
            )
        case ReportDeclined():
            last_on = max(report.last_on, event.declined_on)
            return replace(report, end=End.DECLINED, rating=None, keeper=_keeper(report, event.by), last_on=last_on)
        case ReportReferred():
            return replace(
                report,
                accepted_by=None,
                end=End.REFERRED,
                rating=None,
                referred_to=event.to,
                keeper=_keeper(report, event.by),
                last_on=max(report.last_on, event.referred_on),
            )
        case ReportMerged():
            last_on, keeper = max(report.last_on, event.merged_on), _keeper(report, event.by)
            return replace(report, end=End.MERGED, merged_into=event.into, keeper=keeper, last_on=last_on)
        case ReportLinked():
            return replace(report, end=End.LINKED, case=event.case, last_on=max(report.last_on, event.linked_on))
        case ReporterInformed():
            return replace(report, told=report.end, last_on=max(report.last_on, event.informed_on))
        case OutcomeRated():
            return replace(report, rating=event.rating, last_on=max(report.last_on, event.rated_on))
        case ReporterAmended():
            return replace(report, last_on=max(report.last_on, event.amended_on))
        case OfficerKeptAway():
            return replace(report, kept_away=(*report.kept_away, (event.recusal, event.officer)))
        case IdentityAsked():
            asked = IdentityRequest(officer=event.officer, reasons=event.reasons, asked_on=event.asked_on)
            others = tuple(one for one in report.identity if one.officer != event.officer)
            return replace(report, identity=(*others, asked), last_on=max(report.last_on, event.asked_on))
        case IdentityAgreed(officer=officer, agreed_by=by, agreed_on=day, until=until):
            return _answered(report, officer, answered_by=by, answered_on=day, until=until)
        case IdentityRefused(officer=officer, refused_by=by, refused_on=day, reasons=reasons):
            return _answered(report, officer, answered_by=by, answered_on=day, refusal=reasons)


def _keeper(report: Report, by: BodyId | None) -> BodyId | None:
    """The body that has the report, or *by* which something was done about it before anybody had."""
    return report.keeper or (by if by != report.organ else None)


def _answered(report: Report, officer: ActorId, *, answered_on: date, **answer: object) -> Report:
    requests = tuple(
        replace(one, answered_on=answered_on, **answer) if one.officer == officer else one for one in report.identity
    )
    return replace(report, identity=requests, last_on=max(report.last_on, answered_on))
