"""Suspension from duty while the case runs (暂停履行职务)."""

from datetime import date

from domain.acts import done_before
from domain.deciding import refuse_if_any
from domain.document import DocumentRef
from domain.proceedings.commands import EndSuspension, SuspendFromDuty
from domain.proceedings.events import ProceedingEvent, Subject, SuspendedFromDuty, SuspensionEnded
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.standing import case_is_filed, is_open, no_decision_stands, officer_may_act, respondent_is_filed
from domain.proceedings.state import Proceeding
from domain.refusal import Reason


def suspends_a_person(proceeding: Proceeding, _: SuspendFromDuty, __: ProceedingSetting) -> Reason | None:
    """Only a person has a duty to be suspended from."""
    return None if proceeding.subject is Subject.PERSON else Reason(rule="suspension-of-an-organ")


def by_holder_of_authority(proceeding: Proceeding, _: SuspendFromDuty, setting: ProceedingSetting) -> Reason | None:
    """The body with authority over the post suspends, not the one that happens to investigate."""
    competent, body = proceeding.competent, setting.occasion.body
    if competent is not None and competent.body == body:
        return None
    return Reason(rule="suspension-without-authority", about=() if body is None else (str(body),))


def is_suspended(proceeding: Proceeding, _: EndSuspension, __: ProceedingSetting) -> Reason | None:
    """There is a suspension to end."""
    return None if proceeding.suspended else Reason(rule="not-suspended")


SUSPENDING = (
    is_open,
    no_decision_stands,
    case_is_filed,
    respondent_is_filed,
    officer_may_act,
    suspends_a_person,
    by_holder_of_authority,
)
ENDING = (is_open, officer_may_act, is_suspended)


def suspend(
    proceeding: Proceeding, command: SuspendFromDuty, setting: ProceedingSetting
) -> tuple[ProceedingEvent, ...]:
    """The person does not exercise the duty while the case runs."""
    refuse_if_any(SUSPENDING, proceeding, command, setting)
    if proceeding.suspended and done_before(proceeding.acts, command, SuspendedFromDuty):
        return ()
    return (SuspendedFromDuty(suspended_on=setting.occasion.today, decision=command.decision),)


def end_with_the_case(proceeding: Proceeding, letter: DocumentRef, today: date) -> tuple[ProceedingEvent, ...]:
    """A suspension lasts while the case runs here: it ends with the *letter* by which the case leaves."""
    return (SuspensionEnded(ended_on=today, decision=letter),) if proceeding.suspended else ()


def end_suspension(
    proceeding: Proceeding, command: EndSuspension, setting: ProceedingSetting
) -> tuple[ProceedingEvent, ...]:
    """The person returns to duty."""
    refuse_if_any(ENDING, proceeding, command, setting)
    return (SuspensionEnded(ended_on=setting.occasion.today, decision=command.decision),)
