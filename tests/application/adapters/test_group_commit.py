"""Which requests share a call, in which order, and what becomes of those that cannot be stored."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import psycopg
import pytest

from application.adapters.append_batch import Answer, Entry, Line, Outcome, Prepared
from application.adapters.group_commit import SIZE_LIMIT, GroupCommit
from application.adapters.log_metrics import LogMetrics

pytestmark = pytest.mark.anyio

LINE = Line("test.happened.v1", b"{}", UUID(int=0))


class Calls:
    """The far end of the wire: notes each call, and stores what is asked unless the request is poison."""

    def __init__(self) -> None:
        self.made: list[list[str]] = []
        self.released = asyncio.Event()
        self.released.set()

    async def send(self, batch: Sequence[Prepared]) -> tuple[Answer, ...]:
        self.made.append([one.result.decode() for one in batch])
        await self.released.wait()
        if any(one.result == b"poison" for one in batch):
            raise psycopg.errors.CheckViolation
        return tuple(Answer(Outcome.STORED, result=one.result) for one in batch)


@pytest.fixture
def calls() -> Calls:
    return Calls()


def group(calls: Calls, **limits: int) -> GroupCommit:
    return GroupCommit(calls.send, LogMetrics(), deadline=10, **limits)


def asked(name: str, *, writes: str = "", expects: str = "", key: int | None = None, line: Line = LINE) -> Prepared:
    """Streams are letters."""
    entries = [Entry(UUID(int=ord(letter)), "test", 0, (line,)) for letter in writes]
    entries += [Entry(UUID(int=ord(letter)), "test", 0) for letter in expects]
    words = {} if key is None else {"scope": UUID(int=1), "key": UUID(int=key), "digest": b"\0" * 32}
    return Prepared(actor=UUID(int=1), correlation=UUID(int=1), entries=tuple(entries), result=name.encode(), **words)


async def batches(calls: Calls, *requests: Prepared, **limits: int) -> list[list[str]]:
    """The calls that are made for *requests* when all arrive while another call is in flight."""
    appender = group(calls, **limits)
    calls.released.clear()
    first = asyncio.create_task(appender.append(asked("first")))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    waiting = [asyncio.create_task(appender.append(one)) for one in requests]
    await asyncio.sleep(0)
    calls.released.set()
    answers = await asyncio.gather(first, *waiting)
    assert [one.result.decode() for one in answers[1:]] == [one.result.decode() for one in requests]
    assert calls.made[0] == ["first"]
    return calls.made[1:]


async def test_all_that_wait_share_the_next_call(calls: Calls) -> None:
    assert await batches(calls, asked("1", writes="a"), asked("2", writes="b"), asked("3")) == [["1", "2", "3"]]


async def test_two_for_one_stream_never_share_and_keep_their_order(calls: Calls) -> None:
    made = await batches(
        calls, asked("1", writes="a"), asked("2", writes="ab"), asked("3", writes="b"), asked("4", writes="c")
    )
    assert made == [["1", "4"], ["2"], ["3"]]


async def test_one_that_expects_what_another_writes_waits_either_way(calls: Calls) -> None:
    made = await batches(
        calls, asked("1", writes="a"), asked("2", expects="a"), asked("3", expects="c"), asked("4", writes="c")
    )
    assert made == [["1", "3"], ["2", "4"]]


async def test_many_expect_one_stream_together(calls: Calls) -> None:
    made = await batches(calls, asked("1", writes="a", expects="z"), asked("2", writes="b", expects="z"))
    assert made == [["1", "2"]]


async def test_two_with_one_key_never_share(calls: Calls) -> None:
    made = await batches(calls, asked("1", key=5), asked("2", key=5), asked("3", key=6))
    assert made == [["1", "3"], ["2"]]


async def test_a_call_has_a_largest_size(calls: Calls) -> None:
    made = await batches(calls, *(asked(str(n)) for n in range(5)), limit=2)
    assert made == [["0", "1"], ["2", "3"], ["4"]]


async def test_large_requests_do_not_share(calls: Calls) -> None:
    large = Line("test.happened.v1", bytes(SIZE_LIMIT), UUID(int=0))
    made = await batches(calls, asked("1", writes="a", line=large), asked("2", writes="b", line=large), asked("3"))
    assert made == [["1", "3"], ["2"]]


async def test_a_caller_that_went_away_is_not_sent(calls: Calls) -> None:
    appender = group(calls)
    calls.released.clear()
    first = asyncio.create_task(appender.append(asked("first")))
    await asyncio.sleep(0)
    gone = asyncio.create_task(appender.append(asked("gone")))
    stays = asyncio.create_task(appender.append(asked("stays")))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.sleep(0)
    calls.released.set()
    await asyncio.gather(first, stays)
    assert calls.made == [["first"], ["stays"]]


async def test_what_cannot_be_stored_fails_alone(calls: Calls) -> None:
    appender = group(calls)
    answers = await asyncio.gather(
        *(appender.append(asked(name, writes=name[0])) for name in ("first", "good", "poison", "also good")),
        return_exceptions=True,
    )
    assert [type(one) for one in answers] == [Answer, Answer, psycopg.errors.CheckViolation, Answer]
    assert calls.made[-1] == ["also good"]
