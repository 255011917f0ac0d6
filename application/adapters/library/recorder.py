"""The library's recorders over our log: appends go through the one append function."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import psycopg
from eventsourcing.persistence import (
    ApplicationRecorder,
    IntegrityError,
    ProcessRecorder,
    StoredEvent,
    Subscription,
    Tracking,
    TrackingRecorder,
)

from application.adapters.append_batch import APPEND, Answer, Entry, Line, Outcome, Prepared, answers, parameters
from application.adapters.library.errors import library_errors
from application.adapters.library.reading import LogReading, PollingSubscription, SyncPool
from application.new_id import new_id
from domain.registry import kind_of

NOBODY = UUID(int=0)
"""The actor of events whose writer named none."""

FOREIGN = "foreign"
"""The kind of streams whose events have names of another form than ours."""


class LogRecorder(LogReading, ApplicationRecorder):
    """Stores and reads events for the library's applications.

    ``insert_events`` takes, besides what the library defines: ``actor``, ``correlation`` and ``causation`` (UUIDs), and
    ``tracking``. The versions for one stream must follow on its present version: a gap is refused like a conflict.
    """

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        """Positions of the events, in their order.

        Raises:
            IntegrityError: a stream is not where the events say, or the tracking is not ahead; nothing is stored.
            OperationalError: the database is gone or too slow.
        """
        tracking: Tracking | None = kwargs.pop("tracking", None)
        entries = self._entries(stored_events)
        prepared = Prepared(
            actor=kwargs.pop("actor", NOBODY),
            correlation=kwargs.pop("correlation", None) or new_id(),
            causation=kwargs.pop("causation", None),
            entries=entries,
        )
        if kwargs:
            raise TypeError(f"insert_events does not know {sorted(kwargs)}")
        with library_errors():
            try:
                answer = self._append(prepared, tracking)
            except psycopg.OperationalError:
                if not stored_events:
                    raise
                answer = self._append(prepared, tracking)  # known again by its event ids, if it was stored
        if answer.outcome not in {Outcome.STORED, Outcome.REPLAYED}:
            raise IntegrityError(
                f"{answer.stream}: {answer.outcome}, expected version {answer.expected}, found {answer.found}"
            )
        return self._positions(stored_events, entries, answer.position)

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Subscription[ApplicationRecorder]:
        """Events after position *gt*, and then those to come."""
        return PollingSubscription(self, gt=gt, topics=topics)

    def _append(self, prepared: Prepared, tracking: Tracking | None) -> Answer:
        with self._pool.connection() as connection:
            rows = connection.execute(APPEND.encode(), parameters(self._shard, [prepared])).fetchall()
            (answer,) = answers([prepared], rows)
            # A replayed append brought its tracking with it the first time.
            if tracking is not None and answer.outcome is Outcome.STORED:
                track(connection, tracking)
            return answer

    def _entries(self, stored_events: Sequence[StoredEvent]) -> tuple[Entry, ...]:
        streams: dict[UUID, list[StoredEvent]] = {}
        for event in stored_events:
            streams.setdefault(UUID(str(event.originator_id)), []).append(event)
        return tuple(self._entry(stream, events) for stream, events in streams.items())

    def _entry(self, stream: UUID, events: list[StoredEvent]) -> Entry:
        first = events[0].originator_version
        if [event.originator_version for event in events] != list(range(first, first + len(events))):
            raise IntegrityError(f"{stream}: the versions do not follow each other")
        if first + self._shift < 1:
            raise IntegrityError(f"{stream}: {first} is before the first version")
        lines = tuple(Line(event.topic, event.state, new_id()) for event in events)
        name = events[0].topic
        kind = kind_of(name) if "." in name else FOREIGN
        return Entry(stream=stream, kind=kind, expected=first + self._shift - 1, lines=lines)

    def _positions(self, events: Sequence[StoredEvent], entries: tuple[Entry, ...], last: int) -> list[int]:
        first: dict[tuple[UUID, int], int] = {}
        position = last - len(events)
        for entry in entries:
            for number in range(len(entry.lines)):
                position += 1
                first[entry.stream, entry.expected + 1 + number - self._shift] = position
        return [first[UUID(str(event.originator_id)), event.originator_version] for event in events]


class LogTracking(TrackingRecorder):
    """How far followers have come, moving forward only."""

    _pool: SyncPool

    def __init__(self, pool: SyncPool) -> None:
        self._pool = pool

    def insert_tracking(self, tracking: Tracking) -> None:
        """Raises IntegrityError: the follower has been there already."""
        with library_errors(), self._pool.connection() as connection:
            track(connection, tracking)

    def max_tracking_id(self, application_name: str) -> int | None:
        """The last position tracked, or None."""
        with library_errors(), self._pool.connection() as connection:
            row = connection.execute(
                "SELECT position FROM log.tracking WHERE application = %s", [application_name]
            ).fetchone()
        return row[0] if row else None


class LogProcessRecorder(LogTracking, LogRecorder, ProcessRecorder):
    """Follow-on events and the tracking of what caused them, in one transaction."""

    def __init__(self, pool: SyncPool, *, shard: int = 1, first_version: int = 1) -> None:
        LogRecorder.__init__(self, pool, shard=shard, first_version=first_version)


def track(connection: psycopg.Connection[Any], tracking: Tracking) -> None:
    """Move a follower forward, inside the transaction of *connection*."""
    row = connection.execute(
        "SELECT log.track(%s, %s)", [tracking.application_name, tracking.notification_id]
    ).fetchone()
    if row != (True,):
        raise IntegrityError(f"{tracking.application_name} has been at {tracking.notification_id} already")
