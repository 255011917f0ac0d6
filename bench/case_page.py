"""One case read whole at 10, 100 and 1,000 events, against reading the bare rows of the same events in the same run.

``python -m bench.case_page [SECONDS]`` takes about two minutes with the default of 2 seconds a measurement. It starts a
whole service in a temporary folder, works a case as far as its investigation, and enters evidence through the API until
the case is as long. Each reading is asked over HTTP by an investigator of the case, with all that a request costs.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec
import psycopg
import uvloop

from application.adapters.postgres_server import RUNTIME, open_server
from application.casework.around import LEGAL_ZONE
from bench.visiting import Visitor
from interfaces.bootstrap import prepared_database
from interfaces.demo.asking import Client
from interfaces.demo.names import names
from interfaces.demo.script import worked_case
from interfaces.demo.staging import stage
from interfaces.demo.walking import Walker
from interfaces.settings import read as settings_of
from tests.support.served import environment, served

LENGTHS = (10, 100, 1000)
ROUNDS = 3
PASSWORD = "Invented-Password-2026"  # noqa: S105 - of a database that lives as long as the measurement
OFFICER = "investigator-1"
TODAY = datetime.now(LEGAL_ZONE).date()
EVIDENCE = {
    "kind": "document",
    "document": {"text": "（示例）收件登记复印件：当日申请一件，未予登记。"},
    "collected_on": TODAY.isoformat(),
    "officers": [names()["account.investigator-1"], names()["account.investigator-2"]],
    "shows": ["application-not-accepted"],
}
ROWS = "SELECT topic, state FROM log.events WHERE shard = 1 AND stream_id = %s ORDER BY version"

Ask = Callable[[], Awaitable[object]]


async def median_ms(ask: Ask, seconds: float) -> float:
    """Milliseconds of one reading, asked again and again for *seconds*."""
    return statistics.median(await each_ms(ask, seconds))


async def each_ms(ask: Ask, seconds: float, most: int | None = None) -> list[float]:
    """Milliseconds of each reading, asked again and again for *seconds*, or *most* times."""
    spent: list[float] = []
    end = time.perf_counter() + seconds
    while (begun := time.perf_counter()) < end and len(spent) != most:
        await ask()
        spent.append((time.perf_counter() - begun) * 1000)
    return spent


async def enter(officer: Visitor, case: str, version: int) -> int:
    """One more item of evidence; the version of the case after it."""
    path = f"/api/cases/{case}/enter-evidence"
    said = await officer.change(path, version, msgspec.json.encode(EVIDENCE))
    return int(msgspec.json.decode(said.content)["version"])


def opened(url: str, tokens: Mapping[str, str]) -> str:
    """A case under investigation."""
    client = Client(url)
    walker = Walker(client, tokens, names(), TODAY)
    answered = {}
    for taken in walker.walk(worked_case()):
        answered[taken.step] = taken.answer
        if taken.step == "evidence-register":
            break
    client.close()
    return str(answered["open-case"]["id"])


async def compare(conninfo: str, officer: Visitor, case: str, seconds: float) -> None:
    await officer.sign_in(PASSWORD)
    version = int(msgspec.json.decode((await officer.api(f"/api/cases/{case}")).content)["version"])
    print("| events | reading | median ms | of bare rows |\n| ---: | --- | ---: | ---: |")
    async with await psycopg.AsyncConnection.connect(conninfo, autocommit=True) as connection:

        async def bare() -> None:
            await (await connection.execute(ROWS, [UUID(case)])).fetchall()

        for length in LENGTHS:
            while version < length:
                version = await enter(officer, case, version)
            asks: dict[str, Ask] = {
                "bare rows": bare,
                "API, the case": lambda: officer.api(f"/api/cases/{case}"),
                "API, its history": lambda: officer.api(f"/api/cases/{case}/history"),
                "page, the case": lambda: officer.page(f"/cases/{case}"),
            }
            taken: dict[str, list[float]] = {reading: [] for reading in asks}
            for _ in range(ROUNDS):
                for reading, ask in asks.items():
                    taken[reading].append(await median_ms(ask, seconds))
            base = statistics.median(taken["bare rows"])
            for reading, several in taken.items():
                each = statistics.median(several)
                print(f"| {length} | {reading} | {each:.2f} | {each / base:.1f} |", flush=True)


def main(seconds: float) -> None:
    with tempfile.TemporaryDirectory(prefix="wenze-bench-") as folder:
        data = Path(folder) / "data"
        with served(data) as service:
            given = settings_of(environment(data))
            with prepared_database(given) as database:
                tokens = asyncio.run(stage(database, given.key_file, password=PASSWORD))
            case = opened(service.url, tokens)
            officer = Visitor(service.url, OFFICER, tokens[OFFICER])
            with open_server(data) as server:
                uvloop.run(compare(server.conninfo(RUNTIME), officer, case, seconds))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 2.0)
