"""The answer to each ground: whether it holds, and why. Nothing is decided over a ground to which nothing was said."""

from domain.appeals.commands import AnswerGrounds, DecideAppeal
from domain.appeals.events import AppealEvent, AppealResult, GroundAnswered
from domain.appeals.examination import a_handler_examines
from domain.appeals.grounds import GroundAnswer, Holding
from domain.appeals.setting import AppealSetting
from domain.appeals.standing import EXAMINED_BY
from domain.appeals.state import Appeal
from domain.deciding import refuse_if_any
from domain.refusal import Reason


def something_is_answered(_: Appeal, command: AnswerGrounds, __: AppealSetting) -> Reason | None:
    """Whoever answers says something to one ground at least."""
    return None if command.answers else Reason(rule="ground-answers-missing")


def grounds_are_of_the_appeal(
    appeal: Appeal, command: AnswerGrounds | DecideAppeal, _: AppealSetting
) -> tuple[Reason, ...]:
    """What is answered was brought forward, and each ground gets one answer."""
    known, named = {one.id for one in appeal.grounds}, [one.ground for one in command.answers]
    found: list[Reason] = []
    if unknown := tuple(dict.fromkeys(str(one) for one in named if one not in known)):
        found.append(Reason(rule="ground-unknown", about=unknown))
    if twice := tuple(dict.fromkeys(str(one) for one in named if named.count(one) > 1)):
        found.append(Reason(rule="ground-answered-twice", about=twice))
    return tuple(found)


def standing_answers_are_kept(appeal: Appeal, command: DecideAppeal, _: AppealSetting) -> Reason | None:
    """The decision does not change an answer that stands: its paper may say it already."""
    stand = {one.id: (one.holding, one.reasons) for one in appeal.grounds if one.holding is not None}
    other = (one for one in command.answers if stand.get(one.ground, _said(one)) != _said(one))
    about = tuple(dict.fromkeys(str(one.ground) for one in other))
    return Reason(rule="ground-answered-already", about=about) if about else None


def every_ground_is_answered(appeal: Appeal, command: DecideAppeal, _: AppealSetting) -> Reason | None:
    """Nothing is decided over a ground to which nothing was said. They are named by their place.

    Before the panel discussed it that is what is missing.
    """
    now = {one.ground for one in command.answers}
    left = {one.id for one in appeal.unanswered} - now
    places = tuple(str(place) for place, one in enumerate(appeal.grounds, 1) if one.id in left)
    if appeal.minutes is None or not places:
        return None
    return Reason(rule="grounds-unanswered", about=places)


def answers_carry_the_outcome(appeal: Appeal, command: DecideAppeal, _: AppealSetting) -> Reason | None:
    """Where the answers do not lead to the outcome, it has reasons of its own.

    Upheld although a ground holds: it did not bear on the handling. Varied or revoked although none holds: a review is not
    bound by the grounds.
    """
    now = {one.ground: one.holding for one in command.answers}
    holdings = [now.get(one.id, one.holding) for one in appeal.grounds]
    some = any(one in {Holding.HOLDS, Holding.IN_PART} for one in holdings)
    if command.reasons is not None or None in holdings or some != (command.result is AppealResult.UPHELD):
        return None
    return Reason(rule="outcome-not-explained", about=(command.result.value,))


ANSWERING = (*EXAMINED_BY, a_handler_examines, something_is_answered, grounds_are_of_the_appeal)
ANSWERED = (grounds_are_of_the_appeal, standing_answers_are_kept, every_ground_is_answered, answers_carry_the_outcome)


def answer(appeal: Appeal, command: AnswerGrounds, setting: AppealSetting) -> tuple[AppealEvent, ...]:
    """Each ground gets its answer; what was said to it before in the same words is not said again."""
    refuse_if_any(ANSWERING, appeal, command, setting)
    return answers_of(appeal, command, setting)


def answers_of(
    appeal: Appeal, command: AnswerGrounds | DecideAppeal, setting: AppealSetting
) -> tuple[GroundAnswered, ...]:
    """The answers of *command* that say something new."""
    said = {one.ground: one for one in command.answers}
    return tuple(
        GroundAnswered(text=one.text, holding=new.holding, reasons=new.reasons, answered_on=setting.occasion.today)
        for one in appeal.grounds
        if (new := said.get(one.id)) is not None and (one.holding, one.reasons) != (new.holding, new.reasons)
    )


def _said(answer: GroundAnswer) -> tuple[object, object]:
    return (answer.holding, answer.reasons)
