"""The projector: ``python -m interfaces.processes.projector``. Several may run; each read model has one leader."""

import asyncio
import signal

from interfaces import log_setup, projecting, settings
from interfaces.processes.supervisor import end_with_parent


async def project(conninfo: str) -> None:
    """Keep the read models up with the log until told to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await projecting.project(conninfo, stop=stop)


def main() -> None:
    """Run until told to stop."""
    log_setup.configure()
    end_with_parent()
    given = settings.read()
    if given.database_url is None:
        raise RuntimeError("the supervisor names the database")
    asyncio.run(project(given.database_url))


if __name__ == "__main__":
    main()
