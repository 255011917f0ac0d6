"""The outcome of an appeal, its service, and its effect on the proceeding. Never heavier because of the appeal."""

from domain.acts import done_before
from domain.appeals.answering import ANSWERED, answers_of
from domain.appeals.commands import DecideAppeal, RecordOutcome, ServeAppeal
from domain.appeals.events import (
    AppealDecided,
    AppealEvent,
    AppealNotAccepted,
    AppealOutcomeRecorded,
    AppealResult,
    AppealServed,
    AppealWithdrawn,
)
from domain.appeals.examination import was_examined
from domain.appeals.setting import AppealSetting
from domain.appeals.standing import EXAMINED_BY, decision_still_stands, forum_acts, officer_may_act, took_part
from domain.appeals.state import Appeal, End
from domain.deciding import refuse_if_any
from domain.identity import AppealId
from domain.papers.use import APPROVED_PAPER, served_paper_still_holds
from domain.proceedings.adverse import statutory_orders
from domain.proceedings.commands import ApplyAppeal
from domain.proceedings.events import Outcome
from domain.proceedings.handling import added, handling
from domain.proceedings.measures import due_before, incomplete
from domain.refusal import Reason

VARIED_INTO = (Outcome.MEASURES, Outcome.EXEMPT, Outcome.NOT_IMPOSED)
"""What a review can vary a decision into."""

TOLD = frozenset({End.DECIDED, End.NOT_ACCEPTED})
"""Ends that the filer is told of by service."""


def was_deliberated(appeal: Appeal, _: DecideAppeal, __: AppealSetting) -> Reason | None:
    """The panel discussed the appeal."""
    if appeal.accepted_on is None or appeal.opinion is None or appeal.minutes is not None:
        return None
    return Reason(rule="appeal-not-deliberated")


def ground_fits_result(_: Appeal, command: DecideAppeal | RecordOutcome, setting: AppealSetting) -> Reason | None:
    """Each result has its own grounds."""
    if setting.profile.ground(command.ground, command.result.value) is not None:
        return None
    return Reason(rule="ground-does-not-fit", about=(command.ground, command.result.value))


def variation_is_whole(_: Appeal, command: DecideAppeal | RecordOutcome, __: AppealSetting) -> Reason | None:
    """Varying names the new outcome with its measures; no other result does."""
    varied = command.result.value == AppealResult.VARIED
    fits = (command.outcome is Outcome.MEASURES) == bool(command.measures)
    codes = [taken.measure for taken in command.measures]
    if varied == (command.outcome is not None) and fits and len(set(codes)) == len(codes):
        return None
    return Reason(rule="variation-incomplete", about=(command.result.value,))


def varied_measures_are_complete(
    _: Appeal, command: DecideAppeal | RecordOutcome, setting: AppealSetting
) -> tuple[Reason, ...]:
    """What is imposed instead says what it has to say, as in a decision: a scope, a due date."""
    return incomplete(command.measures, setting.profile)


def varied_measures_leave_time(_: Appeal, command: DecideAppeal, setting: AppealSetting) -> Reason | None:
    """What is still to be carried out after the variation has a due date that lies ahead."""
    decision = setting.proceeding.decision
    done = () if decision is None else decision.carried_out
    return due_before(tuple(one for one in command.measures if one.measure not in done), setting.occasion.today)


def number_is_new(_: Appeal, command: DecideAppeal, setting: AppealSetting) -> Reason | None:
    """A body uses a document number once in a year."""
    return Reason(rule="number-used", about=(command.number,)) if setting.number_taken else None


def variation_decides_here(_: Appeal, command: DecideAppeal | RecordOutcome, __: AppealSetting) -> Reason | None:
    """A review varies into measures or into none; it does not withdraw the case or pass it on."""
    if command.outcome is None or command.outcome in VARIED_INTO:
        return None
    return Reason(rule="variation-outcome-unfit", about=(str(command.outcome),))


def never_heavier(_: Appeal, command: DecideAppeal | RecordOutcome, setting: AppealSetting) -> Reason | None:
    """No review makes it worse for whoever asked for it: fewer measures, or lighter ones in an order of the law."""
    decision = setting.proceeding.decision
    if command.outcome is None or decision is None:
        return None
    now = handling(command.outcome, command.measures)
    heavier = added(now, decision.handling, statutory_orders(setting.rulebooks))
    return Reason(rule="heavier-after-review", about=heavier) if heavier else None


def decider_took_no_part(appeal: Appeal, _: DecideAppeal, setting: AppealSetting) -> Reason | None:
    """Whoever investigated or reviewed the matter, and elsewhere whoever decided it, does not decide the appeal."""
    own = appeal.filing is not None and appeal.forum == appeal.filing.decided_by
    actor = setting.occasion.actor
    if actor not in took_part(setting, as_decider=not own):
        return None
    return Reason(rule="appeal-decider-took-part", about=(str(actor),))


def was_decided(appeal: Appeal, _: ServeAppeal, __: AppealSetting) -> Reason | None:
    """There is an outcome to serve: a decision, or the reasons for which the appeal was not accepted."""
    if appeal.filing is None:
        return Reason(rule="appeal-not-filed")
    return None if appeal.end in TOLD else Reason(rule="appeal-not-decided")


def is_unserved(appeal: Appeal) -> bool:
    """Whether there is an outcome that reached nobody yet. What was withdrawn has none."""
    return appeal.end in TOLD and appeal.served_on is None


def served_by_whose_it_is(appeal: Appeal, command: ServeAppeal, setting: AppealSetting) -> Reason | None:
    """The body that ended it serves it; where it does not act here, or no more, the body that decided first records the service."""
    outside = appeal.by_letter or setting.forum_is_outside
    if outside and appeal.filing is not None and setting.occasion.body == appeal.filing.decided_by:
        return None
    return forum_acts(appeal, command, setting)


def served_once(appeal: Appeal, _: ServeAppeal, __: AppealSetting) -> Reason | None:
    """A later service does not start the clock of the next step again."""
    if appeal.served_on is None:
        return None
    return Reason(rule="appeal-already-served", about=(appeal.served_on.isoformat(),))


def served_in_order(appeal: Appeal, command: ServeAppeal, setting: AppealSetting) -> Reason | None:
    """Service lies between the outcome and today."""
    if command.served_on > setting.occasion.today:
        return Reason(rule="date-in-future", about=(command.served_on.isoformat(),))
    if appeal.decided_on is None or command.served_on >= appeal.decided_on:
        return None
    return Reason(rule="date-before-cause", about=(command.served_on.isoformat(), appeal.decided_on.isoformat()))


DECIDING = (
    *EXAMINED_BY,
    *APPROVED_PAPER,
    was_examined,
    was_deliberated,
    *ANSWERED,
    decision_still_stands,
    ground_fits_result,
    variation_is_whole,
    varied_measures_are_complete,
    varied_measures_leave_time,
    number_is_new,
    variation_decides_here,
    never_heavier,
    decider_took_no_part,
)
SERVING = (officer_may_act, served_by_whose_it_is, was_decided, served_once, served_in_order, served_paper_still_holds)


def decide_it(appeal: Appeal, command: DecideAppeal, setting: AppealSetting) -> tuple[AppealEvent, ...]:
    """Upheld, varied, or revoked with or without a new decision; the step that remains is stated.

    Made on the day of the collective discussion, whenever it is signed. Answers to grounds that come with it are recorded first.
    """
    refuse_if_any(DECIDING, appeal, command, setting)
    filing = appeal.filing
    track = setting.profile.track(filing.track) if filing else None
    further = track.next_step(filing.step) if track and filing else None
    stands = command.result in {AppealResult.UPHELD, AppealResult.VARIED}
    return (
        *answers_of(appeal, command, setting),
        AppealDecided(
            result=command.result,
            decider=setting.occasion.actor,
            number=command.number,
            ground=command.ground,
            reasons=command.reasons,
            document=command.document,
            decided_on=setting.occasion.today,
            outcome=command.outcome,
            measures=command.measures,
            further_route=further.code if further and stands else None,
            effective_on=appeal.deliberated_on,
        ),
    )


def serve(appeal: Appeal, command: ServeAppeal, setting: AppealSetting) -> tuple[AppealEvent, ...]:
    """The outcome reached the filer."""
    if done_before(appeal.acts, command, AppealServed):
        return ()
    refuse_if_any(SERVING, appeal, command, setting)
    return (
        AppealServed(
            mode=command.mode,
            served_on=command.served_on,
            deemed_on=setting.deemed_on(command.mode, command.served_on),
            proof=command.proof,
        ),
    )


def effect(appeal: AppealId, event: AppealEvent, *, filed_by_officer: bool = False) -> ApplyAppeal | None:
    """What the event asks of the proceeding; None when the appeal goes on. Appended in the same transaction.

    It takes effect on the day on which the outcome was made. *filed_by_officer*: who filed it was an officer, on the
    respondent's word; what comes by letter then stands in the way of no filing of the respondent's own.
    """
    match event:
        case AppealDecided():
            return ApplyAppeal(
                appeal=appeal,
                result=event.result.value,
                on=event.made_on,
                reasons=event.reasons or event.document,
                ground=event.ground,
                outcome=event.outcome,
                measures=event.measures,
            )
        case AppealOutcomeRecorded():
            return ApplyAppeal(
                appeal=appeal,
                result=event.result.value,
                on=event.decided_on,
                reasons=event.document,
                ground=event.ground,
                outcome=event.outcome,
                measures=event.measures,
                by_officer=filed_by_officer,
            )
        case AppealNotAccepted():
            return ApplyAppeal(appeal=appeal, result=End.NOT_ACCEPTED.value, reasons=event.reasons, ground=event.ground)
        case AppealWithdrawn():
            return ApplyAppeal(appeal=appeal, result=End.WITHDRAWN.value, by_officer=bool(event.by_officer))
        case _:
            return None
