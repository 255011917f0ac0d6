"""A database that is held, silent or gone: an answer within the deadline, and work as before once it is back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
import pytest

from application.adapters.event_log import PostgresEventLog
from application.adapters.pool import connection_pool
from application.errors import StoreUnavailable
from application.new_id import new_id
from tests.support.postgres import Database
from tests.support.proxy import Fault, Proxy
from tests.support.requests import begin, command_key

pytestmark = pytest.mark.anyio


@asynccontextmanager
async def impatient(conninfo: str, **patience: float) -> AsyncIterator[PostgresEventLog]:
    async with connection_pool(conninfo, size=3, **patience) as pool:
        log = PostgresEventLog(pool, deadline=patience.get("deadline", 5.0))
        yield log
        await log.close()


async def test_a_held_shard_is_unavailable_and_then_is_not(database: Database) -> None:
    stream = new_id()
    async with impatient(database.app, lock_wait=0.2) as log:
        await log.append(begin(stream))
        with psycopg.connect(database.owner) as holder:
            holder.execute("SELECT * FROM log.heads FOR UPDATE")
            answers = await asyncio.gather(
                *(log.append(begin(key=command_key())) for _ in range(5)), return_exceptions=True
            )
            assert [type(one) for one in answers] == [StoreUnavailable] * 5
            assert len(await log.read(stream)) == 1  # readers do not wait for writers
        assert (await log.append(begin())).position == 2
        assert log.metrics.unavailable == 5


async def test_a_silent_server_is_unavailable_and_nothing_is_stored_twice(proxy: Proxy, database: Database) -> None:
    stream, asked = new_id(), begin(key=command_key())
    async with impatient(proxy.conninfo, deadline=0.5) as log:
        assert await retried(log, begin(stream, key=command_key())) == 1
        proxy.fault = Fault.HOLE
        for _ in range(2):
            with pytest.raises(StoreUnavailable):
                await log.append(asked)
            with pytest.raises(StoreUnavailable):
                await log.read(stream)
        proxy.fault = Fault.NONE
        proxy.break_all()  # as the network would, sooner or later
        told = await retried(log, asked)
        assert told == 2
        assert await retried(log, asked) == 2
    with psycopg.connect(database.app) as connection:
        assert connection.execute("SELECT count(*) FROM log.events").fetchone() == (2,)


async def retried(log: PostgresEventLog, asked: object, attempts: int = 40) -> int:
    """As a client does that was told 503: the same request with the same key again."""
    for _ in range(attempts):
        try:
            return (await log.append(asked)).position
        except StoreUnavailable:
            await asyncio.sleep(0.1)
    raise AssertionError("it did not heal")


async def test_connections_ended_by_the_server_are_not_noticed_by_callers(database: Database) -> None:
    stream = new_id()
    async with impatient(database.app) as log:
        await log.append(begin(stream))
        for n in range(10):
            with psycopg.connect(database.administrator, autocommit=True) as connection:
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'wenze_app'"
                    " AND datname = current_database()"
                )
            appended, *read = await asyncio.gather(log.append(begin()), *(log.read(stream) for _ in range(4)))
            assert appended.position == n + 2
            assert [len(one) for one in read] == [1] * 4


async def test_a_log_can_be_made_before_its_database_answers(database: Database) -> None:
    nowhere = psycopg.conninfo.make_conninfo(database.app, dbname="wenze_not_yet")
    async with impatient(nowhere, deadline=0.5) as log:
        with pytest.raises(StoreUnavailable):
            await log.read(new_id())
        with pytest.raises(StoreUnavailable):
            await log.append(begin())


async def test_a_closed_log_answers_what_it_took_and_takes_no_more(database: Database) -> None:
    async with impatient(database.app) as log:
        taken = [asyncio.create_task(log.append(begin())) for _ in range(20)]
        await asyncio.sleep(0)
        await log.close()
        assert sorted([(await one).position for one in taken]) == list(range(1, 21))
        with pytest.raises(StoreUnavailable):
            await log.append(begin())


async def test_a_caller_that_went_away_leaves_the_others_unharmed(database: Database) -> None:
    async with impatient(database.app) as log:
        tasks = [asyncio.create_task(log.append(begin())) for _ in range(30)]
        await asyncio.sleep(0)
        for task in tasks[::3]:
            task.cancel()
        answers = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(one, asyncio.CancelledError) for one in answers[::3])
        kept = [one.position for n, one in enumerate(answers) if n % 3]
        assert len(set(kept)) == 20
