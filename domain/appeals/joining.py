"""Examining several appeals of one case together (并案审理). Practice: no text of the procedure orders or forbids it.

It is an act of organisation of the body where they lie. It moves no clock, gives nobody sight of what is not theirs to
read, and decides nothing: each appeal is examined, decided and served as its own.
"""

from domain.acts import done_before
from domain.appeals.commands import JoinAppeal, PartAppeal
from domain.appeals.events import AppealEvent, AppealJoined, AppealParted
from domain.appeals.setting import AppealSetting, Neighbour
from domain.appeals.standing import OFFICER
from domain.appeals.state import Appeal
from domain.deciding import refuse_if_any
from domain.refusal import Reason


def other_is_pending_here(appeal: Appeal, command: JoinAppeal, setting: AppealSetting) -> Reason | None:
    """The other one is a pending appeal of the same case, with the same body."""
    other = _other(command, setting)
    if other is not None and other.forum == appeal.forum:
        return None
    return Reason(rule="joined-appeal-not-beside", about=(str(command.other),))


def none_was_discussed(appeal: Appeal, command: JoinAppeal, setting: AppealSetting) -> Reason | None:
    """Before the panel discussed either of them: what was discussed apart is decided apart."""
    other = _other(command, setting)
    discussed = appeal.minutes is not None or (other is not None and other.discussed)
    return Reason(rule="joined-appeal-discussed") if discussed else None


def joins_one_that_stands_alone(appeal: Appeal, command: JoinAppeal, setting: AppealSetting) -> Reason | None:
    """Several appeals are joined to one, which is joined to none: it is plain which examination it is."""
    other = _other(command, setting)
    followed = any(one.joined_to is not None and one.joined_to == setting.own for one in setting.neighbours)
    if followed or appeal.joined_to is not None or (other is not None and other.joined_to is not None):
        return Reason(rule="appeal-joined-already", about=(str(command.other),))
    return None


def is_joined(appeal: Appeal, _: PartAppeal, __: AppealSetting) -> Reason | None:
    """Only what was joined is parted."""
    return None if appeal.joined_to is not None else Reason(rule="appeal-not-joined")


JOINING = (*OFFICER, other_is_pending_here, none_was_discussed, joins_one_that_stands_alone)
PARTING = (*OFFICER, is_joined)


def join(appeal: Appeal, command: JoinAppeal, setting: AppealSetting) -> tuple[AppealEvent, ...]:
    """The two are examined together from now on."""
    if appeal.joined_to == command.other and done_before(appeal.acts, command, AppealJoined):
        return ()
    refuse_if_any(JOINING, appeal, command, setting)
    return (AppealJoined(other=command.other, joined_on=setting.occasion.today, reasons=command.reasons),)


def part(appeal: Appeal, command: PartAppeal, setting: AppealSetting) -> tuple[AppealEvent, ...]:
    """It is examined by itself again."""
    if appeal.joined_to is None and done_before(appeal.acts, command, AppealParted):
        return ()
    refuse_if_any(PARTING, appeal, command, setting)
    together = appeal.joined_to
    assert together is not None  # noqa: S101 - a rule refused it
    return (AppealParted(other=together, parted_on=setting.occasion.today, reasons=command.reasons),)


def _other(command: JoinAppeal, setting: AppealSetting) -> Neighbour | None:
    return next((one for one in setting.neighbours if one.appeal == command.other), None)
