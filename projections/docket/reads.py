"""Reads the docket, always within a scope."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import class_row

from projections.deadlines.of_rows import Clocked
from projections.docket.cursor import After, Order, read
from projections.docket.filter import EVERYTHING, Filter
from projections.docket.present import Present, parameters
from projections.docket.projection import PACKAGE
from projections.scope import Scope
from projections.statements import statement

PAGE = 50
LARGEST_PAGE = 200

NEAR = (4, 32)
"""How many clocks a row that is wanted lie between the days that are looked at first, and then."""

Connection = AsyncConnection[Any]


class Entry(Clocked, frozen=True, kw_only=True):
    """One row as shown; the meaning of the fields is that of ``projections.docket.row.Row``. ``clock`` is found for lists alone.

    ``due_on`` is the day that is waited for today, ``listed_on`` that of the clock behind it, under which lists in order of the due
    day have it.
    ``numbers`` are those of its documents, ``number`` is its own in the register (``2026-17``), None for a moment when it is new.
    """

    kind: str
    case_id: UUID | None
    proceeding_id: UUID | None
    version: int
    position: int
    changed_at: datetime
    opened_on: date
    stage: str
    open: bool
    body: UUID | None
    keeper: UUID | None
    organs: Sequence[UUID]
    subject: str | None
    person: UUID | None
    instrument: str | None
    profile: str | None
    role: str | None
    source: str | None
    channel: str | None
    problem: str | None
    track: str | None
    grounds: Sequence[str]
    measures: Sequence[str]
    outcome: str | None
    handlers: Sequence[UUID]
    next_step: str | None
    turn: str | None
    listed_on: date | None
    filed_on: date | None
    decided_on: date | None
    served_on: date | None
    closed_on: date | None
    departed: bool
    overturned: str | None
    numbers: Sequence[str] | None
    number: str | None


class DocketPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some entries in order, and the cursor of the next page; None when this was the last."""

    entries: tuple[Entry, ...]
    next: str | None


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """How many rows of a kind and stage, open or not."""

    kind: str
    stage: str
    open: bool
    count: int


async def page(
    connection: Connection,
    scope: Scope,
    filters: Filter = EVERYTHING,
    *,
    order: Order = Order.DUE,
    cursor: str | None = None,
    limit: int = PAGE,
    present: Present | None = None,
) -> DocketPage:
    """One page of the rows that *filters* finds within *scope*; at most ``LARGEST_PAGE`` rows.

    Without *present* the step and whose turn it is are those that the events of a row left.

    Raises:
        CursorRefused: *cursor* is not one of this order.
    """
    after = None if cursor is None else read(cursor, order)
    size = max(1, min(limit, LARGEST_PAGE))
    given = {**scope.parameters(), **filters.parameters(), **parameters(present), **_place(after)}
    if order is Order.DUE:
        found = await _by_due(connection, given, after, size + 1)
    else:
        found = await _rows(connection, f"page_by_{order}", {**given, "limit": size + 1})
    shown = tuple(found[:size])
    return DocketPage(entries=shown, next=cursor_after(shown[-1], order) if len(found) > size else None)


def _place(after: After | None) -> dict[str, object]:
    return {f"after_{name}": None if after is None else getattr(after, name) for name in ("id", "day", "position")}


async def _by_due(connection: Connection, given: dict[str, object], after: After | None, wanted: int) -> list[Entry]:
    """Rows in the order of their clocks, *wanted* of them or all there are.

    Which clock is a row's own follows from its step, so no index has them in order. They are sorted between two days so near that only
    some clocks end there, then farther, then all at once where these were other people's. Who asks for days has all sorted that have one.
    """
    found: list[Entry] = []
    asks_for_days = given["due_from"] is not None or given["due_to"] is not None
    if after is None or after.day is not None:
        since = after.day if after and after.day else date.min
        for clocks in (None,) if asks_for_days else (*NEAR, None):
            until = date.max if clocks is None else await _horizon(connection, since, clocks * wanted)
            days = {"since": since, "until": until, "near": clocks is not None, "limit": wanted - len(found)}
            found += await _rows(connection, "page_by_due", {**given, **days})
            if len(found) == wanted or until == date.max:
                break
            since = until + timedelta(days=1)
    if len(found) < wanted and not asks_for_days:
        last = after.id if after and after.day is None else None
        found += await _rows(connection, "page_undated", {**given, "after_id": last, "limit": wanted - len(found)})
    return found


async def _horizon(connection: Connection, since: date, clocks: int) -> date:
    cursor = await connection.execute(statement(PACKAGE, "horizon"), {"since": since, "clocks": clocks})
    found = await cursor.fetchone()
    return date.max if found is None else found[0]


async def _rows(connection: Connection, name: str, given: dict[str, object]) -> list[Entry]:
    async with connection.cursor(row_factory=class_row(Entry), binary=True) as rows:
        await rows.execute(statement(PACKAGE, name), given, prepare=False)
        return await rows.fetchall()


async def one(connection: Connection, scope: Scope, identifier: UUID) -> Entry | None:
    """The row of a report, case, proceeding or appeal; None when there is none within *scope*."""
    async with connection.cursor(row_factory=class_row(Entry), binary=True) as rows:
        await rows.execute(statement(PACKAGE, "one"), {**scope.parameters(), **parameters(None), "id": identifier})
        return await rows.fetchone()


async def reports_alike(
    connection: Connection, organs: Sequence[UUID], problems: Sequence[str]
) -> tuple[tuple[UUID, date, bool], ...]:
    """Reports about one of *organs* and *problems*, or of no kind yet, whatever the scope: asked before a lead is made.

    Each with the day of its receipt, and whether it names a problem; those that do come first. At most a hundred.
    """
    given = {"organs": list(organs), "problems": list(problems)}
    return tuple(await (await connection.execute(statement(PACKAGE, "alike"), given)).fetchall())


async def visible(connection: Connection, scope: Scope, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Those of the matters *ids* that the scope shows, each with its kind."""
    given = {**scope.parameters(), "ids": list(ids)}
    return dict(await (await connection.execute(statement(PACKAGE, "visible"), given)).fetchall())


async def count(
    connection: Connection, scope: Scope, filters: Filter = EVERYTHING, *, present: Present | None = None
) -> int:
    """How many rows *filters* finds within *scope*."""
    given = {**scope.parameters(), **filters.parameters(), **parameters(present)}
    found = await (await connection.execute(statement(PACKAGE, "count"), given, prepare=False)).fetchone()
    return 0 if found is None else int(found[0])


async def counts(connection: Connection, scope: Scope, filters: Filter = EVERYTHING) -> tuple[Count, ...]:
    """How many rows *filters* finds within *scope*, by kind, stage and openness."""
    async with connection.cursor(row_factory=class_row(Count)) as rows:
        given = {**scope.parameters(), **filters.parameters(), **parameters(None)}
        await rows.execute(statement(PACKAGE, "count_by"), given, prepare=False)
        return tuple(await rows.fetchall())


def cursor_after(entry: Entry, order: Order) -> str:
    """The cursor of the page that begins after *entry*."""
    match order:
        case Order.DUE:
            return After(order, entry.id, day=entry.listed_on).word()
        case Order.OPENED | Order.WAITING:
            return After(order, entry.id, day=entry.opened_on).word()
        case Order.CHANGED:
            return After(order, entry.id, position=entry.position).word()
