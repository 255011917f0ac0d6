"""Fills the tables of a read model anew beside those in use, and switches in one transaction."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psycopg
from psycopg import AsyncConnection, sql

from projections.running.applying import SCHEMAS, apply, identity, make_tables
from projections.running.heads import Connect, read_heads
from projections.running.model import Fold, ReadModel
from projections.running.pages import REBUILDING, PageSize, named, read_page
from projections.running.progress import PACKAGE, progress
from projections.statements import statement

OLD = "read_models_old"
"""Where the tables of before the switch stay until the next one."""

TRIES = 20
"""How often the switch is tried when long reads keep it from the tables."""

RUNNING = "rebuild-running"
"""Why a rebuild is refused while another one of the same read model is under way."""

Report = Callable[[int, int], None]
"""Told how many events are folded, of how many."""


class RebuildRefused(Exception):
    """The rows could not be made anew; those in use are untouched.

    ``code`` is ``rebuild-running`` (another process is at it) or ``rebuild-stopped`` (``position``, ``error``: the event
    and the class of its error).
    """

    def __init__(self, code: str, name: str, *, position: int | None = None, error: str | None = None) -> None:
        self.code, self.name, self.position, self.error = code, name, position, error
        super().__init__(f"{code}: {name}")


async def rebuild(
    connect: Connect, model: ReadModel, *, report: Report | None = None, size: PageSize | None = None
) -> int:
    """Make all rows of *model* anew and switch to them; the answer is the number of events folded.

    The tables in use serve reads, and follow the log, until the switch.

    Raises:
        RebuildRefused: see there.
    """
    bounds = size or model.page or REBUILDING
    connection = await connect()
    try:
        cursor = await connection.execute(statement(PACKAGE, "lead"), identity(model, "next"))
        if await cursor.fetchone() != (True,):
            raise RebuildRefused(RUNNING, model.name)
        await _clear(connection, model)
        await make_tables(connection, model, "next")
        fold, folded = model.begin(), 0
        for shard, head in (await read_heads(connection)).items():
            folded += await _fill(connection, model, fold, shard, head=head, report=report, size=bounds)
        for attempt in range(1, TRIES + 1):
            try:
                await _switch(connection, model, fold, bounds)
                break
            except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected):
                if attempt == TRIES:
                    raise
                fold = model.begin()
        return folded
    finally:
        with suppress(psycopg.Error):
            await connection.execute("SELECT pg_advisory_unlock_all()")  # what is closed lets go a little later
        await connection.close()


async def _fill(
    connection: AsyncConnection[Any],
    model: ReadModel,
    fold: Fold,
    shard: int,
    *,
    head: int,
    report: Report | None = None,
    size: PageSize,
) -> int:
    """Fold the log of one shard, from where the next tables are, to its present end or at least to *head*."""
    after, folded = (await progress(connection, model, "next"))[shard].position, 0
    while True:
        page = await read_page(connection, shard, after, size)
        try:
            if page.events:
                await apply(connection, model, fold, page, slot="next", shard=shard)
        except psycopg.OperationalError:
            raise
        except Exception as error:
            if len(page.events) > 1:
                # Event by event up to the one that is the cause.
                size, fold = PageSize(events=1), model.begin()
                continue
            raise RebuildRefused("rebuild-stopped", model.name, position=page.last, error=named(error)) from error
        if page.broken is not None:
            broken = page.broken
            raise RebuildRefused("rebuild-stopped", model.name, position=broken.position, error=broken.error)
        after, folded = page.last, folded + len(page.events)
        if report is not None:
            report(after, max(head, after))
        if not page.events:
            return folded


async def _switch(connection: AsyncConnection[Any], model: ReadModel, fold: Fold, size: PageSize) -> None:
    """Put the next tables in the place of those in use. While the rows of progress are locked, nobody else moves."""
    async with connection.transaction():
        await connection.execute(statement(PACKAGE, "local_settings"), {"schema": SCHEMAS["next"]})
        await connection.execute("SET LOCAL lock_timeout = '2s'")
        await connection.execute(statement(PACKAGE, "hold"), {"name": model.name, "version": model.version})
        for shard, head in (await read_heads(connection)).items():
            await _fill(connection, model, fold, shard, head=head, size=size)
        if model.keep is not None and await _in_use(connection, model):
            await connection.execute(statement(model.package, model.keep))
        for table in model.tables:
            await connection.execute(_ddl("DROP TABLE IF EXISTS {}", OLD, table))
            await connection.execute(_ddl("ALTER TABLE IF EXISTS {} SET SCHEMA read_models_old", "read_models", table))
            await connection.execute(_ddl("ALTER TABLE {} SET SCHEMA read_models", SCHEMAS["next"], table))
        await connection.execute(statement(PACKAGE, "forget"), identity(model, "live"))
        await connection.execute(statement(PACKAGE, "take_over"), {"name": model.name, "version": model.version})


async def _in_use(connection: AsyncConnection[Any], model: ReadModel) -> bool:
    """Whether there are tables in use to which the next ones can be compared."""
    cursor = await connection.execute("SELECT to_regclass(%s) IS NOT NULL", [f"{SCHEMAS['live']}.{model.tables[0]}"])
    return await cursor.fetchone() == (True,)


async def _clear(connection: AsyncConnection[Any], model: ReadModel) -> None:
    """Throw away what an interrupted rebuild left."""
    async with connection.transaction():
        for table in model.tables:
            await connection.execute(_ddl("DROP TABLE IF EXISTS {}", SCHEMAS["next"], table))
        await connection.execute(statement(PACKAGE, "forget"), identity(model, "next"))


def _ddl(template: str, schema: str, table: str) -> sql.Composed:
    return sql.SQL(template).format(sql.Identifier(schema, table))
