"""kill -9 of a writing process: what it was told is stored, what it was not told can be asked again."""

import psycopg
import pytest

from application.adapters.event_log import PostgresEventLog
from tests.support.postgres import Database
from tests.support.writers import Writer, command, reached

pytestmark = pytest.mark.anyio


async def test_every_command_has_exactly_one_effect(
    database: Database, event_log: PostgresEventLog, long: bool
) -> None:
    writers = []
    unanswered = 0
    for seed in range(40 if long else 4):
        writer = Writer(database.app, clients=6, seed=seed)
        writers.append(writer)
        writer.wait_for(answers=20 + 7 * seed)
        writer.kill()
        for asked in writer.asked.values():
            told = await event_log.append(command(asked))
            if asked.key in writer.told:
                assert (told.position, told.replayed) == (writer.told[asked.key], True)
            else:
                unanswered += 1
    assert unanswered
    with psycopg.connect(database.app) as connection:
        rows = connection.execute(
            "SELECT stream_id, count(*), max(version) FROM log.events GROUP BY stream_id"
        ).fetchall()
        head = connection.execute("SELECT count(*), max(position) FROM log.events").fetchone()
    assert {stream: count for stream, count, _ in rows} == reached(writers)
    assert all(count == last for _, count, last in rows)
    assert head is not None
    assert head[0] == head[1]
