"""Reads the log in pages: so many events, or so many bytes, whichever comes first."""

import asyncio
from collections import OrderedDict
from typing import Any

import msgspec
from psycopg import AsyncConnection

from domain.recorded import Event, Recorded
from projections.running.decoding import StoredRow, decode
from projections.statements import statement


class Broken(msgspec.Struct, frozen=True, kw_only=True):
    """An event that cannot be read. ``error`` is the class of the error, never its message."""

    position: int
    error: str


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Consecutive events of one shard, up to the first that cannot be read, which is then ``broken``."""

    after: int
    events: tuple[Recorded[Event], ...]
    broken: Broken | None = None

    @property
    def last(self) -> int:
        """Position of the last event; where the page began when it holds none."""
        return self.events[-1].position if self.events else self.after


class PageSize(msgspec.Struct, frozen=True, kw_only=True):
    """The bounds of a page: a count of events and a sum of bytes of state. At least one event is always read."""

    events: int = 1_000
    bytes: int = 4 * 1024 * 1024


FOLLOWING = PageSize()
REBUILDING = PageSize(events=5_000, bytes=16 * 1024 * 1024)


async def read_page(connection: AsyncConnection[Any], shard: int, after: int, size: PageSize) -> Page:
    """The page after position *after*; empty when the log ends there."""
    async with connection.cursor(binary=True) as cursor:
        await cursor.execute(
            statement("projections.running", "page"),
            {"shard": shard, "after": after, "events": size.events, "bytes": size.bytes},
        )
        rows = await cursor.fetchall()
    events: list[Recorded[Event]] = []
    for row in rows:
        stored = StoredRow(*row)
        try:
            events.append(decode(stored))
        except Exception as error:  # noqa: BLE001 - whatever makes an event unreadable stops its readers, visibly
            return Page(after=after, events=tuple(events), broken=Broken(position=stored.position, error=named(error)))
    return Page(after=after, events=tuple(events))


async def read_stream(connection: AsyncConnection[Any], stream: object, upto: int) -> tuple[Recorded[Event], ...]:
    """Events of one stream up to and including position *upto*, in order."""
    async with connection.cursor(binary=True) as cursor:
        await cursor.execute(statement("projections.running", "stream"), {"stream": stream, "upto": upto})
        return tuple([decode(StoredRow(*row)) async for row in cursor])


def named(error: BaseException) -> str:
    """The class of an error, with the SQLSTATE where it has one. Nothing of what it says: that could quote a row."""
    state = getattr(error, "sqlstate", None)
    return f"{type(error).__name__}:{state}" if state else type(error).__name__


class SharedPages:
    """Several followers at one place in the log read and decode a page once."""

    def __init__(self, kept: int = 4) -> None:
        self._kept = kept
        self._pages: OrderedDict[tuple[int, int, PageSize], Page] = OrderedDict()
        self._reading = asyncio.Lock()

    async def after(self, connection: AsyncConnection[Any], shard: int, after: int, size: PageSize) -> Page:
        """The page after *after*, read over *connection* unless it is still here."""
        key = (shard, after, size)
        async with self._reading:
            page = self._pages.get(key)
            if page is None:
                page = await read_page(connection, shard, after, size)
                # A page that reaches the end of the log may be longer when read again, so it serves one round only.
                if page.events or page.broken:
                    self._pages[key] = page
                    while len(self._pages) > self._kept:
                        self._pages.popitem(last=False)
            return page
