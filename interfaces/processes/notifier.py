"""The notifier: ``python -m interfaces.processes.notifier``. Several may run; no reminder is made or sent twice.

It also forgets what respondents wrote and did not send, once no statement is taken any more, and makes names that an
earlier release kept findable, once.
"""

import asyncio
import signal
from collections.abc import Awaitable, Callable

import structlog

from application.errors import StoreUnavailable
from interfaces import findable_names, forgetting, log_setup, reminding, settings
from interfaces.processes.supervisor import end_with_parent

PAUSE = 1.0
"""Seconds until a loop that could not begin begins anew."""

log = structlog.get_logger()


async def remind(conninfo: str, given: settings.Settings) -> None:
    """Remind, and forget, until told to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with asyncio.TaskGroup() as both:
        both.create_task(begun(lambda: reminding.remind(conninfo, given, stop=stop), stop))
        both.create_task(begun(lambda: forgetting.forget(conninfo, given, stop=stop), stop))
        both.create_task(findable_names.make_findable(conninfo, given, stop=stop))


async def begun(work: Callable[[], Awaitable[None]], stop: asyncio.Event) -> None:
    """Run *work*; where the store cannot be reached while it begins, a little later again: the others go on meanwhile."""
    while not stop.is_set():
        try:
            await work()
        except StoreUnavailable:
            log.info("waits_for_database")
        else:
            return
        try:
            async with asyncio.timeout(PAUSE):
                await stop.wait()
        except TimeoutError:
            continue


def main() -> None:
    """Run until told to stop."""
    log_setup.configure()
    end_with_parent()
    given = settings.read()
    if given.database_url is None:
        raise RuntimeError("the supervisor names the database")
    asyncio.run(remind(given.database_url, given))


if __name__ == "__main__":
    main()
