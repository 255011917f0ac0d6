"""Closing a proceeding (结案): only when nothing is open."""

import msgspec

from domain.acts import done_before
from domain.cases.state import Stage
from domain.deciding import Setting, refuse_if_any
from domain.procedure.execution import Need
from domain.procedure.impediment import Lapse
from domain.procedure.profile import Profile
from domain.proceedings.commands import CloseProceeding
from domain.proceedings.events import Outcome, ProceedingClosed, ProceedingEvent, SuspensionEnded
from domain.proceedings.formalities import was_filed_with_the_authority, was_put_on_file
from domain.proceedings.remedies import no_appeal_is_pending
from domain.proceedings.restoring import was_restored
from domain.proceedings.service import addressees
from domain.proceedings.setting import ProceedingSetting
from domain.proceedings.standing import is_open, officer_may_act
from domain.proceedings.state import Proceeding
from domain.proceedings.terms import RESPONDENT
from domain.refusal import Reason

ENDED_UNDECIDED = (Stage.NOT_FILED, Stage.TRANSFERRED)
"""Stages of the case after which no decision is to be expected here."""


def was_decided(proceeding: Proceeding, _: CloseProceeding, setting: ProceedingSetting) -> Reason | None:
    """The matter was decided, its decision revoked for good, or the case ended here without one."""
    if proceeding.decision is not None or proceeding.ended or setting.case.stage in ENDED_UNDECIDED:
        return None
    return Reason(rule="no-decision-stands")


def was_served_on_all(proceeding: Proceeding, _: object, __: Setting) -> Reason | None:
    """The decision reached the respondent, where anybody is left to be reached, and for a person the unit."""
    decision = proceeding.decision
    if decision is None:
        return None
    gone = {RESPONDENT} if Lapse.SERVICE in decision.lapsed else set[str]()
    missing = tuple(to for to in addressees(proceeding) if decision.served_to(to) is None and to not in gone)
    return Reason(rule="service-outstanding", about=missing) if missing else None


def was_announced(proceeding: Proceeding, _: object, __: Setting) -> Reason | None:
    """Measures are announced within their scope, unless that fell away."""
    decision = proceeding.decision
    if decision is None or decision.announced or decision.handling.outcome is not Outcome.MEASURES:
        return None
    if Lapse.ANNOUNCEMENT in decision.lapsed:
        return None
    return Reason(rule="announcement-outstanding")


def was_carried_out(proceeding: Proceeding, _: object, __: Setting) -> Reason | None:
    """Every measure was carried out, or it is on record why it cannot be."""
    decision = proceeding.decision
    if decision is None:
        return None
    done = (*decision.carried_out, *decision.impeded)
    left = tuple(code for code in decision.handling.measures if code not in done)
    return Reason(rule="measure-outstanding", about=left) if left else None


def was_accepted(proceeding: Proceeding, _: object, setting: Setting) -> Reason | None:
    """What needs acceptance was accepted: receiving a self-examination is not accepting it."""
    decision = proceeding.decision
    if decision is None:
        return None
    left = tuple(
        code
        for code in decision.carried_out
        if code not in (*decision.accepted, *decision.impeded) and setting.profile.needs(code, Need.ACCEPTANCE)
    )
    return Reason(rule="acceptance-outstanding", about=left) if left else None


def was_put_right(proceeding: Proceeding, _: object, setting: Setting) -> Reason | None:
    """A measure that asks for rectification has a report, and every report was checked; one that cannot be done has none."""
    decision = proceeding.decision
    if decision is None:
        return None
    possible = (code for code in decision.handling.measures if code not in decision.impeded)
    asked = tuple(code for code in possible if setting.profile.needs(code, Need.RECTIFICATION))
    if proceeding.rectification is None and (proceeding.rectification_reported or asked):
        return Reason(rule="rectification-unchecked", about=asked)
    return None


def outcomes_were_served(_: Proceeding, __: CloseProceeding, setting: ProceedingSetting) -> Reason | None:
    """The outcome of each appeal reached whoever filed it."""
    unserved = tuple(str(appeal) for appeal in setting.unserved)
    return Reason(rule="appeal-outcome-unserved", about=unserved) if unserved else None


OUTSTANDING = (
    was_served_on_all,
    was_announced,
    was_carried_out,
    was_accepted,
    was_put_right,
    was_put_on_file,
    was_filed_with_the_authority,
    was_restored,
)
CLOSING = (is_open, officer_may_act, was_decided, *OUTSTANDING, no_appeal_is_pending, outcomes_were_served)


class _Under(msgspec.Struct, frozen=True):
    """A setting of nothing but the profile."""

    profile: Profile


def only_a_review_remains(proceeding: Proceeding, profile: Profile) -> bool:
    """Whether a decision was served and carried out in full, and nothing is open but a pending review."""
    if proceeding.decision is None or not proceeding.pending_appeals or proceeding.closed:
        return False
    return not any(rule(proceeding, None, _Under(profile)) for rule in OUTSTANDING)


def close(proceeding: Proceeding, command: CloseProceeding, setting: ProceedingSetting) -> tuple[ProceedingEvent, ...]:
    """Nothing remains to be done for this respondent."""
    if proceeding.closed and done_before(proceeding.acts, command, ProceedingClosed):
        return ()
    refuse_if_any(CLOSING, proceeding, command, setting)
    today = setting.occasion.today
    closed = ProceedingClosed(closed_on=today, report=command.report)
    if not proceeding.suspended:
        return (closed,)
    return (SuspensionEnded(ended_on=today, decision=command.report), closed)
