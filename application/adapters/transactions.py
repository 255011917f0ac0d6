"""One transaction on a pooled connection, with the driver's failures told in our words."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from psycopg import AsyncConnection, OperationalError
from psycopg_pool import PoolClosed, PoolTimeout

from application.adapters.pool import TAKE_WAIT, Pool
from application.errors import StoreUnavailable

Connection = AsyncConnection[Any]


@asynccontextmanager
async def transaction(pool: Pool) -> AsyncIterator[Connection]:
    """A connection whose work is committed when the block ends and undone when it raises.

    Raises:
        StoreUnavailable: the database is gone, too slow, or has no connection to spare.
    """
    try:
        async with pool.connection(timeout=TAKE_WAIT) as connection:
            yield connection
    except (OperationalError, PoolTimeout, PoolClosed) as failure:
        raise StoreUnavailable from failure
