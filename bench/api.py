"""A full command through the API against a Litestar route that does nothing, served by the same server in the same run.

``python -m bench.api [SECONDS]`` takes about two minutes with the default of 3 seconds a measurement. It starts a whole
service (database, API worker, projector, notifier) in a temporary folder. A command is what an officer sends: signed in
by a token, with its key, decided by the rules, its text encrypted and kept, its event flushed, its receipt returned.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import uvloop

from application.casework.around import LEGAL_ZONE
from bench import nothing
from bench.append import Taken
from bench.visiting import Connection
from interfaces.demo.names import names
from tests.support.served import served
from tests.support.served_office import staged

CLIENTS = (1, 8, 32)
ROUNDS = 3
OFFICER = "intake"
TEXT = "（示例）窗口不收政府信息公开申请，也不说明理由。" * 4

Ask = Callable[[int], Awaitable[None]]


async def measure(ask: Ask, clients: int, seconds: float) -> Taken:
    """*clients* ask, each again when it was answered."""
    spent: list[float] = []
    end = time.perf_counter() + seconds

    async def client(number: int) -> None:
        while (begun := time.perf_counter()) < end:
            await ask(number)
            spent.append(time.perf_counter() - begun)

    begun = time.perf_counter()
    await asyncio.gather(*(client(number) for number in range(clients)))
    rate = len(spent) / (time.perf_counter() - begun)
    return Taken(rate, sorted(spent)[int(len(spent) * 0.99)] * 1000)


def ways(bare: str, url: str, token: str) -> dict[str, Ask]:
    """What is compared; each client keeps its own connections."""
    at_nothing = [Connection(bare) for _ in range(max(CLIENTS))]
    at_wenze = [Connection(url) for _ in range(max(CLIENTS))]
    report = {"what": TEXT, "organ": names()["organ.bureau"], "intake": names()["organ.city"], "protection": "none"}
    report |= {"source": "inspection", "channel": "letter"}
    more = {"received_on": datetime.now(LEGAL_ZONE).date().isoformat(), "account": {"text": TEXT}}
    signed = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    filed: list[list[dict[str, Any]]] = [[] for _ in range(max(CLIENTS))]

    async def ask_nothing(client: int) -> None:
        await at_nothing[client].ask("POST", "/nothing", signed, msgspec.json.encode(report))

    async def live(client: int) -> None:
        await at_wenze[client].ask("GET", "/health/live", {})

    async def send(client: int, path: str, body: object, headers: dict[str, str]) -> dict[str, Any]:
        sent = {**signed, "Idempotency-Key": str(uuid4()), **headers}
        said = await at_wenze[client].ask("POST", path, sent, msgspec.json.encode(body))
        if said.status not in {200, 201}:
            raise SystemExit(said.content.decode())
        answer: dict[str, Any] = msgspec.json.decode(said.content)
        return answer

    async def file(client: int) -> None:
        filed[client].append(await send(client, "/api/reports", report, {}))

    async def supplement(client: int) -> None:
        if not filed[client]:
            await file(client)
        last = filed[client][-1]
        seen = {"If-Match": f'"{last["version"]}"'}
        filed[client][-1] = await send(client, f"/api/reports/{last['id']}/supplement-report", more, seen)

    return {
        "a route that does nothing": ask_nothing,
        "our route without work": live,
        "file a report": file,
        "supplement a report": supplement,
    }


async def run(bare: str, url: str, token: str, seconds: float) -> None:
    asks = ways(bare, url, token)
    for ask in asks.values():
        await measure(ask, max(CLIENTS), seconds / 3)
    print("| clients | way | answers/s | of nothing | p99 ms |")
    print("| ---: | --- | ---: | ---: | ---: |")
    for clients in CLIENTS:
        taken: dict[str, list[Taken]] = {way: [] for way in asks}
        for _ in range(ROUNDS):
            for way, ask in asks.items():
                taken[way].append(await measure(ask, clients, seconds))
        baseline = statistics.median(one.rate for one in taken["a route that does nothing"])
        for way, several in taken.items():
            rate, p99 = statistics.median(one.rate for one in several), statistics.median(one.p99 for one in several)
            print(f"| {clients} | {way} | {rate:,.0f} | {rate / baseline:.3f} | {p99:.1f} |", flush=True)


def main(seconds: float) -> None:
    with tempfile.TemporaryDirectory(prefix="wenze-bench-") as folder:
        data = Path(folder) / "data"
        with nothing.served() as bare, served(data) as service:
            uvloop.run(run(bare, service.url, staged(data)[OFFICER], seconds))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 3.0)
