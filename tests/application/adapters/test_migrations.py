"""Migrations: each once, in order, by one program at a time; an edited or unknown one is refused."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from application.adapters.migrations import (
    ChangedMigration,
    NewerSchema,
    NotOwner,
    RolesMissing,
    migrate,
    migrations,
    pending,
)
from tests.support.postgres import Database

NAMES = tuple(migration.name for migration in migrations())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "0001_first.sql").write_text("CREATE TABLE first (n integer);")
    (tmp_path / "0002_second.sql").write_text("CREATE TABLE second (n integer); INSERT INTO first VALUES (2);")
    return tmp_path


def tables(database: Database) -> set[str]:
    with psycopg.connect(database.administrator) as connection:
        rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    return {row[0] for row in rows}


def test_all_are_applied_in_order_and_only_once(empty_database: Database) -> None:
    assert pending(empty_database.owner) == NAMES
    assert migrate(empty_database.owner) == NAMES
    assert migrate(empty_database.owner) == ()
    assert pending(empty_database.app) == ()


def test_everything_belongs_to_the_owner_whoever_migrates(empty_database: Database) -> None:
    migrate(empty_database.administrator)
    with psycopg.connect(empty_database.administrator) as connection:
        owners = connection.execute(
            "SELECT DISTINCT pg_get_userbyid(c.relowner) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname IN ('log', 'public')"
        ).fetchall()
    assert owners == [("wenze_owner",)]


def test_the_runtime_role_may_not_migrate(empty_database: Database) -> None:
    with pytest.raises(NotOwner):
        migrate(empty_database.app)


def test_many_migrators_at_once_apply_each_once(empty_database: Database) -> None:
    owner = empty_database.owner  # the database is made when it is first asked for
    with ThreadPoolExecutor(6) as workers:
        applied = list(workers.map(lambda _: migrate(owner), range(6)))
    assert sorted(applied, reverse=True) == [NAMES] + [()] * 5


def test_a_changed_file_is_refused(empty_database: Database, folder: Path) -> None:
    migrate(empty_database.owner, folder=folder)
    (folder / "0001_first.sql").write_text("CREATE TABLE first (n bigint);")
    with pytest.raises(ChangedMigration, match="0001_first"):
        migrate(empty_database.owner, folder=folder)


def test_a_database_of_a_later_release_is_refused(empty_database: Database, folder: Path) -> None:
    migrate(empty_database.owner, folder=folder)
    (folder / "0002_second.sql").unlink()
    with pytest.raises(NewerSchema, match="0002_second"):
        migrate(empty_database.owner, folder=folder)


def test_a_failing_file_leaves_nothing_of_itself_and_all_before_it(empty_database: Database, folder: Path) -> None:
    (folder / "0003_third.sql").write_text("CREATE TABLE third (n integer); SELECT 1 / 0;")
    with pytest.raises(psycopg.errors.DivisionByZero):
        migrate(empty_database.owner, folder=folder)
    assert tables(empty_database) == {"first", "second", "migrations"}
    (folder / "0003_third.sql").write_text("CREATE TABLE third (n integer);")
    assert migrate(empty_database.owner, folder=folder) == ("0003_third",)


def test_two_files_of_one_number_are_refused(folder: Path) -> None:
    (folder / "0002_other.sql").write_text("SELECT 1;")
    with pytest.raises(ValueError, match="one number"):
        migrations(folder)


@pytest.fixture
def plain_role(empty_database: Database) -> Iterator[str]:
    with psycopg.connect(empty_database.administrator, autocommit=True) as connection:
        connection.execute("CREATE ROLE only_for_tests LOGIN PASSWORD 'only-for-tests'")
        yield "only_for_tests"
        connection.execute("DROP ROLE only_for_tests")


def test_without_the_two_roles_it_says_which(
    empty_database: Database, plain_role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("application.adapters.migrations.RUNTIME", "wenze_nobody")
    conninfo = psycopg.conninfo.make_conninfo(empty_database.administrator, user=plain_role, password="only-for-tests")
    with pytest.raises(RolesMissing, match="wenze_nobody"):
        migrate(conninfo)
