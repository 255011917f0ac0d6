"""What a calendar notice would move, shown before anybody signs it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec

from domain.calendar.calendar import Calendar
from domain.calendar.clocks import ClockKind
from domain.calendar.recompute import Change, Moved
from projections.deadlines.reads import Connection, Running, running
from projections.deadlines.several import visible_of_several
from projections.scope import Scope


class Affected(msgspec.Struct, frozen=True, kw_only=True):
    """A deadline before and after. ``due_moved`` is false when only its working or its being provisional changes.

    An extended one keeps the last day that was set; only the first period moves.
    """

    deadline: UUID
    matter: UUID
    case_id: UUID | None
    kind: ClockKind
    extended: bool
    before: date
    after: date
    due_moved: bool
    provisional_before: bool
    provisional_after: bool
    because: tuple[str, ...]


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """All running deadlines that change. ``elsewhere`` counts those of matters that the reader may not see."""

    before: str
    after: str
    affected: tuple[Affected, ...]
    elsewhere: int


async def effect_of(
    connection: Connection, before: Calendar, after: Calendar, scopes: Sequence[Scope] | None
) -> Effect:
    """What changes between two calendars; *scopes* None shows all (the local operator)."""
    change = Change(before, after)
    found = [
        _affected(each, one)
        for each in await running(connection, *change.span)
        if (one := change.of(each.working)) is not None
    ]
    shown = tuple(found)
    if scopes is not None:
        seen = await visible_of_several(connection, scopes, [each.deadline for each in found])
        shown = tuple(each for each in found if each.deadline in seen)
    return Effect(before=before.version, after=after.version, affected=shown, elsewhere=len(found) - len(shown))


def _affected(each: Running, change: Moved) -> Affected:
    return Affected(
        deadline=each.id,
        matter=each.matter,
        case_id=each.case_id,
        kind=each.kind,
        extended=each.extended,
        before=change.before.due,
        after=change.after.due,
        due_moved=change.due_moved,
        provisional_before=bool(change.before.provisional),
        provisional_after=bool(change.after.provisional),
        because=change.because,
    )
