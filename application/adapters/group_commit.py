"""Requests that arrive while a call is in flight share the next one. Each is answered on its own."""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import psycopg
from psycopg_pool import PoolClosed, PoolTimeout

from application.adapters.append_batch import Answer, Prepared
from application.adapters.bounded import BoundedCalls
from application.adapters.log_metrics import LogMetrics
from application.errors import StoreUnavailable

Send = Callable[[Sequence[Prepared]], Coroutine[Any, Any, tuple[Answer, ...]]]

LIMIT = 128
"""Requests in one call at most: more gain nothing and keep the shard's row locked longer."""

SIZE_LIMIT = 4 * 1024 * 1024
"""Bytes of state in one call at most, unless a single request has more."""

_PAUSES = (0.0, 0.02, 0.05, 0.1, 0.2)

_LOST = (psycopg.OperationalError, psycopg.InterfaceError, PoolTimeout, TimeoutError, OSError)
_GIVEN_UP = (
    psycopg.errors.LockNotAvailable,
    psycopg.errors.QueryCanceled,
    psycopg.errors.DiskFull,
    psycopg.errors.ReadOnlySqlTransaction,
    PoolClosed,
)
"""What another attempt within the deadline would not mend."""


class _Waiting:
    def __init__(self, request: Prepared) -> None:
        self.request = request
        self.writes, self.expects = request.writes, request.expects
        self.size = sum(len(line.state) for entry in request.entries for line in entry.lines)
        self.answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()


class GroupCommit:
    """One appender of one process: at most one call in flight.

    A call whose connection is lost is sent again, as it was: the append function knows what it has stored already, so
    a lost acknowledgement is answered with the original result. Requests past their deadline are not sent any more.

    Args:
        send: one attempt, on any connection.
        deadline: seconds that a request waits for its answer.
    """

    def __init__(self, send: Send, metrics: LogMetrics, *, deadline: float, limit: int = LIMIT) -> None:
        self._send = send
        self._metrics = metrics
        self._deadline = deadline
        self._limit = limit
        self._queue: deque[_Waiting] = deque()
        self._appender: asyncio.Task[None] | None = None
        self._calls = BoundedCalls()
        self._closed = False

    async def append(self, request: Prepared) -> Answer:
        """The answer to *request*.

        Raises:
            StoreUnavailable: no answer within the deadline; whether it is stored is not known.
        """
        if self._closed:
            raise StoreUnavailable
        waiting = _Waiting(request)
        self._queue.append(waiting)
        if self._appender is None or self._appender.done():
            self._appender = asyncio.create_task(self._work())
        try:
            async with asyncio.timeout(self._deadline):
                return await waiting.answer
        except TimeoutError:
            self._metrics.unavailable += 1
            raise StoreUnavailable from None

    async def close(self) -> None:
        """Take no more requests; return when all that were taken are answered."""
        self._closed = True
        if self._appender is not None:
            await self._appender

    async def _work(self) -> None:
        while batch := self._take():
            try:
                await self._serve(batch)
            except Exception as error:  # noqa: BLE001 - a defect answers its own batch, not the ones after it
                for waiting in batch:
                    _fail(waiting, error)

    def _take(self) -> list[_Waiting]:
        """The next batch: in order of arrival, and none that writes what another of it writes or expects."""
        taken: list[_Waiting] = []
        left: deque[_Waiting] = deque()
        written: set[object] = set()
        expected: set[object] = set()
        size = 0
        for waiting in self._queue:
            fits = not taken or (len(taken) < self._limit and size + waiting.size <= SIZE_LIMIT)
            apart = written.isdisjoint(waiting.writes | waiting.expects) and expected.isdisjoint(waiting.writes)
            if fits and apart:
                taken.append(waiting)
                size += waiting.size
            else:
                left.append(waiting)
            # Of those left behind too: their order on a stream stays.
            written |= waiting.writes
            expected |= waiting.expects
        self._queue = left
        return taken

    async def _serve(self, batch: list[_Waiting]) -> None:
        attempt = 0
        while batch := [waiting for waiting in batch if not waiting.answer.done()]:
            try:
                requests = [waiting.request for waiting in batch]
                found = await self._calls.within(self._deadline, self._send(requests))
            except _GIVEN_UP as error:
                self._metrics.unavailable += len(batch)
                for waiting in batch:
                    _fail(waiting, StoreUnavailable(), error)
                return
            except _LOST:
                self._metrics.resent += 1
                await asyncio.sleep(_PAUSES[min(attempt, len(_PAUSES) - 1)])
                attempt += 1
            except psycopg.Error as error:
                if len(batch) == 1:
                    _fail(batch[0], error)
                    return
                for waiting in batch:  # find the one that cannot be stored; the others must not suffer from it
                    await self._serve([waiting])
                return
            else:
                for waiting, answer in zip(batch, found, strict=True):
                    if not waiting.answer.done():
                        waiting.answer.set_result(answer)
                return


def _fail(waiting: _Waiting, error: Exception, cause: Exception | None = None) -> None:
    if not waiting.answer.done():
        error.__cause__ = cause
        waiting.answer.set_exception(error)
