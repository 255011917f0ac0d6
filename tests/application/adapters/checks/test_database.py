"""Each check of the database finds what it is there for, and nothing in a sound database."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql

from application.adapters.checks.database import (
    GUARDED,
    check_database,
    check_guards,
    check_projectors,
    check_role,
    check_second_factors,
    check_settings,
    judge_clock,
)
from application.adapters.checks.finding import Finding
from application.adapters.migrations import migrate
from application.adapters.postgres_server import FAST, OWNER, open_server
from tests.support.postgres import Database

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]


@pytest.fixture
def owner(database: Database) -> Iterator[psycopg.Connection]:
    with psycopg.connect(database.owner, autocommit=True) as connection:
        yield connection


@pytest.fixture
def app(database: Database) -> Iterator[psycopg.Connection]:
    with psycopg.connect(database.app, autocommit=True) as connection:
        yield connection


def test_the_embedded_database_is_sound(data_folder: Path) -> None:
    with open_server(data_folder) as server:
        migrate(server.conninfo(OWNER))
        assert check_database(server.conninfo()) == ()


def test_a_server_that_does_not_wait_for_the_disk_is_refused(data_folder: Path) -> None:
    with open_server(data_folder, settings=FAST) as server, psycopg.connect(server.conninfo()) as connection:
        assert codes(check_settings(connection)) == ["fsync-off", "full-page-writes-off", "synchronous-commit-off"]


def test_an_unmigrated_database_is_refused(empty_database: Database) -> None:
    assert "migrations-missing" in codes(check_database(empty_database.app))


def test_a_database_of_a_later_release_is_refused(database: Database, owner: psycopg.Connection) -> None:
    owner.execute("INSERT INTO public.migrations (number, name, digest) VALUES (9999, '9999_later', '')")
    assert "schema-newer" in codes(check_database(database.app))


def test_an_edited_migration_is_refused(database: Database, owner: psycopg.Connection) -> None:
    owner.execute("UPDATE public.migrations SET digest = '' WHERE number = 1")
    assert "migration-edited" in codes(check_database(database.app))


def test_the_run_time_role_cannot_change_events(app: psycopg.Connection) -> None:
    assert check_role(app) == []


@pytest.mark.parametrize("right", ["UPDATE", "DELETE", "TRUNCATE", "UPDATE (state)"])
def test_a_right_to_change_events_is_refused(app: psycopg.Connection, owner: psycopg.Connection, right: str) -> None:
    owner.execute(f"GRANT {right} ON log.events TO wenze_app".encode())
    assert codes(check_role(app)) == ["role-can-change-events"]


def test_the_owner_is_refused_at_run_time(owner: psycopg.Connection) -> None:
    assert codes(check_role(owner)) == ["role-can-change-events"] * len(GUARDED)


def test_a_superuser_is_refused_at_run_time(database: Database) -> None:
    with psycopg.connect(database.administrator) as connection:
        assert codes(check_role(connection)) == ["role-too-strong"]


@pytest.mark.parametrize("table", GUARDED)
@pytest.mark.parametrize("spoil", ["DISABLE TRIGGER ALL", "ENABLE TRIGGER ALL"])
def test_a_weakened_guard_is_refused(app: psycopg.Connection, database: Database, table: str, spoil: str) -> None:
    assert check_guards(app) == []
    with psycopg.connect(database.administrator, autocommit=True) as connection:
        schema, name = table.split(".")
        connection.execute(sql.SQL("ALTER TABLE {} {}").format(sql.Identifier(schema, name), sql.SQL(spoil)))
    assert codes(check_guards(app)) == ["events-unguarded"]


@pytest.mark.parametrize(
    ("there", "found"),
    [
        (timedelta(0), []),
        (timedelta(seconds=1), []),
        (timedelta(seconds=-3), ["clocks-differ"]),
        (timedelta(seconds=31), ["clocks-apart"]),
        (timedelta(days=-400), ["clocks-apart"]),
    ],
)
def test_clocks_that_disagree_are_found(there: timedelta, found: list[str]) -> None:
    assert codes(judge_clock(NOON, NOON + there, NOON)) == found


def test_a_slow_answer_is_not_a_wrong_clock() -> None:
    assert judge_clock(NOON, NOON + timedelta(seconds=40), NOON + timedelta(seconds=60)) == []


def test_a_stopped_projector_is_refused(app: psycopg.Connection, owner: psycopg.Connection) -> None:
    owner.execute("CREATE SCHEMA IF NOT EXISTS read_models")
    owner.execute(PROGRESS)
    owner.execute("GRANT SELECT ON read_models.progress TO wenze_app; GRANT USAGE ON SCHEMA read_models TO wenze_app")
    owner.execute("UPDATE log.heads SET position = 9")
    assert codes(check_projectors(app)) == ["projector-failed", "projector-stopped"]


PROGRESS = """
CREATE TABLE IF NOT EXISTS read_models.progress (name text, version integer, slot text, shard smallint, status text,
    position bigint, content text, failed_position bigint, error text, heartbeat_at timestamptz);
INSERT INTO read_models.progress (name, version, slot, shard, status, position, content, failed_position, error, heartbeat_at)
VALUES ('docket', 1, 'live', 1, 'failed', 3, '', 4, 'ValueError', now()),
       ('history', 1, 'live', 1, 'live', 3, '', NULL, NULL, now() - interval '1 hour'),
       ('idle', 1, 'live', 1, 'live', 9, '', NULL, NULL, now() - interval '1 hour'),
       ('busy', 1, 'live', 1, 'live', 3, '', NULL, NULL, now())
"""


def test_an_entry_from_the_future_is_refused(database: Database, owner: psycopg.Connection) -> None:
    owner.execute(
        "INSERT INTO log.events SELECT 1, gen_random_uuid(), 1, 1, 'case.opened.v1', '{}', gen_random_uuid(),"
        " gen_random_uuid(), gen_random_uuid(), NULL, now() + interval '1 hour'"
    )
    owner.execute("UPDATE log.heads SET position = 1")
    assert "log-in-the-future" in codes(check_database(database.app))


def test_accounts_that_open_much_by_a_password_alone_are_told(
    owner: psycopg.Connection, app: psycopg.Connection
) -> None:
    def account(name: str, role: str, kept: str | None = "hash") -> UUID:
        made = uuid4()
        owner.execute(
            "INSERT INTO vault.accounts (id, name, password, made_by, changed_by) VALUES (%s, %s, %s, %s, %s)",
            [made, name, kept, made, made],
        )
        owner.execute(
            "INSERT INTO vault.account_roles (id, account, role, valid_from, granted_by)"
            " VALUES (gen_random_uuid(), %s, %s, vault.today(), %s)",
            [made, role, made],
        )
        return made

    assert check_second_factors(app) == []
    account("investigator", "investigator")
    account("program", "administrator", None)
    assert check_second_factors(app) == []
    keeper, _ = account("keeper", "custodian"), account("chief", "administrator")
    (found,) = check_second_factors(app)
    assert (found.code, found.grave, found.about) == ("second-factor-advised", False, ("2", "administrator, custodian"))
    owner.execute(
        "INSERT INTO vault.second_factors (account, key_version, secret, confirmed_at, last_step)"
        " VALUES (%s, 1, '', now(), 1)",
        [keeper],
    )
    owner.execute("UPDATE vault.accounts SET disabled_at = now() WHERE name = 'chief'")
    assert check_second_factors(app) == []
