"""What stands against a command on a duty. Each rule's sources and wording are data of the procedure profile."""

from domain.refusal import Reason
from domain.supervision.duties.commands import (
    DutyCommand,
    NoteCheck,
    NoteItem,
    NotePublication,
    ObserveLog,
    PlaceDuty,
    Seen,
)
from domain.supervision.duties.standing import governing
from domain.supervision.duties.state import Duty
from domain.supervision.setting import SupervisionSetting


def kind_is_known(_: Duty, command: PlaceDuty, setting: SupervisionSetting) -> Reason | None:
    """The kind is one of the scheme: it says which periods may govern."""
    if setting.schemes.duties.kind(command.kind) is not None:
        return None
    return Reason(rule="duty-kind-unknown", about=(command.kind,))


def not_placed_before(state: Duty, _: PlaceDuty, __: SupervisionSetting) -> Reason | None:
    """A duty of a kind is watched once for each organ; one that is no longer watched may be watched anew."""
    watched = state.placed is not None and state.ended_on is None
    return Reason(rule="duty-already-placed") if watched else None


def placed_for_own_body(_: Duty, command: PlaceDuty, setting: SupervisionSetting) -> Reason | None:
    """Nobody begins to watch for another body."""
    if setting.occasion.body in (None, command.body):
        return None
    return Reason(rule="duty-for-another-body", about=(str(command.body),))


def was_placed(state: Duty, _: DutyCommand, __: SupervisionSetting) -> Reason | None:
    """Nothing is observed of a duty that nobody watches."""
    return Reason(rule="duty-not-placed") if state.placed is None else None


def not_ended(state: Duty, _: DutyCommand, __: SupervisionSetting) -> Reason | None:
    """Nothing more is observed once it is no longer watched."""
    return Reason(rule="duty-ended") if state.ended_on is not None else None


def days_fit(
    _: Duty, command: NoteItem | NotePublication | NoteCheck | ObserveLog, setting: SupervisionSetting
) -> tuple[Reason, ...]:
    """What was observed happened by today, and content is not newer than the look at it."""
    found = []
    for row in rows_of(command):
        days = [day for day in (row.formed_on, row.published_on, row.checked_on, row.updated_on) if day is not None]
        if days and max(days) > setting.occasion.today:
            found.append(Reason(rule="duty-day-in-future", about=(max(days).isoformat(),)))
        if row.checked_on is not None and row.updated_on is not None and row.updated_on > row.checked_on:
            found.append(Reason(rule="duty-updated-after-check", about=(row.updated_on.isoformat(),)))
    return tuple(found)


def item_is_known(state: Duty, command: NotePublication, _: SupervisionSetting) -> Reason | None:
    """Only an item that is watched is found published."""
    return None if command.item in state.items else Reason(rule="duty-item-unknown")


def a_period_governs(
    state: Duty, command: NoteItem | NotePublication | ObserveLog, setting: SupervisionSetting
) -> Reason | None:
    """An item is watched under a period that was in force when it was formed."""
    kind = None if state.placed is None else setting.schemes.duties.kind(state.placed.kind)
    if kind is None:
        return None
    formed = [row.formed_on for row in rows_of(command) if row.formed_on is not None]
    lacking = next((day for day in formed if not governing(kind, day, setting)), None)
    return None if lacking is None else Reason(rule="duty-without-period", about=(kind.code, lacking.isoformat()))


def rows_of(command: NoteItem | NotePublication | NoteCheck | ObserveLog) -> tuple[Seen, ...]:
    """What a command observes, in the shape of a log."""
    match command:
        case ObserveLog(rows=rows):
            return rows
        case NoteItem():
            return (
                Seen(
                    item=command.item,
                    title=command.title,
                    formed_on=command.formed_on,
                    published_on=command.published_on,
                ),
            )
        case NotePublication():
            return (Seen(item=command.item, published_on=command.published_on),)
        case NoteCheck():
            return (
                Seen(
                    item=command.item,
                    title=command.title,
                    checked_on=command.checked_on,
                    present=command.present,
                    updated_on=command.updated_on,
                ),
            )


PLACING = (not_placed_before, kind_is_known, placed_for_own_body)
OBSERVING = (was_placed, not_ended, days_fit, a_period_governs)
PUBLISHING = (was_placed, not_ended, days_fit, item_is_known)
CHECKING = (was_placed, not_ended, days_fit)
ENDING = (was_placed, not_ended)
