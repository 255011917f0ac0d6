"""The outcome of an appeal by a body for which nobody acts here: put on record from its letter, so that no appeal stays open."""

from domain.acts import done_before
from domain.appeals.admission import forum_is_competent, not_refused_once_accepted
from domain.appeals.commands import RecordOutcome
from domain.appeals.events import AppealEvent, AppealOutcomeRecorded, OutsideResult
from domain.appeals.outcome import (
    ground_fits_result,
    never_heavier,
    variation_decides_here,
    variation_is_whole,
    varied_measures_are_complete,
)
from domain.appeals.setting import AppealSetting
from domain.appeals.standing import decision_still_stands, is_pending, officer_may_act
from domain.appeals.state import Appeal
from domain.deciding import refuse_if_any
from domain.refusal import Reason

CHANGING = frozenset({OutsideResult.VARIED, OutsideResult.REVOKED, OutsideResult.REVOKED_AND_REMADE})


def forum_does_not_act_here(appeal: Appeal, _: RecordOutcome, setting: AppealSetting) -> Reason | None:
    """A body that has a desk here says itself how the appeal ends."""
    if appeal.forum is None or setting.forum_is_outside:
        return None
    return Reason(rule="forum-acts-here", about=(str(appeal.forum),))


def recorded_where_it_was_decided(appeal: Appeal, _: RecordOutcome, setting: AppealSetting) -> Reason | None:
    """The letter goes to the body whose decision it is about; that body puts it on record."""
    if appeal.filing is None or setting.occasion.body == appeal.filing.decided_by:
        return None
    return Reason(rule="outcome-recorded-elsewhere", about=(str(appeal.filing.decided_by),))


def letter_bears_a_possible_day(appeal: Appeal, command: RecordOutcome, setting: AppealSetting) -> Reason | None:
    """The outcome lies between the filing, or what that body still did here, and today."""
    if command.decided_on > setting.occasion.today:
        return Reason(rule="date-in-future", about=(command.decided_on.isoformat(),))
    if appeal.filing is None:
        return None
    earliest = appeal.acted_on or appeal.filing.filed_on
    if command.decided_on >= earliest:
        return None
    return Reason(rule="date-before-cause", about=(command.decided_on.isoformat(), earliest.isoformat()))


def what_was_accepted_is_decided(appeal: Appeal, command: RecordOutcome, setting: AppealSetting) -> Reason | None:
    """No letter refuses to take up what the same body admitted here, unless there is nothing left to review."""
    if command.result is not OutsideResult.NOT_ACCEPTED:
        return None
    return not_refused_once_accepted(appeal, command.ground, setting)


def what_it_changes_stands(appeal: Appeal, command: RecordOutcome, setting: AppealSetting) -> Reason | None:
    """Only a decision that is still there is varied or revoked; what leaves it as it is only ends the appeal."""
    return decision_still_stands(appeal, command, setting) if command.result in CHANGING else None


RECORDING = (
    is_pending,
    officer_may_act,
    forum_does_not_act_here,
    forum_is_competent,
    recorded_where_it_was_decided,
    letter_bears_a_possible_day,
    what_was_accepted_is_decided,
    what_it_changes_stands,
    ground_fits_result,
    variation_is_whole,
    varied_measures_are_complete,
    variation_decides_here,
    never_heavier,
)


def record_outcome(appeal: Appeal, command: RecordOutcome, setting: AppealSetting) -> tuple[AppealEvent, ...]:
    """What the letter says, with the step of the track that remains after it."""
    if done_before(appeal.acts, command, AppealOutcomeRecorded):
        return ()
    refuse_if_any(RECORDING, appeal, command, setting)
    filing = appeal.filing
    track = setting.profile.track(filing.track) if filing else None
    further = track.next_step(filing.step) if track and filing else None
    if appeal.forum is None:  # only a switched-off rule leads here
        return ()
    stands = command.result not in {OutsideResult.REVOKED, OutsideResult.REVOKED_AND_REMADE}
    return (
        AppealOutcomeRecorded(
            result=command.result,
            by=appeal.forum,
            number=command.number,
            ground=command.ground,
            document=command.document,
            decided_on=command.decided_on,
            recorded_on=setting.occasion.today,
            outcome=command.outcome,
            measures=command.measures,
            further_route=further.code if further and stands else None,
        ),
    )
