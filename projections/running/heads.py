"""Watches the end of the log: one question every tenth of a second, for all followers of a process together."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import psycopg
from psycopg import AsyncConnection

from projections.running.stopping import pause
from projections.statements import statement

POLL = 0.1
"""Seconds between looks. Nobody depends on notifications: they can be lost, a poll cannot."""

TRANSIENT = (psycopg.OperationalError, psycopg.InterfaceError, OSError)
"""The database is away, busy or slow: tried again for ever. Anything else is the fault of an event or of the program."""

Connect = Callable[[], Awaitable[AsyncConnection[Any]]]


async def read_heads(connection: AsyncConnection[Any]) -> dict[int, int]:
    """The last position of each shard of the log."""
    cursor = await connection.execute(statement("projections.running", "heads"))
    return dict(await cursor.fetchall())


class Heads:
    """The last position of each shard, as last seen."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._seen: dict[int, int] = {}
        self._changed = asyncio.Condition()
        self._ended = False

    async def watch(self, stop: asyncio.Event) -> None:
        """Look until *stop*; a database that is away is asked again."""
        while not stop.is_set():
            try:
                connection = await self._connect()
                try:
                    while not stop.is_set():
                        await self._look(connection)
                        await pause(stop, POLL)
                finally:
                    await connection.close()
            except TRANSIENT:
                await pause(stop, 10 * POLL)
        async with self._changed:
            self._ended = True
            self._changed.notify_all()

    def same_shards(self, positions: Mapping[int, int]) -> bool:
        """Whether *positions* names every shard seen."""
        return self._seen.keys() <= positions.keys()

    async def beyond(self, positions: Mapping[int, int], seconds: float) -> None:
        """Wait until a shard is beyond the position given for it, or *seconds* have passed, or watching has ended."""

        def moved() -> bool:
            return self._ended or any(head > positions.get(shard, -1) for shard, head in self._seen.items())

        async with self._changed:
            try:
                async with asyncio.timeout(seconds):
                    await self._changed.wait_for(moved)
            except TimeoutError:
                return

    async def _look(self, connection: AsyncConnection[Any]) -> None:
        seen = await read_heads(connection)
        if seen != self._seen:
            async with self._changed:
                self._seen = seen
                self._changed.notify_all()
