"""Folding long streams: the kept state and the tail give what the whole replay gives, or the kept state is not used."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import msgspec
import psycopg
import pytest
from msgspec.structs import replace

from application.adapters.event_log import PostgresEventLog
from application.adapters.pool import connection_pool
from application.adapters.remembered import Memory, Remembered
from application.adapters.snapshots import AFTER, Snapshots
from application.errors import NotFound
from application.new_id import new_id
from application.ports import Folded
from domain.recorded import Event
from domain.reports.events import OrganIdentified
from tests.support.postgres import Database
from tests.support.requests import begin, change, identified, request

pytestmark = pytest.mark.anyio


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """A state that shows every event that made it."""

    organs: tuple[UUID, ...] = ()


class WiderTally(Tally, frozen=True, kw_only=True):
    more: int = 0


def evolve(state: Any, event: Event) -> Any:
    assert isinstance(event, OrganIdentified)
    return replace(state, organs=(*state.organs, event.organ))


async def fold(log: PostgresEventLog, stream: UUID, empty: Any = None) -> Folded[Any]:
    return await log.fold(stream, "report", empty or Tally(), evolve)


async def settled(database: Database, act: Callable[[PostgresEventLog], Any]) -> PostgresEventLog:
    """*act* on a log that is closed afterwards, so that all it keeps is kept."""
    async with connection_pool(database.app, size=2) as pool:
        log = PostgresEventLog(pool)
        await act(log)
        await log.close()
    return log


def kept(database: Database) -> list[tuple[int, str]]:
    with psycopg.connect(database.app) as connection:
        return connection.execute("SELECT version, schema FROM log.snapshots").fetchall()


@pytest.mark.parametrize("length", [0, 1, AFTER - 1, AFTER, AFTER + 1, 3 * AFTER])
async def test_folding_twice_gives_the_whole_replay(database: Database, length: int) -> None:
    stream = new_id()
    expected = Folded(version=length, state=Tally(organs=tuple(UUID(int=n + 1) for n in range(length))))

    async def write_and_fold(log: PostgresEventLog) -> None:
        if length:
            await log.append(begin(stream, events=length))
        assert await fold(log, stream) == expected

    async def fold_again(log: PostgresEventLog) -> None:
        assert await fold(log, stream) == expected

    first = await settled(database, write_and_fold)
    second = await settled(database, fold_again)
    assert first.metrics.snapshots_kept == second.metrics.snapshots_used == (1 if length >= AFTER else 0)
    assert second.metrics.snapshots_kept == 0


async def test_the_tail_is_folded_onto_the_kept_state_and_kept_when_long(database: Database) -> None:
    stream = new_id()
    for round_ in range(3):

        async def grow_and_fold(log: PostgresEventLog, reached: int = round_ * AFTER) -> None:
            events = (identified(reached + n + 1) for n in range(AFTER))
            await log.append(request(change(stream, reached, *events)))
            folded = await fold(log, stream)
            assert folded.state.organs == tuple(UUID(int=n + 1) for n in range(reached + AFTER))

        log = await settled(database, grow_and_fold)
        assert log.metrics.snapshots_used == (1 if round_ else 0)
    assert [version for version, _ in kept(database)] == [3 * AFTER]


async def test_a_state_of_another_form_is_not_read(database: Database) -> None:
    stream = new_id()

    async def as_tally(log: PostgresEventLog) -> None:
        await log.append(begin(stream, events=AFTER))
        await fold(log, stream)

    async def as_wider(log: PostgresEventLog) -> None:
        assert isinstance((await fold(log, stream, WiderTally())).state, WiderTally)

    await settled(database, as_tally)
    (before,) = kept(database)
    log = await settled(database, as_wider)
    (after,) = kept(database)
    assert log.metrics.snapshots_used == 0
    assert before[1] != after[1] == Snapshots(WiderTally).schema


async def test_a_change_of_the_domains_code_makes_kept_states_invisible(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Snapshots(Tally).schema
    monkeypatch.setattr("application.adapters.snapshots._domain_digest", lambda: b"another release")
    assert Snapshots(Tally).schema != before


@pytest.mark.parametrize("damage", ["\\x", "\\x7b7d5d", "\\xff", "\\x7b226f7267616e73223a335d7d"])
async def test_a_damaged_state_is_replayed_instead(database: Database, damage: str) -> None:
    stream = new_id()

    async def write_and_fold(log: PostgresEventLog) -> None:
        await log.append(begin(stream, events=AFTER))
        await fold(log, stream)

    async def fold_again(log: PostgresEventLog) -> None:
        assert len((await fold(log, stream)).state.organs) == AFTER

    await settled(database, write_and_fold)
    with psycopg.connect(database.owner) as connection:
        assert connection.execute("UPDATE log.snapshots SET state = %s::bytea", [damage]).rowcount == 1
    log = await settled(database, fold_again)
    assert (log.metrics.snapshots_used, log.metrics.snapshots_kept) == (0, 1)


class Unwritable(msgspec.Struct, frozen=True, kw_only=True):
    organs: tuple[Any, ...] = ()


async def test_a_state_that_would_not_be_read_back_is_not_kept(database: Database) -> None:
    async def write_and_fold(log: PostgresEventLog) -> None:
        await log.append(begin(stream, events=AFTER))
        await fold(log, stream, Unwritable())  # UUIDs come back as text where any type is allowed

    stream = new_id()
    await settled(database, write_and_fold)
    assert kept(database) == []


async def test_a_stream_of_another_kind_is_not_found(event_log: PostgresEventLog) -> None:
    stream = new_id()
    await event_log.append(begin(stream))
    with pytest.raises(NotFound):
        await event_log.fold(stream, "case", Tally(), evolve)


async def test_a_late_writer_does_not_replace_a_later_state(database: Database) -> None:
    stream = new_id()

    async def write_and_fold(log: PostgresEventLog) -> None:
        await log.append(begin(stream, events=AFTER))
        await fold(log, stream)

    await settled(database, write_and_fold)
    schema = Snapshots(Tally).schema
    with psycopg.connect(database.app, autocommit=True) as connection:
        for version in (AFTER - 1, AFTER + 1):  # an older one, and one that the stream never reached
            connection.execute("SELECT log.keep_snapshot(1::smallint, %s, %s, %s, '')", [stream, version, schema])
    assert kept(database) == [(AFTER, schema)]


async def test_what_was_folded_is_remembered_and_what_is_new_is_folded_onto_it(event_log: PostgresEventLog) -> None:
    stream, seen = new_id(), []

    def watched(state: Any, event: Event) -> Any:
        seen.append(event)
        return evolve(state, event)

    async def again() -> tuple[int, int, int]:
        seen.clear()
        folded = await event_log.fold(stream, "report", Tally(), watched)
        return folded.version, len(folded.state.organs), len(seen)

    await event_log.append(begin(stream, events=3))
    assert [await again(), await again()] == [(3, 3, 3), (3, 3, 0)]
    await event_log.append(request(change(stream, 3, identified(4), identified(5))))
    assert [await again(), await again()] == [(5, 5, 2), (5, 5, 0)]


async def test_a_remembered_stream_that_is_another_now_is_read_anew(
    event_log: PostgresEventLog, database: Database
) -> None:
    """As after the database was put back to an earlier state under a running process."""
    stream = new_id()
    await event_log.append(begin(stream, events=3))
    assert (await fold(event_log, stream)).version == 3
    with psycopg.connect(database.administrator, autocommit=True) as connection:
        connection.execute("ALTER TABLE log.events DISABLE TRIGGER ALL")
        connection.execute("DELETE FROM log.events WHERE stream_id = %s AND version = 3", [stream])
    assert (await fold(event_log, stream)).version == 2
    with psycopg.connect(database.administrator, autocommit=True) as connection:
        connection.execute(
            """UPDATE log.events AS e SET event_id = gen_random_uuid(), state = first.state FROM log.events AS first
            WHERE e.stream_id = %s AND e.version = 2 AND first.stream_id = e.stream_id AND first.version = 1""",
            [stream],
        )
    folded = await fold(event_log, stream)
    assert (folded.version, folded.state.organs) == (2, (UUID(int=1), UUID(int=1)))


async def test_a_stream_that_grows_in_mind_is_kept_too(database: Database) -> None:
    stream = new_id()

    async def grow(log: PostgresEventLog) -> None:
        for reached in range(0, 2 * AFTER, 10):
            await log.append(request(change(stream, reached, *(identified(reached + n + 1) for n in range(10)))))
            assert (await fold(log, stream)).version == reached + 10

    log = await settled(database, grow)
    assert log.metrics.snapshots_kept == 2
    assert [version for version, _ in kept(database)] == [2 * AFTER]


async def test_no_more_streams_are_remembered_than_asked() -> None:
    memory = Memory(streams=2)
    for n in range(3):
        memory.remember(n, Remembered(state=n, version=1, event=new_id(), kept=0))
        assert memory.recall(0) is not None  # asked for, so that it stays
    assert [memory.recall(n) is not None for n in range(3)] == [True, False, True]
    memory.forget(0)
    assert memory.recall(0) is None
