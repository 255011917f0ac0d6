"""Several processes write, one reader tails: it misses nothing, sees nothing twice, and every stream in order."""

import time
from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest

from tests.support.postgres import Database
from tests.support.writers import Writer, reached

PROCESSES = 3


class Tail:
    """What a follower sees that asks for what comes after the last position it knows."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection
        self.position = 0
        self.versions: dict[UUID, int] = {}

    def page(self, size: int) -> int:
        rows = self._connection.execute(
            "SELECT position, stream_id, version FROM log.events WHERE shard = 1 AND position > %s"
            " ORDER BY position LIMIT %s",
            [self.position, size],
        ).fetchall()
        for position, stream, version in rows:
            assert position == self.position + 1
            assert version == self.versions.get(stream, 0) + 1
            self.position, self.versions[stream] = position, version
        return len(rows)


@pytest.fixture
def tail(database: Database) -> Iterator[Tail]:
    with psycopg.connect(database.app, autocommit=True) as connection:
        yield Tail(connection)


def test_a_tailing_reader_misses_nothing(database: Database, tail: Tail, long: bool) -> None:
    writers = [Writer(database.app, clients=5, seed=n) for n in range(PROCESSES)]
    for writer in writers:
        writer.begun.wait()
    end = time.monotonic() + (60 if long else 3)
    while time.monotonic() < end:
        tail.page(7)
    for writer in writers:
        writer.stop()
    while tail.page(1000):
        pass
    told = [position for writer in writers for position in writer.told.values()]
    assert len(told) == len(set(told)) > PROCESSES * 20
    assert max(told) == tail.position
    assert tail.versions == reached(writers)
