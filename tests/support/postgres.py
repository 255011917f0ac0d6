"""A real PostgreSQL for tests: one server a session (and worker), one database a test, copied from one that is kept.

What is kept is made once a session: the migrated schema, and whatever a test's support made on the way and wants again.
``WENZE_TEST_DATABASE_URL`` names an administrator's connection to a server to use instead of the embedded one; its
role ``wenze_owner`` and ``wenze_app`` are then made, or used, with a fixed password.
"""

import os
import secrets
import shutil
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from application.adapters.postgres_server import ADMINISTRATOR, FAST, OWNER, RUNTIME, open_server

URL_VARIABLE = "WENZE_TEST_DATABASE_URL"
PASSWORD = "only-for-tests"

Migrate = Callable[[str], object]
"""Brings the database of an owner's connection string to the present schema."""


class Kept:
    """A database that nothing changes any more, to be copied, and the *note* that whoever made it left with it."""

    def __init__(self, name: str, note: Any = None) -> None:
        self.name, self.note = name, note


EMPTY = Kept("template0")


class Database:
    """One database: connection strings of its owner (migrations), the run-time role, and the administrator.

    It is made, as a copy of *start*, when it is first asked for; until then it may begin as something else.
    """

    def __init__(self, server: "TestServer", start: Kept) -> None:
        self.server, self._start = server, start
        self._name: str | None = None

    @property
    def made(self) -> bool:
        """Whether it was asked for already."""
        return self._name is not None

    @property
    def name(self) -> str:
        if self._name is None:
            self._name = self.server.copied(self._start)
        return self._name

    @property
    def administrator(self) -> str:
        return make_conninfo(self.server.administrator, dbname=self.name)

    @property
    def owner(self) -> str:
        return make_conninfo(self.administrator, user=OWNER, password=PASSWORD)

    @property
    def app(self) -> str:
        return make_conninfo(self.administrator, user=RUNTIME, password=PASSWORD)

    def begin_as(self, start: Kept) -> None:
        """Begin as a copy of *start* instead; nothing may have been done with it."""
        assert not self.made, "the database is in use already"
        self._start = start


class TestServer:
    """A server on which databases are made and dropped."""

    __test__ = False

    def __init__(self, administrator: str) -> None:
        self.administrator = administrator
        self._kept: dict[Hashable, Kept] = {}
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
        database = Database(self, self.migrated(migrate) if migrate else EMPTY)
        try:
            yield database
        finally:
            if database.made:
                self.drop(database.name)

    def migrated(self, migrate: Migrate) -> Kept:
        """A kept database as *migrate* makes it."""

        def make(database: Database) -> None:
            migrate(database.owner)

        return self.kept(migrate) or self.keep(migrate, EMPTY, make)

    def kept(self, key: Hashable) -> Kept | None:
        """What is kept under *key*."""
        return self._kept.get(key)

    def keep(self, key: Hashable, start: Kept, make: Callable[[Database], Any]) -> Kept:
        """Keep under *key* what *make* makes of a copy of *start*, with its answer; every connection must be closed."""
        database = Database(self, start)
        try:
            note = make(database)
        except BaseException:
            self.drop(database.name)
            raise
        self._kept[key] = Kept(database.name, note)
        return self._kept[key]

    def drop(self, name: str) -> None:
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def drop_kept(self) -> None:
        for kept in self._kept.values():
            self.drop(kept.name)

    def copied(self, start: Kept) -> str:
        """The name of a new database that is as *start*."""
        name = f"wenze_test_{secrets.token_hex(6)}"
        statement = "CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY file_copy"
        if start is EMPTY:
            statement += " ENCODING 'UTF8' LOCALE 'C.UTF-8'"
        self._execute(sql.SQL(statement).format(*(sql.Identifier(word) for word in (name, OWNER, start.name))))
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
        server.drop_kept()
        return
    with open_server(folder, settings=FAST) as embedded:
        yield TestServer(embedded.conninfo(ADMINISTRATOR, ADMINISTRATOR))
