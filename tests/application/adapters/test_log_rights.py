"""The database itself keeps the log append-only: for the run-time role by rights, for everyone by triggers."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.support.postgres import Database

CHANGES = (
    "UPDATE log.{table} SET position = position",
    "UPDATE log.{table} SET position = position WHERE false",
    "DELETE FROM log.{table}",
    "TRUNCATE log.{table}",
)


@pytest.fixture(params=["owner", "administrator"])
def powerful(database: Database, request: pytest.FixtureRequest) -> Iterator[psycopg.Connection]:
    with psycopg.connect(getattr(database, request.param)) as connection:
        yield connection


@pytest.mark.parametrize("table", ["events", "receipts"])
@pytest.mark.parametrize("change", CHANGES)
def test_nobody_changes_what_was_recorded(powerful: psycopg.Connection, change: str, table: str) -> None:
    with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
        powerful.execute(change.format(table=table).encode())


@pytest.mark.parametrize("change", CHANGES)
def test_a_superuser_posing_as_a_replica_is_refused_too(database: Database, change: str) -> None:
    with psycopg.connect(database.administrator) as connection:
        connection.execute("SET session_replication_role = replica")
        with pytest.raises(psycopg.errors.RestrictViolation):
            connection.execute(change.format(table="events").encode())


@pytest.mark.parametrize("table", ["events", "receipts", "heads", "streams", "snapshots", "tracking"])
@pytest.mark.parametrize("verb", ["INSERT INTO log.{} DEFAULT VALUES", "DELETE FROM log.{}", "TRUNCATE log.{}"])
def test_the_runtime_role_may_only_read_tables(database: Database, verb: str, table: str) -> None:
    with psycopg.connect(database.app, autocommit=True) as connection:
        connection.execute(b"TABLE log." + table.encode())
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(verb.format(table).encode())


def test_the_runtime_role_may_call_three_functions_and_no_other(database: Database) -> None:
    with psycopg.connect(database.app) as connection:
        rows = connection.execute(
            "SELECT p.proname, has_function_privilege(p.oid, 'EXECUTE') FROM pg_proc p"
            " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'log'"
        ).fetchall()
    assert {name for name, allowed in rows if allowed} == {"append", "keep_snapshot", "track"}
    assert {name for name, allowed in rows if not allowed} == {"refuse_change"}
