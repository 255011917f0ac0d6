"""The demonstration's office on a running service: tokens to act with, and its database to look into."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg

from application.adapters.postgres_server import ADMINISTRATOR, DATABASE, open_server
from application.casework.around import LEGAL_ZONE
from interfaces import settings
from interfaces.bootstrap import prepared_database
from interfaces.demo.asking import Client
from interfaces.demo.names import names
from interfaces.demo.script import Step, worked_case
from interfaces.demo.staging import stage
from interfaces.demo.walking import Taken, Walker
from tests.support.served import environment


def staged(data: Path) -> dict[str, str]:
    """A token for each account of the cast, by name; the cast is engaged where it is missing."""
    given = settings.read(environment(data))
    with prepared_database(given) as database:
        return asyncio.run(stage(database, given.key_file, password=None))


def walk(client: Client, tokens: dict[str, str], steps: tuple[Step, ...] | None = None) -> list[Taken]:
    """The whole worked case, or *steps*, through *client*; every check must have held."""
    return _taken(Walker(client, tokens, names(), datetime.now(LEGAL_ZONE).date()), steps or worked_case())


def walked(client: Client, tokens: dict[str, str], steps: tuple[Step, ...]) -> dict[str, str]:
    """The same; the names of the script with what the steps saved."""
    walker = Walker(client, tokens, names(), datetime.now(LEGAL_ZONE).date())
    _taken(walker, steps)
    return walker.names


def _taken(walker: Walker, steps: tuple[Step, ...]) -> list[Taken]:
    taken = list(walker.walk(steps))
    wrong = [(one.step, one.request, one.status, one.faults, one.answer) for one in taken if one.faults]
    assert not wrong, wrong
    return taken


@contextmanager
def looked_into(data: Path) -> Iterator[psycopg.Connection[Any]]:
    """The database of a data folder, as its administrator."""
    with (
        open_server(data) as server,
        psycopg.connect(server.conninfo(ADMINISTRATOR, DATABASE), autocommit=True) as connection,
    ):
        yield connection
