"""The API worker: ``python -m interfaces.processes.api``. Any number of them serve one database."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

from granian import Granian
from granian.constants import Interfaces, Loops

from interfaces import log_setup, settings
from interfaces.api.routes import application as api
from interfaces.processes.supervisor import end_with_parent
from interfaces.service import open_service

BACKPRESSURE = 512
"""Requests in flight in one worker; more wait in the socket's queue."""


class Worker:
    """The ASGI application of this process: put together when the server starts, taken apart when it ends."""

    def __init__(self) -> None:
        self._given = settings.read()
        self._parts = AsyncExitStack()
        self._application: Callable[[Any, Any, Any], Awaitable[None]] | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer the lifespan protocol; pass everything else on."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif self._application is not None:
            await self._application(scope, receive, send)

    async def _live(self, receive: Any, send: Any) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                if self._given.database_url is None:
                    raise RuntimeError("the supervisor names the database")
                service = await self._parts.enter_async_context(
                    open_service(self._given.database_url, self._given.key_file)
                )
                self._application = api(service)
                await send({"type": "lifespan.startup.complete"})
            else:
                await self._parts.aclose()
                await send({"type": "lifespan.shutdown.complete"})
                return


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
