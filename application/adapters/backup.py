"""Copies the log, the registers and the documents into one file, and the wrapped keys into another: one instant of all.

Tables are found in the database, so a new one is included without being named here; only what is rebuilt is left out.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import psycopg

from application.adapters.archive import FORMAT, AppliedMigration, Manifest, Member, Writer
from application.adapters.stored_tables import KEYS, StoredTable, sequences, stored_tables

Progress = Callable[[str, int], None]
"""Told the name of each table and its number of rows when it is done."""

STEADY_TEXT = (
    "SET client_encoding = 'UTF8'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres';"
    " SET timezone = 'UTC'; SET bytea_output = 'hex'; SET extra_float_digits = 1"
)
"""So that the same row is the same text on every server."""


class Copied(msgspec.Struct, frozen=True, kw_only=True):
    """What was written: the digest of each file's manifest, and the number of rows in it."""

    data_digest: str
    data_rows: int
    keys_digest: str
    keys_rows: int


def back_up(owner: str, data: Path, keys: Path, *, progress: Progress = lambda _, __: None) -> Copied:
    """Write both files, as the database is at one instant; it stays in use meanwhile.

    Args:
        owner: connection string of the owner of the tables.
        data: file to make for everything but keys; it must not exist.
        keys: file to make for the wrapped keys; it must not exist.
        progress: told of each table when it is copied.

    Raises:
        ArchiveFault: a file exists already or cannot be written; then neither is left behind.
        psycopg.Error: the database went away or a table cannot be read; then neither is left behind.
    """
    with psycopg.connect(owner) as connection, Writer(data) as data_file, Writer(keys) as keys_file:
        connection.execute(STEADY_TEXT)
        connection.commit()
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        tables = stored_tables(connection)
        about = _about(connection)
        held = {
            holds: tuple(
                _copy(connection, table, file, progress) for table in tables if (table.schema == KEYS) == secret
            )
            for holds, file, secret in (("data", data_file, False), ("keys", keys_file, True))
        }
        stood = sequences(connection)
        manifests = {
            holds: msgspec.structs.replace(
                about,
                holds=holds,
                tables=members,
                sequences=tuple(each for each in stood if (each.schema == KEYS) == (holds == "keys")),
            )
            for holds, members in held.items()
        }
        keys_digest = keys_file.finish(manifests["keys"])
        try:
            data_digest = data_file.finish(manifests["data"])
        except BaseException:
            keys.unlink()
            raise
    rows = {holds: sum(member.rows for member in members) for holds, members in held.items()}
    return Copied(data_digest=data_digest, data_rows=rows["data"], keys_digest=keys_digest, keys_rows=rows["keys"])


def _copy(connection: psycopg.Connection[Any], table: StoredTable, file: Writer, progress: Progress) -> Member:
    with connection.cursor() as cursor, cursor.copy(table.copy("TO STDOUT")) as blocks:
        member = file.add(table.schema, table.name, table.columns, blocks)
    progress(table.full, member.rows)
    return member


def _about(connection: psycopg.Connection[Any]) -> Manifest:
    applied = connection.execute("SELECT number, name, digest FROM public.migrations ORDER BY number").fetchall()
    heads = connection.execute("SELECT shard::text, position FROM log.heads ORDER BY shard").fetchall()
    server = connection.execute("SHOW server_version").fetchone()
    return Manifest(
        format=FORMAT,
        holds="data",
        made_at=datetime.now(UTC),
        server=str(server[0]) if server else "",
        migrations=tuple(AppliedMigration(number=row[0], name=row[1], digest=row[2]) for row in applied),
        positions=dict(heads),
        tables=(),
        sequences=(),
    )
