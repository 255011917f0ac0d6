"""The notifier: ``python -m interfaces.processes.notifier``. Several may run; no reminder is made or sent twice.

It also forgets what respondents wrote and did not send, once no statement is taken any more, and makes names that an
earlier release kept findable, once.
"""

import asyncio
import signal

from interfaces import findable_names, forgetting, log_setup, reminding, settings
from interfaces.processes.supervisor import end_with_parent


async def remind(conninfo: str, given: settings.Settings) -> None:
    """Remind, and forget, until told to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with asyncio.TaskGroup() as both:
        both.create_task(reminding.remind(conninfo, given, stop=stop))
        both.create_task(forgetting.forget(conninfo, given, stop=stop))
        both.create_task(findable_names.make_findable(conninfo, given, stop=stop))


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
