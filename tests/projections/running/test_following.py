"""Read models follow the log, one leader each, and what stops one of them is seen and stops no other."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from application.adapters.pool import Pool
from domain.recorded import Event, Recorded
from domain.registry import EVENTS
from domain.stored_form import StoredForms
from projections.docket.projection import DOCKET
from projections.running.applying import Fenced, apply
from projections.running.model import ReadModel
from projections.running.pages import PageSize, read_page
from projections.running.progress import Health, health
from projections.running.waiting import wait_for
from tests.projections.conftest import append
from tests.projections.running.counting import COUNTING, Refusal, refusing
from tests.support.made_up import an_id
from tests.support.matters import Matter, Move
from tests.support.postgres import Database
from tests.support.read_models import digest, empty, fill, running
from tests.support.weaving import requests, woven

pytestmark = pytest.mark.anyio

Connection = AsyncConnection[Any]


def office(count: int = 5) -> Sequence[Move]:
    return list(woven([Matter(f"示例{n}", seed=n) for n in range(count)]))


async def state(connection: Connection, model: ReadModel) -> Health:
    return next(each for each in await health(connection) if each.name == model.name)


async def until_status(connection: Connection, model: ReadModel, status: str) -> Health:
    async with asyncio.timeout(30):
        while True:
            found = [each for each in await health(connection) if each.name == model.name]
            if found and found[0].status == status:
                return found[0]
            await asyncio.sleep(0.02)


async def test_what_was_appended_is_there_once_its_position_is_waited_for(
    database: Database, pool: Pool, log: PostgresEventLog, connection: Connection
) -> None:
    async with running(database.app, [DOCKET, COUNTING]):
        position = await append(log, office())
        assert await wait_for(pool, position, ["docket", "counting"], seconds=30)
        followed = await digest(connection, DOCKET)
        await until_status(connection, DOCKET, "live")
    await empty(connection, DOCKET)
    await fill(connection, DOCKET)
    assert await digest(connection, DOCKET) == followed


async def test_waiting_ends_without_the_position_when_nobody_follows(
    pool: Pool, log: PostgresEventLog, connection: Connection
) -> None:
    position = await append(log, office(1))
    await fill(connection, DOCKET)
    assert await wait_for(pool, position, ["docket"])
    assert not await wait_for(pool, position + 1, ["docket"], seconds=0.05)
    assert not await wait_for(pool, position, ["docket", "never-begun"], seconds=0.05)


@pytest.mark.parametrize("batch", [1, 7, 500])
async def test_rows_are_the_same_whatever_the_size_of_a_batch(
    log: PostgresEventLog, connection: Connection, batch: int
) -> None:
    await append(log, office())
    await fill(connection, DOCKET, batch=10_000)
    wanted = await digest(connection, DOCKET)
    await empty(connection, DOCKET)
    await fill(connection, DOCKET, batch=batch)
    assert await digest(connection, DOCKET) == wanted


async def test_a_batch_that_was_applied_is_refused_the_second_time(
    log: PostgresEventLog, connection: Connection
) -> None:
    await append(log, office(1))
    page = await read_page(connection, 1, 0, PageSize(events=9))
    await fill(connection, COUNTING, batch=9)
    wanted = await digest(connection, COUNTING)
    with pytest.raises(Fenced):
        await apply(connection, COUNTING, COUNTING.begin(), page, slot="live", shard=1)
    assert await digest(connection, COUNTING) == wanted


async def test_a_page_ends_where_its_bytes_do_but_holds_one_event_at_least(
    log: PostgresEventLog, connection: Connection
) -> None:
    last = await append(log, office(1))
    assert [event.position for event in (await read_page(connection, 1, 0, PageSize(bytes=1))).events] == [1]
    pages, after = 0, 0
    while (page := await read_page(connection, 1, after, PageSize(bytes=2_000))).events:
        assert [event.position for event in page.events] == list(range(after + 1, page.last + 1))
        pages, after = pages + 1, page.last
    assert after == last
    assert 1 < pages < last


async def test_an_event_that_breaks_one_read_model_stops_it_there_and_no_other(
    database: Database, pool: Pool, log: PostgresEventLog, connection: Connection
) -> None:
    position = await append(log, office())
    breaking = 30
    async with running(database.app, [refusing(breaking), DOCKET]):
        failed = await until_status(connection, COUNTING, "failed")
        assert await wait_for(pool, position, ["docket"], seconds=30)
        assert not await wait_for(pool, position, ["counting"], seconds=30)
    assert (failed.position, failed.failed_position, failed.error) == (breaking - 1, breaking, Refusal.__name__)
    counted = await connection.execute("SELECT sum(events) FROM read_models.counting_v1")
    assert await counted.fetchone() == (breaking - 1,), "everything before the event, and nothing of it"


async def test_a_read_model_goes_on_from_there_once_the_program_is_mended(
    database: Database, pool: Pool, log: PostgresEventLog, connection: Connection
) -> None:
    position = await append(log, office(2))
    async with running(database.app, [refusing(7)]):
        await until_status(connection, COUNTING, "failed")
    async with running(database.app, [COUNTING]):
        assert await wait_for(pool, position, ["counting"], seconds=30) or await until_status(
            connection, COUNTING, "live"
        )
        found = await until_status(connection, COUNTING, "live")
    assert (found.position, found.failed_position, found.error) == (position, None, None)
    counted = await connection.execute("SELECT sum(events) FROM read_models.counting_v1")
    assert await counted.fetchone() == (position,)


class UnheardOf(Event, frozen=True, kw_only=True, tag="case.unheard-of.v1"):
    """What a later release might write."""


async def test_a_name_that_this_release_does_not_know_stops_every_reader_and_is_never_skipped(
    database: Database, pool: Pool, log: PostgresEventLog, connection: Connection
) -> None:
    position = await append(log, office(1))
    later = PostgresEventLog(pool, forms=StoredForms([*EVENTS.values(), UnheardOf]))
    for request in requests([((an_id("strange"), "case", (UnheardOf(),)),)]):
        await later.append(request)
    await later.close()
    async with running(database.app, [DOCKET, COUNTING]):
        for model in (DOCKET, COUNTING):
            found = await until_status(connection, model, "failed")
            assert (found.position, found.failed_position, found.error) == (
                position,
                position + 1,
                "UnknownStoredName",
            )


async def test_of_two_runners_one_leads_and_the_other_takes_over(
    database: Database, pool: Pool, log: PostgresEventLog, connection: Connection
) -> None:
    moves = list(requests(office()))
    async with running(database.app, [COUNTING]), running(database.app, [COUNTING]):
        for request in moves[:60]:
            await log.append(request)
        await until_status(connection, COUNTING, "live")
        assert len(await leaders(connection)) == 1
        first = await leaders(connection)
        await terminate(database, first)
        for request in moves[60:]:
            position = (await log.append(request)).position
        assert await wait_for(pool, position, ["counting"], seconds=30)
        assert len(await leaders(connection)) == 1
        assert await leaders(connection) != first
    counted = await connection.execute("SELECT sum(events) FROM read_models.counting_v1")
    assert await counted.fetchone() == (position,), "each event once"


async def test_connections_cut_at_random_lose_nothing_and_double_nothing(
    database: Database, pool: Pool, log: PostgresEventLog, connection: Connection, long: bool
) -> None:
    async with running(database.app, [COUNTING, DOCKET]):
        for number, request in enumerate(requests(office(60 if long else 8))):
            position = (await log.append(request)).position
            if number % 40 == 5:
                await terminate(database, await leaders(connection))
        assert await wait_for(pool, position, ["counting", "docket"], seconds=60)
        followed = await digest(connection, DOCKET)
    counted = await connection.execute("SELECT sum(events) FROM read_models.counting_v1")
    assert await counted.fetchone() == (position,)
    await empty(connection, DOCKET)
    await fill(connection, DOCKET)
    assert await digest(connection, DOCKET) == followed


async def leaders(connection: Connection) -> set[int]:
    """Backends that hold the lock of a leader."""
    cursor = await connection.execute(
        "SELECT l.pid FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid"
        " WHERE l.locktype = 'advisory' AND l.granted AND a.application_name = 'wenze read models'"
        " AND a.datname = current_database()"
    )
    return {row[0] for row in await cursor.fetchall()}


async def terminate(database: Database, backends: set[int]) -> None:
    async with await AsyncConnection.connect(database.administrator, autocommit=True) as administrator:
        await administrator.execute("SELECT pg_terminate_backend(pid) FROM unnest(%s::int[]) AS pid", [list(backends)])


def test_a_table_of_another_version_is_not_a_table_of_this_read_model() -> None:
    with pytest.raises(ValueError, match="must end in _v2"):
        ReadModel(name="x", version=2, package="projections.docket", tables=("x_v1",), begin=Nothing)


class Nothing:
    async def __call__(self, connection: Connection, events: Sequence[Recorded[Event]]) -> None: ...
