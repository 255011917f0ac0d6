"""What stands against a command on a report. Each rule's sources and wording are data of the procedure profile."""

from domain.cases.events import RecusalGround
from domain.identity import BodyId
from domain.occasion import lockout_of
from domain.papers.use import APPROVED_PAPER
from domain.refusal import Reason
from domain.reports.commands import (
    AcceptReport,
    AgreeIdentity,
    AmendReporter,
    AskIdentity,
    AskRecusal,
    AskReporter,
    DeclineReport,
    FileReport,
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
from domain.reports.events import Protection, SourceKind
from domain.reports.setting import ReportSetting
from domain.reports.state import End, Report

_NOBODY_KNOWN = (Protection.ANONYMOUS, Protection.NONE)


def was_filed(report: Report, _: ReportCommand, __: ReportSetting) -> Reason | None:
    """Nothing happens to a report that was never registered."""
    return Reason(rule="report-not-filed") if report.filed is None else None


def not_filed_before(report: Report, _: FileReport, __: ReportSetting) -> Reason | None:
    """A report is registered once; another account under the same id is another report."""
    return Reason(rule="report-already-filed") if report.filed is not None else None


def reached_the_desk_by_today(
    _: Report, command: FileReport | SupplementReport, setting: ReportSetting
) -> Reason | None:
    """The day of receipt is today or earlier."""
    if command.received_on <= setting.occasion.today:
        return None
    return Reason(rule="received-in-future", about=(command.received_on.isoformat(),))


def facts_precede_the_report(_: Report, command: FileReport, __: ReportSetting) -> Reason | None:
    """What is reported began on the day of receipt or earlier."""
    if command.since is None or command.since <= command.received_on:
        return None
    return Reason(rule="facts-after-report", about=(command.since.isoformat(),))


def supplement_follows_the_report(report: Report, command: SupplementReport, __: ReportSetting) -> Reason | None:
    """A supplement reaches the desk on the day of the report or later."""
    if report.filed is None or report.filed.received_on <= command.received_on:
        return None
    return Reason(rule="supplement-before-report", about=(command.received_on.isoformat(),))


def protection_fits_the_reporter(_: Report, command: FileReport, __: ReportSetting) -> Reason | None:
    """Whoever is anonymous or does not exist has no entry in the party register; everybody else has one."""
    if (command.reporter is None) == (command.protection in _NOBODY_KNOWN):
        return None
    return Reason(rule="protection-does-not-fit", about=(command.protection.value,))


def complaint_promises_something(_: Report, command: FileReport, __: ReportSetting) -> Reason | None:
    """A complaint has a reporter, so it says how that person's identity is protected."""
    if command.source is not SourceKind.COMPLAINT or command.protection is not Protection.NONE:
        return None
    return Reason(rule="complaint-without-protection")


def not_before_the_last_act(report: Report, _: ReportCommand, setting: ReportSetting) -> Reason | None:
    """No act is dated before one it follows."""
    if report.filed is None or report.last_on <= setting.occasion.today:
        return None
    return Reason(rule="report-act-out-of-order", about=(report.last_on.isoformat(),))


def goes_on(report: Report, body: BodyId | None) -> bool:
    """Whether *body* may still say what becomes of the report: a referral ends it for all but the body it was referred to."""
    return report.end is None or (report.end is End.REFERRED and body == report.referred_to)


def not_ended(report: Report, _: ReportCommand, setting: ReportSetting) -> Reason | None:
    """A report is declined, referred, merged or linked once; after that it is only supplemented and answered."""
    end = None if goes_on(report, setting.occasion.body) else report.end
    return None if end is None else Reason(rule="report-ended", about=(end.value,))


def not_accepted_before(report: Report, _: AcceptReport, __: ReportSetting) -> Reason | None:
    """One body takes a matter up, once; another gets it by referral."""
    if report.accepted_by is None:
        return None
    return Reason(rule="report-already-accepted", about=(str(report.accepted_by),))


def accepts_for_own_body(_: Report, command: AcceptReport, setting: ReportSetting) -> Reason | None:
    """Nobody takes a matter up for another body."""
    if setting.occasion.body is None or setting.occasion.body == command.body:
        return None
    return Reason(rule="accepted-for-another-body", about=(str(command.body),))


def not_by_unit_complained_of(
    report: Report, command: AcceptReport | DeclineReport | MergeReport, setting: ReportSetting
) -> Reason | None:
    """The unit complained of does not decide what becomes of the complaint. It may pass it on."""
    acting = {setting.occasion.body}
    if isinstance(command, AcceptReport):
        acting.add(command.body)
    if report.organ is None or report.organ not in acting:
        return None
    return Reason(rule="triage-by-unit-complained-of", about=(str(report.organ),))


def manager_has_no_conflict(report: Report, __: ReportCommand, setting: ReportSetting) -> Reason | None:
    """Whoever must stand aside does not decide on the lead, nor make it part of a case."""
    if not setting.in_case and report.keeps_away(setting.occasion.actor):
        return Reason(rule="triage-by-conflicted-officer", about=(RecusalGround.OTHER.value,))
    lock = lockout_of(setting.occasion.actor, setting.locked_out, setting.occasion.body)
    return None if lock is None else Reason(rule="triage-by-conflicted-officer", about=(lock.ground,))


def complaint_is_answered(report: Report, command: DeclineReport, _: ReportSetting) -> Reason | None:
    """A complaint about disclosure is handled as such even when no liability case follows."""
    if report.filed is None or not report.filed.disclosure_complaint or command.complaint_answer is not None:
        return None
    return Reason(rule="disclosure-complaint-unanswered")


def referred_elsewhere(report: Report, command: ReferReport, setting: ReportSetting) -> Reason | None:
    """A referral goes to another body than the one that refers."""
    if command.to not in (setting.occasion.body, report.accepted_by):
        return None
    return Reason(rule="referral-to-itself", about=(str(command.to),))


def not_referred_to_unit_complained_of(report: Report, command: ReferReport, _: ReportSetting) -> Reason | None:
    """A complaint is not handed to the unit it complains of."""
    if report.organ is None or command.to != report.organ:
        return None
    return Reason(rule="referral-to-unit-complained-of", about=(str(command.to),))


def concerns_another_report(_: Report, command: MergeReport | NoteDuplicate, setting: ReportSetting) -> Reason | None:
    """A report is not its own duplicate."""
    other = command.into if isinstance(command, MergeReport) else command.of
    return Reason(rule="report-is-itself", about=(str(other),)) if other == setting.report else None


def target_goes_on(_: Report, command: MergeReport, setting: ReportSetting) -> Reason | None:
    """A report is joined to one that is pending or part of a case, so that its facts are not lost."""
    other = setting.other
    if other is None or command.into == setting.report:
        return None
    if other.filed is not None and other.end in (None, End.LINKED):
        return None
    return Reason(rule="merge-into-ended-report", about=(str(command.into),))


def was_accepted(report: Report, _: LinkReport, __: ReportSetting) -> Reason | None:
    """Only what a body has taken up becomes part of a case."""
    return Reason(rule="report-not-accepted") if report.accepted_by is None else None


def linked_by_accepting_body(report: Report, _: LinkReport, setting: ReportSetting) -> Reason | None:
    """The body that took the matter up makes it part of its case."""
    if report.accepted_by is None or setting.occasion.body in (None, report.accepted_by):
        return None
    return Reason(rule="linked-by-another-body", about=(str(report.accepted_by),))


def somebody_to_write_to(report: Report, _: AskReporter | InformReporter, __: ReportSetting) -> Reason | None:
    """A report that nobody made has no reporter to write to."""
    return Reason(rule="no-reporter") if report.filed is not None and not report.has_reporter else None


def reporter_is_on_file(report: Report, _: AmendReporter | AskIdentity, __: ReportSetting) -> Reason | None:
    """Whoever reported without a name, or does not exist, has no entry to put right."""
    if report.filed is None or report.filed.reporter is not None:
        return None
    return Reason(rule="reporter-not-on-file")


def something_is_put_right(_: Report, command: AmendReporter, __: ReportSetting) -> Reason | None:
    """An amendment that leaves every particular as it stands is none."""
    return None if command.particulars else Reason(rule="reporter-unchanged")


def somebody_still_acts(report: Report, __: AskRecusal, setting: ReportSetting) -> Reason | None:
    """Officers stand aside in a case, and before there is one while it is not said what becomes of the report."""
    if setting.in_case or report.end in {None, End.REFERRED}:
        return None
    return Reason(rule="report-in-no-case")


def not_waiting_for_an_answer(report: Report, _: AskIdentity, setting: ReportSetting) -> Reason | None:
    """Who asked to see who reported waits for the answer before asking again."""
    asked = report.asked_by(setting.occasion.actor)
    return None if asked is None or asked.answered_by is not None else Reason(rule="identity-already-asked")


def somebody_asked(report: Report, command: AgreeIdentity | RefuseIdentity, _: ReportSetting) -> Reason | None:
    """There is a request of that officer, and nobody answered it yet."""
    asked = report.asked_by(command.asker)
    if asked is not None and asked.answered_by is None:
        return None
    return Reason(rule="identity-not-asked", about=(str(command.asker),))


def is_a_second_person(_: Report, command: AgreeIdentity | RefuseIdentity, setting: ReportSetting) -> Reason | None:
    """Four eyes: nobody answers their own request."""
    if command.asker != setting.occasion.actor:
        return None
    return Reason(rule="identity-answered-by-asker", about=(str(command.asker),))


def there_is_an_outcome(report: Report, _: InformReporter, __: ReportSetting) -> Reason | None:
    """The reporter is told an outcome once there is one: taken up, declined, referred, joined."""
    if report.end is not None or report.accepted_by is not None:
        return None
    return Reason(rule="no-outcome-yet")


def there_is_an_answer(report: Report, _: RateOutcome, setting: ReportSetting) -> Reason | None:
    """What became of a report is rated once something did: declined, passed on, told, or its case is over."""
    if report.filed is None or report.is_answered(case_ended=setting.case_ended):
        return None
    return Reason(rule="outcome-not-there-yet")


def not_rated_before(report: Report, _: RateOutcome, __: ReportSetting) -> Reason | None:
    """An outcome is rated once, and the rating stands."""
    return None if report.rating is None else Reason(rule="outcome-already-rated", about=(report.rating.value,))


_LIVE = (was_filed, not_ended, not_before_the_last_act)

FILING = (
    not_filed_before,
    reached_the_desk_by_today,
    facts_precede_the_report,
    protection_fits_the_reporter,
    complaint_promises_something,
)
SUPPLEMENTING = (was_filed, reached_the_desk_by_today, supplement_follows_the_report)
IDENTIFYING = _LIVE
NOTING_A_DUPLICATE = (*_LIVE, concerns_another_report)
AMENDING = (was_filed, not_before_the_last_act, reporter_is_on_file, something_is_put_right)
WRITING = (was_filed, not_before_the_last_act, somebody_to_write_to, *APPROVED_PAPER)
ASKING_IDENTITY = (was_filed, not_before_the_last_act, reporter_is_on_file, not_waiting_for_an_answer)
ANSWERING_IDENTITY = (
    was_filed,
    not_before_the_last_act,
    somebody_asked,
    is_a_second_person,
    manager_has_no_conflict,
)
ASKING_RECUSAL = (was_filed, somebody_still_acts)
ACCEPTING = (
    *_LIVE,
    not_accepted_before,
    accepts_for_own_body,
    not_by_unit_complained_of,
    manager_has_no_conflict,
)
DECLINING = (*_LIVE, not_by_unit_complained_of, manager_has_no_conflict, complaint_is_answered)
REFERRING = (
    *_LIVE,
    referred_elsewhere,
    not_referred_to_unit_complained_of,
    manager_has_no_conflict,
    *APPROVED_PAPER,
)
MERGING = (*_LIVE, concerns_another_report, target_goes_on, not_by_unit_complained_of, manager_has_no_conflict)
LINKING = (*_LIVE, was_accepted, linked_by_accepting_body, manager_has_no_conflict)
INFORMING = (was_filed, not_before_the_last_act, somebody_to_write_to, there_is_an_outcome, *APPROVED_PAPER)
RATING = (was_filed, not_before_the_last_act, there_is_an_answer, not_rated_before)
