"""A migrated database with the real log, and the read models beside it."""

from collections.abc import AsyncIterator, Iterable
from typing import Any

import pytest
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from application.adapters.pool import Pool, connection_pool
from tests.support.matters import Move
from tests.support.postgres import Database
from tests.support.weaving import requests


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def pool(database: Database) -> AsyncIterator[Pool]:
    async with connection_pool(database.app) as pool:
        yield pool


@pytest.fixture
async def log(pool: Pool) -> AsyncIterator[PostgresEventLog]:
    log = PostgresEventLog(pool)
    yield log
    await log.close()


@pytest.fixture
async def connection(database: Database) -> AsyncIterator[AsyncConnection[Any]]:
    async with await AsyncConnection.connect(database.app, autocommit=True) as connection:
        yield connection


async def append(log: PostgresEventLog, moves: Iterable[Move]) -> int:
    """Append every move through the real function; the last position."""
    position = 0
    for request in requests(moves):
        position = (await log.append(request)).position
    return position
