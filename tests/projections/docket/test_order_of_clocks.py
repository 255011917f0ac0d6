"""The docket in the order of the clocks behind its rows, whatever days it tells itself, page by page."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from projections.deadlines.of_rows import with_clocks
from projections.docket import reads
from projections.docket.filter import Filter
from projections.docket.present import Present
from projections.docket.projection import DOCKET
from projections.docket.row import Kind
from projections.docket.several import page_of_several
from projections.scope import Scope
from tests.projections.conftest import append
from tests.projections.offices import ALL, DEADLINES, KINDS, open_office, unheard
from tests.support.matters import Matter
from tests.support.read_models import fill

pytestmark = pytest.mark.anyio

Connection = AsyncConnection[Any]
NOW = Present(today=date(2025, 6, 1), admitting=frozenset(), serving=frozenset())


@pytest.fixture
async def docket(connection: Connection, log: PostgresEventLog) -> Connection:
    """An office, and two tracks without a statement in time: after one of them no day is counted to decide by."""
    await open_office(log, connection)
    tracks = []
    for seed in (13, 14):
        matter = Matter(f"unheard {seed}", seed=seed, opened=date(2025, 5, 20))
        await append(log, unheard(matter))
        tracks.append(matter.proceedings[0])
    for model in (DOCKET, DEADLINES):
        await fill(connection, model)
    await connection.execute("UPDATE read_models.docket_v2 SET memo = memo - 'decide_by' WHERE id = %s", tracks[:1])
    await connection.execute(
        "DELETE FROM read_models.deadlines_v1 WHERE matter = %s AND kind <> 'statement'", tracks[:1]
    )
    await connection.execute("UPDATE read_models.deadlines_v1 SET due_on = due_on - abs(hashtext(id::text)) % 90")
    return connection


async def walked(docket: Connection, filters: Filter, limit: int, scopes: tuple[Scope, ...]) -> list[reads.Entry]:
    found: list[reads.Entry] = []
    cursor: str | None = None
    while True:
        page = await page_of_several(docket, scopes, filters, cursor=cursor, limit=limit, present=NOW)
        found += await with_clocks(docket, scopes, page.entries)
        cursor = page.next
        if cursor is None:
            return found


def shown(entry: reads.Entry) -> date | None:
    """What a row shows: nothing once it is over."""
    return (entry.due_on if entry.clock is None else entry.clock.due_on) if entry.open else None


@pytest.mark.parametrize("filters", [Filter(), Filter(open=True), Filter(kinds=(Kind.PROCEEDING,)), Filter(open=False)])
@pytest.mark.parametrize("limit", [1, 3, 50, 200])
async def test_every_row_comes_once_and_in_the_order_of_the_days_shown(
    docket: Connection, filters: Filter, limit: int
) -> None:
    halves = [frozenset({"case", "report"}), frozenset(KINDS) - {"case", "report"}]
    for scopes in ((ALL,), tuple(replace(ALL, kinds=kinds) for kinds in halves)):
        found = await walked(docket, filters, limit, scopes)
        assert len(found) == len({one.id for one in found}) == await reads.count(docket, ALL, filters, present=NOW)
        days = [shown(one) or date.max for one in found]
        assert days == sorted(days)
        if filters.open:
            own = [one.due_on or date.max for one in found]
            assert own != sorted(own), "in this office the docket's own days have another order"


async def test_whoever_asks_for_days_gets_those_in_order_and_nothing_without_one(docket: Connection) -> None:
    until = date(2025, 6, 1)
    found = await walked(docket, Filter(open=True, due_to=until), 2, (ALL,))
    every = await walked(docket, Filter(open=True), 200, (ALL,))
    assert [one.id for one in found] == [one.id for one in every if (shown(one) or date.max) <= until]
    since = shown(found[1])
    later = await walked(docket, Filter(open=True, due_from=since, due_to=until), 2, (ALL,))
    assert [one.id for one in later] == [one.id for one in found if (shown(one) or date.min) >= (since or date.max)]
    assert 0 < len(later) < len(found)
