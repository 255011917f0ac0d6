"""Reading the log by the library's contracts, and following it by polling."""

from collections.abc import Sequence
from threading import Event
from typing import Any
from uuid import UUID

import psycopg
from eventsourcing.persistence import ApplicationRecorder, Notification, StoredEvent, Subscription
from psycopg_pool import ConnectionPool

from application.adapters.library.errors import library_errors
from application.adapters.pool import connection_string

SyncPool = ConnectionPool[psycopg.Connection[Any]]

_FORWARD = """
SELECT stream_id, version, topic, state FROM log.events
 WHERE shard = %(shard)s AND stream_id = %(stream)s AND version > %(gt)s AND version <= %(lte)s
 ORDER BY version LIMIT %(limit)s
"""

_BACKWARD = _FORWARD.replace("ORDER BY version", "ORDER BY version DESC")

_NOTIFICATIONS = """
SELECT stream_id, version, topic, state, position FROM log.events
 WHERE shard = %(shard)s AND position >= %(first)s AND position <= %(last)s
   AND (%(topics)s::text[] IS NULL OR topic = ANY(%(topics)s::text[]))
 ORDER BY position LIMIT %(limit)s
"""

_FAR = 2**62


def sync_pool(conninfo: str, *, size: int = 4) -> SyncPool:
    """A pool for synchronous programs, not yet open, with the deadlines of all our connections."""
    return ConnectionPool(connection_string(conninfo), min_size=1, max_size=size, open=False, timeout=5.0)


class LogReading:
    """The reading half of a recorder.

    Args:
        shard: which log of the database.
        first_version: the version that the caller gives to the first event of a stream; in the log it is 1.
    """

    def __init__(self, pool: SyncPool, *, shard: int = 1, first_version: int = 1) -> None:
        self._pool = pool
        self._shard = shard
        self._shift = 1 - first_version

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """Events of one stream, in order of version, backwards when *desc*."""
        values = {
            "shard": self._shard,
            "stream": UUID(str(originator_id)),
            "gt": 0 if gt is None else gt + self._shift,
            "lte": _FAR if lte is None else lte + self._shift,
            "limit": limit,
        }
        rows = self._rows(_BACKWARD if desc else _FORWARD, values)
        return [StoredEvent(stream, version - self._shift, name, state) for stream, version, name, state in rows]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Events of the shard in the order of their positions."""
        values = {
            "shard": self._shard,
            "first": (start or 0) + (0 if inclusive_of_start else 1),
            "last": _FAR if stop is None else stop,
            "topics": list(topics) or None,
            "limit": limit,
        }
        return [
            Notification(stream, version - self._shift, name, state, position)
            for stream, version, name, state, position in self._rows(_NOTIFICATIONS, values)
        ]

    def max_notification_id(self) -> int | None:
        """The last position handed out, or None for an empty shard."""
        rows = self._rows("SELECT position FROM log.heads WHERE shard = %(shard)s", {"shard": self._shard})
        return (rows[0][0] or None) if rows else None

    def _rows(self, query: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
        with library_errors(), self._pool.connection() as connection:
            return connection.execute(query.encode(), values).fetchall()


class PollingSubscription(Subscription[ApplicationRecorder]):
    """Follows the log page by page and asks again after a pause. Nothing is missed: positions become visible in order."""

    pause = 0.1
    """Seconds between questions while nothing new is there."""

    page = 500

    def __init__(self, recorder: ApplicationRecorder, gt: int | None = None, topics: Sequence[str] = ()) -> None:
        super().__init__(recorder=recorder, gt=gt, topics=topics)
        self._ready: list[Notification] = []
        self._stopped = Event()

    def stop(self) -> None:
        super().stop()
        self._stopped.set()

    def __next__(self) -> Notification:
        while not self._has_been_stopped:
            if not self._ready:
                found = self._recorder.select_notifications(
                    start=self._last_notification_id or 0,
                    limit=self.page,
                    topics=self._topics,
                    inclusive_of_start=False,
                )
                self._ready = list(reversed(found))
            if self._ready:
                one = self._ready.pop()
                self._last_notification_id = one.id
                return one
            self._stopped.wait(self.pause)
        raise StopIteration
