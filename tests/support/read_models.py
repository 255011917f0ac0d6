"""Runs read models in tests: fill them page by page, and compare whole tables."""

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator, Sequence
from typing import Any

from psycopg import AsyncConnection, sql

from projections.running.applying import apply, make_tables
from projections.running.model import ReadModel
from projections.running.pages import PageSize, read_page
from projections.running.progress import progress
from projections.running.runner import run


async def fill(connection: AsyncConnection[Any], model: ReadModel, *, batch: int = 500) -> None:
    """Bring *model* up to the end of the log in batches of *batch* events."""
    await make_tables(connection, model, "live")
    fold = model.begin()
    after = (await progress(connection, model, "live"))[1].position
    while True:
        page = await read_page(connection, 1, after, PageSize(events=batch))
        assert page.broken is None, page.broken
        if not page.events:
            return
        await apply(connection, model, fold, page, slot="live", shard=1)
        after = page.last


async def empty(connection: AsyncConnection[Any], model: ReadModel) -> None:
    """Back to the start of the log."""
    for table in model.tables:
        await connection.execute(sql.SQL("DROP TABLE IF EXISTS read_models.{}").format(sql.Identifier(table)))
    await connection.execute("DELETE FROM read_models.progress WHERE name = %s", [model.name])


async def digest(connection: AsyncConnection[Any], model: ReadModel) -> dict[str, tuple[int, str]]:
    """Rows and a canonical hash of every table: each row as sorted JSON, rows in order of their text."""
    found = {}
    for table in model.tables:
        cursor = await connection.execute(
            sql.SQL("SELECT to_jsonb(t)::text FROM read_models.{} AS t").format(sql.Identifier(table))
        )
        rows = sorted(row[0] for row in await cursor.fetchall())
        found[table] = (len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
    return found


@contextlib.asynccontextmanager
async def running(conninfo: str, models: Sequence[ReadModel]) -> AsyncIterator[asyncio.Task[None]]:
    """A runner, told to stop and waited for at the end."""
    stop = asyncio.Event()
    task = asyncio.create_task(run(conninfo, models, stop=stop))
    try:
        yield task
    finally:
        stop.set()
        await asyncio.wait_for(task, 20)
