"""One matter read from the log itself."""

from typing import Any

import pytest
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from projections.history.reads import case_events, events_of
from tests.projections.conftest import append
from tests.support.made_up import an_id
from tests.support.matters import Matter
from tests.support.weaving import recorded, woven

pytestmark = pytest.mark.anyio

MATTERS = [Matter(f"示例{n}", seed=n) for n in range(3)]
Connection = AsyncConnection[Any]


async def test_a_case_is_read_whole_without_any_read_model(log: PostgresEventLog, connection: Connection) -> None:
    moves = list(woven(MATTERS))
    await append(log, moves)
    for matter in MATTERS:
        streams = {matter.case, matter.report, matter.appeal, *matter.proceedings}
        assert [(e.stream, e.version) for e in await case_events(connection, matter.case)] == [
            (e.stream, e.version) for e in recorded(moves) if e.stream in streams
        ]


async def test_of_several_streams_every_event_is_read_in_the_order_of_the_log(
    log: PostgresEventLog, connection: Connection
) -> None:
    moves = list(woven(MATTERS))
    await append(log, moves)
    streams = {MATTERS[0].proceedings[1], MATTERS[2].appeal}
    found = await events_of(connection, streams)
    assert {one.stream for one in found} == streams
    assert [(e.stream, e.version) for e in found] == [
        (e.stream, e.version) for e in recorded(moves) if e.stream in streams
    ]


async def test_what_is_not_there_has_no_events(connection: Connection) -> None:
    assert await case_events(connection, an_id("nothing")) == ()
    assert await events_of(connection, set()) == ()
