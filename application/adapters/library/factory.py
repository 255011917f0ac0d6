"""The library's infrastructure factory, so that its ``Application`` runs over our tables.

``PERSISTENCE_MODULE=application.adapters.library.factory`` and ``LOG_DATABASE_URL`` (a connection as the run-time role).
The tables are made by our migrations, never by the library.
"""

from typing import Any

from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    InfrastructureFactory,
    InfrastructureFactoryError,
    Mapper,
    ProcessRecorder,
    TrackingRecorder,
)

from application.adapters.library.mapper import StoredFormMapper
from application.adapters.library.reading import SyncPool, sync_pool
from application.adapters.library.recorder import LogProcessRecorder, LogRecorder, LogTracking

URL = "LOG_DATABASE_URL"


class LogFactory(InfrastructureFactory[TrackingRecorder]):
    """Makes our mapper and recorders; all share one pool."""

    _opened: SyncPool | None = None

    def mapper(self, *_: object, **__: object) -> Mapper[Any]:
        """Our mapper, whatever is asked for: there is one way in and out of the log."""
        return StoredFormMapper()

    def aggregate_recorder(self, purpose: str = "events") -> AggregateRecorder:
        """Raises InfrastructureFactoryError for snapshots: the log keeps its own."""
        if purpose != "events":
            raise InfrastructureFactoryError(f"the log holds events, not {purpose}")
        return self.application_recorder()

    def application_recorder(self) -> ApplicationRecorder:
        return LogRecorder(self._pool())

    def tracking_recorder(self, *_: object, **__: object) -> TrackingRecorder:
        return LogTracking(self._pool())

    def process_recorder(self) -> ProcessRecorder:
        return LogProcessRecorder(self._pool())

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()

    def _pool(self) -> SyncPool:
        if self._opened is None:
            url = self.env.get(URL)
            if not url:
                raise InfrastructureFactoryError(f"{URL} is not set")
            self._opened = sync_pool(url)
            self._opened.open()
        return self._opened
