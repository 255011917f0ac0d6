"""A real PostgreSQL for tests: one server a session (and worker), one database a test, copied from a migrated one.

``WENZE_TEST_DATABASE_URL`` names an administrator's connection to a server to use instead of the embedded one; its
role ``wenze_owner`` and ``wenze_app`` are then made, or used, with a fixed password.
"""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from application.adapters.postgres_server import ADMINISTRATOR, FAST, OWNER, RUNTIME, open_server

URL_VARIABLE = "WENZE_TEST_DATABASE_URL"
PASSWORD = "only-for-tests"

Migrate = Callable[[str], None]
"""Brings the database of an owner's connection string to the present schema."""


class Database:
    """One database: connection strings of its owner (migrations), the run-time role, and the administrator."""

    def __init__(self, administrator: str, name: str) -> None:
        self.name = name
        self.administrator = make_conninfo(administrator, dbname=name)
        self.owner = make_conninfo(administrator, dbname=name, user=OWNER, password=PASSWORD)
        self.app = make_conninfo(administrator, dbname=name, user=RUNTIME, password=PASSWORD)


class TestServer:
    """A server on which databases are made and dropped."""

    __test__ = False

    def __init__(self, administrator: str) -> None:
        self.administrator = administrator
        self._templates: dict[Migrate, str] = {}
        with psycopg.connect(administrator, autocommit=True) as connection:
            for role in (OWNER, RUNTIME):
                if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone() is None:
                    connection.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(role)))
                connection.execute(
                    sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(role), sql.Literal(PASSWORD)),
                )

    @contextmanager
    def database(self, migrate: Migrate | None = None) -> Iterator[Database]:
        """A database of its own: empty, or as *migrate* makes it (run once a session, then copied)."""
        name = self._create(self._template(migrate) if migrate else "template0")
        try:
            yield Database(self.administrator, name)
        finally:
            self.drop(name)

    def drop(self, name: str) -> None:
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def drop_templates(self) -> None:
        for name in self._templates.values():
            self.drop(name)

    def _template(self, migrate: Migrate) -> str:
        if migrate not in self._templates:
            name = self._create("template0")
            self._templates[migrate] = name
            migrate(Database(self.administrator, name).owner)
        return self._templates[migrate]

    def _create(self, template: str) -> str:
        name = f"wenze_test_{secrets.token_hex(6)}"
        statement = "CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY file_copy ENCODING 'UTF8' LOCALE 'C.UTF-8'"
        if template != "template0":
            statement = "CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY file_copy"
        self._execute(sql.SQL(statement).format(*(sql.Identifier(word) for word in (name, OWNER, template))))
        return name

    def _execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.administrator, autocommit=True) as connection:
            connection.execute(statement)


def prepared_folder(folder: Path) -> Path:
    """A data folder with a new database in it, made once a session; tests work on copies."""
    with open_server(folder):
        return folder


def copy_of(prepared: Path, folder: Path) -> Path:
    """A copy of a data folder on which nothing runs, as if its database had just been made."""
    shutil.copytree(prepared, folder, ignore=shutil.ignore_patterns("run", "*.log", "*.lock"))
    folder.chmod(0o700)
    return folder


@contextmanager
def running_server(folder: Path) -> Iterator[TestServer]:
    """The server named in the environment, else an embedded one in *folder*, without waiting for the disk."""
    url = os.environ.get(URL_VARIABLE)
    if url:
        server = TestServer(url)
        yield server
        server.drop_templates()
        return
    with open_server(folder, settings=FAST) as embedded:
        yield TestServer(embedded.conninfo(ADMINISTRATOR, ADMINISTRATOR))
