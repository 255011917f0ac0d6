"""Appending one event: our path against a bare INSERT of the same row, both flushed to the disk.

``python -m bench.append [SECONDS]`` takes about two minutes with the default of 2 seconds a measurement. It starts a
database of its own in a temporary folder. Ways are measured in turn, three times; the table shows medians.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
import psycopg
import uvloop

from application.adapters.append_batch import prepare
from application.adapters.event_log import PostgresEventLog
from application.adapters.migrations import migrate
from application.adapters.pool import Pool, connection_pool
from application.adapters.postgres_server import OWNER, Server, open_server
from application.new_id import new_id
from application.ports import AppendRequest, Change, CommandKey
from domain.document import DocumentRef
from domain.identity import ActorId, DocumentId
from domain.reports.events import ReportSupplemented
from domain.stored_form import FORMS

CLIENTS = (1, 8, 32)
ROUNDS = 3
ACTOR = ActorId(UUID(int=1))
EVENT = ReportSupplemented(
    received_on=date(2026, 3, 2), account=DocumentRef(id=DocumentId(UUID(int=2)), sha256="0" * 64), by_reporter=True
)

BARE_TABLE = "CREATE TABLE bare (LIKE log.events INCLUDING ALL); GRANT INSERT ON bare TO wenze_app"
BARE_INSERT = "INSERT INTO bare VALUES (1, %b, 1, nextval('bare_position'), %b, %b, %b, %b, %b, NULL, %b)"

Act = Callable[[], Awaitable[object]]


class Taken(msgspec.Struct, frozen=True):
    """Acts a second, and the milliseconds within which 99 of 100 were done."""

    rate: float
    p99: float


@contextmanager
def database() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="wenze-bench-") as folder, open_server(Path(folder)) as server:
        migrate(server.conninfo(OWNER))
        with psycopg.connect(server.conninfo(OWNER), autocommit=True) as connection:
            connection.execute("CREATE SEQUENCE bare_position; GRANT USAGE ON SEQUENCE bare_position TO wenze_app")
            connection.execute(BARE_TABLE)
        yield server


async def measure(act: Act, clients: int, seconds: float) -> Taken:
    spent: list[float] = []
    end = time.perf_counter() + seconds

    async def client() -> None:
        while (begun := time.perf_counter()) < end:
            await act()
            spent.append(time.perf_counter() - begun)

    begun = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    rate = len(spent) / (time.perf_counter() - begun)
    return Taken(rate, sorted(spent)[int(len(spent) * 0.99)] * 1000)


def asked() -> AppendRequest:
    """What one command appends: an event for a new stream, with its receipt."""
    return AppendRequest(
        changes=(Change(stream=new_id(), kind="report", expected=0, events=(EVENT,)),),
        actor=ACTOR,
        correlation=new_id(),
        key=CommandKey(scope=ACTOR, key=uuid4(), digest=b"\0" * 32),
    )


def ways(pool: Pool, log: PostgresEventLog) -> dict[str, Act]:
    async def bare() -> None:
        name, state = FORMS.encode(EVENT)
        values = [new_id(), name, state, new_id(), ACTOR, new_id(), datetime.now(UTC)]
        async with pool.connection() as connection:
            await connection.set_autocommit(True)
            await connection.execute(BARE_INSERT, values)
            await connection.set_autocommit(False)

    async def plain() -> None:
        await log.send([prepare(asked())])

    async def grouped() -> None:
        await log.append(asked())

    return {"bare INSERT": bare, "append, one call each": plain, "append, calls shared": grouped}


async def run(conninfo: str, seconds: float) -> None:
    print("| clients | way | events/s | of bare | p99 ms | requests a call |")
    print("| ---: | --- | ---: | ---: | ---: | ---: |")
    for clients in CLIENTS:
        async with connection_pool(conninfo, size=clients, lock_wait=30, deadline=30) as pool:
            log = PostgresEventLog(pool, deadline=30)
            acts = ways(pool, log)
            for act in acts.values():
                await measure(act, clients, seconds / 4)
            taken: dict[str, list[Taken]] = {way: [] for way in acts}
            shared: list[float] = []
            for _ in range(ROUNDS):
                for way, act in acts.items():
                    before = (log.metrics.batch_size.total, log.metrics.batch_size.count)
                    taken[way].append(await measure(act, clients, seconds))
                    if way.endswith("shared"):
                        size = log.metrics.batch_size
                        shared.append((size.total - before[0]) / (size.count - before[1]))
            await log.close()
        baseline = statistics.median(one.rate for one in taken["bare INSERT"])
        for way, several in taken.items():
            rate = statistics.median(one.rate for one in several)
            p99 = statistics.median(one.p99 for one in several)
            size = f"{statistics.median(shared):.1f}" if way.endswith("shared") else "1"
            print(f"| {clients} | {way} | {rate:,.0f} | {rate / baseline:.2f} | {p99:.1f} | {size} |")


if __name__ == "__main__":
    with database() as server:
        uvloop.run(run(server.conninfo(), float(sys.argv[1]) if len(sys.argv) > 1 else 2.0))
