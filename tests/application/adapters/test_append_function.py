"""The append function itself, called as no adapter of ours would."""

from uuid import UUID, uuid4

import psycopg
import pytest

from application.adapters.append_batch import APPEND, Entry, Line, Prepared, parameters
from tests.support.postgres import Database

ONE, OTHER = UUID(int=1), UUID(int=2)


def entry(stream: UUID, *, events: int = 1) -> Entry:
    lines = tuple(Line("test.happened.v1", b"{}", uuid4()) for _ in range(events))
    return Entry(stream=stream, kind="test", expected=0, lines=lines)


def asked(*entries: Entry, key: UUID | None = None) -> Prepared:
    digest = b"\0" * 32 if key else None
    return Prepared(actor=ONE, correlation=ONE, entries=entries, scope=ONE if key else None, key=key, digest=digest)


def events(database: Database) -> int:
    with psycopg.connect(database.app) as connection:
        row = connection.execute("SELECT count(*) FROM log.events").fetchone()
    return row[0] if row else 0


@pytest.mark.parametrize(
    "batch",
    [
        (asked(entry(ONE)), asked(entry(ONE))),
        (asked(entry(ONE)), asked(entry(OTHER), entry(ONE, events=0))),
        (asked(entry(ONE), entry(OTHER, events=0)), asked(entry(OTHER), entry(ONE, events=0))),
        (asked(entry(ONE), key=ONE), asked(entry(OTHER), key=ONE)),
    ],
    ids=["both write", "one expects", "each expects the other's", "one key"],
)
def test_a_batch_whose_requests_meet_is_refused_as_a_whole(database: Database, batch: tuple[Prepared, ...]) -> None:
    with psycopg.connect(database.app, autocommit=True) as connection, pytest.raises(psycopg.Error):
        connection.execute(APPEND.encode(), parameters(1, batch))
    assert events(database) == 0


def test_expecting_the_same_is_not_meeting(database: Database) -> None:
    batch = (asked(entry(ONE), entry(UUID(int=9), events=0)), asked(entry(OTHER), entry(UUID(int=9), events=0)))
    with psycopg.connect(database.app, autocommit=True) as connection:
        rows = connection.execute(APPEND.encode(), parameters(1, batch)).fetchall()
    assert [row[:3] for row in rows] == [(1, "stored", 1), (2, "stored", 2)]


def test_a_shard_that_does_not_exist_is_refused(database: Database) -> None:
    with psycopg.connect(database.app) as connection, pytest.raises(psycopg.errors.NoDataFound):
        connection.execute(APPEND.encode(), parameters(7, (asked(entry(ONE)),)))


def test_shards_count_and_answer_apart(database: Database) -> None:
    with psycopg.connect(database.owner) as connection:
        connection.execute("INSERT INTO log.heads (shard, position) VALUES (2, 0)")
    one = asked(entry(ONE), key=ONE)
    with psycopg.connect(database.app, autocommit=True) as connection:
        told = [connection.execute(APPEND.encode(), parameters(shard, (one,))).fetchall() for shard in (1, 2, 2)]
    assert [rows[0][1:3] for rows in told] == [("stored", 1), ("stored", 1), ("replayed", 1)]


def test_what_the_caller_puts_before_our_names_is_not_used(database: Database) -> None:
    with psycopg.connect(database.app, autocommit=True) as connection:
        connection.execute("CREATE TEMP TABLE events (LIKE log.events)")
        connection.execute("SET search_path = pg_temp, log")
        connection.execute(APPEND.encode(), parameters(1, (asked(entry(ONE)),)))
    assert events(database) == 1
