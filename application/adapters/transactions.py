"""One transaction on a pooled connection, with the driver's failures told in our words."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from psycopg import AsyncConnection, OperationalError
from psycopg.errors import UndefinedTable
from psycopg_pool import PoolClosed, PoolTimeout

from application.adapters.pool import TAKE_WAIT, Pool, single_statements
from application.errors import StoreUnavailable

Connection = AsyncConnection[Any]


@asynccontextmanager
async def transaction(pool: Pool) -> AsyncIterator[Connection]:
    """A connection whose work is committed when the block ends and undone when it raises.

    Raises:
        StoreUnavailable: the database is gone, too slow, or has no connection to spare.
    """
    with told_in_our_words():
        async with pool.connection(timeout=TAKE_WAIT) as connection:
            yield connection


@asynccontextmanager
async def reads(pool: Pool) -> AsyncIterator[Connection]:
    """A connection for what only reads: each statement by itself, one trip to the server instead of three.

    Raises:
        StoreUnavailable: as ``transaction`` does.
    """
    with told_in_our_words():
        async with single_statements(pool) as connection:
            yield connection


@contextmanager
def told_in_our_words() -> Iterator[None]:
    """Raises StoreUnavailable for what the driver raises when the database is gone, too slow or not ready.

    A read model that no projector has made yet counts as not ready: it is made when the first one starts.
    """
    try:
        yield
    except (OperationalError, PoolTimeout, PoolClosed, UndefinedTable) as failure:
        raise StoreUnavailable from failure
