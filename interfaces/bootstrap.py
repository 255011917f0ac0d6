"""Composition root: settings in, working parts out. One small function a part; nothing else chooses adapters."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from application.adapters.backup import Copied, Progress, back_up
from application.adapters.checks.finding import Finding
from application.adapters.connection import lost, reach
from application.adapters.kept_copies import BackupMade, RestoreTried, copy_root_key, note_backup, note_trial
from application.adapters.migrations import migrate, pending
from application.adapters.postgres_server import OWNER, RUNTIME, Server, open_server
from application.adapters.restore import restore, verify
from interfaces import setup_check
from interfaces.cli.wording import say
from interfaces.settings import SettingRefused, Settings

__all__ = (
    "Database",
    "OwnerMissing",
    "SchemaBehind",
    "back_up_checked",
    "copy_root_key",
    "database_lost",
    "examine",
    "migrate",
    "open_database",
    "owned_database",
    "prepared_database",
    "restore",
    "try_restore",
)


ADDRESS = "postgresql://ROLE:PASSWORD@HOST/DATABASE"


class SchemaBehind(Exception):
    """The database lacks migrations of this release. ``about``: their names."""

    code = "schema-behind"

    def __init__(self, missing: tuple[str, ...]) -> None:
        self.about = (", ".join(missing),)
        super().__init__(*self.about)


class OwnerMissing(Exception):
    """The command needs ``WENZE_OWNER_URL``."""

    code = "owner-url-missing"


class Database(msgspec.Struct, frozen=True, kw_only=True):
    """How to reach the database.

    ``runtime`` is what commands and projections use; ``owner`` is for migrations, backup and restore, and is None when
    the settings name an external database without ``WENZE_OWNER_URL``. ``server`` is the embedded one, if any.
    """

    runtime: str
    owner: str | None
    server: Server | None = None


@contextmanager
def open_database(settings: Settings, *, outlasting: bool = True) -> Iterator[Database]:
    """The database of *settings*: the external one, or the embedded one, started or attached to while in use.

    Who started it and is done waits for the commands that use it too, unless *outlasting* is false: a service that was
    told to stop does so at once.

    Raises:
        DatabaseFault: the embedded database cannot be started or reached.
        NotReached: the external one cannot be connected to.
        SettingRefused: the setting that names it holds no address of a database.
    """
    if settings.database_url is not None:
        _reach(settings.database_url, "WENZE_DATABASE_URL")
        yield Database(runtime=settings.database_url, owner=settings.owner_url)
        return
    with open_server(settings.data, binaries=settings.postgres_bin) as server:
        yield Database(runtime=server.conninfo(RUNTIME), owner=server.conninfo(OWNER), server=server)
        if outlasting:
            server.outlast_guests(_tell_waiting)


def _reach(conninfo: str, variable: str) -> None:
    try:
        reach(conninfo, variable)
    except ValueError as error:
        raise SettingRefused(variable, ADDRESS, unknown=False) from error


def _tell_waiting() -> None:
    say(
        "本命令已完成。它启动的数据库还有别的命令在用，等它们结束后退出（按 Ctrl-C 立即停止数据库）。",
        "This command is done. Others use the database that it started; it ends after them (Ctrl-C stops the database now).",
    )


@contextmanager
def prepared_database(settings: Settings, *, outlasting: bool = True) -> Iterator[Database]:
    """The database of *settings* with the present schema: the embedded one is migrated, an external one is asked.

    Raises:
        SchemaBehind: the external database lacks migrations; its owner runs ``wenze migrate``.
        MigrationFault: the database belongs to a later release, or a migration failed.
    """
    with open_database(settings, outlasting=outlasting) as database:
        if database.server is not None and database.owner is not None:
            migrate(database.owner)
        elif missing := pending(database.runtime):
            raise SchemaBehind(missing)
        yield database


@contextmanager
def owned_database(settings: Settings) -> Iterator[str]:
    """The owner's connection string, for migrations, backup and restore; the schema is left as it is.

    Raises:
        OwnerMissing: the settings name an external database but not its owner.
    """
    if settings.database_url is not None and settings.owner_url is None:
        raise OwnerMissing
    with open_database(settings) as database:
        if database.owner is None:
            raise OwnerMissing
        if database.server is None:
            _reach(database.owner, "WENZE_OWNER_URL")
        yield database.owner


def back_up_checked(settings: Settings, data: Path, keys: Path, *, progress: Progress) -> Copied:
    """Make a backup, read it whole again, and note in the data folder that there is one. Raises as ``back_up`` and ``verify``."""
    with owned_database(settings) as owner:
        copied = back_up(owner, data, keys, progress=progress)
    made_at = verify(data, keys).made_at
    size, rows = data.stat().st_size + keys.stat().st_size, copied.data_rows + copied.keys_rows
    note_backup(settings.data, BackupMade(made_at=made_at, size=size, rows=rows, checked=True))
    return copied


def try_restore(settings: Settings, data: Path, keys: Path | None, *, progress: Progress) -> int:
    """Restore a backup into an embedded database of its own, which is removed again; the number of rows. It is noted how it went.

    Raises:
        DatabaseFault: that database cannot be started; nothing is noted then.
        ArchiveFault, RestoreFault, MigrationFault: as ``restore``.
    """
    made_at, rows, ok = None, 0, False
    with (
        tempfile.TemporaryDirectory(prefix="wenze-trial-") as folder,
        open_server(Path(folder) / "data", binaries=settings.postgres_bin) as server,
    ):
        try:
            made_at = verify(data, keys).made_at
            rows = restore(server.conninfo(OWNER), data, keys, progress=progress)
            ok = True
        finally:
            note_trial(settings.data, RestoreTried(tried_at=datetime.now(UTC), made_at=made_at, rows=rows, ok=ok))
    return rows


def examine(settings: Settings, database: Database) -> tuple[Finding, ...]:
    """What would lose a report or a deadline here, the grave ones first."""
    return setup_check.examine(database.runtime, data=settings.data, key_file=settings.key_file)


def database_lost(error: BaseException) -> bool:
    """Whether *error* means that the database went away or refuses connections."""
    return lost(error)
