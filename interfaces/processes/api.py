"""The API worker: ``python -m interfaces.processes.api``. Any number of them serve one database."""

from typing import Any

from granian import Granian
from granian.constants import Interfaces, Loops

from interfaces import log_setup, settings
from interfaces.processes.supervisor import end_with_parent

BACKPRESSURE = 512
"""Requests in flight in one worker; more wait in the socket's queue."""


def application() -> Any:
    """The ASGI application of this process."""
    from interfaces.bootstrap import service  # noqa: PLC0415 - granian's worker imports this module before forking

    log_setup.configure()
    return service(settings.read())


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
        process_name="wenze-api",
    ).serve()


if __name__ == "__main__":
    main()
