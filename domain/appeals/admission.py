"""Admission of an appeal: a wrong door is passed on, lateness counts only where the track sets a time."""

from datetime import date

from domain.acts import done_before
from domain.appeals.commands import AcceptAppeal, ExtendAppealTime, RedirectAppeal, RejectAppeal
from domain.appeals.events import (
    AppealAccepted,
    AppealEvent,
    AppealNotAccepted,
    AppealRedirected,
    AppealTimeExtended,
)
from domain.appeals.setting import AppealSetting
from domain.appeals.standing import (
    EXAMINED_BY,
    OFFICER,
    decision_still_stands,
    forum_acts,
    is_not_yet_accepted,
    is_pending,
    officer_may_act,
    step_of,
)
from domain.appeals.state import Appeal, End
from domain.calendar.deadline import Extension, deadline
from domain.calendar.period import Period
from domain.deciding import refuse_if_any
from domain.procedure.track import DecideFrom
from domain.refusal import Reason

LATE, NOTHING_TO_REVIEW = "filed-late", "nothing-to-review"


def goes_to_another(appeal: Appeal, command: RedirectAppeal, _: AppealSetting) -> Reason | None:
    """An appeal is passed on to another body."""
    return Reason(rule="appeal-redirected-to-itself", about=(str(command.to),)) if appeal.forum == command.to else None


def addressee_is_a_forum(_: Appeal, command: RedirectAppeal, setting: AppealSetting) -> Reason | None:
    """It goes to a body that the track names, as far as the registers know."""
    if not setting.forums.bodies or command.to in setting.forums.bodies:
        return None
    return Reason(rule="forum-not-competent", about=(str(command.to),))


def forum_or_decider_passes_on(appeal: Appeal, command: RedirectAppeal, setting: AppealSetting) -> Reason | None:
    """The body where it lies passes it on; so may the one that decided, when the track does not name where it lies.

    Where the registers do not settle which bodies those are, it may when nobody acts here for the body where it lies.
    """
    unsettled = not setting.forums.bodies and setting.forum_is_outside
    misdirected = unsettled or forum_is_competent(appeal, command, setting) is not None
    if misdirected and appeal.filing is not None and setting.occasion.body == appeal.filing.decided_by:
        return None
    return forum_acts(appeal, command, setting)


def forum_is_competent(appeal: Appeal, _: object, setting: AppealSetting) -> Reason | None:
    """A body that the track does not name passes the appeal on; it neither admits nor rejects it, nor ends it by letter."""
    if appeal.forum is None or not setting.forums.bodies or appeal.forum in setting.forums.bodies:
        return None
    return Reason(rule="forum-not-competent", about=(str(appeal.forum),))


def filed_in_time(appeal: Appeal, _: AcceptAppeal, setting: AppealSetting) -> Reason | None:
    """A late filing is admitted only for an obstacle; where the track has its own rule on obstacles, under that rule."""
    filing = appeal.filing
    if filing is None or filing.in_time is not False:
        return None
    track = setting.profile.track(filing.track)
    if filing.hindered and (track is None or track.hindrance is None):
        return None
    return Reason(rule="appeal-out-of-time", about=(filing.filed_on.isoformat(),))


def ground_is_known(_: Appeal, command: RejectAppeal, setting: AppealSetting) -> Reason | None:
    """An appeal is rejected on a ground that the profile knows."""
    if setting.profile.ground(command.ground, End.NOT_ACCEPTED.value) is not None:
        return None
    return Reason(rule="rejection-ground-unknown", about=(command.ground,))


def lateness_counts(appeal: Appeal, command: RejectAppeal, _: AppealSetting) -> Reason | None:
    """Where the text sets no time nothing is late; and what was in time is not."""
    if command.ground != LATE or appeal.filing is None or appeal.filing.in_time is False:
        return None
    return Reason(rule="appeal-not-late", about=(appeal.filing.track,))


def rejected_before_admission(appeal: Appeal, command: RejectAppeal, setting: AppealSetting) -> Reason | None:
    """What was admitted is not refused any more."""
    return not_refused_once_accepted(appeal, command.ground, setting)


def not_refused_once_accepted(appeal: Appeal, ground: str, setting: AppealSetting) -> Reason | None:
    """What was admitted is decided, unless the decision fell meanwhile: then the appeal ends because nothing is left."""
    if ground == NOTHING_TO_REVIEW and decision_still_stands(appeal, ground, setting) is not None:
        return None
    return is_not_yet_accepted(appeal, ground, setting)


def time_can_be_extended(appeal: Appeal, command: ExtendAppealTime, setting: AppealSetting) -> Reason | None:
    """The track allows an extension, once the time runs and before it has run out."""
    step = step_of(appeal, setting)
    if appeal.accepted_on is None:
        return None
    if appeal.decide_by is None or step is None or step.decide_extension is None:
        return Reason(rule="appeal-time-not-extendable")
    if setting.occasion.today > appeal.decide_by:
        return Reason(rule="appeal-time-run-out", about=(appeal.decide_by.isoformat(),))
    if command.until <= appeal.decide_by:
        return Reason(rule="appeal-extension-not-longer", about=(appeal.decide_by.isoformat(),))
    cap = _last_day(appeal, setting, extended=True)
    if cap is not None and command.until > cap:
        return Reason(rule="appeal-extension-over-cap", about=(cap.isoformat(),))
    return None


REDIRECTING = (
    is_pending,
    officer_may_act,
    forum_or_decider_passes_on,
    is_not_yet_accepted,
    goes_to_another,
    addressee_is_a_forum,
)
ACCEPTING = (*OFFICER, forum_is_competent, filed_in_time)
REJECTING = (*OFFICER, rejected_before_admission, forum_is_competent, ground_is_known, lateness_counts)
EXTENDING = (*EXAMINED_BY, time_can_be_extended)


def redirect(appeal: Appeal, command: RedirectAppeal, setting: AppealSetting) -> tuple[AppealEvent, ...]:
    """Filed at the wrong door: passed on, not lost. The day of filing stands."""
    refuse_if_any(REDIRECTING, appeal, command, setting)
    return (AppealRedirected(to=command.to, redirected_on=setting.occasion.today, letter=command.letter),)


def accept(appeal: Appeal, command: AcceptAppeal, setting: AppealSetting) -> tuple[AppealEvent, ...]:
    """The appeal is examined; the time to decide runs, where the track sets one."""
    refuse_if_any(ACCEPTING, appeal, command, setting)
    if appeal.accepted_on is not None:
        return ()
    today = setting.occasion.today
    return (AppealAccepted(accepted_on=today, decide_by=_last_day(appeal, setting, accepted_on=today)),)


def reject(appeal: Appeal, command: RejectAppeal, setting: AppealSetting) -> tuple[AppealEvent, ...]:
    """The appeal is not admitted, or not pursued because its decision fell; with reasons and the way that remains."""
    refuse_if_any(REJECTING, appeal, command, setting)
    return (AppealNotAccepted(decided_on=setting.occasion.today, ground=command.ground, reasons=command.reasons),)


def extend(appeal: Appeal, command: ExtendAppealTime, setting: AppealSetting) -> tuple[AppealEvent, ...]:
    """More time for a complex matter, within the cap of the track."""
    if done_before(appeal.acts, command, AppealTimeExtended):
        return ()
    refuse_if_any(EXTENDING, appeal, command, setting)
    return (AppealTimeExtended(until=command.until, ground=command.ground, extended_on=setting.occasion.today),)


def _last_day(
    appeal: Appeal, setting: AppealSetting, *, accepted_on: date | None = None, extended: bool = False
) -> date | None:
    """The last day to decide, inclusive; None where the track sets no time."""
    step, filing = step_of(appeal, setting), appeal.filing
    accepted = accepted_on or appeal.accepted_on
    if step is None or filing is None or step.decide_within is None or accepted is None:
        return None
    start = filing.filed_on if step.decide_from is DecideFrom.FILING else accepted
    more = Period.parse(step.decide_extension) if extended and step.decide_extension else None
    extension = None if more is None else Extension(period=more)
    return deadline(Period.parse(step.decide_within), start, setting.calendar, extension=extension).due
