"""Closing a proceeding (结案): only when nothing is open."""

from domain.deciding import refuse_if_any
from domain.procedure.execution import Need
from domain.proceedings.commands import CloseProceeding
from domain.proceedings.events import Outcome, ProceedingClosed, ProceedingEvent, SuspensionEnded
from domain.proceedings.remedies import no_appeal_is_pending
from domain.proceedings.service import addressees
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.standing import is_open, officer_may_act
from domain.proceedings.state import Proceeding
from domain.refusal import Reason


def was_decided(proceeding: Proceeding, _: CloseProceeding, __: ProceedingSetting) -> Reason | None:
    """The matter was decided, or its decision revoked for good."""
    return None if proceeding.decision is not None or proceeding.ended else Reason(rule="no-decision-stands")


def was_served_on_all(proceeding: Proceeding, _: CloseProceeding, __: ProceedingSetting) -> Reason | None:
    """The decision reached the respondent, and for a person the unit."""
    decision = proceeding.decision
    if decision is None:
        return None
    missing = tuple(to for to in addressees(proceeding) if decision.served_to(to) is None)
    return Reason(rule="service-outstanding", about=missing) if missing else None


def was_announced(proceeding: Proceeding, _: CloseProceeding, __: ProceedingSetting) -> Reason | None:
    """Measures are announced within their scope."""
    decision = proceeding.decision
    if decision is None or decision.announced or decision.handling.outcome is not Outcome.MEASURES:
        return None
    return Reason(rule="announcement-outstanding")


def was_carried_out(proceeding: Proceeding, _: CloseProceeding, __: ProceedingSetting) -> Reason | None:
    """Every measure was carried out."""
    decision = proceeding.decision
    if decision is None:
        return None
    left = tuple(code for code in decision.handling.measures if code not in decision.carried_out)
    return Reason(rule="measure-outstanding", about=left) if left else None


def was_accepted(proceeding: Proceeding, _: CloseProceeding, setting: ProceedingSetting) -> Reason | None:
    """What needs acceptance was accepted: receiving a self-examination is not accepting it."""
    decision = proceeding.decision
    if decision is None:
        return None
    left = tuple(
        code
        for code in decision.carried_out
        if code not in decision.accepted and setting.profile.needs(code, Need.ACCEPTANCE)
    )
    return Reason(rule="acceptance-outstanding", about=left) if left else None


def was_put_right(proceeding: Proceeding, _: CloseProceeding, setting: ProceedingSetting) -> Reason | None:
    """A measure that asks for rectification has a report, and every report was checked."""
    decision = proceeding.decision
    if decision is None:
        return None
    asked = tuple(code for code in decision.handling.measures if setting.profile.needs(code, Need.RECTIFICATION))
    if proceeding.rectification is None and (proceeding.rectification_reported or asked):
        return Reason(rule="rectification-unchecked", about=asked)
    return None


def was_restored(proceeding: Proceeding, _: CloseProceeding, __: ProceedingSetting) -> Reason | None:
    """What was carried out under a decision that fell is made good."""
    return Reason(rule="restoration-outstanding") if proceeding.restoration_due else None


CLOSING = (
    is_open,
    officer_may_act,
    was_decided,
    was_served_on_all,
    was_announced,
    was_carried_out,
    was_accepted,
    was_put_right,
    was_restored,
    no_appeal_is_pending,
)


def close(proceeding: Proceeding, command: CloseProceeding, setting: ProceedingSetting) -> tuple[ProceedingEvent, ...]:
    """Nothing remains to be done for this respondent."""
    if proceeding.closed:
        return ()
    refuse_if_any(CLOSING, proceeding, command, setting)
    today = setting.occasion.today
    closed = ProceedingClosed(closed_on=today, report=command.report)
    if not proceeding.suspended:
        return (closed,)
    return (SuspensionEnded(ended_on=today, decision=command.report), closed)
