"""A rebuild fills tables beside those in use and switches in one transaction."""

import asyncio
from typing import Any

import pytest
from msgspec.structs import replace
from psycopg import AsyncConnection
from psycopg.rows import dict_row

from application.adapters.event_log import PostgresEventLog
from application.adapters.pool import Pool
from projections.docket.projection import DOCKET
from projections.running.applying import identity
from projections.running.following import Follower
from projections.running.heads import Heads
from projections.running.model import ReadModel
from projections.running.pages import PageSize, SharedPages
from projections.running.rebuilding import RebuildRefused, rebuild
from projections.running.retiring import drop_old
from projections.running.waiting import wait_for
from projections.statements import statement
from tests.projections.conftest import append
from tests.projections.running.counting import COUNTING, CountingFold, Refusal, refusing
from tests.support.matters import Matter
from tests.support.postgres import Database
from tests.support.read_models import digest, fill, running
from tests.support.weaving import requests, woven

pytestmark = pytest.mark.anyio

Connection = AsyncConnection[Any]


class Office:
    def __init__(self, database: Database) -> None:
        self.database = database

    async def __call__(self) -> Connection:
        return await AsyncConnection.connect(self.database.app, autocommit=True)


@pytest.fixture
def connect(database: Database) -> Office:
    return Office(database)


async def tables(connection: Connection, schema: str) -> set[str]:
    cursor = await connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
    return {row[0] for row in await cursor.fetchall()}


async def progress_rows(connection: Connection) -> list[dict[str, Any]]:
    cursor = connection.cursor(row_factory=dict_row)
    await cursor.execute("SELECT name, slot, status, position, content FROM read_models.progress ORDER BY name, slot")
    return await cursor.fetchall()


async def until(connection: Connection, **wanted: str) -> None:
    async with asyncio.timeout(20):
        while True:
            if any(wanted.items() <= row.items() for row in await progress_rows(connection)):
                return
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("batch", [7, 5_000])
async def test_rebuilt_rows_equal_the_followed_ones(
    connect: Office, log: PostgresEventLog, connection: Connection, batch: int
) -> None:
    position = await append(log, woven([Matter(f"示例{n}", seed=n) for n in range(5)]))
    await fill(connection, DOCKET, batch=11)
    followed = await digest(connection, DOCKET)
    told: list[tuple[int, int]] = []
    folded = await rebuild(
        connect, DOCKET, report=lambda done, total: told.append((done, total)), size=PageSize(events=batch)
    )
    assert folded == position
    assert told[-1] == (position, position)
    assert await digest(connection, DOCKET) == followed
    assert await tables(connection, "read_models_old") == {"docket_v2"}
    assert await tables(connection, "read_models_next") == set()
    assert [(row["slot"], row["position"]) for row in await progress_rows(connection)] == [("live", position)]


async def test_readers_and_the_follower_go_on_through_a_switch(
    database: Database, connect: Office, pool: Pool, log: PostgresEventLog, connection: Connection
) -> None:
    moves = list(requests(woven([Matter(f"示例{n}", seed=n) for n in range(8)])))
    counted: list[int] = []
    ended = asyncio.Event()

    async def read() -> None:
        async with await connect() as reader:
            while not ended.is_set():
                cursor = await reader.execute("SELECT coalesce(sum(events), 0) FROM read_models.counting_v1")
                row = await cursor.fetchone()
                counted.append(int(row[0]) if row else -1)
                await asyncio.sleep(0)

    async with running(database.app, [COUNTING]):
        for request in moves[:20]:
            position = (await log.append(request)).position
        assert await wait_for(pool, position, ["counting"], seconds=30)
        reading = asyncio.create_task(read())
        for number, request in enumerate(moves[20:]):
            position = (await log.append(request)).position
            if number % 60 == 30:
                await rebuild(connect, COUNTING)
        assert await wait_for(pool, position, ["counting"], seconds=30)
        ended.set()
        await reading
    final = await connection.execute("SELECT sum(events) FROM read_models.counting_v1")
    assert await final.fetchone() == (position,)
    assert counted == sorted(counted), "no reader ever saw less than before"


async def test_a_rebuild_that_an_event_stops_leaves_the_rows_in_use(
    connect: Office, log: PostgresEventLog, connection: Connection
) -> None:
    await append(log, woven([Matter("示例一")]))
    await fill(connection, COUNTING)
    before = await digest(connection, COUNTING)
    with pytest.raises(RebuildRefused) as refused:
        await rebuild(connect, refusing(11), size=PageSize(events=4))
    assert (refused.value.code, refused.value.position, refused.value.error) == (
        "rebuild-stopped",
        11,
        Refusal.__name__,
    )
    assert await digest(connection, COUNTING) == before
    assert await rebuild(connect, COUNTING) > 11, "what the stopped one left does not stand in the way"
    assert await digest(connection, COUNTING) == before


async def test_a_rebuild_mends_a_read_model_that_an_event_stopped(
    database: Database, connect: Office, log: PostgresEventLog, connection: Connection
) -> None:
    position = await append(log, woven([Matter("示例一")]))
    async with running(database.app, [refusing(5)]):
        await until(connection, status="failed")
    await rebuild(connect, COUNTING)
    assert [(row["status"], row["position"]) for row in await progress_rows(connection)] == [("live", position)]


async def test_two_rebuilds_of_one_read_model_do_not_mix(
    connect: Office, log: PostgresEventLog, connection: Connection
) -> None:
    await append(log, woven([Matter(f"示例{n}") for n in range(3)]))
    await fill(connection, COUNTING)
    before = await digest(connection, COUNTING)
    size = PageSize(events=1)
    answers = await asyncio.gather(*(rebuild(connect, COUNTING, size=size) for _ in range(2)), return_exceptions=True)
    refused = [answer for answer in answers if isinstance(answer, RebuildRefused)]
    assert [each.code for each in refused] == ["rebuild-running"]
    assert await digest(connection, COUNTING) == before


async def test_a_rebuild_can_follow_on_another_at_once(
    connect: Office, log: PostgresEventLog, connection: Connection
) -> None:
    await append(log, woven([Matter("示例一")]))
    for _ in range(10):
        await rebuild(connect, COUNTING)
        held = await connection.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
        assert await held.fetchone() == (0,)


async def test_other_content_is_a_reason_to_rebuild(
    database: Database, pool: Pool, log: PostgresEventLog, connection: Connection
) -> None:
    position = await append(log, woven([Matter("示例一")]))
    await fill(connection, COUNTING)
    other = ReadModel(
        name="counting",
        version=1,
        package=COUNTING.package,
        tables=COUNTING.tables,
        begin=CountingFold,
        content="another-rulebook",
    )
    async with running(database.app, [other]):
        await until(connection, content="another-rulebook", slot="live")
        assert await wait_for(pool, position, ["counting"], seconds=20)
    assert await tables(connection, "read_models_old") == {"counting_v1"}


async def test_what_nothing_reads_is_dropped_when_asked(
    connect: Office, log: PostgresEventLog, connection: Connection
) -> None:
    await append(log, woven([Matter("示例一")]))
    await fill(connection, COUNTING)
    await fill(connection, DOCKET)
    await rebuild(connect, DOCKET)
    dropped = await drop_old(connection, [DOCKET])
    assert set(dropped) == {"read_models_old.docket_v2", "read_models.counting_v1"}
    assert await tables(connection, "read_models") == {"docket_v2", "progress"}
    assert [row["name"] for row in await progress_rows(connection)] == ["docket"]


async def test_a_follower_tries_again_after_a_rebuild_that_another_one_began(
    connect: Office, log: PostgresEventLog, connection: Connection
) -> None:
    await append(log, woven([Matter("示例一")]))
    await fill(connection, COUNTING)
    other, stop, again = replace(COUNTING, content="another-rulebook"), asyncio.Event(), asyncio.Event()
    tries = 0

    async def counted() -> Connection:
        nonlocal tries
        tries += 1
        if tries == 3:  # its own connection, that of the rebuild, its own once more
            again.set()
        return await connect()

    async with await connect() as rebuilder:
        await rebuilder.execute(statement("projections.running", "lead"), identity(other, "next"))
        following = asyncio.create_task(Follower(other, counted, SharedPages(), Heads(connect)).run(stop))
        trying = asyncio.create_task(again.wait())
        await asyncio.wait({following, trying}, timeout=20, return_when=asyncio.FIRST_COMPLETED)
        assert trying.done()
    await until(connection, content="another-rulebook", slot="live")
    stop.set()
    await following
