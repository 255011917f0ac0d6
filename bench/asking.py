"""How often one reading asks the store, as one moment and without it, in the same run.

``python -m bench.asking`` takes about half a minute: the worked case as far as its appeal, one service in this process.
Each reading is asked twice and the second is counted, so that what a process keeps for ever is not.
"""

import logging
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from pathlib import Path

import structlog

from application.adapters.migrations import migrate
from interfaces.api import serving
from interfaces.web import routing
from tests.support.browsing import signed_in
from tests.support.postgres import running_server
from tests.support.worked_matter import Worked, in_worked

OFFICER, READER = "investigator-1", "investigator-2"
STAGE = "assign-handlers"

Ask = Callable[[], Awaitable[object]]


async def asked(worked: Worked, ask: Ask) -> int:
    """Connections that one reading takes from the pool: each carries one statement, or one transaction."""
    await ask()
    before = worked.service.pool.get_stats().get("requests_num", 0)
    await ask()
    return worked.service.pool.get_stats()["requests_num"] - before


async def compare(worked: Worked) -> None:
    case, track = worked.the("case"), worked.the("proceeding.head")
    page = await signed_in(worked, READER, "zh")
    asks: dict[str, Ask] = {
        "API, the case": lambda: worked.sees(OFFICER, f"/api/cases/{case}"),
        "API, its history": lambda: worked.sees(OFFICER, f"/api/cases/{case}/history"),
        "API, the history of a proceeding": lambda: worked.sees(OFFICER, f"/api/proceedings/{track}/history"),
        "page, the case": lambda: page.get(f"/cases/{case}"),
        "page, a proceeding": lambda: page.get(f"/proceedings/{track}"),
    }
    print("| reading | each asks anew | one moment | ratio |\n| --- | ---: | ---: | ---: |")
    moment = serving.one_moment
    for reading, ask in asks.items():
        taken = []
        for manner in (nullcontext, moment):
            for module in (serving, routing):
                module.one_moment = manner
            taken.append(await asked(worked, ask))
        print(f"| {reading} | {taken[0]} | {taken[1]} | {taken[1] / taken[0]:.2f} |", flush=True)


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with tempfile.TemporaryDirectory(prefix="wenze-bench-") as folder:
        files = Path(folder) / "files"
        files.mkdir()
        with running_server(Path(folder) / "postgres") as server, server.database(migrate) as database:
            in_worked(database, files, compare, until=STAGE)


if __name__ == "__main__":
    main()
