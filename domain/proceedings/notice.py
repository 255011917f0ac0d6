"""The notice of facts and intended handling (告知), and its service."""

from domain.acts import done_before
from domain.calendar.deadline import deadline
from domain.deciding import refuse_if_any
from domain.papers.use import APPROVED_PAPER, served_paper_still_holds
from domain.proceedings.commands import IssueNotice, ServeNotice
from domain.proceedings.competence import COMPETENT
from domain.proceedings.events import NoticeIssued, NoticeServed, ProceedingEvent
from domain.proceedings.hearing import defence_to_the_notice_was_dealt_with
from domain.proceedings.measures import HANDLING
from domain.proceedings.resting import (
    file_was_reviewed,
    no_recusal_is_pending,
    review_found_it_sound,
    reviewers_were_free,
)
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.standing import (
    case_is_filed,
    is_open,
    no_decision_stands,
    not_after_today,
    not_before,
    officer_may_act,
    respondent_is_filed,
)
from domain.proceedings.state import Proceeding
from domain.refusal import Reason


def notice_is_issued(proceeding: Proceeding, _: object, __: ProceedingSetting) -> Reason | None:
    """There is a notice to serve or to answer."""
    return Reason(rule="notice-not-issued") if proceeding.notice is None else None


def notice_is_unserved(proceeding: Proceeding, command: ServeNotice, setting: ProceedingSetting) -> Reason | None:
    """The period for a statement runs from the service that counts first, and does not start again.

    Another service is recorded only where the one on record has its effect on a later day (a public notice) and this
    one counts before it, and only while the respondent was not heard.
    """
    notice, heard = proceeding.notice, proceeding.hearing
    if notice is None or notice.served_on is None or notice.deemed_on is None:
        return None
    waits = notice.served_on < notice.deemed_on and not heard.statements and not heard.waived
    if waits and setting.deemed_on(command.mode, command.served_on) < notice.deemed_on:
        return None
    return Reason(rule="notice-already-served", about=(notice.served_on.isoformat(),))


def served_in_order(proceeding: Proceeding, command: ServeNotice, setting: ProceedingSetting) -> Reason | None:
    """Service lies between the notice and today."""
    issued = proceeding.notice.issued_on if proceeding.notice else None
    return not_after_today(command.served_on, setting) or not_before(command.served_on, issued)


ISSUING = (
    is_open,
    no_decision_stands,
    case_is_filed,
    respondent_is_filed,
    officer_may_act,
    *COMPETENT,
    no_recusal_is_pending,
    file_was_reviewed,
    reviewers_were_free,
    review_found_it_sound,
    defence_to_the_notice_was_dealt_with,
    *APPROVED_PAPER,
    *HANDLING,
)
SERVING = (
    is_open,
    no_decision_stands,
    officer_may_act,
    notice_is_issued,
    notice_is_unserved,
    served_in_order,
    served_paper_still_holds,
)


def issue(proceeding: Proceeding, command: IssueNotice, setting: ProceedingSetting) -> tuple[ProceedingEvent, ...]:
    """The respondent is told facts, basis, intended handling and the right to be heard."""
    refuse_if_any(ISSUING, proceeding, command, setting)
    if proceeding.notice is not None and done_before(proceeding.acts, command, NoticeIssued):
        return ()
    return (
        NoticeIssued(
            notice=proceeding.notices + 1,
            outcome=command.outcome,
            measures=command.measures,
            findings=command.findings,
            document=command.document,
            issued_on=setting.occasion.today,
        ),
    )


def serve(proceeding: Proceeding, command: ServeNotice, setting: ProceedingSetting) -> tuple[ProceedingEvent, ...]:
    """The notice reached the respondent; the period for a statement runs from the day on which service counts."""
    served = proceeding.notice is not None and proceeding.notice.served_on is not None
    if served and done_before(proceeding.acts, command, NoticeServed):
        return ()
    refuse_if_any(SERVING, proceeding, command, setting)
    deemed_on = setting.deemed_on(command.mode, command.served_on)
    period = setting.profile.settings.statement_period.period
    return (
        NoticeServed(
            notice=proceeding.notices,
            mode=command.mode,
            served_on=command.served_on,
            deemed_on=deemed_on,
            statement_until=deadline(period, deemed_on, setting.calendar).due,
            proof=command.proof,
        ),
    )
