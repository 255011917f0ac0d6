"""Fills an empty database from the files of a backup: all of it, compared with what the manifest says, or nothing."""

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from application.adapters.archive import Manifest, Member, Reader
from application.adapters.backup import STEADY_TEXT, Progress
from application.adapters.migrations import migrate, migrations
from application.adapters.row_sum import RowSum
from application.adapters.stored_tables import SequenceValue, StoredTable, stored_tables
from application.errors import ApplicationError

SEEDED = {"log.heads": "SELECT count(*) FROM log.heads WHERE position > 0"}
"""Tables that the migrations themselves fill, and the question whether anything else has happened since."""


class RestoreFault(ApplicationError):
    """The backup cannot be restored here. Nothing was kept of the attempt."""

    code = "restore-refused"

    def __init__(self, *about: str) -> None:
        self.about = about
        super().__init__(*about)


class NotEmpty(RestoreFault):
    """The database holds rows. ``about``: the first table that does."""

    code = "restore-target-not-empty"


class FromLaterRelease(RestoreFault):
    """The backup has a migration that this release does not know. ``about``: its name."""

    code = "backup-from-later-release"


class KeysOlderThanData(RestoreFault):
    """The keys were copied before the data: keys destroyed in between would come back."""

    code = "backup-keys-older"


class RestoredDiffers(RestoreFault):
    """A table did not read back as it was written. ``about``: the table."""

    code = "restored-rows-differ"


def restore(owner: str, data: Path, keys: Path | None, *, progress: Progress = lambda _, __: None) -> int:
    """Restore *data*, and *keys* when given, into an empty database; returns the number of rows.

    Both files are read and held to their digests before the database is touched. The rows go in by one transaction and
    are read back inside it. A backup of an earlier release is restored as that release had it and then migrated.

    Args:
        owner: connection string of the owner of the database.
        data: the file that ``back_up`` made for the data.
        keys: the file of the wrapped keys, made at the same time or later; without it nothing encrypted can be read.
        progress: told of each table when it is restored.

    Raises:
        ArchiveFault: a file is damaged or not what it should be.
        RestoreFault: see the subclasses.
        MigrationFault: the database belongs to another release, or the role is not the owner.
    """
    with ExitStack() as files:
        readers = _verified(files, data, keys)
        _migrate_as_backed_up(owner, readers[0].manifest)
        with psycopg.connect(owner) as connection:
            connection.execute(STEADY_TEXT)
            connection.commit()
            rows = _fill(connection, readers, progress)
    migrate(owner)
    return rows


def verify(data: Path, keys: Path | None) -> Manifest:
    """Read the files of a backup whole and hold them to their digests; what the file of the data says of itself.

    Raises:
        ArchiveFault: a file is damaged or not what it should be.
        KeysOlderThanData: the keys are not of that backup or a later one.
    """
    with ExitStack() as files:
        return _verified(files, data, keys)[0].manifest


def _verified(files: ExitStack, data: Path, keys: Path | None) -> list[Reader]:
    readers = [files.enter_context(Reader(data, holds="data"))]
    if keys is not None:
        readers.append(files.enter_context(Reader(keys, holds="keys")))
        if readers[1].manifest.made_at < readers[0].manifest.made_at:
            raise KeysOlderThanData(str(keys))
    for reader in readers:
        reader.verify()
    return readers


def _migrate_as_backed_up(owner: str, manifest: Manifest) -> None:
    known = {migration.number: migration for migration in migrations()}
    with tempfile.TemporaryDirectory() as folder:
        for applied in manifest.migrations:
            here = known.get(applied.number)
            if here is None or here.digest != applied.digest:
                raise FromLaterRelease(applied.name)
            (Path(folder) / f"{here.name}.sql").write_text(here.statements, encoding="utf-8")
        migrate(owner, folder=Path(folder))


def _fill(connection: psycopg.Connection[Any], readers: list[Reader], progress: Progress) -> int:
    tables = stored_tables(connection)
    for table in tables:
        connection.execute(sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(table.identifier))
    _require_empty(connection, tables)
    members: dict[tuple[str, str], tuple[Reader | None, Member | None]] = {
        (each.schema, each.name): (reader, each) for reader in readers for each in reader.manifest.tables
    }
    total = 0
    for table in tables:
        reader, member = members.pop((table.schema, table.name), (None, None))
        if reader is not None and member is not None:
            _fill_table(connection, table, reader, member)
            progress(table.full, member.rows)
            total += member.rows
    for schema, name in members:
        raise RestoredDiffers(f"{schema}.{name}")
    for reader in readers:
        for sequence in reader.manifest.sequences:
            _set(connection, sequence)
    return total


def _require_empty(connection: psycopg.Connection[Any], tables: tuple[StoredTable, ...]) -> None:
    for table in tables:
        usual = sql.SQL("SELECT count(*) FROM {}").format(table.identifier)
        row = connection.execute(SEEDED[table.full].encode() if table.full in SEEDED else usual).fetchone()
        if row is None or row[0]:
            raise NotEmpty(table.full)


def _fill_table(connection: psycopg.Connection[Any], table: StoredTable, reader: Reader, member: Member) -> None:
    if table.full in SEEDED:
        connection.execute(sql.SQL("DELETE FROM {}").format(table.identifier))
    source = StoredTable(schema=member.schema, name=member.name, columns=member.columns)
    with connection.cursor() as cursor:
        with cursor.copy(source.copy("FROM STDIN")) as copy:
            for block in reader.blocks(member):
                copy.write(block)
        back = RowSum()
        with cursor.copy(source.copy("TO STDOUT")) as copy:
            for piece in copy:
                back.add(bytes(piece))
    if (back.rows, back.hexdigest()) != (member.rows, member.row_sum):
        raise RestoredDiffers(table.full)


def _set(connection: psycopg.Connection[Any], sequence: SequenceValue) -> None:
    place = sql.Literal(f'"{sequence.schema}"."{sequence.name}"')
    statement = sql.SQL("SELECT setval({}::regclass, {}, {})")
    connection.execute(statement.format(place, sql.Literal(sequence.last), sql.Literal(sequence.called)))
