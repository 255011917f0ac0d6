"""A year of a middle-sized city: 300 organs, 3,000 leads, 20,000 running deadlines, and a calendar notice that is signed.

``python -m bench.city [ORGANS LEADS DEADLINES]`` writes the log of the year into a database of its own through the real append
function and times, once each: every read model row of the deadlines made anew, what a notice would do worked out before it is
signed, and every running clock recounted and written after it was; each against the bare addition of a timedelta to a date for as
many deadlines.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from psycopg import AsyncConnection

from application.adapters.migrations import migrate
from application.adapters.postgres_server import OWNER, RUNTIME, open_server
from bench.projection import append_all
from domain.calendar.calendar import Calendar
from domain.calendar.rules import deadline_under
from domain.identity import BodyId, ItemId, OrganId
from domain.supervision.duties.events import DutyPlaced, ItemsObserved, Observed
from interfaces.calendar_effect import effect_of
from interfaces.projecting import packaged_clocks
from projections.deadlines.projection import deadlines
from projections.docket.projection import DOCKET
from projections.numbers.projection import NUMBERS
from tests.projections.deadlines.calendars import days_off, kept, proposed, signed
from tests.support.made_up import an_id
from tests.support.matters import Matter, Move
from tests.support.read_models import fill
from tests.support.weaving import woven

LAW = packaged_clocks()
MODEL = deadlines(LAW)
YEAR = date(2025, 1, 1)
RULE = "D-01"
NOTICE = days_off("example-city", date(2025, 6, 9), 3)
RUNNING = "SELECT count(*) FROM read_models.deadlines_v1 WHERE ended_on IS NULL"
MOVED = "SELECT count(*) FROM read_models.deadlines_v1 WHERE jsonb_array_length(earlier) > 0"


def duties(organs: int, items: int) -> Iterator[Move]:
    """Each organ is watched and has *items* things to publish over the year, none of them published."""
    rule, calendar = LAW.rules.rule(RULE), Calendar(LAW.notices)
    for number in range(organs):
        placed = DutyPlaced(
            kind="proactive-release", body=BodyId(an_id("office")), organ=OrganId(an_id(f"organ {number}")), since=YEAR
        )
        days = [YEAR + timedelta(days=(number + place * 7) % 365) for place in range(items)]
        observed = tuple(
            Observed(
                item=ItemId(an_id(f"item {number} {place}")),
                formed_on=day,
                publish_by=deadline_under(rule, day, calendar).due,
                rules=(RULE,),
            )
            for place, day in enumerate(days)
        )
        events = (placed, ItemsObserved(items=observed, observed_on=YEAR))
        yield ((an_id(f"duty {number}"), "duty", events),)


def year(organs: int, leads: int, running: int) -> Iterator[Move]:
    """Everything that the log of the year holds: leads that became cases, and items to be published."""
    for start in range(0, leads, 200):
        yield from woven((Matter(f"b{n}", seed=n) for n in range(start, min(start + 200, leads))), until="filed")
    yield from duties(organs, max(1, (running - leads) // organs))


async def timed(label: str, count: int, bare: float, work: Callable[[], Awaitable[Any]]) -> Any:
    """What *work* gives, with its time told beside the bare addition of as many dates."""
    begun = time.perf_counter()
    found = await work()
    taken = time.perf_counter() - begun
    print(f"{label:<44}{taken:>7.2f} s {count / taken:>10,.0f}/s {taken / bare:>8,.0f} times the addition", flush=True)
    return found


async def main(organs: int, leads: int, running: int) -> None:
    with tempfile.TemporaryDirectory(prefix="wenze-bench-") as folder, open_server(Path(folder)) as server:
        migrate(server.conninfo(OWNER))

        async def connect() -> AsyncConnection[Any]:
            return await AsyncConnection.connect(server.conninfo(RUNTIME), autocommit=True)

        events = await append_all(connect, year(organs, leads, running))
        async with await connect() as connection:
            await measured(connection, connect, organs, leads, events)


async def measured(
    connection: AsyncConnection[Any],
    connect: Callable[[], Awaitable[AsyncConnection[Any]]],
    organs: int,
    leads: int,
    events: int,
) -> None:
    """The three times."""

    async def one(query: str) -> int:
        row = await (await connection.execute(query)).fetchone()
        return 0 if row is None else int(row[0])

    for model in (DOCKET, NUMBERS):
        await fill(connection, model)
    begun = time.perf_counter()
    await fill(connection, MODEL)
    made = time.perf_counter() - begun
    count = await one(RUNNING)
    bare = bare_addition(count)
    print(f"{organs:,} organs, {leads:,} leads, {events:,} events, {count:,} running deadlines")
    print(f"{'bare date addition':<44}{bare:>7.4f} s {count / bare:>10,.0f}/s        1")
    print(
        f"{'every clock made from the log':<44}{made:>7.2f} s {count / made:>10,.0f}/s {made / bare:>8,.0f} times the addition"
    )
    before = Calendar(LAW.notices)
    after = Calendar((*before.notices, NOTICE))
    effect = await timed(
        "what the notice would do, before it is signed", count, bare, lambda: effect_of(connection, before, after, None)
    )
    await kept(connection, NOTICE)
    await append_all(connect, iter((proposed(NOTICE, YEAR), signed(NOTICE, YEAR))))
    await timed("every clock recounted once it is signed", count, bare, lambda: fill(connection, MODEL))
    print(f"{await one(MOVED):,} deadlines moved; {len(effect.affected):,} were listed before")


def bare_addition(count: int) -> float:
    """The best of three rounds of adding a timedelta to *count* dates."""
    days, span, rounds = [YEAR + timedelta(days=n % 365) for n in range(count)], timedelta(days=28), []
    for _ in range(3):
        begun = time.perf_counter()
        for day in days:
            day + span
        rounds.append(time.perf_counter() - begun)
    return min(rounds)


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    asyncio.run(main(*(given or [300, 3_000, 20_000])))
