"""A log behind a connection that can be broken."""

from collections.abc import AsyncIterator

import pytest

from application.adapters.event_log import PostgresEventLog
from application.adapters.pool import connection_pool
from tests.support.postgres import Database
from tests.support.proxy import Proxy, proxied


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def proxy(database: Database) -> AsyncIterator[Proxy]:
    async with proxied(database.app) as proxy:
        yield proxy


@pytest.fixture
async def fragile_log(proxy: Proxy) -> AsyncIterator[PostgresEventLog]:
    """A log that reaches its database through the proxy."""
    async with connection_pool(proxy.conninfo, size=3) as pool:
        log = PostgresEventLog(pool)
        yield log
        await log.close()


@pytest.fixture
async def event_log(database: Database) -> AsyncIterator[PostgresEventLog]:
    """A log that reaches its database directly."""
    async with connection_pool(database.app, size=3) as pool:
        log = PostgresEventLog(pool)
        yield log
        await log.close()
