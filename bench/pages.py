"""Each page against the same data over the API, on the demonstration's data with 100,000 rows in the docket's read model.

``python -m bench.pages [SECONDS [ROWS [PART]]]`` (default 0.4 seconds a measurement, 100,000 rows) takes about seven minutes;
with PART only the pages whose address holds it. It runs ``wenze demo`` on a temporary folder, furnishes it as the walks in a
browser do, multiplies the docket's rows in the database, and asks each page of ``pages.toml`` and the requests of the API that
together give what the page shows, one after another on one connection: the page may take 1.5 times as long. The last column is
the same ratio in processor time of the service and its database: it says something on a busy machine too.
"""

import asyncio
import json
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import msgspec
import psycopg
import uvloop

from application.adapters.postgres_server import ADMINISTRATOR, DATABASE, open_server
from application.casework.around import LEGAL_ZONE
from bench.case_page import each_ms
from bench.docket import MULTIPLY
from bench.processor import between, spent
from bench.visiting import Visitor
from domain.papers.sheet import check_text
from interfaces import settings
from interfaces.bootstrap import prepared_database
from interfaces.demo.asking import Client
from interfaces.demo.names import names as demo_names
from interfaces.demo.staging import stage
from tests.browser.furnishing import furnished
from tests.support.served import environment

ROUNDS = 3
LIMIT = 1.5
COUNT = "SELECT count(*) FROM read_models.docket_v2"
CODE = """
    SELECT (state ->> 'draft')::int, state -> 'content' ->> 'sha256'
      FROM (SELECT version, convert_from(state, 'UTF8')::json AS state FROM log.events WHERE shard = 1 AND stream_id = %s) AS each
     WHERE state -> 'content' IS NOT NULL
     ORDER BY version DESC
     LIMIT 1
"""

TABLE = msgspec.toml.decode(files("bench").joinpath("pages.toml").read_bytes(), type=dict[str, dict[str, Any]])
PAGES: dict[str, dict[str, list[str]]] = {who: pages for who, pages in TABLE.items() if who != "unmeasured"}
NOBODY = "public"

OPEN_CASES = "/api/docket?kinds=case&kinds=appeal&open=true&handler={account.investigator-1}&limit=100"
BEFORE = frozenset(
    {"/hand-over?from={account.investigator-1}&to={account.investigator-3}", "/own/consultations"},
)
"""Pages that open each matter of a list, and a multiplied row is none: measured before there are any."""

EACH = re.compile(r"\{each (\w+)\}")
"""A request for each of several: organs, whose list holds names alone, cases that an officer has in hand, titles of a duty."""

SELDOM = {"/check": 8, "/my-report": 1}
"""What anybody may open so often an hour and no more: how often one round asks it."""

Ask = Callable[[], Awaitable[object]]


@contextmanager
def demonstration(data: Path) -> Iterator[tuple[str, str, int]]:
    """``wenze demo`` on *data*, complete: its address, the password of its accounts and the id of its process."""
    command = [sys.executable, "-m", "interfaces.cli.main", "demo", "--json"]
    with (data.parent / "said").open("wb") as said:
        process = subprocess.Popen(command, env=environment(data), stdout=subprocess.PIPE, stderr=said, text=True)
    try:
        for line in process.stdout or ():
            told = json.loads(line) if line.startswith("{") else {}
            if "url" in told:
                yield told["url"], told["password"], process.pid
                break
        else:
            raise SystemExit((data.parent / "said").read_text("utf-8"))
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


@contextmanager
def within(data: Path) -> Iterator[psycopg.Connection]:
    """The demonstration's database, as its administrator."""
    with (
        open_server(data) as server,
        psycopg.connect(server.conninfo(ADMINISTRATOR, DATABASE), autocommit=True) as connection,
    ):
        yield connection


def grow(connection: psycopg.Connection, wanted: int) -> int:
    """Multiply the rows of the docket under other ids; how many there are then."""
    found = connection.execute(COUNT).fetchone()
    times = wanted // int(found[0] if found else 1) - 1
    connection.execute(MULTIPLY.encode(), [max(times, 0)])
    connection.execute("ANALYZE read_models.docket_v2")
    grown = connection.execute(COUNT).fetchone()
    return int(grown[0]) if grown else 0


def tokens_of(data: Path) -> dict[str, str]:
    """A token for each account."""
    given = settings.read(environment(data))
    with prepared_database(given) as database:
        return asyncio.run(stage(database, given.key_file, password=None))


async def signed_in(url: str, password: str, tokens: dict[str, str]) -> dict[str, Visitor]:
    """Everybody of ``PAGES``, by name."""
    visitors = {name: Visitor(url, name, tokens.get(name)) for name in PAGES}
    for name, visitor in visitors.items():
        if name != NOBODY:
            await visitor.sign_in(password)
    return visitors


async def measure(
    visitors: dict[str, Visitor],
    pages: dict[str, dict[str, list[str]]],
    service: int,
    names: dict[str, str],
    seconds: float,
) -> int:
    """Print the rows of what process *service* and those below it answer; how many pages are slower than they may be."""
    slow = 0
    for name, addresses in pages.items():
        visitor, known = visitors[name], names
        if name != NOBODY:
            known = {**names, "own": msgspec.json.decode((await visitor.api("/api/me")).content)["account"]}
        for path, parts in addresses.items():
            page, asked = filled(path, known), [filled(one, known) for one in await every(visitor, parts, known)]

            async def over_the_api(visitor: Visitor = visitor, asked: list[str] = asked) -> None:
                for one in asked:
                    await visitor.api(one)

            async def on_the_page(visitor: Visitor = visitor, page: str = page) -> None:
                await visitor.page(page)

            most = SELDOM.get(path.partition("?")[0].partition(" ")[0]) if name == NOBODY else None
            mine, theirs = await compared(on_the_page, over_the_api, service, seconds, most)
            slow += mine.passed > LIMIT * theirs.passed
            ratios = f"{mine.passed / theirs.passed:.2f} | {mine.busy / theirs.busy:.2f}"
            print(f"| {name} | `{path}` | {mine.passed:.1f} | {theirs.passed:.1f} | {ratios} |", flush=True)
    return slow


async def ids_of(visitor: Visitor, what: str, names: dict[str, str]) -> list[str]:
    """The ids that stand for each of *what*: organs, open cases of an officer, titles of what a duty publishes."""
    if what == "title":
        shown = msgspec.json.decode((await visitor.api(f"/api/duties/{names['duty']}")).content)["titles"]
        return [as_document(one) for one in shown.values()]
    address, key = ("/api/organs?limit=200", "organs") if what == "organ" else (OPEN_CASES, "entries")
    rows = msgspec.json.decode((await visitor.api(filled(address, names))).content)[key]
    return [one["id"] for one in rows if one.get("kind", what) == what]


def as_document(reference: dict[str, str]) -> str:
    """The address of a document below that of all."""
    return f"{reference['id']}?sha256={reference['sha256']}&purpose=bench"


async def every(visitor: Visitor, parts: list[str], names: dict[str, str]) -> list[str]:
    """*parts* with a request for each of several where one says so."""
    found: list[str] = []
    for part in parts:
        several = EACH.search(part)
        if several is None:
            found.append(part)
            continue
        found += [part.replace(several[0], one) for one in await ids_of(visitor, several[1], names)]
    return found


class Took(NamedTuple):
    """Milliseconds of one answer: ``passed`` on the clock, ``busy`` on a processor."""

    passed: float
    busy: float


async def compared(page: Ask, api: Ask, service: int, seconds: float, most: int | None) -> tuple[Took, Took]:
    """What each takes of process *service* and those below it, measured in turn."""
    await page()
    await api()
    rounds = [
        (await took(page, service, seconds, most), await took(api, service, seconds, most)) for _ in range(ROUNDS)
    ]
    mine, theirs = zip(*rounds, strict=True)
    return usual(mine), usual(theirs)


async def took(ask: Ask, service: int, seconds: float, most: int | None) -> Took:
    """One round."""
    before = spent(service)
    each = await each_ms(ask, seconds, most)
    return Took(statistics.median(each), between(before, spent(service)) * 1000 / len(each))


def usual(rounds: tuple[Took, ...]) -> Took:
    """The median of the rounds on the clock, and the least on a processor: what others do can only add to it."""
    return Took(statistics.median(one.passed for one in rounds), min(one.busy for one in rounds))


async def stocked(url: str, tokens: dict[str, str]) -> dict[str, str]:
    """The ids of what the demonstration is furnished with, by the names that the visits use, and what the API is asked with."""
    client = Client(url)
    names = {**demo_names(), **furnished(client, tokens), **days()}
    client.close()
    manager, intake = (Visitor(url, name, tokens[name]) for name in ("manager", "intake"))
    report = msgspec.json.decode((await manager.api(f"/api/reports/{names['report']}")).content)
    asked = msgspec.json.decode((await intake.api(f"/api/consultations/{names['asked']}")).content)
    found = msgspec.json.decode((await manager.api(f"/api/cases/{names['case']}/candidates")).content)
    persons = sorted(set(re.findall(r'"person":"([^"]+)"', msgspec.json.encode(found).decode())))
    names["persons"] = "&".join([f"in={names['case']}", "purpose=bench", *(f"ids={one}" for one in persons)])
    texts = {
        "account": report["report"]["filed"]["account"],
        "letter": asked["consultation"]["started"]["letter"],
        "information": asked["consultation"]["started"]["information"],
    }
    return names | {name: as_document(one) for name, one in texts.items()}


def check_code(connection: psycopg.Connection, names: dict[str, str]) -> str:
    """What the QR code of the decision's sheet says: the page of the check is asked with it."""
    row = connection.execute(CODE, [names["paper.head"]]).fetchone()
    return check_text("decision", names["number.head"], *row) if row else ""


def days() -> dict[str, str]:
    """The legal day."""
    return {"today": datetime.now(LEGAL_ZONE).date().isoformat()}


def filled(path: str, names: dict[str, str]) -> str:
    """*path* with the ids put in, as it travels."""
    for name, value in names.items():
        path = path.replace("{" + name + "}", value)
    return quote(path, safe="/?&= ")


def chosen(part: str, *, before: bool) -> dict[str, dict[str, list[str]]]:
    """Those of ``PAGES`` whose address holds *part*: those of ``BEFORE``, or the others."""
    return {
        who: {path: asked for path, asked in pages.items() if part in path and (path in BEFORE) is before}
        for who, pages in PAGES.items()
    }


def main(seconds: float, rows: int, part: str) -> None:
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="wenze-bench-") as folder:
        data = Path(folder) / "data"
        with demonstration(data) as (url, password, service), within(data) as connection:
            tokens = tokens_of(data)
            names = asyncio.run(stocked(url, tokens))
            names["check"] = check_code(connection, names)
            print(f"\nready after {time.monotonic() - begun:.0f} s\n")
            print("| who | page | page ms | API ms | page of API | in processor time |")
            print("| --- | --- | ---: | ---: | ---: | ---: |")

            async def whole() -> int:
                visitors = await signed_in(url, password, tokens)
                slow = await measure(visitors, chosen(part, before=True), service, names, seconds)
                grown = grow(connection, rows)
                slow += await measure(visitors, chosen(part, before=False), service, names, seconds)
                spent_in_all = time.monotonic() - begun
                print(f"\n{grown:,} rows in the docket, but for the first {len(BEFORE)}; {spent_in_all:.0f} s in all")
                return slow

            slow = uvloop.run(whole())
    print(f"\n{slow} pages take longer than {LIMIT} times the API" if slow else f"\nall within {LIMIT} times the API")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(float(given[0]) if given else 0.4, int(given[1]) if len(given) > 1 else 100_000, (given[2:] or [""])[0])
