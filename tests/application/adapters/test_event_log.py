"""The log on a real PostgreSQL: what is stored, what is refused, what a repeat is answered."""

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from uuid import UUID, uuid4

import psycopg
import pytest

from application.adapters.event_log import PostgresEventLog, WrongKind
from application.adapters.pool import connection_pool
from application.errors import ConcurrentChange, KeyReused
from application.new_id import new_id
from application.ports import AppendRequest, CommandKey
from domain.reports.events import OrganIdentified
from domain.stored_form import NotStorable
from tests.support.postgres import Database
from tests.support.requests import ACTOR, begin, change, command_key, identified, request, supplemented

pytestmark = pytest.mark.anyio


async def test_what_was_appended_is_read_back(event_log: PostgresEventLog) -> None:
    stream, correlation, causation = new_id(), new_id(), new_id()
    before = datetime.now(UTC)
    told = await event_log.append(
        request(
            change(stream, 0, identified(), supplemented()), correlation=correlation, causation=causation, result=b"{}"
        )
    )
    first, second = await event_log.read(stream)
    assert (told.position, told.result, told.replayed) == (2, b"{}", False)
    assert (first.event, second.event) == (identified(), supplemented())
    assert [(one.stream, one.version, one.position, one.shard) for one in (first, second)] == [
        (stream, 1, 1, 1),
        (stream, 2, 2, 1),
    ]
    assert (first.actor, first.correlation, first.causation) == (ACTOR, correlation, causation)
    assert before <= first.recorded_at == second.recorded_at <= datetime.now(UTC)
    assert first.event_id < second.event_id


async def test_only_later_versions_are_read_when_asked(event_log: PostgresEventLog) -> None:
    stream = new_id()
    await event_log.append(begin(stream, events=3))
    assert [one.version for one in await event_log.read(stream, after=1)] == [2, 3]
    assert await event_log.read(stream, after=3) == ()
    assert await event_log.read(new_id()) == ()


@pytest.mark.parametrize("expected", [0, 1, 3])
async def test_a_stream_elsewhere_than_expected_is_a_conflict(event_log: PostgresEventLog, expected: int) -> None:
    stream = new_id()
    await event_log.append(begin(stream, events=2))
    with pytest.raises(ConcurrentChange) as refused:
        await event_log.append(request(change(stream, expected, identified())))
    assert (refused.value.stream, refused.value.expected, refused.value.actual) == (stream, expected, 2)
    assert len(await event_log.read(stream)) == 2
    assert event_log.metrics.conflicts == 1


async def test_all_streams_of_a_request_or_none(event_log: PostgresEventLog) -> None:
    new, old = new_id(), new_id()
    await event_log.append(begin(old))
    with pytest.raises(ConcurrentChange):
        await event_log.append(request(change(new, 0, identified()), change(old, 0, identified())))
    assert await event_log.read(new) == ()
    told = await event_log.append(request(change(new, 0, identified()), change(old, 1, identified())))
    assert told.position == 3
    assert [one.position for one in (*await event_log.read(new), *await event_log.read(old))] == [2, 1, 3]


async def test_an_expectation_without_events_must_hold_and_stores_nothing(event_log: PostgresEventLog) -> None:
    read_stream, written = new_id(), new_id()
    await event_log.append(begin(read_stream))
    with pytest.raises(ConcurrentChange):
        await event_log.append(request(change(read_stream, 2), change(written, 0, identified())))
    await event_log.append(request(change(read_stream, 1), change(written, 0, identified())))
    with pytest.raises(ConcurrentChange):
        await event_log.append(request(change(new_id(), 1), change(written, 1, identified())))
    assert len(await event_log.read(read_stream)) == len(await event_log.read(written)) == 1


async def test_of_two_that_expect_what_the_other_writes_one_is_refused(event_log: PostgresEventLog) -> None:
    for _ in range(20):
        one, other = new_id(), new_id()
        await event_log.append(request(change(one, 0, identified()), change(other, 0, identified())))
        answers = await asyncio.gather(
            event_log.append(begin()),  # keeps the others waiting, so that they could share a call
            event_log.append(request(change(one, 1, identified()), change(other, 1))),
            event_log.append(request(change(other, 1, identified()), change(one, 1))),
            return_exceptions=True,
        )
        assert [type(answer) for answer in answers[1:]].count(ConcurrentChange) == 1


async def test_many_may_expect_one_stream_in_one_call(event_log: PostgresEventLog) -> None:
    case = new_id()
    await event_log.append(begin(case))
    await asyncio.gather(
        *(event_log.append(request(change(new_id(), 0, identified()), change(case, 1))) for _ in range(20))
    )
    assert event_log.metrics.batch_size.count <= 3


async def test_positions_have_no_gap_whatever_was_refused(event_log: PostgresEventLog, database: Database) -> None:
    taken = new_id()
    await event_log.append(begin(taken))
    for _ in range(3):
        await event_log.append(begin())
        with pytest.raises(ConcurrentChange):
            await event_log.append(begin(taken))
    with psycopg.connect(database.app) as connection:
        rows = connection.execute("SELECT position FROM log.events ORDER BY position").fetchall()
        head = connection.execute("SELECT position FROM log.heads").fetchone()
    assert [row[0] for row in rows] == [1, 2, 3, 4]
    assert head == (4,)


async def test_a_repeat_gets_the_original_answer(event_log: PostgresEventLog) -> None:
    stream, key = new_id(), command_key()
    first = await event_log.append(request(change(stream, 0, identified()), key=key, result=b'{"case":1}'))
    await event_log.append(request(change(stream, 1, identified())))
    again = await event_log.append(request(change(stream, 0, identified()), key=key, result=b'{"case":2}'))
    assert (again.position, again.result, again.replayed) == (first.position, b'{"case":1}', True)
    assert len(await event_log.read(stream)) == 2
    assert (await event_log.receipt(key)) == again
    assert event_log.metrics.replays == 2


async def test_a_key_serves_one_request_of_one_actor(event_log: PostgresEventLog) -> None:
    key = command_key("one")
    other_text = command_key("two", key=key.key)
    other_actor = command_key("two", key=key.key, scope=uuid4())
    await event_log.append(begin(key=key))
    with pytest.raises(KeyReused):
        await event_log.append(begin(key=other_text))
    with pytest.raises(KeyReused):
        await event_log.receipt(other_text)
    assert await event_log.receipt(other_actor) is None
    assert not (await event_log.append(begin(key=other_actor))).replayed


async def test_a_refusal_leaves_no_receipt(event_log: PostgresEventLog) -> None:
    stream, key = new_id(), command_key()
    with pytest.raises(ConcurrentChange):
        await event_log.append(request(change(stream, 1, identified()), key=key))
    assert await event_log.receipt(key) is None
    assert not (await event_log.append(begin(stream, key=key))).replayed


async def test_a_command_without_events_leaves_a_receipt(event_log: PostgresEventLog) -> None:
    await event_log.append(begin(events=2))
    key = command_key()
    told = await event_log.append(request(key=key, result=b"[]"))
    assert (told.position, told.replayed) == (2, False)
    assert (await event_log.append(request(key=key))).result == b"[]"


async def test_one_key_sent_many_times_at_once_has_one_effect(event_log: PostgresEventLog) -> None:
    for _ in range(10):
        stream, key = new_id(), command_key()
        answers = await asyncio.gather(*(event_log.append(begin(stream, key=key)) for _ in range(8)))
        assert sorted(one.replayed for one in answers) == [False] + [True] * 7
        assert len({one.position for one in answers}) == 1
        assert len(await event_log.read(stream)) == 1


async def test_of_many_at_once_on_one_version_one_wins(event_log: PostgresEventLog) -> None:
    stream = new_id()
    for version in range(5):
        answers = await asyncio.gather(
            *(event_log.append(request(change(stream, version, identified(n + 1)))) for n in range(12)),
            return_exceptions=True,
        )
        losers = [one for one in answers if isinstance(one, ConcurrentChange)]
        assert len(losers) == 11
        assert {loser.actual for loser in losers} == {version + 1}


async def test_programs_beside_each_other_agree_on_one_winner_and_one_effect(database: Database) -> None:
    async with AsyncExitStack() as stack:
        pools = [await stack.enter_async_context(connection_pool(database.app, size=2)) for _ in range(4)]
        logs = [PostgresEventLog(pool) for pool in pools]
        for _ in range(15):
            stream, key = new_id(), command_key()
            repeated = await asyncio.gather(*(log.append(begin(stream, key=key)) for log in logs * 2))
            assert sorted(one.replayed for one in repeated) == [False] + [True] * 7
            rivals = await asyncio.gather(
                *(log.append(request(change(stream, 1, identified()))) for log in logs), return_exceptions=True
            )
            assert [type(one) for one in rivals].count(ConcurrentChange) == 3
            assert len(await logs[0].read(stream)) == 2
        for log in logs:
            await log.close()


async def test_requests_that_share_a_call_are_answered_each_on_its_own(event_log: PostgresEventLog) -> None:
    taken, key = new_id(), command_key()
    await event_log.append(begin(taken, key=key))
    good = [new_id() for _ in range(20)]
    answers = await asyncio.gather(
        *(event_log.append(begin(stream)) for stream in good),
        event_log.append(begin(taken)),
        event_log.append(begin(new_id(), key=key)),
        event_log.append(begin(key=command_key("other", key=key.key))),
        return_exceptions=True,
    )
    assert sorted(one.position for one in answers[:20]) == list(range(2, 22))
    assert isinstance(answers[20], ConcurrentChange)
    assert answers[21].replayed
    assert isinstance(answers[22], KeyReused)
    # The first went alone, the others came while it was in flight.
    assert event_log.metrics.batch_size.count < len(answers)


async def test_the_order_of_requests_on_one_stream_is_kept(event_log: PostgresEventLog) -> None:
    stream = new_id()
    told = await asyncio.gather(
        *(event_log.append(request(change(stream, n, identified(n + 1)))) for n in range(10)),
        *(event_log.append(begin()) for _ in range(30)),
    )
    events = await event_log.read(stream)
    assert [one.event for one in events] == [identified(n + 1) for n in range(10)]
    assert [one.position for one in events] == [one.position for one in told[:10]]


async def test_time_does_not_run_backwards_in_a_stream(event_log: PostgresEventLog, database: Database) -> None:
    stream = new_id()
    await event_log.append(begin(stream))
    with psycopg.connect(database.owner, autocommit=True) as connection:
        connection.execute("UPDATE log.streams SET recorded_at = recorded_at + interval '1 day'")
    await event_log.append(request(change(stream, 1, identified())))
    first, second = await event_log.read(stream)
    assert (second.recorded_at - first.recorded_at).days == 1


async def test_a_stream_has_one_kind(event_log: PostgresEventLog) -> None:
    stream = new_id()
    await event_log.append(begin(stream))
    with pytest.raises(WrongKind):
        await event_log.append(request(change(stream, 1, identified(), kind="case")))


STREAM = UUID(int=5)


@pytest.mark.parametrize(
    "senseless",
    [
        request(change(STREAM, 0, identified()), change(STREAM, 1, identified())),
        request(change(STREAM, -1, identified())),
        request(change(STREAM, 0, identified()), result=b"x" * 16385),
        request(change(STREAM, 0, identified()), key=CommandKey(scope=STREAM, key=STREAM, digest=b"short")),
    ],
    ids=["stream twice", "negative version", "long result", "short digest"],
)
async def test_a_request_that_contradicts_itself_is_not_sent(
    event_log: PostgresEventLog, senseless: AppendRequest
) -> None:
    with pytest.raises(ValueError, match=r"stream once|from 0|at most|32 bytes"):
        await event_log.append(senseless)
    assert event_log.metrics.batch_size.count == 0


async def test_an_event_that_would_not_be_read_back_is_not_sent(event_log: PostgresEventLog) -> None:
    wrong = OrganIdentified(organ="no id")  # what a defect could make: types are checked on reading only
    with pytest.raises(NotStorable):
        await event_log.append(request(change(STREAM, 0, wrong)))
    assert event_log.metrics.batch_size.count == 0


async def test_the_digest_of_a_request_is_kept_under_a_key(database: Database, event_log: PostgresEventLog) -> None:
    """Who reads the log cannot try guesses at what a request said; equal requests are not seen to be equal."""
    async with connection_pool(database.app, size=2) as pool:
        log = PostgresEventLog(pool, receipts=b"k" * 32)
        one, other = command_key(), command_key()
        stream = new_id()
        asked = begin(stream, key=one)
        told = await log.append(asked)
        await log.append(begin(key=CommandKey(scope=other.scope, key=other.key, digest=one.digest)))
        assert (await log.append(asked)).replayed
        assert (await log.receipt(one)) == await log.append(asked)
        assert (await log.receipt(one)).position == told.position
        with pytest.raises(KeyReused):
            await log.append(begin(key=CommandKey(scope=one.scope, key=one.key, digest=bytes(32))))
        before = CommandKey(scope=ACTOR, key=uuid4(), digest=b"b" * 32)  # kept by a release that had no key for it
        await event_log.append(begin(key=before))
        assert (await log.append(begin(key=before))).replayed
        assert (await log.receipt(before)).replayed
        await log.close()
    with psycopg.connect(database.app) as connection:
        kept = [digest for (digest,) in connection.execute("SELECT digest FROM log.receipts ORDER BY position")]
    assert len(set(kept)) == 3
    assert one.digest not in kept
