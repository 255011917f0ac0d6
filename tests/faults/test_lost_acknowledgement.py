"""A reply lost after COMMIT is answered with the original result; a true conflict stays a conflict."""

import asyncio

import psycopg
import pytest

from application.adapters.event_log import PostgresEventLog
from application.errors import ConcurrentChange
from application.new_id import new_id
from tests.support.postgres import Database
from tests.support.proxy import Fault, Proxy
from tests.support.requests import begin, change, command_key, identified, request

pytestmark = pytest.mark.anyio


@pytest.fixture
def rounds(long: bool) -> int:
    return 500 if long else 40


def stored(database: Database) -> int:
    with psycopg.connect(database.app) as connection:
        row = connection.execute("SELECT count(*) FROM log.events").fetchone()
    return row[0] if row else 0


@pytest.mark.parametrize("keyed", [True, False], ids=["with key", "without key"])
async def test_the_reply_is_cut_after_commit(
    fragile_log: PostgresEventLog, proxy: Proxy, database: Database, rounds: int, keyed: bool
) -> None:
    for n in range(rounds):
        stream = new_id()
        asked = request(
            change(stream, 0, identified(n + 1)),
            key=command_key() if keyed else None,
            result=f'{{"round":{n}}}'.encode(),
        )
        proxy.fault = Fault.REPLY
        told = await fragile_log.append(asked)
        assert (told.position, told.result) == (n + 1, f'{{"round":{n}}}'.encode())
        assert proxy.cuts == n + 1
    assert stored(database) == rounds
    assert fragile_log.metrics.conflicts == 0


async def test_the_request_is_cut_before_the_server_sees_it(
    fragile_log: PostgresEventLog, proxy: Proxy, database: Database, rounds: int
) -> None:
    for n in range(rounds):
        proxy.fault = Fault.REQUEST
        told = await fragile_log.append(begin(key=command_key()))
        assert (told.position, told.replayed, proxy.cuts) == (n + 1, False, n + 1)
    assert stored(database) == rounds


async def test_requests_that_shared_the_lost_call_each_get_their_own_answer(
    fragile_log: PostgresEventLog, proxy: Proxy, database: Database
) -> None:
    taken = new_id()
    await fragile_log.append(begin(taken))
    for _ in range(10):
        first = asyncio.create_task(fragile_log.append(begin()))  # goes alone; the others share the next call
        await asyncio.sleep(0)
        proxy.fault = Fault.REPLY
        answers = await asyncio.gather(
            *(fragile_log.append(begin(key=command_key())) for _ in range(5)),
            *(fragile_log.append(begin()) for _ in range(5)),
            fragile_log.append(begin(taken, key=command_key())),
            return_exceptions=True,
        )
        await first
        assert len({one.position for one in answers[:10]}) == 10
        assert isinstance(answers[10], ConcurrentChange)
    assert proxy.cuts == 10
    assert stored(database) == 1 + 10 * 11


@pytest.mark.parametrize("keyed", [True, False], ids=["with key", "without key"])
async def test_a_true_conflict_is_a_conflict_also_when_its_reply_is_lost(
    fragile_log: PostgresEventLog, proxy: Proxy, keyed: bool
) -> None:
    for _ in range(10):
        stream = new_id()
        await fragile_log.append(begin(stream))
        proxy.fault = Fault.REPLY
        with pytest.raises(ConcurrentChange) as refused:
            await fragile_log.append(begin(stream, key=command_key() if keyed else None))
        assert refused.value.actual == 1
    assert proxy.cuts == 10


async def test_reads_are_tried_again(fragile_log: PostgresEventLog, proxy: Proxy) -> None:
    stream, key = new_id(), command_key()
    await fragile_log.append(begin(stream, key=key))
    for n in range(10):
        proxy.fault = Fault.REPLY
        assert len(await fragile_log.read(stream)) == 1
        proxy.fault = Fault.REQUEST
        assert await fragile_log.receipt(key) is not None
        assert proxy.cuts == 2 * n + 2
