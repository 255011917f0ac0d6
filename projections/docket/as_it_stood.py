"""The docket as the log stood at a moment: the same fold over the events recorded until then, into tables of one transaction."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from psycopg import AsyncConnection

from projections.docket.projection import DOCKET, PACKAGE
from projections.running.heads import read_heads
from projections.running.pages import REBUILDING, read_page
from projections.statements import statement

SCHEMA = "pg_temp"
"""Where the rows are within the block, under the names that they have in use."""

SKEW = timedelta(days=1)
"""How far the clocks of two writers can be apart: an event recorded later than that is followed by none in question."""


class LogUnreadable(Exception):
    """An event before the moment cannot be read. ``position``, ``error``: which, and the class of its error."""

    def __init__(self, position: int, error: str) -> None:
        self.position, self.error = position, error
        super().__init__(f"{position}: {error}")


@asynccontextmanager
async def docket_as_it_stood(connection: AsyncConnection[Any], before: datetime) -> AsyncIterator[None]:
    """Within the block ``pg_temp.docket_v2`` holds the rows that follow from what was recorded before *before*.

    The tables in use are not touched, and nothing is left behind. The whole log up to then is read: its length is the cost.

    Raises:
        LogUnreadable: see there.
    """
    async with connection.transaction(force_rollback=True):
        await connection.execute(statement("projections.running", "local_settings"), {"schema": SCHEMA})
        await connection.execute(statement(PACKAGE, "schema"))
        fold = DOCKET.begin()
        for shard in await read_heads(connection):
            after = 0
            while True:
                page = await read_page(connection, shard, after, REBUILDING)
                if page.broken is not None:
                    raise LogUnreadable(page.broken.position, page.broken.error)
                if not page.events or page.events[0].recorded_at >= before + SKEW:
                    break
                await fold(connection, [each for each in page.events if each.recorded_at < before])
                after = page.last
        yield
