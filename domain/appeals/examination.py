"""Examination by officers who had no part in the matter, and the panel's discussion."""

import msgspec

from domain.acts import done_before
from domain.appeals.commands import AssignHandlers, DeliberateAppeal, ExamineAppeal
from domain.appeals.events import AppealDeliberated, AppealEvent, AppealExamined, HandlersAssigned
from domain.appeals.setting import AppealSetting
from domain.appeals.standing import EXAMINED_BY, step_of, took_part
from domain.appeals.state import Appeal
from domain.deciding import refuse_if_any
from domain.document import DocumentRef
from domain.identity import ActorId
from domain.refusal import Reason


def handlers_are_enough(_: Appeal, command: AssignHandlers, setting: AppealSetting) -> Reason | None:
    """As many different officers as the profile asks for."""
    needed = setting.profile.settings.appeal_handlers.value
    return None if len(set(command.handlers)) >= needed else Reason(rule="too-few-handlers", about=(str(needed),))


def handlers_took_no_part(_: Appeal, command: AssignHandlers, setting: AppealSetting) -> Reason | None:
    """Nobody examines what they investigated, reviewed, deliberated or decided."""
    original = took_part(setting)
    mixed = tuple(str(actor) for actor in command.handlers if actor in original)
    return Reason(rule="handler-took-part", about=mixed) if mixed else None


def handlers_may_act(_: Appeal, command: AssignHandlers, setting: AppealSetting) -> Reason | None:
    """Whoever stands aside in the case does not handle its appeal."""
    aside = tuple(str(actor) for actor in command.handlers if setting.keeps_away(actor))
    return Reason(rule="handler-stands-aside", about=aside) if aside else None


def a_handler_examines(appeal: Appeal, _: object, setting: AppealSetting) -> Reason | None:
    """The opinion, and what is said to each ground, comes from those who were assigned."""
    if appeal.accepted_on is None:
        return None
    return None if setting.occasion.actor in appeal.handlers else Reason(rule="not-a-handler")


def was_examined(appeal: Appeal, _: object, __: AppealSetting) -> Reason | None:
    """Facts, evidence, law, procedure and fitness were examined before anybody deliberates."""
    return Reason(rule="appeal-not-examined") if appeal.accepted_on is not None and appeal.opinion is None else None


def panel_is_large_enough(_: Appeal, command: DeliberateAppeal, setting: AppealSetting) -> Reason | None:
    """The discussion is collective."""
    needed = setting.profile.settings.quorum.value
    here = len(set(command.present))
    return None if here >= needed else Reason(rule="panel-too-small", about=(str(here), str(needed)))


def panel_is_odd(appeal: Appeal, command: DeliberateAppeal, setting: AppealSetting) -> Reason | None:
    """Where the track asks for a panel of odd number, it is odd."""
    step, here = step_of(appeal, setting), len(set(command.present))
    if step is None or not step.panel_odd or here % 2 == 1:
        return None
    return Reason(rule="panel-not-odd", about=(str(here),))


def panel_took_no_part(appeal: Appeal, command: DeliberateAppeal, setting: AppealSetting) -> Reason | None:
    """Investigators and reviewers do not sit; where another body reviews, nor do those who decided.

    The leaders of a body that reviews its own decision are the only ones who can change it.
    """
    own = appeal.filing is not None and appeal.forum == appeal.filing.decided_by
    original = took_part(setting, as_decider=not own)
    mixed = tuple(str(actor) for actor in command.present if actor in original)
    return Reason(rule="panel-took-part", about=mixed) if mixed else None


def panel_may_act(_: Appeal, command: DeliberateAppeal, setting: AppealSetting) -> Reason | None:
    """Whoever stands aside is not in the room."""
    aside = tuple(str(actor) for actor in command.present if setting.keeps_away(actor))
    return Reason(rule="recused-present", about=aside) if aside else None


ASSIGNING = (*EXAMINED_BY, handlers_are_enough, handlers_took_no_part, handlers_may_act)
EXAMINING = (*EXAMINED_BY, a_handler_examines)
DELIBERATING = (
    *EXAMINED_BY,
    was_examined,
    panel_is_large_enough,
    panel_is_odd,
    panel_took_no_part,
    panel_may_act,
)


class _Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """What an assignment says of one appeal; those with it are assigned by acts of their own."""

    handlers: tuple[ActorId, ...]
    note: DocumentRef | None


def assign(appeal: Appeal, command: AssignHandlers, setting: AppealSetting) -> tuple[AppealEvent, ...]:
    """Who examines the appeal; replaces an earlier assignment."""
    refuse_if_any(ASSIGNING, appeal, command, setting)
    said = _Assignment(handlers=command.handlers, note=command.note)
    if done_before(appeal.acts, said, HandlersAssigned):
        return ()
    return (HandlersAssigned(handlers=command.handlers, assigned_on=setting.occasion.today, note=command.note),)


def examine(appeal: Appeal, command: ExamineAppeal, setting: AppealSetting) -> tuple[AppealEvent, ...]:
    """A full review of facts, evidence, law, procedure and fitness; what was discussed before is discussed again."""
    refuse_if_any(EXAMINING, appeal, command, setting)
    if done_before(appeal.acts, command, AppealExamined):
        return ()
    return (AppealExamined(examined_on=setting.occasion.today, opinion=command.opinion, talk=command.talk),)


def deliberate(appeal: Appeal, command: DeliberateAppeal, setting: AppealSetting) -> tuple[AppealEvent, ...]:
    """The panel discusses the appeal together."""
    refuse_if_any(DELIBERATING, appeal, command, setting)
    if appeal.minutes is not None and done_before(appeal.acts, command, AppealDeliberated):
        return ()
    return (AppealDeliberated(present=command.present, minutes=command.minutes, deliberated_on=setting.occasion.today),)
