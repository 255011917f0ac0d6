"""Examining several appeals of one case together (并案审理). Practice: no text of the procedure orders or forbids it.

It is an act of organisation of the body where they lie. It moves no clock, gives nobody sight of what is not theirs to
read, and decides nothing: each appeal is examined, decided and served as its own.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from domain.acts import done_before
from domain.appeals.commands import JoinAppeal, PartAppeal
from domain.appeals.events import AppealEvent, AppealJoined, AppealParted
from domain.appeals.setting import AppealSetting, Neighbour
from domain.appeals.standing import OFFICER
from domain.appeals.state import Appeal
from domain.deciding import refuse_if_any
from domain.identity import AppealId
from domain.refusal import Reason


def examined_with(own: AppealId, appeal: Appeal, beside: Iterable[Neighbour]) -> tuple[AppealId, ...]:
    """Those of the pending appeals *beside* one that are examined together with it.

    An appeal may outlast the one to which it was joined, which ended or went to another body: it stays with the others that
    were joined to that one, and with none where it was the only one.
    """
    leads = appeal.joined_to or own
    here = (one for one in beside if one.forum == appeal.forum)
    return tuple(one.appeal for one in here if leads in {one.appeal, one.joined_to})


def joinable(own: AppealId, appeal: Appeal, beside: Iterable[Neighbour]) -> tuple[tuple[AppealId, ...], ...]:
    """The examinations that an appeal could join, each with the appeals examined in it; none while it is in one itself."""
    known = tuple(beside)
    if appeal.minutes is not None or examined_with(own, appeal, known):
        return ()
    found: dict[AppealId, list[Neighbour]] = {}
    for one in known:
        if one.forum == appeal.forum:
            found.setdefault(one.joined_to or one.appeal, []).append(one)
    open_to = (each for each in found.values() if not any(one.discussed for one in each))
    return tuple(tuple(one.appeal for one in sorted(each, key=_follows)) for each in open_to)


def cannot_be_assigned_so(one: AppealId) -> Reason:
    """Why none is assigned of those that are examined together; what stands against that one is told after it."""
    return Reason(rule="joined-appeal-not-assigned", about=(str(one),))


def other_is_pending_here(appeal: Appeal, command: JoinAppeal, setting: AppealSetting) -> Reason | None:
    """The other one is a pending appeal of the same case, with the same body."""
    other = _other(command, setting)
    if other is not None and other.forum == appeal.forum:
        return None
    return Reason(rule="joined-appeal-not-beside", about=(str(command.other),))


def none_was_discussed(appeal: Appeal, command: JoinAppeal, setting: AppealSetting) -> Reason | None:
    """Before the panel discussed it or one of those that it joins: what was discussed apart is decided apart."""
    leads = _leads(command, setting)
    joined = (one.discussed for one in setting.neighbours if leads in {one.appeal, one.joined_to})
    return Reason(rule="joined-appeal-discussed") if appeal.minutes is not None or any(joined) else None


def stands_alone(appeal: Appeal, command: JoinAppeal, setting: AppealSetting) -> Reason | None:
    """What joins is joined to none and none to it. Several are joined to one: it is plain which examination it is."""
    if examined_with(setting.own, appeal, setting.neighbours):
        return Reason(rule="appeal-joined-already", about=(str(command.other),))
    return None


def is_joined(appeal: Appeal, _: PartAppeal, __: AppealSetting) -> Reason | None:
    """Only what was joined is parted."""
    return None if appeal.joined_to is not None else Reason(rule="appeal-not-joined")


JOINING = (*OFFICER, other_is_pending_here, none_was_discussed, stands_alone)
PARTING = (*OFFICER, is_joined)


def join(appeal: Appeal, command: JoinAppeal, setting: AppealSetting) -> tuple[AppealEvent, ...]:
    """They are examined together from now on: with the other, and with those that it is examined with already."""
    leads = _leads(command, setting)
    if appeal.joined_to == leads and done_before(appeal.acts, replace(command, other=leads), AppealJoined):
        return ()
    refuse_if_any(JOINING, appeal, command, setting)
    return (AppealJoined(other=leads, joined_on=setting.occasion.today, reasons=command.reasons),)


def part(appeal: Appeal, command: PartAppeal, setting: AppealSetting) -> tuple[AppealEvent, ...]:
    """It is examined by itself again."""
    if appeal.joined_to is None and done_before(appeal.acts, command, AppealParted):
        return ()
    refuse_if_any(PARTING, appeal, command, setting)
    together = appeal.joined_to
    assert together is not None  # noqa: S101 - a rule refused it
    return (AppealParted(other=together, parted_on=setting.occasion.today, reasons=command.reasons),)


def _leads(command: JoinAppeal, setting: AppealSetting) -> AppealId:
    """The one to which the other was joined, or the other itself."""
    other = _other(command, setting)
    return command.other if other is None else other.joined_to or other.appeal


def _follows(one: Neighbour) -> bool:
    return one.joined_to is not None


def _other(command: JoinAppeal, setting: AppealSetting) -> Neighbour | None:
    return next((one for one in setting.neighbours if one.appeal == command.other), None)
