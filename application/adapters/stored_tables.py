"""Which tables hold what cannot be made again: all of them, except read models and other things that are rebuilt."""

from graphlib import TopologicalSorter
from typing import Any

import msgspec
import psycopg
from psycopg import sql

REBUILT_SCHEMAS = "read_models%"
"""Schemas with this pattern hold read models: they are filled again from the log."""

REBUILT_TABLES = ("log.snapshots", "public.migrations")
"""Folded states, and the list of migrations, which a restore writes by migrating."""

KEYS = "keys"
"""The schema whose tables a backup keeps apart: without them the data is dark."""

_TABLES = """
SELECT c.oid::bigint, n.nspname, c.relname,
       array(SELECT a.attname::text FROM pg_attribute AS a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
              ORDER BY a.attnum)
  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
 WHERE c.relkind = 'r' AND c.relpersistence = 'p'
   AND n.nspname NOT LIKE 'pg\\_%%' AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE %s
   AND n.nspname || '.' || c.relname <> ALL (%s)
 ORDER BY n.nspname, c.relname
"""
_REFERENCES = (
    "SELECT conrelid::bigint, confrelid::bigint FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid"
)
_SEQUENCES = """
SELECT n.nspname, c.relname
  FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
 WHERE c.relkind = 'S' AND c.relpersistence = 'p' AND n.nspname NOT LIKE 'pg\\_%%' AND n.nspname NOT LIKE %s
 ORDER BY n.nspname, c.relname
"""


class StoredTable(msgspec.Struct, frozen=True, kw_only=True):
    """One table, with the columns that are stored (computed ones are computed again)."""

    schema: str
    name: str
    columns: tuple[str, ...]

    @property
    def full(self) -> str:
        """``schema.name``."""
        return f"{self.schema}.{self.name}"

    @property
    def identifier(self) -> sql.Identifier:
        """The quoted name for a statement."""
        return sql.Identifier(self.schema, self.name)

    def copy(self, direction: str) -> sql.Composed:
        """``COPY`` of all stored columns; *direction* is ``TO STDOUT`` or ``FROM STDIN``."""
        columns = sql.SQL(", ").join(sql.Identifier(name) for name in self.columns)
        return sql.SQL("COPY {} ({}) {}").format(self.identifier, columns, sql.SQL(_DIRECTIONS[direction]))


_DIRECTIONS = {"TO STDOUT": "TO STDOUT", "FROM STDIN": "FROM STDIN"}


class SequenceValue(msgspec.Struct, frozen=True, kw_only=True):
    """Where a sequence stood: its last value, and whether that was handed out."""

    schema: str
    name: str
    last: int
    called: bool


def stored_tables(connection: psycopg.Connection[Any]) -> tuple[StoredTable, ...]:
    """Every such table, each after the tables that it refers to."""
    rows = connection.execute(_TABLES, [REBUILT_SCHEMAS, list(REBUILT_TABLES)]).fetchall()
    tables = {oid: StoredTable(schema=schema, name=name, columns=tuple(columns)) for oid, schema, name, columns in rows}
    order: TopologicalSorter[int] = TopologicalSorter(dict.fromkeys(tables, ()))
    for source, target in connection.execute(_REFERENCES).fetchall():
        if source in tables and target in tables:
            order.add(source, target)
    return tuple(tables[oid] for oid in order.static_order())


def sequences(connection: psycopg.Connection[Any]) -> tuple[SequenceValue, ...]:
    """Every sequence outside the read models, with its present value."""
    found = []
    for schema, name in connection.execute(_SEQUENCES, [REBUILT_SCHEMAS]).fetchall():
        place = sql.Identifier(schema, name)
        row = connection.execute(sql.SQL("SELECT last_value, is_called FROM {}").format(place)).fetchone()
        if row is not None:
            found.append(SequenceValue(schema=schema, name=name, last=row[0], called=row[1]))
    return tuple(found)
