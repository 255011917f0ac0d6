"""A migrated database, and pools on it as the run-time role and as its owner."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from uuid import UUID

import psycopg
import pytest
from psycopg_pool import AsyncConnectionPool

from application.adapters.accounts import Accounts
from application.adapters.event_log import PostgresEventLog
from application.adapters.keys import RootKey
from application.adapters.passwords import Passwords
from application.adapters.pool import Pool, connection_pool
from application.adapters.rate_limits import RateLimits
from application.adapters.second_factors import SecondFactors
from application.adapters.sessions import Sessions
from application.adapters.subject_keys import SubjectKeys
from application.adapters.tokens import Tokens
from domain.identity import ActorId
from tests.support.hashing import CHEAP
from tests.support.postgres import Database

ROOT = RootKey(id=UUID(int=1), key=bytes(range(32)))
CLERK = ActorId(UUID(int=0xC1))


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def pool(database: Database) -> AsyncIterator[Pool]:
    """Connections as the run-time role: what the programs themselves use."""
    async with AsyncConnectionPool(database.app, min_size=1, max_size=8, open=False) as pool:
        async with pool.connection() as connection:
            await SubjectKeys(ROOT).check_root(connection)
        yield pool


@pytest.fixture
def owner(database: Database) -> Iterator[psycopg.Connection]:
    """What a person with the database in their hands can do."""
    with psycopg.connect(database.administrator, autocommit=True) as connection:
        yield connection


@pytest.fixture
async def event_log(database: Database) -> AsyncIterator[PostgresEventLog]:
    """The log, on a pool as the programs make it."""
    async with connection_pool(database.app, size=4) as connections:
        log = PostgresEventLog(connections)
        yield log
        await log.close()


class FixedClock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant


@pytest.fixture
def passwords() -> Passwords:
    return Passwords(ROOT, CHEAP)


@pytest.fixture
def accounts(pool: Pool, passwords: Passwords) -> Accounts:
    return Accounts(pool, passwords)


@pytest.fixture
def factors(pool: Pool) -> SecondFactors:
    return SecondFactors(pool, ROOT)


@pytest.fixture
def sessions(pool: Pool, passwords: Passwords, factors: SecondFactors) -> Sessions:
    return Sessions(pool, passwords, RateLimits(pool, ROOT, FixedClock()), factors)


@pytest.fixture
def tokens(pool: Pool) -> Tokens:
    return Tokens(pool)
