"""Rebuilding a read model against a bare read of the same rows.

``python -m bench.projection [MATTERS]`` (default 1,000, some 35 events each) fills a database of its own through the real
append function, then reads all rows, reads and decodes them, and rebuilds each read model; three rounds in turn, medians.
The recommendations compute law and not only rows, so they are measured over a fiftieth of the matters.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

from psycopg import AsyncConnection

from application.adapters.append_batch import APPEND, parameters, prepare
from application.adapters.migrations import migrate
from application.adapters.postgres_server import OWNER, RUNTIME, open_server
from interfaces.projecting import packaged_law
from projections.docket.projection import DOCKET
from projections.numbers.projection import NUMBERS
from projections.prior_liability.projection import PRIOR_LIABILITY
from projections.recommendations.projection import recommendations
from projections.running.model import ReadModel
from projections.running.pages import REBUILDING, read_page
from projections.running.rebuilding import rebuild
from tests.support.matters import Matter, Move
from tests.support.weaving import requests, woven

ROUNDS = 3
UNDER_WAY = 200
BARE = """SELECT stream_id, version, position, topic, state, event_id, actor, correlation, causation, recorded_at
  FROM log.events WHERE shard = 1 AND position > %s ORDER BY position LIMIT %s"""

Connect = Callable[[], Awaitable[AsyncConnection[Any]]]


def moves(matters: int) -> Iterable[Move]:
    """All moves, some hundreds of matters under way at once."""
    for start in range(0, matters, UNDER_WAY):
        yield from woven(Matter(f"b{n}", seed=n) for n in range(start, min(start + UNDER_WAY, matters)))


async def append_all(connect: Connect, told: Iterable[Move]) -> int:
    """Append all of *told*; the last position. Requests of one call touch each stream once."""
    async with await connect() as connection:
        position, batch, touched = 0, [], set[Any]()
        for request in [*requests(told), None]:
            streams = set() if request is None else {change.stream for change in request.changes}
            if request is None or touched & streams or len(batch) >= 200:
                cursor = await connection.execute(APPEND, parameters(1, batch))
                position = max(row[2] for row in await cursor.fetchall())
                batch, touched = [], set()
            if request is not None:
                batch.append(prepare(request))
                touched |= streams
        return position


async def bare(connect: Connect) -> int:
    """Every row, in the pages of a rebuild, and nothing done with it."""
    async with await connect() as connection, connection.cursor(binary=True) as cursor:
        after = read = 0
        while True:
            await cursor.execute(BARE, [after, REBUILDING.events])
            rows = await cursor.fetchall()
            if not rows:
                return read
            after, read = rows[-1][2], read + len(rows)


async def decoded(connect: Connect) -> int:
    """Every event, typed."""
    async with await connect() as connection:
        after = read = 0
        while (page := await read_page(connection, 1, after, REBUILDING)).events:
            after, read = page.last, read + len(page.events)
        return read


def rebuilt(model: ReadModel) -> Callable[[Connect], Awaitable[int]]:
    async def way(connect: Connect) -> int:
        return await rebuild(connect, model)

    return way


async def compare(connect: Connect, ways: dict[str, Callable[[Connect], Awaitable[int]]]) -> None:
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            begun = time.perf_counter()
            events = await way(connect)
            rates[name].append(events / (time.perf_counter() - begun))
    base = statistics.median(rates["bare read"])
    print("| way | events/s | of the bare read |\n| --- | ---: | ---: |")
    for name, found in rates.items():
        print(f"| {name} | {statistics.median(found):,.0f} | {statistics.median(found) / base:.3f} |", flush=True)


async def measured(matters: int, ways: dict[str, Callable[[Connect], Awaitable[int]]]) -> None:
    with tempfile.TemporaryDirectory(prefix="wenze-bench-") as folder, open_server(Path(folder)) as server:
        migrate(server.conninfo(OWNER))

        async def connect() -> AsyncConnection[Any]:
            return await AsyncConnection.connect(server.conninfo(RUNTIME), autocommit=True)

        print(f"\n{matters:,} matters, {await append_all(connect, moves(matters)):,} events\n", flush=True)
        await compare(connect, ways)


async def main(matters: int) -> None:
    reading = {"bare read": bare, "read and decode": decoded}
    models = {f"rebuild {model.name}": rebuilt(model) for model in (DOCKET, NUMBERS, PRIOR_LIABILITY)}
    await measured(matters, {**reading, **models})
    law = recommendations(packaged_law())
    await measured(max(matters // 50, 2), {**reading, f"rebuild {law.name}": rebuilt(law)})


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000))
