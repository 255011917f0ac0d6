"""Reads deadlines, always within a scope; state and colour are those of the day asked for."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
from psycopg import AsyncConnection

from domain.calendar.clocks import ClockKind
from domain.calendar.deadline import Deadline
from domain.calendar.signal import Signal
from projections.deadlines.calendars import PACKAGE
from projections.deadlines.filter import RUNNING, Filter, State
from projections.deadlines.row import Row
from projections.docket.cursor import After, Order, read
from projections.scope import Scope
from projections.statements import statement

PAGE = 50
LARGEST_PAGE = 200

Connection = AsyncConnection[Any]


class Entry(Row, frozen=True, kw_only=True):
    """A deadline as shown: its row, and of its matter who acts, who handles it and whom it concerns.

    ``doers`` have to act by name, ``turns`` are the roles whose turn it is. ``colour`` is None once it has ended, and for a right that lapsed. ``number`` is that of its matter in the register.
    """

    matter_kind: str
    body: UUID | None
    keeper: UUID | None
    organs: tuple[UUID, ...]
    subject: str | None
    person: UUID | None
    handlers: tuple[UUID, ...]
    turn: str | None
    turns: tuple[str, ...]
    doers: tuple[UUID, ...]
    next_step: str | None
    state: State
    colour: Signal | None
    number: str | None


class DeadlinePage(msgspec.Struct, frozen=True, kw_only=True):
    """Some deadlines, the nearest first, and the cursor of the next page; None when this was the last."""

    entries: tuple[Entry, ...]
    next: str | None


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One number and what it is of; ``rows`` lists exactly these deadlines."""

    code: str
    count: int
    rows: Filter


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What is due and what is late on ``today``. Rights of respondents are not counted: nobody is late with them.

    A deadline counts under whoever has to act: by name where the turn is somebody's, else under the role. Of two it counts under each, so those figures need not add up. The week is Monday to Sunday.
    """

    today: date
    due_this_week: Figure
    overdue: Figure
    overdue_by_body: tuple[Figure, ...]
    overdue_by_organ: tuple[Figure, ...]
    overdue_by_handler: tuple[Figure, ...]
    overdue_by_turn: tuple[Figure, ...]
    overdue_unassigned: Figure
    close_by_handler: tuple[Figure, ...]
    close_by_turn: tuple[Figure, ...]
    close_unassigned: Figure
    silent_lapses_by_kind: tuple[Figure, ...]
    extended: Figure
    extended_by_kind: tuple[Figure, ...]
    moved_by_calendar: Figure


async def page(
    connection: Connection,
    scope: Scope,
    filters: Filter = RUNNING,
    *,
    today: date,
    cursor: str | None = None,
    limit: int = PAGE,
) -> DeadlinePage:
    """One page of the deadlines that *filters* finds within *scope* on *today*; at most ``LARGEST_PAGE``.

    Raises:
        CursorRefused: *cursor* is not one of this list.
    """
    after = None if cursor is None else read(cursor, Order.DUE)
    size = max(1, min(limit, LARGEST_PAGE))
    place = {
        "after_id": None if after is None else after.id,
        "after_day": None if after is None else after.day,
        "limit": size + 1,
    }
    given = {**scope.parameters(), **filters.parameters(), **place, "today": today}
    found = await (await connection.execute(statement(PACKAGE, "page"), given, prepare=False)).fetchall()
    entries = tuple(msgspec.json.decode(row, type=Entry) for (row,) in found)
    shown = entries[:size]
    more = len(entries) > size
    return DeadlinePage(
        entries=shown, next=After(Order.DUE, shown[-1].id, day=shown[-1].due_on).word() if more else None
    )


async def of_case(connection: Connection, scope: Scope, case: UUID, *, today: date) -> tuple[Entry, ...]:
    """Every deadline of a case that the scope shows, ended ones too, the nearest first; at most 1,000."""
    filters = Filter(case=case, states=tuple(State))
    given = {**scope.parameters(), **filters.parameters(), "after_id": None, "after_day": None, "limit": 1000}
    found = await (await connection.execute(statement(PACKAGE, "page"), {**given, "today": today})).fetchall()
    return tuple(msgspec.json.decode(row, type=Entry) for (row,) in found)


class Running(msgspec.Struct, frozen=True, kw_only=True):
    """A deadline that runs and whose length is counted. ``extended``: its last day was chosen, and no notice moves it."""

    id: UUID
    matter: UUID
    case_id: UUID | None
    kind: ClockKind
    extended: bool
    working: Deadline


async def running(connection: Connection, first: date, last: date) -> tuple[Running, ...]:
    """Those that run over a day from *first* to *last*, of whatever scope: what a notice not yet signed can move."""
    days = {"first": first, "last": last}
    found = await (await connection.execute(statement(PACKAGE, "running"), days)).fetchone()
    return () if found is None or found[0] is None else tuple(msgspec.json.decode(found[0], type=list[Running]))


async def visible(connection: Connection, scope: Scope, ids: Sequence[UUID]) -> frozenset[UUID]:
    """Which of the deadlines *ids* the scope shows."""
    given = {**scope.parameters(), "ids": list(ids)}
    return frozenset(
        each for (each,) in await (await connection.execute(statement(PACKAGE, "visible"), given)).fetchall()
    )


async def ended(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, date]:
    """The day on which each of *ids* ended; one that runs is missing. For whoever knows of them already."""
    return dict(await (await connection.execute(statement(PACKAGE, "ended"), {"ids": list(ids)})).fetchall())


async def figures(connection: Connection, scopes: Sequence[Scope], *, today: date) -> Figures:
    """The figures of one reader: of everything that any of *scopes* shows. No two scopes speak of the same kind."""
    monday = today - timedelta(days=today.weekday())
    sunday = monday + timedelta(days=6)
    days = {"today": today, "week_from": monday, "week_to": sunday}
    whole: Counter[tuple[str, str]] = Counter()
    for scope in scopes:
        found = await connection.execute(statement(PACKAGE, "figures"), {**scope.parameters(), **days})
        whole.update({(name, code): count for name, code, count in await found.fetchall()})
    counted: dict[str, list[tuple[str, int]]] = {}
    for (name, code), count in sorted(whole.items()):
        counted.setdefault(name, []).append((code, count))

    def single(name: str, rows: Filter) -> Figure:
        return Figure(code=name, count=sum(count for _, count in counted.get(name, ())), rows=rows)

    def by(name: str, field: str, *, states: tuple[State, ...], **more: object) -> tuple[Figure, ...]:
        given = {"states": states, **more}
        return tuple(
            Figure(code=code, count=count, rows=msgspec.convert({**given, field: code}, Filter))
            for code, count in counted.get(name, ())
        )

    late, running = (State.OVERDUE,), (State.RUNNING, State.OVERDUE)
    return Figures(
        today=today,
        due_this_week=single("due_this_week", Filter(due_from=monday, due_to=sunday, right=False)),
        overdue=single("overdue", Filter(states=late)),
        overdue_by_body=by("overdue_by_body", "body", states=late),
        overdue_by_organ=by("overdue_by_organ", "organ", states=late),
        overdue_by_handler=by("overdue_by_handler", "doer", states=late),
        overdue_by_turn=by("overdue_by_turn", "turn", states=late, assigned=False),
        overdue_unassigned=single("overdue_unassigned", Filter(states=late, assigned=False)),
        close_unassigned=single("close_unassigned", Filter(colour=Signal.YELLOW, right=False, assigned=False)),
        close_by_handler=by("close_by_handler", "doer", states=running, colour=Signal.YELLOW, right=False),
        close_by_turn=by("close_by_turn", "turn", states=running, colour=Signal.YELLOW, right=False, assigned=False),
        silent_lapses_by_kind=by("silent_lapses_by_kind", "kind", states=late),
        extended=single("extended", Filter(extended=True, right=False)),
        extended_by_kind=by("extended_by_kind", "kind", states=running, extended=True, right=False),
        moved_by_calendar=single("moved_by_calendar", Filter(moved=True, right=False)),
    )
