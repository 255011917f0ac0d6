"""Deciding on a report: what follows from a command, or every rule that stands against it."""

from domain.acts import done_before
from domain.calendar.period import days_after
from domain.deciding import refuse_if_any
from domain.reports import rules
from domain.reports.commands import (
    AcceptReport,
    AgreeIdentity,
    AmendReporter,
    AskIdentity,
    AskRecusal,
    AskReporter,
    DeclineReport,
    FileReport,
    IdentifyOrgan,
    InformReporter,
    LinkReport,
    MergeReport,
    NoteDuplicate,
    RateOutcome,
    ReferReport,
    RefuseIdentity,
    ReportCommand,
    SupplementReport,
)
from domain.reports.events import (
    DuplicateNoted,
    IdentityAgreed,
    IdentityAsked,
    IdentityRefused,
    OfficerKeptAway,
    OrganIdentified,
    OutcomeRated,
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
from domain.reports.setting import ReportSetting
from domain.reports.state import End, Report, evolve

__all__ = ["End", "Report", "ReportSetting", "decide", "evolve"]


def decide(report: Report, command: ReportCommand, setting: ReportSetting) -> tuple[ReportEvent, ...]:
    """What follows from *command*; nothing when it had been done before.

    Raises:
        Refused: with every rule that stands against the command.
    """
    today = setting.occasion.today
    match command:
        case FileReport():
            filed = ReportFiled(
                received_on=command.received_on,
                intake=command.intake,
                source=command.source,
                channel=command.channel,
                protection=command.protection,
                account=command.account,
                organ=command.organ,
                problem=command.problem,
                reporter=command.reporter,
                since=command.since,
                disclosure_complaint=command.disclosure_complaint,
                origin=command.origin,
                found=command.found,
            )
            if report.filed == filed:
                return ()
            refuse_if_any(rules.FILING, report, command, setting)
            return (filed,)
        case SupplementReport():
            if done_before(report.acts, command, ReportSupplemented):
                return ()
            refuse_if_any(rules.SUPPLEMENTING, report, command, setting)
            return (
                ReportSupplemented(
                    received_on=command.received_on, account=command.account, by_reporter=command.by_reporter
                ),
            )
        case IdentifyOrgan():
            if report.organ == command.organ:
                return ()
            refuse_if_any(rules.IDENTIFYING, report, command, setting)
            return (OrganIdentified(organ=command.organ),)
        case NoteDuplicate():
            if command.of in report.duplicates:
                return ()
            refuse_if_any(rules.NOTING_A_DUPLICATE, report, command, setting)
            return (DuplicateNoted(of=command.of),)
        case AskReporter():
            if done_before(report.acts, command, ReporterAsked):
                return ()
            refuse_if_any(rules.WRITING, report, command, setting)
            return (ReporterAsked(message=command.message, written_on=today, by=setting.occasion.body),)
        case AskRecusal():
            if not setting.in_case and report.keeps_away(command.officer):
                return ()
            refuse_if_any(rules.ASKING_RECUSAL, report, command, setting)
            if setting.in_case:
                return ()  # what is asked is recorded in the case, where nothing tells from which report it comes
            return (OfficerKeptAway(recusal=command.recusal, officer=command.officer, kept_on=today),)
        case AskIdentity():
            refuse_if_any(rules.ASKING_IDENTITY, report, command, setting)
            return (IdentityAsked(officer=setting.occasion.actor, reasons=command.reasons, asked_on=today),)
        case AgreeIdentity():
            refuse_if_any(rules.ANSWERING_IDENTITY, report, command, setting)
            return (
                IdentityAgreed(
                    officer=command.asker,
                    agreed_by=setting.occasion.actor,
                    agreed_on=today,
                    until=days_after(today, setting.identity_days),
                ),
            )
        case RefuseIdentity():
            refuse_if_any(rules.ANSWERING_IDENTITY, report, command, setting)
            return (
                IdentityRefused(
                    officer=command.asker,
                    refused_by=setting.occasion.actor,
                    reasons=command.reasons,
                    refused_on=today,
                ),
            )
        case AcceptReport():
            if (
                report.end is None
                and report.accepted_by is not None
                and done_before(report.acts, command, ReportAccepted)
            ):
                return ()
            refuse_if_any(rules.ACCEPTING, report, command, setting)
            return (ReportAccepted(body=command.body, accepted_on=today, reasons=command.reasons),)
        case DeclineReport():
            if report.end is End.DECLINED and done_before(report.acts, command, ReportDeclined):
                return ()
            refuse_if_any(rules.DECLINING, report, command, setting)
            return (
                ReportDeclined(
                    declined_on=today,
                    reasons=command.reasons,
                    complaint_answer=command.complaint_answer,
                    by=setting.occasion.body,
                ),
            )
        case ReferReport():
            if report.end is End.REFERRED and done_before(report.acts, command, ReportReferred):
                return ()
            refuse_if_any(rules.REFERRING, report, command, setting)
            return (ReportReferred(to=command.to, referred_on=today, letter=command.letter, by=setting.occasion.body),)
        case MergeReport():
            if report.end is End.MERGED and done_before(report.acts, command, ReportMerged):
                return ()
            refuse_if_any(rules.MERGING, report, command, setting)
            return (
                ReportMerged(into=command.into, merged_on=today, reasons=command.reasons, by=setting.occasion.body),
            )
        case LinkReport():
            if report.end is End.LINKED and done_before(report.acts, command, ReportLinked):
                return ()
            refuse_if_any(rules.LINKING, report, command, setting)
            return (ReportLinked(case=command.case, linked_on=today, allegation=command.allegation),)
        case InformReporter():
            if done_before(report.acts, command, ReporterInformed):
                return ()
            refuse_if_any(rules.INFORMING, report, command, setting)
            return (ReporterInformed(informed_on=today, message=command.message),)
        case RateOutcome():
            if report.rating is not None and done_before(report.acts, command, OutcomeRated):
                return ()
            refuse_if_any(rules.RATING, report, command, setting)
            return (OutcomeRated(rating=command.rating, rated_on=today, words=command.words),)
        case AmendReporter():
            if done_before(report.acts, command, ReporterAmended):
                return ()
            refuse_if_any(rules.AMENDING, report, command, setting)
            return (
                ReporterAmended(
                    amendment=command.amendment,
                    particulars=command.particulars,
                    because=command.because,
                    amended_on=today,
                ),
            )
