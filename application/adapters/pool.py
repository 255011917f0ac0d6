"""The program's connections to the database: how many, how long they may take, how they heal."""

import asyncio
import contextlib
import select
from collections.abc import AsyncIterator
from typing import Any

import psycopg
from psycopg import AsyncConnection
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg_pool import AsyncConnectionPool

DEADLINE = 5.0
"""Seconds after which a statement is ended by the server, and a command answered that the store is unavailable."""

LOCK_WAIT = 2.0
"""Seconds to wait for a row or table that someone else holds."""

CONNECT_WAIT = 3
"""Seconds that making a connection may take."""

TAKE_WAIT = 1.0
"""Seconds to wait for a free connection before asking anew; asking is what makes the pool try to connect again."""

SIZE = 8
"""Connections of one process. One appends; the others read."""


Pool = AsyncConnectionPool[AsyncConnection[Any]]


def connection_string(conninfo: str, *, deadline: float = DEADLINE, lock_wait: float = LOCK_WAIT) -> str:
    """*conninfo* with our deadlines, for any driver, and nothing compiled. A dead network is noticed within the deadline."""
    settings = {
        "lock_timeout": f"{lock_wait * 1000:.0f}",
        "statement_timeout": f"{deadline * 1000:.0f}",
        "idle_in_transaction_session_timeout": f"{deadline * 2000:.0f}",
        "timezone": "UTC",
        "jit": "off",  # a list asks for fifty rows in a long statement: compiling it took 20 times as long as running it
    }
    given = conninfo_to_dict(conninfo).get("options")
    ours = [f"-c {name}={value}" for name, value in settings.items()]
    return make_conninfo(
        conninfo,
        options=" ".join([*ours, str(given)] if given else ours),  # what the operator says comes last and stands
        connect_timeout=CONNECT_WAIT,
        tcp_user_timeout=f"{deadline * 1000:.0f}",
        keepalives_idle=10,
        keepalives_interval=5,
        keepalives_count=3,
        application_name="wenze",
    )


def connection_pool(
    conninfo: str,
    *,
    size: int = SIZE,
    deadline: float = DEADLINE,
    lock_wait: float = LOCK_WAIT,
) -> Pool:
    """A pool, not yet open. What is done between taking and returning a connection is one transaction.

    It opens without a database too, and heals by itself when the database is back: a connection that the server ended
    is noticed before it is handed out, and all the others like it are replaced at once.
    """
    healing: set[asyncio.Task[None]] = set()

    async def alive(connection: AsyncConnection[Any]) -> None:
        poll = select.poll()
        poll.register(connection.fileno(), select.POLLIN)
        if not poll.poll(0):
            return  # nothing unasked has arrived, so no end either
        try:
            await AsyncConnectionPool.check_connection(connection)
        except Exception:
            if not healing:
                task = asyncio.create_task(pool.check())
                healing.add(task)
                task.add_done_callback(healing.discard)
            raise

    pool: Pool = AsyncConnectionPool(
        connection_string(conninfo, deadline=deadline, lock_wait=lock_wait),
        min_size=min(2, size),
        max_size=size,
        open=False,
        check=alive,
        timeout=deadline,
        # Give up soon: the next caller then tries at once, instead of waiting out a growing pause.
        reconnect_timeout=1.0,
        name="wenze",
    )
    return pool


@contextlib.asynccontextmanager
async def single_statements(pool: Pool) -> AsyncIterator[AsyncConnection[Any]]:
    """A connection on which each statement is a transaction of its own: one trip to the server instead of three."""
    async with pool.connection(timeout=TAKE_WAIT) as connection:
        await connection.set_autocommit(True)
        try:
            yield connection
        finally:
            # What is broken or busy cannot be set back; the pool throws it away.
            with contextlib.suppress(psycopg.Error):
                await connection.set_autocommit(False)
