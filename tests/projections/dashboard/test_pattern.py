"""The pattern: every count opens to exactly its rows, and holds only what the reader may see."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from projections.dashboard.figures import Figure
from projections.dashboard.pattern import Part, Pattern, pattern
from projections.docket import reads
from projections.docket.filter import Filter
from projections.docket.row import Kind
from projections.scope import Scope
from tests.projections.offices import ALL, KINDS, open_office
from tests.support.made_up import an_id

pytestmark = pytest.mark.anyio

Connection = AsyncConnection[Any]
EVER = {"since": date(2020, 1, 1), "until": date(2030, 1, 1)}


def figures(found: Pattern) -> Iterator[tuple[str, Figure]]:
    for row in found.rows:
        for figure in (row.decided, row.departed, row.overturned, *row.appeals):
            yield f"{row.part} {row.code} {figure.code}", figure


async def test_each_count_equals_the_number_of_rows_it_opens_to(connection: Connection, log: PostgresEventLog) -> None:
    await open_office(log, connection)
    found = await pattern(connection, [ALL], **EVER)
    seen = dict(figures(found))
    for name, figure in seen.items():
        assert figure.count == await reads.count(connection, ALL, figure.rows), name
    assert {row.part for row in found.rows} == set(Part)
    for code in ("decided", "departed", "overturned"):
        assert sum(figure.count for figure in seen.values() if figure.code == code) > 0, f"{code} would show nothing"
    assert any(row.appeals for row in found.rows)
    apart = await pattern(connection, [Scope(kinds=frozenset({kind}), everything=True) for kind in KINDS], **EVER)
    assert apart == found, "a reader of several lists sees the sum of them"


async def test_it_holds_only_what_the_reader_may_see(connection: Connection, log: PostgresEventLog) -> None:
    await open_office(log, connection)
    assert (await pattern(connection, [Scope(kinds=KINDS)], **EVER)).rows == ()
    scope = Scope(kinds=KINDS, bodies=frozenset({an_id("body 1")}))
    mine = await pattern(connection, [scope], **EVER)
    assert mine.rows
    decided = Filter(kinds=(Kind.PROCEEDING,), decided=True)
    assert max(row.decided.count for row in mine.rows) <= await reads.count(connection, scope, decided)
