"""Filing an appeal: which decision, which track and step, whether in time, with which body."""

from datetime import date

from msgspec.structs import replace

from domain.acts import done_before
from domain.appeals.commands import FileAppeal, WithdrawAppeal
from domain.appeals.events import AppealEvent, AppealFiled, AppealWithdrawn
from domain.appeals.naming import way_is_free
from domain.appeals.setting import AppealSetting
from domain.appeals.standing import forum_acts, is_pending, officer_may_act
from domain.appeals.state import Appeal
from domain.calendar.deadline import deadline
from domain.calendar.period import Period
from domain.deciding import refuse_if_any
from domain.identity import BodyId
from domain.procedure.track import Step, Track
from domain.proceedings.events import Outcome
from domain.proceedings.state import NotedAppeal, Proceeding
from domain.proceedings.terms import RESPONDENT
from domain.refusal import Reason, Refused

CHANGED_NOTHING = ("upheld", "varied")
"""Results of a step after which the next one is open: the decision, as it now is, still stands."""


def not_yet_filed(appeal: Appeal, command: FileAppeal, setting: AppealSetting) -> Reason | None:
    """One appeal for each decision, track and step, apart from those that were not accepted and may be filed anew."""
    decision = setting.proceeding.decision
    if appeal.filing is None and way_is_free(setting.proceeding, command, setting.profile):
        return None
    return Reason(rule="appeal-already-filed", about=(decision.number if decision else "", command.track, command.step))


def something_was_decided(_: Appeal, __: FileAppeal, setting: AppealSetting) -> Reason | None:
    """There is a decision that held a breach against the respondent."""
    decision = setting.proceeding.decision
    if decision is None:
        return Reason(rule="no-decision-stands")
    if decision.handling.outcome in {Outcome.WITHDRAWN, Outcome.TRANSFERRED}:
        return Reason(rule="nothing-to-review", about=(decision.handling.outcome.value,))
    return None


def track_is_open(_: Appeal, command: FileAppeal, setting: AppealSetting) -> Reason | None:
    """The profile opens this track for such a respondent and measures, surely or perhaps; an organ may have none."""
    decision, subject, profile = setting.proceeding.decision, setting.proceeding.subject.value, setting.profile
    if decision is None:
        return None
    uses = profile.tracks_for(subject, decision.handling.measures, decision.effective_on)
    if any(track.code == command.track for _, track in uses):
        return None
    closed = next((none for none in profile.no_tracks if none.subject == subject), None)
    if closed is not None:
        return Reason(rule="no-track-for-respondent", about=(subject, closed.question))
    return Reason(rule="track-not-open", about=(command.track,))


def step_is_next(_: Appeal, command: FileAppeal, setting: AppealSetting) -> Reason | None:
    """The steps of a track follow each other, unless the text lets the respondent go straight to a later one."""
    track = setting.profile.track(command.track)
    if track is None:
        return None
    step = track.step(command.step)
    if step is None:
        return Reason(rule="step-unknown", about=(command.track, command.step))
    before = step_before(track, step, setting.proceeding)
    if before is not None and before.result is None:
        return Reason(rule="earlier-step-pending", about=(before.step,))
    if track.steps[0] is step or step.direct_within is not None or _opens(before):
        return None
    return Reason(rule="earlier-step-first", about=(track.steps[track.steps.index(step) - 1].code,))


def forum_is_known(_: Appeal, command: FileAppeal, setting: AppealSetting) -> Reason | None:
    """The respondent names the body, or the track has just one."""
    if command.forum is not None or len(setting.forums.bodies) == 1:
        return None
    about = tuple(str(body) for body in setting.forums.bodies) or (setting.forums.question or "",)
    return Reason(rule="forum-is-a-question", about=about)


def officer_files_at_a_door_of_the_track(_: Appeal, command: FileAppeal, setting: AppealSetting) -> Reason | None:
    """A respondent who errs is passed on; an officer who files for one knows the bodies that the track names."""
    unasked = setting.by_respondent or command.forum is None or not setting.forums.bodies
    if unasked or command.forum in setting.forums.bodies:
        return None
    return Reason(rule="forum-not-competent", about=(str(command.forum),))


def hindrance_is_whole(_: Appeal, command: FileAppeal, setting: AppealSetting) -> Reason | None:
    """An obstacle is shown by a document, and its end lies in the past."""
    ended = command.hindrance_ended_on
    if ended is not None and (command.hindrance is None or ended > setting.occasion.today):
        return Reason(rule="hindrance-incomplete", about=(ended.isoformat(),))
    return None


def grounds_are_told_apart(_: Appeal, command: FileAppeal, __: AppealSetting) -> Reason | None:
    """Each ground has a document of its own: by it the ground is answered."""
    named = [one.text.id for one in command.points]
    twice = tuple(dict.fromkeys(str(one) for one in named if named.count(one) > 1))
    return Reason(rule="ground-twice", about=twice) if twice else None


def withdrawn_where_it_lies(appeal: Appeal, command: WithdrawAppeal, setting: AppealSetting) -> tuple[Reason, ...]:
    """On the filer's word a withdrawal is recorded where the appeal lies, never by those against whom it was filed."""
    if setting.by_respondent:
        return ()
    found = (rule(appeal, command, setting) for rule in (forum_acts, officer_may_act))
    return tuple(reason for reason in found if reason is not None)


FILING = (
    not_yet_filed,
    something_was_decided,
    track_is_open,
    step_is_next,
    forum_is_known,
    officer_files_at_a_door_of_the_track,
    hindrance_is_whole,
    grounds_are_told_apart,
)
WITHDRAWING = (is_pending, withdrawn_where_it_lies)


def file(appeal: Appeal, command: FileAppeal, setting: AppealSetting) -> tuple[AppealEvent, ...]:
    """The respondent challenges the decision. A filing is never refused for lateness: whether it was late is recorded."""
    if appeal.filing is not None and done_before(appeal.acts, _with_forum(command, setting), AppealFiled):
        return ()
    refuse_if_any(FILING, appeal, command, setting)
    proceeding = setting.proceeding
    track, decision, case = setting.profile.track(command.track), proceeding.decision, proceeding.case
    step = track.step(command.step) if track else None
    if track is None or step is None or decision is None or case is None:  # only a switched-off rule leads here
        raise Refused([Reason(rule="track-not-open", about=(command.track,))], under=setting.profile.code)
    return (
        AppealFiled(
            case=case,
            proceeding=command.proceeding,
            decision=decision.number,
            decided_by=decision.body,
            track=command.track,
            step=command.step,
            forum=_forum(command, setting),
            filed_on=setting.occasion.today,
            grounds=command.grounds,
            in_time=_in_time(track, step, command, setting),
            hindrance=command.hindrance,
            hindrance_ended_on=command.hindrance_ended_on,
            agent=command.agent,
            by_officer=None if setting.by_respondent else True,
            points=command.points,
        ),
    )


def withdraw(appeal: Appeal, command: WithdrawAppeal, setting: AppealSetting) -> tuple[AppealEvent, ...]:
    """The filer withdraws before the outcome; what an officer recorded for the filer does not bar another filing."""
    if done_before(appeal.acts, command, AppealWithdrawn):
        return ()
    refuse_if_any(WITHDRAWING, appeal, command, setting)
    today, by_officer = setting.occasion.today, None if setting.by_respondent else True
    return (AppealWithdrawn(withdrawn_on=today, document=command.document, by_officer=by_officer),)


def last_day(track: Track, step: Step, setting: AppealSetting) -> date | None:
    """The last day to file, inclusive; None when the text sets no time, or its clock has not begun.

    Whoever was served knows and receives on the day on which service counts; both clocks begin there.
    """
    decision = setting.proceeding.decision
    served = decision.served_to(RESPONDENT) if decision else None
    within, known = step.file_within, served
    if track.steps[0] is not step:
        taken = _opens(step_before(track, step, setting.proceeding))
        within, known = (step.file_within, setting.earlier_served_on) if taken else (step.direct_within, served)
    if within is None or known is None:
        return None
    return deadline(Period.parse(within), known, setting.calendar).due


def _in_time(track: Track, step: Step, command: FileAppeal, setting: AppealSetting) -> bool | None:
    if step.file_within is None and step.direct_within is None:
        return None
    today, last = setting.occasion.today, last_day(track, step, setting)
    if last is None or today <= last:
        return True
    if track.hindrance is None or command.hindrance_ended_on is None:
        return False
    return today <= deadline(Period.parse(track.hindrance), command.hindrance_ended_on, setting.calendar).due


def step_before(track: Track, step: Step, proceeding: Proceeding, decision: str | None = None) -> NotedAppeal | None:
    """The appeal of the step before against the same decision, when it was taken; of several the latest.

    ``decision`` is its number; without one, that of the decision that stands.
    """
    place = track.steps.index(step)
    number = decision or (proceeding.decision.number if proceeding.decision else None)
    if place == 0 or number is None:
        return None
    taken = proceeding.appeals_on(track.code, track.steps[place - 1].code, number)
    return taken[-1] if taken else None


def _opens(before: NotedAppeal | None) -> bool:
    return before is not None and before.result in CHANGED_NOTHING


def _forum(command: FileAppeal, setting: AppealSetting) -> BodyId:
    return command.forum if command.forum is not None else setting.forums.bodies[0]


def _with_forum(command: FileAppeal, setting: AppealSetting) -> FileAppeal:
    """The filing as it is recorded: whoever names no body means the one that the track has, when it has just one."""
    return replace(command, forum=_forum(command, setting)) if len(setting.forums.bodies) == 1 else command
