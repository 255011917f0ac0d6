"""Reading the docket at size, against one row by its primary key.

``python -m bench.docket [ROWS]`` (default 100,000) makes the rows of some matters, multiplies them in the database under
other ids, and times each read as a body's officer would ask it, medians of 30.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from psycopg import AsyncConnection

from application.adapters.migrations import migrate
from application.adapters.postgres_server import OWNER, RUNTIME, open_server
from interfaces.projecting import packaged_clocks, packaged_law
from projections.dashboard.reads import dashboard
from projections.deadlines.projection import deadlines
from projections.docket import reads
from projections.docket.cursor import Order
from projections.docket.filter import Filter
from projections.docket.present import Present
from projections.docket.projection import DOCKET, fold
from projections.docket.row import Kind, Stage
from projections.numbers.projection import NUMBERS
from projections.pending_work.paging import Held
from projections.pending_work.reads import mine
from projections.recommendations.projection import recommendations
from projections.running.applying import make_tables
from projections.scope import Scope
from projections.statements import statement
from tests.support.made_up import an_id
from tests.support.matters import Matter
from tests.support.weaving import recorded

STAGES = ("lead", "filed", "investigated", "decided", "end", "end", "end", "end")
SAMPLE = 400
REPEATS = 30
TODAY = Present(today=date(2025, 9, 1), admitting=frozenset(), serving=frozenset())
LATE = Filter(kinds=(Kind.CASE, Kind.PROCEEDING), open=True, due_to=date(2025, 8, 31))

MULTIPLY = """
INSERT INTO read_models.docket_v2
SELECT (jsonb_populate_record(d, jsonb_build_object(
          'id', gen_random_uuid(), 'position', d.position + 1000000 * n,
          'opened_on', d.opened_on + n %% 700, 'due_on', d.due_on + n %% 700, 'decided_on', d.decided_on + n %% 700,
          'terms', jsonb_build_array('x' || n)))).*
  FROM read_models.docket_v2 AS d, generate_series(1, %s) AS n
"""

CLOCKS = """
INSERT INTO read_models.deadlines_v1 (
       id, matter, case_id, shard, kind, key, whose, "right", basis, cites, start, started_on, due_on, warn_on, first_due_on,
       extended, provisional, calendar_version, earlier)
SELECT gen_random_uuid(), d.id, d.case_id, 1, CASE d.due_kind WHEN 'decide-by' THEN 'decision' ELSE 'service' END, '', 'body',
       false, 'law', '{}', '', d.opened_on, d.due_on, d.due_on, d.due_on, '[]', false, '', '[]'
  FROM read_models.docket_v2 AS d
 WHERE d.open AND d.due_on IS NOT NULL
"""
"""A clock for each open row with a day, whatever its kind: as many as there are."""


async def rows(connection: AsyncConnection[Any], wanted: int) -> int:
    await make_tables(connection, DOCKET, "live")
    found = {}
    for n in range(SAMPLE):
        found |= fold({}, recorded(Matter(f"b{n}", seed=n).moves(until=STAGES[n % len(STAGES)])))
    await connection.execute("SET search_path = read_models")
    given = {"rows": msgspec.json.encode(list(found.values())).decode()}
    await connection.execute(statement("projections.docket", "put_rows"), given)
    await connection.execute(MULTIPLY, [max(wanted // len(found) - 1, 0)])
    for model in (NUMBERS, recommendations(packaged_law()), deadlines(packaged_clocks())):
        await make_tables(connection, model, "live")
    await connection.execute(CLOCKS)
    await connection.execute("ANALYZE read_models.docket_v2")
    await connection.execute("ANALYZE read_models.deadlines_v1")
    counted = await (await connection.execute("SELECT count(*) FROM docket_v2")).fetchone()
    return int(counted[0]) if counted else 0


async def timed(read: Callable[[], Awaitable[object]]) -> float:
    spent = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        await read()
        spent.append(time.perf_counter() - begun)
    return statistics.median(spent) * 1000


async def main(wanted: int) -> None:
    with tempfile.TemporaryDirectory(prefix="wenze-bench-") as folder, open_server(Path(folder)) as server:
        migrate(server.conninfo(OWNER))
        async with await AsyncConnection.connect(server.conninfo(RUNTIME), autocommit=True) as connection:
            print(f"\n{await rows(connection, wanted):,} rows\n")
            await compare(connection)


async def compare(connection: AsyncConnection[Any]) -> None:
    kinds = frozenset(str(kind) for kind in Kind)
    own = frozenset({an_id("body 1")})
    body = Scope(kinds=kinds, bodies=own, serves=own, persons=frozenset({an_id("an officer")}))
    some = (await reads.page(connection, body, Filter(kinds=(Kind.PROCEEDING,)), limit=1)).entries[0]
    deep = (await reads.page(connection, body, order=Order.OPENED, limit=200)).next
    officer, period = an_id("officer 1"), {"since": date(2025, 1, 1), "until": date(2025, 12, 31)}
    roles = [Held(role="lead-manager", body=an_id("body 1")), Held(role="decider", body=an_id("body 1"))]
    asked: dict[str, Callable[[], Awaitable[object]]] = {
        "one row by its key": lambda: reads.one(connection, body, some.id),
        "first page, nearest clock": lambda: reads.page(connection, body, Filter(open=True)),
        "first page, newest": lambda: reads.page(connection, body, order=Order.OPENED),
        "fifth page, newest": lambda: reads.page(connection, body, order=Order.OPENED, cursor=deep),
        "page by stage": lambda: reads.page(connection, body, Filter(open=True, stages=(Stage.EXECUTION,))),
        "page by organ": lambda: reads.page(connection, body, Filter(organ=an_id("organ 1"))),
        "page of what is overdue": lambda: reads.page(connection, body, LATE, present=TODAY),
        "page of one handler": lambda: reads.page(connection, body, Filter(open=True, handler=officer)),
        "search by number": lambda: reads.page(connection, body, Filter(search=f"{some.id}"[-12:])),
        "my work": lambda: mine(connection, body, officer=officer, roles=roles),
        "count of a filter": lambda: reads.count(connection, body, Filter(open=True)),
        "counts by kind and stage": lambda: reads.counts(connection, body),
        "dashboard": lambda: dashboard(connection, body, **period, today=TODAY.today),
    }
    base = 0.0
    print("| read | median ms | of one row |\n| --- | ---: | ---: |")
    for name, read in asked.items():
        took = await timed(read)
        base = base or took
        print(f"| {name} | {took:.2f} | {took / base:.1f} |", flush=True)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
