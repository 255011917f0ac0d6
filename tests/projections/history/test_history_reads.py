"""One matter read from the log, and the index that leads to it."""

from typing import Any

import pytest
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from projections.history.projection import HISTORY
from projections.history.reads import case_entries, case_of, proceeding_entries, streams_of
from tests.projections.conftest import append
from tests.support.made_up import an_id
from tests.support.matters import Matter
from tests.support.read_models import digest, empty, fill
from tests.support.weaving import recorded, woven

pytestmark = pytest.mark.anyio

ALL = frozenset({"report", "case", "proceeding", "appeal"})
MATTERS = [Matter(f"示例{n}", seed=n) for n in range(3)]
Connection = AsyncConnection[Any]


async def test_a_case_is_read_whole_without_any_read_model(log: PostgresEventLog, connection: Connection) -> None:
    moves = list(woven(MATTERS))
    await append(log, moves)
    for matter in MATTERS:
        streams = {matter.case, matter.report, matter.appeal, *matter.proceedings}
        entries = await case_entries(connection, matter.case, kinds=ALL)
        assert [(e.stream, e.version) for e in entries] == [
            (e.stream, e.version) for e in recorded(moves) if e.stream in streams
        ]


async def test_only_the_kinds_asked_for_are_shown(log: PostgresEventLog, connection: Connection) -> None:
    await append(log, woven(MATTERS))
    entries = await case_entries(connection, MATTERS[0].case, kinds=ALL - {"report"})
    assert {entry.kind for entry in entries} == ALL - {"report"}


async def test_a_respondent_reads_the_own_proceeding_and_appeal_and_nothing_of_the_others(
    log: PostgresEventLog, connection: Connection
) -> None:
    await append(log, woven(MATTERS))
    matter = MATTERS[0]
    entries = await proceeding_entries(connection, matter.proceedings[1], kinds=frozenset({"proceeding", "appeal"}))
    assert {entry.stream for entry in entries} == {matter.proceedings[1], matter.appeal}


async def test_what_is_not_there_has_no_history(connection: Connection) -> None:
    assert await case_entries(connection, an_id("nothing"), kinds=ALL) == ()


@pytest.mark.parametrize("batch", [1, 7, 500])
async def test_the_index_leads_from_every_stream_to_its_case(
    log: PostgresEventLog, connection: Connection, batch: int
) -> None:
    await append(log, woven(MATTERS))
    await fill(connection, HISTORY, batch=batch)
    for matter in MATTERS:
        streams = (matter.report, matter.case, *matter.proceedings, matter.appeal)
        assert [await case_of(connection, stream) for stream in streams] == [matter.case] * len(streams)
        assert [stream for stream, _ in await streams_of(connection, matter.case)] == list(streams)
    filled = await digest(connection, HISTORY)
    await empty(connection, HISTORY)
    await fill(connection, HISTORY)
    assert await digest(connection, HISTORY) == filled


async def test_a_report_that_no_case_took_up_has_none(log: PostgresEventLog, connection: Connection) -> None:
    matter = Matter("示例一")
    await append(log, matter.moves(until="lead"))
    await fill(connection, HISTORY)
    assert await case_of(connection, matter.report) is None
