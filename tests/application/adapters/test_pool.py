"""Connections carry our deadlines, and what the operator asked for."""

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from application.adapters.pool import connection_pool, connection_string
from tests.support.postgres import Database

pytestmark = pytest.mark.anyio


def setting(connection: psycopg.Connection, name: str) -> str:
    row = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
    return row[0] if row else ""


async def test_deadlines_are_the_servers_too(database: Database) -> None:
    with psycopg.connect(connection_string(database.app, deadline=7, lock_wait=1.5)) as connection:
        assert setting(connection, "statement_timeout") == "7s"
        assert setting(connection, "lock_timeout") == "1500ms"
        assert setting(connection, "idle_in_transaction_session_timeout") == "14s"
        assert setting(connection, "TimeZone") == "UTC"


async def test_nothing_is_compiled_for_a_statement(database: Database) -> None:
    with psycopg.connect(connection_string(database.app)) as connection:
        assert setting(connection, "jit") == "off"


async def test_options_of_the_operator_stand(database: Database) -> None:
    given = make_conninfo(database.app, options="-c work_mem=1234kB -c lock_timeout=9s")
    with psycopg.connect(connection_string(given)) as connection:
        assert setting(connection, "work_mem") == "1234kB"
        assert setting(connection, "lock_timeout") == "9s"
        assert setting(connection, "statement_timeout") == "5s"


async def test_a_block_on_a_pooled_connection_is_one_transaction(database: Database) -> None:
    async with connection_pool(database.owner, size=1) as pool:

        async def fail_halfway() -> None:
            async with pool.connection() as connection:
                await connection.execute("CREATE TABLE gone (n integer)")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await fail_halfway()
        async with pool.connection() as connection:
            cursor = await connection.execute("SELECT to_regclass('gone')")
            assert await cursor.fetchone() == (None,)
