"""Composition root: settings in, working parts out. One small function a part; nothing else chooses adapters."""

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from application.adapters.connection import lost
from application.adapters.postgres_server import OWNER, RUNTIME, Server, open_server
from interfaces.settings import Settings


class Database(msgspec.Struct, frozen=True, kw_only=True):
    """How to reach the database.

    ``runtime`` is what commands and projections use; ``owner`` is for migrations, backup and restore, and is None when
    the settings name an external database without ``WENZE_OWNER_URL``. ``server`` is the embedded one, if any.
    """

    runtime: str
    owner: str | None
    server: Server | None = None


@contextmanager
def open_database(settings: Settings) -> Iterator[Database]:
    """The database of *settings*: the external one, or the embedded one, started or attached to while in use.

    Raises:
        DatabaseFault: the embedded database cannot be started or reached.
    """
    if settings.database_url is not None:
        yield Database(runtime=settings.database_url, owner=settings.owner_url)
        return
    with open_server(settings.data, binaries=settings.postgres_bin) as server:
        yield Database(runtime=server.conninfo(RUNTIME), owner=server.conninfo(OWNER), server=server)


def database_lost(error: BaseException) -> bool:
    """Whether *error* means that the database went away or refuses connections."""
    return lost(error)
