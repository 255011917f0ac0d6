"""Tells a lost database from a defect, and one that was never reached from one that was lost."""

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg_pool import PoolTimeout

PATIENCE = 10
"""Seconds that a database named by a setting may take to answer at first."""


class NotReached(Exception):
    """The database that setting *variable* names does not let us in: where it was looked for, and what it said."""

    code = "database-not-reached"

    def __init__(self, variable: str, place: str, said: str) -> None:
        super().__init__(variable, place, said)


def reach(conninfo: str, variable: str) -> None:
    """Connect once to the database that *variable* names.

    Raises:
        NotReached: it cannot be connected to. Its text holds no password.
        ValueError: *conninfo* is no address of a database.
    """
    place = _place(conninfo)
    try:
        psycopg.connect(conninfo, connect_timeout=PATIENCE).close()
    except psycopg.Error as error:
        raise NotReached(variable, place, str(error).strip().partition("\n")[0].rstrip("?. ")) from error


def _place(conninfo: str) -> str:
    """Host, port, database and role, as far as *conninfo* is readable; never a password."""
    try:
        named = conninfo_to_dict(conninfo)
    except psycopg.Error:
        raise ValueError from None  # what it says quotes the text, which may hold a password
    return " ".join(f"{name}={named[name]}" for name in ("host", "port", "dbname", "user") if named.get(name))


def lost(error: BaseException | None) -> bool:
    """Whether *error*, or what caused it, means that the database went away or refuses connections."""
    while error is not None:
        if isinstance(error, (PoolTimeout, psycopg.OperationalError)):
            return True
        error = error.__cause__ or error.__context__
    return False
