"""Each page against the same data over the API, on the demonstration's data with 100,000 rows in the docket's read model.

``python -m bench.pages [SECONDS [ROWS]]`` (default 1 second a measurement, 100,000 rows) takes about six minutes. It runs
``wenze demo`` on a temporary folder, multiplies the docket's rows in the database, and asks each page and the requests of
the API that together give what the page shows, one after another on one connection: the page may take 1.5 times as long.
The last column is the same ratio in processor time of the service and its database: it says something on a busy machine too.
"""

import asyncio
import json
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec
import psycopg
import uvloop

from application.adapters.postgres_server import ADMINISTRATOR, DATABASE, open_server
from bench.case_page import each_ms
from bench.docket import MULTIPLY
from bench.processor import between, spent
from bench.visiting import Visitor
from interfaces import settings
from interfaces.bootstrap import prepared_database
from interfaces.demo.names import names as demo_names
from interfaces.demo.staging import stage
from tests.support.served import environment

ROUNDS = 3
LIMIT = 1.5
COUNT = "SELECT count(*) FROM read_models.docket_v2"

OPEN = "/api/reports?open=true&stages=registered&stages=accepted"
WORK = ("/api/work", "/api/work/waiting", "/api/work/approvals", "/api/docket?handler={own}&order=changed")
KINDS = ("consultations", "duties", "projects", "assessments", "evaluations")
PAGES: dict[str, dict[str, tuple[str, ...]]] = {
    "manager": {
        "/today": WORK,
        "/inbox": (OPEN,),
        "/docket": ("/api/docket",),
        "/docket?kinds=case&open=true": ("/api/docket?kinds=case&open=true",),
        "/docket?kinds=proceeding&stages=decided": ("/api/docket?kinds=proceeding&stages=decided",),
        "/docket?organ={organ}": ("/api/docket?organ={organ}",),
        "/appeals": ("/api/docket?kinds=appeal",),
        "/deadlines": ("/api/deadlines",),
        "/board": ("/api/workload", "/api/deadline-figures"),
        "/statistics": ("/api/dashboard", "/api/deadline-figures", "/api/ratings"),
        "/pattern": ("/api/pattern",),
        "/search?q={case}": ("/api/docket?search={case}&limit=20",),
        "/approvals": ("/api/work/approvals", "/api/work"),
        "/reports/{report}": (
            "/api/reports/{report}",
            "/api/reports?search={report}",
            "/api/documents/{account}",
            "/api/deadlines?matter={report}",
        ),
        "/cases/{case}": (
            "/api/cases/{case}",
            "/api/cases/{case}/history",
            "/api/cases/{case}/locked-out",
            "/api/docket?search={case}",
        ),
        "/cases/{case}/clock": ("/api/cases/{case}/clock", "/api/cases/{case}"),
        "/cases/{case}/as-of": ("/api/cases/{case}", "/api/cases/{case}/history"),
        "/cases/{case}/papers": ("/api/cases/{case}/papers",),
        "/proceedings/{proceeding}": (
            "/api/proceedings/{proceeding}",
            "/api/proceedings/{proceeding}/recommendation",
            "/api/proceedings/{proceeding}/history",
            "/api/docket?search={proceeding}",
        ),
        "/proceedings/{proceeding}/papers": ("/api/proceedings/{proceeding}/papers",),
        "/proceedings/{proceeding}/replay": (
            "/api/proceedings/{proceeding}/replay",
            "/api/proceedings/{proceeding}",
            "/api/proceedings/{proceeding}/recommendation",
            "/api/proceedings/{proceeding}/like-cases",
        ),
        "/proceedings/{proceeding}/what-if": (
            "/api/proceedings/{proceeding}/what-if",
            "/api/proceedings/{proceeding}",
        ),
        "/proceedings/{proceeding}/like-cases": (
            "/api/proceedings/{proceeding}/like-cases",
            "/api/proceedings/{proceeding}",
        ),
        "/papers/{paper}": ("/api/papers/{paper}", "/api/me"),
        "/organs/{organ}/cases": ("/api/side-by-side?organ={organ}",),
        "/reports/{report}/papers": ("/api/reports/{report}/papers",),
        "/statistics/reconciliation": ("/api/dashboard/reconciliation",),
        "/hand-over": ("/api/workload",),
        "/searches": ("/api/me/searches", "/api/me"),
        "/account": ("/api/me", "/api/me/tokens"),
        "/figures": ("/api/figures", "/api/me"),
        "/supervision": tuple(f"/api/{kind}" for kind in KINDS),
        "/supervision/breaches": ("/api/breaches",),
        "/supervision/grades": ("/api/grades", "/api/organs"),
        "/supervision/figures": ("/api/supervision-figures",),
        "/reminders": ("/api/notices",),
    },
    "province-handler-1": {
        "/today": WORK,
        "/appeals": ("/api/docket?kinds=appeal",),
        "/appeals/{appeal}": (
            "/api/appeals/{appeal}",
            "/api/proceedings/{proceeding}",
            "/api/docket?search={appeal}",
            "/api/papers/{paper}",
        ),
        "/appeals/{appeal}/papers": ("/api/appeals/{appeal}/papers",),
    },
    "head": {
        "/own": ("/api/proceedings",),
        "/own/{proceeding}": (
            "/api/proceedings/{proceeding}",
            "/api/proceedings/{proceeding}/history",
            "/api/appeals/{appeal}",
            "/api/own/clocks",
        ),
        "/own/{proceeding}/recusal": ("/api/proceedings/{proceeding}", "/api/proceedings/{proceeding}/history"),
        "/own/{proceeding}/appeal/receipt": ("/api/proceedings/{proceeding}/history",),
        "/own/consultations": ("/api/me/consultations",),
    },
    "admin": {
        "/administration": ("/health/ready", "/api/me"),
        "/administration/setup": ("/api/setup",),
        "/administration/people": ("/api/accounts", "/api/organs"),
        "/administration/units": ("/api/organs", "/api/organs/{each organ}"),
        "/administration/deliveries": ("/api/reminder-targets", "/api/organs"),
        "/administration/retention": ("/api/retention", "/api/me"),
        "/templates": ("/api/templates",),
    },
    "auditor": {
        "/access-log": ("/api/audit/reads?newest=true&limit=50", "/api/audit/standing-out"),
        "/access-log?kind=document": ("/api/audit/reads?kind=document&newest=true&limit=50",),
    },
    "legal": {
        "/calendar": ("/api/calendar/notices", "/api/me"),
        "/rulebooks": (
            "/api/rulebooks",
            "/api/rulebooks/adoptions",
            "/api/rulebooks/texts",
            "/api/policies/adoptions?body={city}",
        ),
    },
}

EACH_ORGAN = "{each organ}"
"""A request for each organ of the register: the list holds names alone."""

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


def grow(data: Path, wanted: int) -> int:
    """Multiply the rows of the docket under other ids; how many there are then."""
    with (
        open_server(data) as server,
        psycopg.connect(server.conninfo(ADMINISTRATOR, DATABASE), autocommit=True) as connection,
    ):
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
    visitors = {name: Visitor(url, name, tokens[name]) for name in PAGES}
    for visitor in visitors.values():
        await visitor.sign_in(password)
    return visitors


async def measure(visitors: dict[str, Visitor], service: int, names: dict[str, str], seconds: float) -> int:
    """Print the table of what process *service* and those below it answer; how many pages are slower than they may be."""
    slow = 0
    print("| who | page | page ms | API ms | page of API | in processor time |")
    print("| --- | --- | ---: | ---: | ---: | ---: |")
    for name, pages in PAGES.items():
        visitor = visitors[name]
        own = msgspec.json.decode((await visitor.api("/api/me")).content)["account"]
        organs = [
            one["id"] for one in msgspec.json.decode((await visitor.api("/api/organs?limit=200")).content)["organs"]
        ]
        for path, parts in pages.items():
            page = filled(path, {**names, "own": own})
            each = [
                part.replace(EACH_ORGAN, organ) for part in parts for organ in (organs if EACH_ORGAN in part else [""])
            ]
            asked = [filled(part, {**names, "own": own}) for part in each]

            async def over_the_api(visitor: Visitor = visitor, asked: list[str] = asked) -> None:
                for one in asked:
                    await visitor.api(one)

            async def on_the_page(visitor: Visitor = visitor, page: str = page) -> None:
                await visitor.page(page)

            mine, theirs = await compared(on_the_page, over_the_api, service, seconds)
            slow += mine.passed > LIMIT * theirs.passed
            ratios = f"{mine.passed / theirs.passed:.2f} | {mine.busy / theirs.busy:.2f}"
            print(f"| {name} | `{path}` | {mine.passed:.1f} | {theirs.passed:.1f} | {ratios} |", flush=True)
    return slow


class Took(NamedTuple):
    """Milliseconds of one answer: ``passed`` on the clock, ``busy`` on a processor."""

    passed: float
    busy: float


async def compared(page: Ask, api: Ask, service: int, seconds: float) -> tuple[Took, Took]:
    """What each takes of process *service* and those below it, measured in turn."""
    await page()
    await api()
    rounds = [(await took(page, service, seconds), await took(api, service, seconds)) for _ in range(ROUNDS)]
    mine, theirs = zip(*rounds, strict=True)
    return usual(mine), usual(theirs)


async def took(ask: Ask, service: int, seconds: float) -> Took:
    """One round."""
    before = spent(service)
    each = await each_ms(ask, seconds)
    return Took(statistics.median(each), between(before, spent(service)) * 1000 / len(each))


def usual(rounds: tuple[Took, ...]) -> Took:
    """The median of the rounds on the clock, and the least on a processor: what others do can only add to it."""
    return Took(statistics.median(one.passed for one in rounds), min(one.busy for one in rounds))


async def worked(url: str, tokens: dict[str, str]) -> dict[str, str]:
    """The worked case with its report and appeal, and the proceeding of its head: what that person may see leads to them."""
    head, manager = (Visitor(url, name, tokens[name]) for name in ("head", "manager"))
    for own in msgspec.json.decode((await head.api("/api/proceedings")).content)["entries"]:
        seen = msgspec.json.decode((await manager.api(f"/api/proceedings/{own['id']}")).content)["proceeding"]
        if seen["appeals"]:
            break
    else:
        raise SystemExit("no proceeding of the head has an appeal")
    case = msgspec.json.decode((await manager.api(f"/api/cases/{seen['case']}")).content)["case"]
    report = msgspec.json.decode((await manager.api(f"/api/reports/{case['reports'][0]}")).content)
    account = report["report"]["filed"]["account"]
    papers = msgspec.json.decode((await manager.api(f"/api/proceedings/{own['id']}/papers")).content)["papers"]
    return {
        "city": demo_names()["organ.city"],
        "organ": seen["organ"],
        "proceeding": own["id"],
        "case": seen["case"],
        "report": case["reports"][0],
        "paper": papers[0]["id"],
        "account": f"{account['id']}?sha256={account['sha256']}&purpose=bench",
        "appeal": seen["appeals"][0]["appeal"],
    }


def filled(path: str, names: dict[str, str]) -> str:
    """*path* with the ids put in."""
    for name, value in names.items():
        path = path.replace("{" + name + "}", value)
    return path


def main(seconds: float, rows: int) -> None:
    with tempfile.TemporaryDirectory(prefix="wenze-bench-") as folder:
        data = Path(folder) / "data"
        begun = time.monotonic()
        with demonstration(data) as (url, password, service):
            tokens = tokens_of(data)
            names = asyncio.run(worked(url, tokens))
            print(f"\n{grow(data, rows):,} rows in the docket; ready after {time.monotonic() - begun:.0f} s\n")

            async def whole() -> int:
                return await measure(await signed_in(url, password, tokens), service, names, seconds)

            slow = uvloop.run(whole())
    print(f"\n{slow} pages take longer than {LIMIT} times the API" if slow else f"\nall within {LIMIT} times the API")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0, int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
