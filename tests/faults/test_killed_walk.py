"""kill -9 of everything a service consists of, while a case is worked: nothing is lost, doubled or falsely refused."""

import asyncio
import contextlib
import json
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest
from psycopg import AsyncConnection

from application.adapters.postgres_server import open_server
from interfaces.demo.asking import Client
from interfaces.demo.script import worked_case
from interfaces.projecting import packaged_clocks, packaged_law, rebuild
from projections.read_models import NAMES, read_models
from tests.support.read_models import digest
from tests.support.served import Served, served
from tests.support.served_office import looked_into, staged, walk
from tests.support.witness import Told, Witness

pytestmark = pytest.mark.costly

VICTIMS = ("interfaces.processes.api", "database", "interfaces.processes.projector", "worker", "backend")
PATIENCE = 120.0


def victim(service: Served, what: str) -> int | None:
    """A process of that kind, if there is one at the moment."""
    if what == "database":
        found = service.database()
    elif what == "backend":
        found = [one for postmaster in service.database() for one in postmaster.children()]
    elif what == "worker":
        found = [one for server in service.processes(VICTIMS[0]) for one in server.children()]
    else:
        found = service.processes(what)
    return found[0].pid if found else None


class Killer:
    """Kills *kills* processes, each a moment after a request was sent, spread over one walk."""

    def __init__(self, service: Served, chance: random.Random, kills: int, first: int) -> None:
        self._service = service
        self._chance = chance
        self._due = set(chance.sample(range(5, len(worked_case()) - 5), kills))
        self._number = 0
        self._timers: list[threading.Timer] = []
        self._kinds = [VICTIMS[(first + n) % len(VICTIMS)] for n in range(kills)]
        self.killed: list[str] = []

    def __call__(self) -> None:
        self._number += 1
        if self._number in self._due:
            self._due.remove(self._number)
            timer = threading.Timer(self._chance.random() / 25, self._kill, [self._kinds.pop()])
            timer.start()
            self._timers.append(timer)

    def _kill(self, kind: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with contextlib.suppress(psutil.NoSuchProcess, ProcessLookupError):  # it ended while it was looked for
                pid = victim(self._service, kind)
                if pid is not None:
                    os.kill(pid, signal.SIGKILL)
                    self.killed.append(kind)
                    return
            time.sleep(0.01)

    def end(self) -> None:
        for timer in self._timers:
            timer.join()


def topics(connection: psycopg.Connection[Any], after: int) -> list[str]:
    """What happened after that position, but for the adoption of the policy: one is enough for all walks."""
    found = connection.execute(
        "SELECT topic FROM log.events WHERE position > %s AND topic NOT LIKE 'adoption.%%' ORDER BY position", [after]
    )
    return [row[0] for row in found.fetchall()]


def head(connection: psycopg.Connection[Any]) -> int:
    row = connection.execute("SELECT position FROM log.heads").fetchone()
    assert row is not None
    return int(row[0])


def until(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.1)


def ready(url: str) -> bool:
    """Whether the service says that it is ready and that every read model has come to the end of the log."""
    client = Client(url)
    said = client.ask("GET", "/health/ready", {}, None)
    client.close()
    return said.status == 200 and all(model["lag"] == 0 for model in json.loads(said.content)["read_models"])


def rows(conninfo: str) -> dict[str, Any]:
    async def read() -> dict[str, Any]:
        async with await AsyncConnection.connect(conninfo, autocommit=True) as connection:
            return {
                model.name: await digest(connection, model) for model in read_models(packaged_law(), packaged_clocks())
            }

    return asyncio.run(read())


def repeated(witness: Witness, told: Told) -> None:
    """Ask once more what was acknowledged: the answer is the original one."""
    again = witness.ask("POST", told.path, told.headers, told.body)
    if again.status == 429:
        return  # filing a report has a limit of its own, of which many walks use up much
    assert again.status == told.said.status, (told.path, again.content)
    first, second = json.loads(told.said.content), json.loads(again.content)
    shown, again_shown = first.pop("code", None), second.pop("code", None)
    assert again_shown is None or again_shown != shown, "the code is shown once; a repeat gets a new one, or none"
    assert first == second
    assert first["position"] == 0 or again.headers["idempotent-replayed"] == "true"


@pytest.mark.timeout(3000)
def test_a_walk_under_fire_leaves_what_a_calm_one_leaves(data_folder: Path, long: bool) -> None:
    seed = int(os.environ.get("SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
    sys.stdout.write(f"SEED={seed} repeats it\n")
    chance = random.Random(seed)
    walks, kills = (6, 9) if long else (1, 3)
    killed: list[str] = []
    witnesses: list[Witness] = []
    with served(data_folder) as service:
        tokens = staged(data_folder)
        calm = Witness(service.url)
        walk(calm, tokens)
        commands = len(calm.told)
        with looked_into(data_folder) as connection:
            calm_topics, before = topics(connection, 0), head(connection)
        for _ in range(walks):
            killer = Killer(service, chance, kills, len(killed))
            witness = Witness(service.url, killer)
            walk(witness, tokens)
            killer.end()
            killed += killer.killed
            witnesses.append(witness)
            until(lambda: ready(service.url))
            with looked_into(data_folder) as connection:
                assert topics(connection, before) == calm_topics
                before = head(connection)
        assert len(killed) == walks * kills
        if long:
            assert len(killed) >= 50
        unavailable = [said for witness in witnesses for said in witness.unavailable]
        assert all(int(said.headers["retry-after"]) > 0 for said in unavailable)
        lost = sum(witness.lost for witness in witnesses)
        sys.stdout.write(f"{len(killed)} killed, {lost} connections lost, {len(unavailable)} times 503\n")

        for witness in (calm, *witnesses):
            told = tuple(witness.told)
            assert len(told) == commands
            for one in told:
                repeated(witness, one)
            witness.close()
        with looked_into(data_folder) as connection:
            assert topics(connection, before) == [], "a repeat was stored again"

        until(lambda: ready(service.url))
        with open_server(data_folder) as server:
            kept = rows(server.conninfo())
            asyncio.run(rebuild(server.conninfo(), NAMES))
            assert rows(server.conninfo()) == kept
        assert all(table[0] > 0 for table in kept["docket"].values())
