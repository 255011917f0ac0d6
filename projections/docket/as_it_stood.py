"""The docket as the log stood at a moment: the same fold over the events recorded until then, into tables of one transaction."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from psycopg import AsyncConnection

from domain.recorded import Event, Recorded
from projections.docket.projection import DOCKET
from projections.running.heads import read_heads
from projections.running.model import Fold, ReadModel
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
async def docket_as_it_stood(
    connection: AsyncConnection[Any], before: datetime, *, others: tuple[ReadModel, ...] = ()
) -> AsyncIterator[None]:
    """Within the block ``pg_temp.docket_v2`` holds the rows that follow from what was recorded before *before*.

    So do the tables of *others*.

    The tables in use are not touched, and nothing is left behind. The whole log up to then is read: its length is the cost.

    Raises:
        LogUnreadable: see there.
    """
    async with _beside(connection, others) as folds:
        for shard in await read_heads(connection):
            async for events in _pages(connection, shard):
                if events[0].recorded_at >= before + SKEW:
                    break
                for fold in folds:
                    await fold(connection, [each for each in events if each.recorded_at < before])
        yield


@asynccontextmanager
async def docket_at(connection: AsyncConnection[Any], positions: Mapping[int, int]) -> AsyncIterator[None]:
    """The same, of what stands up to the position of each shard in *positions*, included. Raises as above."""
    async with _beside(connection) as (fold,):
        for shard, last in positions.items():
            async for events in _pages(connection, shard):
                if events[0].position > last:
                    break
                await fold(connection, [each for each in events if each.position <= last])
        yield


@asynccontextmanager
async def _beside(
    connection: AsyncConnection[Any], others: tuple[ReadModel, ...] = ()
) -> AsyncIterator[tuple[Fold, ...]]:
    """Folds into tables of a transaction that is undone afterwards: the docket's, then those of *others*."""
    async with connection.transaction(force_rollback=True):
        await connection.execute(statement("projections.running", "local_settings"), {"schema": SCHEMA})
        for model in (DOCKET, *others):
            await connection.execute(statement(model.package, "schema"))
        yield tuple(model.begin() for model in (DOCKET, *others))


async def _pages(connection: AsyncConnection[Any], shard: int) -> AsyncIterator[tuple[Recorded[Event], ...]]:
    """The events of a shard from the first on, some at a time. Raises LogUnreadable."""
    after = 0
    while True:
        page = await read_page(connection, shard, after, REBUILDING)
        if page.broken is not None:
            raise LogUnreadable(page.broken.position, page.broken.error)
        if not page.events:
            return
        yield page.events
        after = page.last
