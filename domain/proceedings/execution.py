"""Carrying out (执行) and rectification (整改). A pending review changes nothing here: execution goes on."""

from domain.acts import done_before
from domain.deciding import refuse_if_any
from domain.proceedings.events import (
    MeasureCarriedOut,
    Outcome,
    ProceedingEvent,
    RectificationChecked,
    RectificationReported,
)
from domain.proceedings.execution_commands import CarryOutMeasure, CheckRectification, ReportRectification
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.standing import a_decision_stands, is_open, not_after_today, not_before, officer_may_act
from domain.proceedings.state import Proceeding
from domain.proceedings.terms import RESPONDENT
from domain.refusal import Reason


def was_served(proceeding: Proceeding, _: object, __: ProceedingSetting) -> Reason | None:
    """Nothing is carried out before the decision reached the respondent."""
    if proceeding.decision is None or proceeding.decision.served_to(RESPONDENT) is not None:
        return None
    return Reason(rule="decision-not-served")


def measure_was_decided(proceeding: Proceeding, command: CarryOutMeasure, _: ProceedingSetting) -> Reason | None:
    """Only what was decided, as varied on review, is carried out."""
    if proceeding.decision is None or command.measure in proceeding.decision.handling.measures:
        return None
    return Reason(rule="measure-not-decided", about=(command.measure,))


def carried_out_in_order(proceeding: Proceeding, command: CarryOutMeasure, setting: ProceedingSetting) -> Reason | None:
    """Carried out after the decision, accepted after it was carried out, both by today."""
    decided = proceeding.decision.decided_on if proceeding.decision else None
    reason = not_after_today(command.carried_out_on, setting) or not_before(command.carried_out_on, decided)
    if reason is not None or command.accepted_on is None:
        return reason
    return not_after_today(command.accepted_on, setting) or not_before(command.accepted_on, command.carried_out_on)


def something_is_to_be_put_right(
    proceeding: Proceeding, _: ReportRectification, __: ProceedingSetting
) -> Reason | None:
    """Rectification follows a decision that held a breach."""
    decision = proceeding.decision
    if decision is None or decision.handling.outcome not in {Outcome.WITHDRAWN, Outcome.TRANSFERRED}:
        return None
    return Reason(rule="nothing-to-rectify")


def rectification_was_reported(proceeding: Proceeding, _: CheckRectification, __: ProceedingSetting) -> Reason | None:
    """There is a report to check, and it was not checked yet."""
    if not proceeding.rectification_reported:
        return Reason(rule="rectification-not-reported")
    return None


CARRYING_OUT = (is_open, officer_may_act, a_decision_stands, was_served, measure_was_decided, carried_out_in_order)
REPORTING = (is_open, a_decision_stands, something_is_to_be_put_right)
CHECKING = (is_open, officer_may_act, a_decision_stands, rectification_was_reported)


def carry_out(
    proceeding: Proceeding, command: CarryOutMeasure, setting: ProceedingSetting
) -> tuple[ProceedingEvent, ...]:
    """A measure was carried out, and accepted where it needs acceptance; acceptance may be recorded later."""
    refuse_if_any(CARRYING_OUT, proceeding, command, setting)
    decision = proceeding.decision
    known = decision is not None and command.measure in decision.carried_out
    taken = command.accepted_on is None or (decision is not None and command.measure in decision.accepted)
    if known and taken and done_before(proceeding.acts, command, MeasureCarriedOut):
        return ()
    return (
        MeasureCarriedOut(
            measure=command.measure,
            carried_out_on=command.carried_out_on,
            proof=command.proof,
            accepted_on=command.accepted_on,
        ),
    )


def report_rectification(
    proceeding: Proceeding, command: ReportRectification, setting: ProceedingSetting
) -> tuple[ProceedingEvent, ...]:
    """The respondent says what was put right."""
    refuse_if_any(REPORTING, proceeding, command, setting)
    return (RectificationReported(reported_on=setting.occasion.today, report=command.report),)


def check_rectification(
    proceeding: Proceeding, command: CheckRectification, setting: ProceedingSetting
) -> tuple[ProceedingEvent, ...]:
    """The check by evidence. What was not met becomes a new lead, which the use case registers with this event."""
    refuse_if_any(CHECKING, proceeding, command, setting)
    if proceeding.rectification is not None and done_before(proceeding.acts, command, RectificationChecked):
        return ()
    return (RectificationChecked(result=command.result, checked_on=setting.occasion.today, opinion=command.opinion),)
