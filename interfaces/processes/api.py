"""The API worker: ``python -m interfaces.processes.api``. Any number of them serve one database."""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import structlog
from granian import Granian
from granian.constants import Interfaces, Loops

from application.errors import StoreUnavailable
from interfaces import log_setup, settings
from interfaces.api.routes import application as api
from interfaces.processes.supervisor import end_with_parent
from interfaces.processes.waiting import waiting_for_database
from interfaces.service import open_service

log = structlog.get_logger()

AT_ONCE_SECONDS = 3.0
"""How long the first request may wait for the database; after that it is told to come again."""
PAUSE_SECONDS = 0.2

BACKPRESSURE = 512
"""Requests in flight in one worker; more wait in the socket's queue."""


class Worker:
    """The ASGI application of this process: put together when the server starts, taken apart when it ends."""

    def __init__(self) -> None:
        self._given = settings.read()
        self._parts = AsyncExitStack()
        self._application: Callable[[Any, Any, Any], Awaitable[None]] = waiting_for_database
        self._opening: asyncio.Task[None] | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer the lifespan protocol; pass everything else on."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        else:
            await self._application(scope, receive, send)

    async def _live(self, receive: Any, send: Any) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self._opening = asyncio.create_task(self._open())
                await asyncio.wait({self._opening}, timeout=AT_ONCE_SECONDS)
                self._opening.add_done_callback(_end_if_failed)
                await send({"type": "lifespan.startup.complete"})
            else:
                if self._opening is not None:
                    self._opening.cancel()
                await self._parts.aclose()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _open(self) -> None:
        """Put the service together as soon as there is a database."""
        if self._given.database_url is None:
            raise RuntimeError("the supervisor names the database")
        while True:
            try:
                service = await self._parts.enter_async_context(
                    open_service(
                        self._given.database_url,
                        self._given.key_file,
                        data=self._given.data,
                        ready_lag=self._given.ready_lag,
                    )
                )
            except StoreUnavailable:
                await asyncio.sleep(PAUSE_SECONDS)
            else:
                self._application = api(service)
                return


def _end_if_failed(opening: asyncio.Task[None]) -> None:
    """A worker that can never serve says why and ends, so that whoever started it notices."""
    if not opening.cancelled() and (error := opening.exception()) is not None:
        log.error("defect", error=type(error).__name__, exc_info=error)
        os._exit(1)


def application() -> Worker:
    """The application of this process, as the server asks for it."""
    log_setup.configure()
    _end_with_server()
    return Worker()


def _end_with_server() -> None:
    """End this worker when the server that made it is killed: it would keep the port, and nobody would keep it."""
    server = multiprocessing.parent_process()
    if server is None:
        return

    def watch() -> None:
        server.join()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="server-watch", daemon=True).start()


def main() -> None:
    """Serve until told to stop."""
    end_with_parent()
    given = settings.read()
    Granian(
        "interfaces.processes.api:application",
        factory=True,
        address=given.host,
        port=given.port,
        interface=Interfaces.ASGI,
        loop=Loops.auto,
        websockets=False,
        backpressure=BACKPRESSURE,
        log_enabled=False,
        respawn_failed_workers=True,
    ).serve()


if __name__ == "__main__":
    main()
