"""kill -9 of the database under load: nothing acknowledged is lost, nothing is stored twice, no conflict is false."""

import asyncio
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self
from uuid import UUID

import psycopg
import pytest

from application.adapters.event_log import PostgresEventLog
from application.adapters.migrations import migrate
from application.adapters.pool import connection_pool
from application.adapters.postgres_server import OWNER, Server, open_server
from application.errors import StoreUnavailable
from application.new_id import new_id
from tests.support.requests import change, command_key, identified, request

CLIENTS = 8


class Load:
    """Clients that append to streams of their own, each command until it is acknowledged; in a thread of its own."""

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo
        self.acknowledged: dict[UUID, int] = {}
        self.faults: list[BaseException] = []
        self.unavailable = 0
        self.over = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self._thread.join()

    async def _run(self) -> None:
        async with connection_pool(self._conninfo, size=4) as pool:
            log = PostgresEventLog(pool)
            await asyncio.gather(*(self._client(log) for _ in range(CLIENTS)))
            await log.close()

    async def _client(self, log: PostgresEventLog) -> None:
        stream, version = new_id(), 0
        while not self.over.is_set():
            asked = request(change(stream, version, identified(version + 1)), key=command_key())
            while True:
                try:
                    await log.append(asked)
                except StoreUnavailable:
                    self.unavailable += 1
                    continue
                except Exception as error:  # noqa: BLE001 - the test shows whatever came
                    self.faults.append(error)
                    self.over.set()
                break
            version += 1
            self.acknowledged[stream] = version


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with open_server(tmp_path) as server:  # with the disk flushed: this is what survives
        migrate(server.conninfo(OWNER))
        yield server


def test_what_was_acknowledged_is_there_once(server: Server, long: bool) -> None:
    chance = random.Random(7)
    with Load(server.conninfo()) as load:
        for _ in range(30 if long else 4):
            reached = sum(load.acknowledged.values())
            while sum(load.acknowledged.values()) < reached + 50 and not load.over.is_set():
                time.sleep(0.01)
            time.sleep(chance.random() / 10)
            assert server.pid is not None
            os.kill(server.pid, signal.SIGKILL)
            while not server.restart_if_dead():
                time.sleep(0.01)
        reached = sum(load.acknowledged.values())
        while sum(load.acknowledged.values()) < reached + 50 and not load.over.is_set():
            time.sleep(0.01)
    assert load.faults == []
    with psycopg.connect(server.conninfo()) as connection:
        streams = connection.execute(
            "SELECT stream_id, count(*), max(version), (SELECT version FROM log.streams s WHERE s.stream_id = e.stream_id)"
            " FROM log.events e GROUP BY stream_id"
        ).fetchall()
        positions = connection.execute(
            "SELECT count(*), max(position), (SELECT position FROM log.heads) FROM log.events"
        ).fetchone()
    assert {stream: count for stream, count, _, _ in streams} == load.acknowledged
    assert all(count == last == noted for _, count, last, noted in streams)
    assert positions is not None
    assert len(set(positions)) == 1
