"""Tells an open list that something has moved, by server-sent events. The list then asks for itself again; nothing is said here."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from typing import Any

from litestar import Response
from litestar.response import Stream

from application.casework import gate
from application.errors import StoreUnavailable
from interfaces.service import Service
from interfaces.web.routing import Page
from interfaces.web.visit import Visit

FRESH_SECONDS = 2.0
"""How often the lists are looked at, however many people have one open."""
LASTS_SECONDS = 6.0
"""A stream ends after this and the browser opens another: nobody listens longer than their session, and no stop waits long."""
RETRY = 500
"""Milliseconds after which the browser opens another."""

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class Live:
    """The stream of changes."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._at: tuple[int, ...] = ()
        self._looked_at = float("-inf")
        self._looking = asyncio.Lock()

    def pages(self) -> Iterator[Page]:
        """The declared stream."""
        yield Page(path="/lists/changes", action="work.read", show=self.changes, cites=False, listened=True)

    async def changes(self, visit: Visit) -> Response[Any]:
        """``moved`` whenever a read model has come further, to whoever is signed in and owes no second factor; nobody else is told anything."""
        gate.require(visit.who, "work.read")
        return Stream(self._told(), media_type="text/event-stream", headers=HEADERS)

    async def _told(self) -> AsyncIterator[bytes]:
        until, seen = time.monotonic() + LASTS_SECONDS, await self._position()
        yield f"retry: {RETRY}\n\n".encode()
        while time.monotonic() < until:
            await asyncio.sleep(FRESH_SECONDS)
            now = await self._position()
            if now != seen:
                seen = now
                yield b"event: moved\ndata: -\n\n"

    async def _position(self) -> tuple[int, ...]:
        """Where the read models are, looked up at most once in FRESH_SECONDS for all who listen."""
        async with self._looking:
            if time.monotonic() - self._looked_at >= FRESH_SECONDS:
                with suppress(StoreUnavailable):  # what is not known has not moved; the list says what is wrong
                    self._at = tuple(model.position for model in await self._service.read_models())
                self._looked_at = time.monotonic()
            return self._at
