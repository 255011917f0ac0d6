"""Loading one stream as its state: from all events, from a kept and from a remembered state, against reading its bare rows.

``python -m bench.fold [SECONDS]`` takes about half a minute with the default of 1 second a measurement.
"""

import statistics
import sys
import time
from uuid import UUID

import uvloop

from application.adapters import event_log
from application.adapters.event_log import PostgresEventLog
from application.adapters.pool import Pool, connection_pool
from application.new_id import new_id
from application.ports import AppendRequest, Change
from bench.append import ACTOR, Act, database
from domain.identity import OrganId
from domain.reports.events import OrganIdentified
from domain.reports.report import Report, evolve

LENGTHS = (10, 50, 100, 1000)
ROUNDS = 3
EVENT = OrganIdentified(organ=OrganId(UUID(int=7)))
ROWS = "SELECT topic, state FROM log.events WHERE shard = 1 AND stream_id = %s ORDER BY version"


async def rate(act: Act, seconds: float) -> float:
    done, begun = 0, time.perf_counter()
    while time.perf_counter() < begun + seconds:
        await act()
        done += 1
    return done / (time.perf_counter() - begun)


class Unkept(Report, frozen=True, kw_only=True):
    """The same state under a form of which none is kept."""


def ways(pool: Pool, keeping: PostgresEventLog, remembering: PostgresEventLog, stream: UUID) -> dict[str, Act]:
    async def bare() -> None:
        async with pool.connection() as connection:
            await connection.set_autocommit(True)
            await (await connection.execute(ROWS, [stream])).fetchall()
            await connection.set_autocommit(False)

    async def fold_all() -> None:
        await keeping.fold(stream, "report", Unkept(), evolve)

    async def fold_kept() -> None:
        await keeping.fold(stream, "report", Report(), evolve)

    async def fold_remembered() -> None:
        await remembering.fold(stream, "report", Report(), evolve)

    return {
        "bare rows": bare,
        "fold, all events": fold_all,
        "fold, state kept": fold_kept,
        "fold, state remembered": fold_remembered,
    }


async def measure(pool: Pool, length: int, seconds: float) -> dict[str, float]:
    log, stream = PostgresEventLog(pool, remembers=0), new_id()
    change = Change(stream=stream, kind="report", expected=0, events=(EVENT,) * length)
    await log.append(AppendRequest(changes=(change,), actor=ACTOR, correlation=new_id()))
    acts = ways(pool, log, PostgresEventLog(pool), stream)
    event_log.AFTER = 1
    await acts["fold, state kept"]()
    await log.close()
    event_log.AFTER = length + 1
    taken: dict[str, list[float]] = {way: [] for way in acts}
    for _ in range(ROUNDS):
        for way, act in acts.items():
            taken[way].append(await rate(act, seconds))
    if not log.metrics.snapshots_used:
        raise RuntimeError("the kept state was not used")
    return {way: statistics.median(several) for way, several in taken.items()}


async def run(conninfo: str, seconds: float) -> None:
    print("| events | way | loads/s | of bare rows |")
    print("| ---: | --- | ---: | ---: |")
    async with connection_pool(conninfo, size=2) as pool:
        for length in LENGTHS:
            taken = await measure(pool, length, seconds)
            for way in taken:
                print(f"| {length} | {way} | {taken[way]:,.0f} | {taken[way] / taken['bare rows']:.2f} |")


if __name__ == "__main__":
    with database() as server:
        uvloop.run(run(server.conninfo(), float(sys.argv[1]) if len(sys.argv) > 1 else 1.0))
