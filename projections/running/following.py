"""Keeps one read model up with the log."""

import asyncio
from typing import Any

import structlog
from psycopg import AsyncConnection

from projections.running.applying import Fenced, apply, identity, make_tables
from projections.running.heads import TRANSIENT, Connect, Heads
from projections.running.model import Fold, ReadModel
from projections.running.pages import FOLLOWING, Broken, Page, SharedPages, named
from projections.running.progress import PACKAGE, progress
from projections.running.rebuilding import RUNNING, RebuildRefused, rebuild
from projections.running.stopping import pause
from projections.statements import statement

BEAT = 1.0
"""Seconds between signs of life while nothing happens."""


class Failed(Exception):
    """An event stopped the read model. It is marked so, and stays stopped until a restart or a rebuild."""


class Follower:
    """Follows the log for one read model, on a connection of its own, as the only one of all processes."""

    def __init__(self, model: ReadModel, connect: Connect, pages: SharedPages, heads: Heads) -> None:
        self._model = model
        self._connect = connect
        self._pages = pages
        self._heads = heads
        self._log = structlog.get_logger()

    async def run(self, stop: asyncio.Event) -> None:
        """Follow until *stop*; reconnect for ever when the database goes away; return when an event stops it."""
        attempt = 0
        while not stop.is_set():
            try:
                connection = await self._connect()
                try:
                    if await self._leads(connection):
                        attempt = 0
                        await self._follow(connection, stop)
                finally:
                    await connection.close()
                await pause(stop, BEAT)
            except Failed:
                return
            except RebuildRefused as refused:
                self._note("projection_not_rebuilt", code=refused.code, position=refused.position, error=refused.error)
                if refused.code != RUNNING:
                    return
                await pause(stop, BEAT)  # whoever rebuilds it may be stopped before the switch
            except TRANSIENT as error:
                attempt += 1
                self._note("projection_waits_for_database", error=named(error), attempt=attempt)
                await pause(stop, min(0.1 * 2 ** min(attempt, 6), 5.0))

    async def _leads(self, connection: AsyncConnection[Any]) -> bool:
        cursor = await connection.execute(statement(PACKAGE, "lead"), identity(self._model, "live"))
        return await cursor.fetchone() == (True,)

    async def _follow(self, connection: AsyncConnection[Any], stop: asyncio.Event) -> None:
        await make_tables(connection, self._model, "live")
        known = await progress(connection, self._model, "live")
        if any(each.content != self._model.content for each in known.values()):
            self._note("projection_content_changed")
            await rebuild(self._connect, self._model)
        positions = {shard: each.position for shard, each in (await progress(connection, self._model, "live")).items()}
        fold = self._model.begin()
        clock, beaten = asyncio.get_running_loop(), 0.0
        while not stop.is_set() and self._heads.same_shards(positions):
            moved = False
            for shard, after in positions.items():
                page = await self._pages.after(connection, shard, after, self._model.page or FOLLOWING)
                try:
                    fold = await self._step(connection, fold, shard, page)
                except Fenced:
                    return
                positions[shard] = page.last
                moved = moved or bool(page.events)
            if not moved or clock.time() - beaten > BEAT:
                await self._beat(connection, positions, live=not moved)
                beaten = clock.time()
            if not moved:
                await self._heads.beyond(positions, BEAT)

    async def _step(self, connection: AsyncConnection[Any], fold: Fold, shard: int, page: Page) -> Fold:
        """Apply a page; when it fails, event by event up to the one that is the cause. The fold to go on with."""
        try:
            if page.events:
                await apply(connection, self._model, fold, page, slot="live", shard=shard)
        except (Fenced, *TRANSIENT):
            raise
        except Exception:  # noqa: BLE001 - whatever it is, the event that causes it is found and named
            fold, after = self._model.begin(), page.after
            for event in page.events:
                try:
                    single = Page(after=after, events=(event,))
                    await apply(connection, self._model, fold, single, slot="live", shard=shard)
                except (Fenced, *TRANSIENT):
                    raise
                except Exception as error:  # noqa: BLE001 - named by its class, and the read model stops
                    await self._fail(connection, shard, Broken(position=event.position, error=named(error)))
                after = event.position
        if page.broken is not None:
            await self._fail(connection, shard, page.broken)
        return fold

    async def _fail(self, connection: AsyncConnection[Any], shard: int, broken: Broken) -> None:
        await connection.execute(
            statement(PACKAGE, "fail"),
            {**identity(self._model, "live"), "shard": shard, "failed": broken.position, "error": broken.error},
        )
        self._log.error(
            "projection_failed",
            projection=self._model.name,
            version=self._model.version,
            shard=shard,
            position=broken.position,
            error=broken.error,
        )
        raise Failed

    async def _beat(self, connection: AsyncConnection[Any], positions: dict[int, int], *, live: bool) -> None:
        for shard in positions:
            await connection.execute(
                statement(PACKAGE, "beat"), {**identity(self._model, "live"), "shard": shard, "live": live}
            )

    def _note(self, event: str, **fields: object) -> None:
        self._log.warning(event, projection=self._model.name, version=self._model.version, **fields)
