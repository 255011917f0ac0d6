"""The event log on PostgreSQL: the ``EventLog`` of the use cases."""

import asyncio
import hmac
import time
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

import psycopg
from msgspec.structs import replace
from psycopg_pool import PoolClosed, PoolTimeout

from application.adapters.append_batch import APPEND, Answer, Outcome, Prepared, answers, parameters, prepare
from application.adapters.bounded import BoundedCalls
from application.adapters.group_commit import GroupCommit
from application.adapters.log_metrics import LogMetrics
from application.adapters.pool import DEADLINE, Pool, single_statements
from application.adapters.remembered import STREAMS, TAIL, Memory, Remembered
from application.adapters.snapshots import AFTER, FOLD, KEEP, Snapshots, snapshots_of
from application.errors import ConcurrentChange, KeyReused, NotFound, StoreUnavailable
from application.ports import Appended, AppendRequest, CommandKey, Folded
from domain.recorded import Recorded
from domain.registry import kind_of
from domain.stored_form import FORMS, StoredForms

_READ = """
SELECT stream_id, version, topic, state, event_id, actor, recorded_at, correlation, causation, position, shard
  FROM log.events
 WHERE shard = %s AND stream_id = %s AND version > %s
 ORDER BY version
"""

_READ_SEVERAL = """
SELECT stream_id, version, topic, state, event_id, actor, recorded_at, correlation, causation, position, shard
  FROM log.events
 WHERE shard = %s AND stream_id = ANY(%s)
 ORDER BY position
"""

_READ_NEW = """
SELECT stream_id, version, topic, state, event_id, actor, recorded_at, correlation, causation, position, shard
  FROM log.events
  JOIN unnest(%s::uuid[], %s::bigint[]) AS known (stream, seen) ON stream_id = stream AND version > seen
 WHERE shard = %s
 ORDER BY position
"""

_RECEIPT = "SELECT digest, position, result FROM log.receipts WHERE shard = %s AND scope = %s AND key = %s"

_LOST = (psycopg.OperationalError, psycopg.InterfaceError, PoolTimeout, PoolClosed, OSError)
_GIVEN_UP = (psycopg.errors.LockNotAvailable, psycopg.errors.QueryCanceled, PoolClosed)


S = TypeVar("S")

KEPT_AT_ONCE = 4
"""Snapshots on their way at most; when there are more, the next reader of the stream keeps one."""


class WrongKind(ValueError):
    """A change names a stream by another kind than it was begun with: a defect of the caller."""


class PostgresEventLog:
    """Reads and appends on one pool; all appends of the process share calls.

    Make it and use it on one event loop. ``metrics`` counts since then.

    Args:
        pool: of the run-time role; its owner opens and closes it.
        shard: which log of the database. A deployment starts with one, number 1.
        deadline: seconds within which every method answers.
        remembers: streams whose folded state stays in mind; 0: none.
        receipts: the key under which digests of requests are kept; None: they are kept as they come.
    """

    def __init__(
        self,
        pool: Pool,
        *,
        shard: int = 1,
        forms: StoredForms = FORMS,
        deadline: float = DEADLINE,
        remembers: int = STREAMS,
        receipts: bytes | None = None,
    ) -> None:
        self._pool = pool
        self._shard = shard
        self._forms = forms
        self._deadline = deadline
        self._calls = BoundedCalls()
        self._keeping: set[asyncio.Task[Any]] = set()
        self._memory = Memory(remembers)
        self._receipts = receipts
        self.metrics = LogMetrics()
        self._group = GroupCommit(self.send, self.metrics, deadline=deadline)

    async def read(self, stream: UUID, *, after: int = 0) -> tuple[Recorded[Any], ...]:
        """Events of one stream with version above *after*, in order; empty for an unknown stream.

        Raises:
            StoreUnavailable: no answer within the deadline.
            UnknownStoredName, Unreadable: the stream holds what this release cannot read.
        """
        return tuple(self.recorded(row) for row in await self.rows(_READ, [self._shard, stream, after]))

    async def read_several(self, streams: Collection[UUID]) -> tuple[Recorded[Any], ...]:
        """Events of several short streams in the order of the log, asked for at once. Raises as ``read`` does."""
        return tuple(self.recorded(row) for row in await self.rows(_READ_SEVERAL, [self._shard, list(streams)]))

    async def read_new(self, known: Mapping[UUID, int]) -> tuple[Recorded[Any], ...]:
        """Events of several streams above the version *known* of each, in the order of the log. Raises as ``read`` does."""
        given = [list(known), list(known.values()), self._shard]
        return tuple(self.recorded(row) for row in await self.rows(_READ_NEW, given))

    async def fold(self, stream: UUID, kind: str, empty: S, evolve: Callable[[S, Any], S]) -> Folded[S]:
        """See ``application.ports.EventLog``. A long stream's state is kept afterwards, without being waited for."""
        what, kept = (stream, kind, type(empty), evolve), snapshots_of(type(empty))
        known, rows = await self._begun(what, stream, kept)
        state, version, last, begun = empty, 0, None, 0
        if known is not None:
            state, version, last, begun = known.state, known.version, known.event, known.kept
        for number, name, stored, event in rows:
            if kind_of(name) != kind:
                raise NotFound
            state, version, last = evolve(state, self._forms.decode(name, stored)), number, event
        if version - begun >= AFTER:
            self._keep(stream, version, kept.schema, kept.write(state))
            begun = version
        if last is not None:
            self._memory.remember(what, Remembered(state=state, version=version, event=last, kept=begun))
        return Folded(version=version, state=state)

    async def _begun(
        self, what: Hashable, stream: UUID, kept: Snapshots[S]
    ) -> tuple[Remembered | None, list[tuple[Any, ...]]]:
        """The state from which a stream is folded, and the rows after it: remembered, else kept, else none."""
        values = {"shard": self._shard, "stream": stream, "schema": kept.schema}
        if (known := self._memory.recall(what)) is not None:
            rows = await self.rows(TAIL, {**values, "version": known.version})
            if rows and rows[0][0] == known.version and rows[0][3] == known.event:
                return known, rows[1:]
            self._memory.forget(what)
        rows = await self.rows(FOLD, values)
        if not rows or rows[0][1] is not None:
            return None, rows
        version, _, state, event = rows[0]
        read = kept.read(state)
        if read is None or event is None:
            return None, await self.rows(FOLD, {**values, "schema": ""})
        self.metrics.snapshots_used += 1
        return Remembered(state=read, version=version, event=event, kept=version), rows[1:]

    async def receipt(self, key: CommandKey) -> Appended | None:
        """The receipt of an earlier attempt, or None.

        Raises:
            KeyReused: it belongs to another request.
            StoreUnavailable: no answer within the deadline.
        """
        for digest, position, result in await self.rows(_RECEIPT, [self._shard, key.scope, key.key]):
            if digest not in {self._sealed(key).digest, key.digest}:  # as it is kept, and as it was before 0329
                self.metrics.keys_reused += 1
                raise KeyReused
            self.metrics.replays += 1
            return Appended(position=position, result=result, replayed=True)
        return None

    async def append(self, request: AppendRequest) -> Appended:
        """Store all changes, or none; see ``application.ports.EventLog``.

        Raises also:
            ValueError: the request contradicts itself; nothing was sent.
        """
        sealed = replace(request, key=self._sealed(request.key)) if request.key else request
        answer = await self._group.append(prepare(sealed, self._forms))
        if answer.outcome is Outcome.REUSED and request.key and (earlier := await self.receipt(request.key)):
            return earlier
        return self._told(answer, request)

    async def close(self) -> None:
        """Answer what was taken, and take no more."""
        await self._group.close()
        await asyncio.gather(*self._keeping, return_exceptions=True)

    async def send(self, batch: Sequence[Prepared]) -> tuple[Answer, ...]:
        """One call of the append function, without any second attempt."""
        begun = time.perf_counter()
        async with single_statements(self._pool) as connection:
            cursor = await connection.execute(APPEND, parameters(self._shard, batch))
            found = answers(batch, await cursor.fetchall())
        self.metrics.commit_seconds.observe(time.perf_counter() - begun)
        self.metrics.batch_size.observe(len(batch))
        return found

    def _sealed(self, key: CommandKey) -> CommandKey:
        """*key* with its digest as it is kept: nobody who reads the log, or a copy of it, can try guesses against it."""
        if self._receipts is None:
            return key
        digest = hmac.digest(self._receipts, key.scope.bytes + key.key.bytes + key.digest, "sha256")
        return replace(key, digest=digest)

    def _keep(self, stream: UUID, version: int, schema: str, state: bytes | None) -> None:
        if state is None or len(self._keeping) >= KEPT_AT_ONCE:
            return
        task = asyncio.create_task(self.rows(KEEP, [self._shard, stream, version, schema, state]))
        self._keeping.add(task)
        task.add_done_callback(self._kept)

    def _kept(self, task: asyncio.Task[Any]) -> None:
        self._keeping.discard(task)
        if not task.cancelled() and task.exception() is None:
            self.metrics.snapshots_kept += 1

    async def rows(self, query: str, values: Sequence[Any] | Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Rows of one reading statement, tried again on another connection while the deadline lasts."""
        try:
            return await self._calls.within(self._deadline, self._rows(query, values))
        except (TimeoutError, *_GIVEN_UP) as error:
            self.metrics.unavailable += 1
            raise StoreUnavailable from error

    async def _rows(self, query: str, values: Sequence[Any] | Mapping[str, Any]) -> list[tuple[Any, ...]]:
        while True:
            try:
                async with single_statements(self._pool) as connection:
                    cursor = await connection.execute(query.encode(), values)
                    return await cursor.fetchall()
            except _GIVEN_UP:
                raise
            except _LOST:
                await asyncio.sleep(0.02)

    def recorded(self, row: tuple[Any, ...]) -> Recorded[Any]:
        """The event of a row of ``log.events``, columns as ``Recorded`` has them, name and state for the event."""
        stream, version, name, state, event_id, actor, at, correlation, causation, position, shard = row
        return Recorded(
            stream=stream,
            version=version,
            event=self._forms.decode(name, state),
            event_id=event_id,
            actor=actor,
            recorded_at=at,
            correlation=correlation,
            causation=causation,
            position=position,
            shard=shard,
        )

    def _told(self, answer: Answer, request: AppendRequest) -> Appended:
        match answer.outcome:
            case Outcome.STORED:
                self.metrics.events += sum(len(change.events) for change in request.changes)
                return Appended(position=answer.position, result=answer.result)
            case Outcome.REPLAYED:
                self.metrics.replays += 1
                return Appended(position=answer.position, result=answer.result, replayed=True)
            case Outcome.REUSED:
                self.metrics.keys_reused += 1
                raise KeyReused
            case Outcome.REFUSED:
                self.metrics.conflicts += 1
                assert answer.stream is not None  # noqa: S101 - the function names it with every refusal
                raise ConcurrentChange(answer.stream, answer.expected, answer.found)
            case Outcome.MISTAKEN:
                raise WrongKind(str(answer.stream))
