"""The docket as the log stood: the rows of a rebuild up to that moment, without a trace of it afterwards."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from psycopg import AsyncConnection, sql

from application.adapters.event_log import PostgresEventLog
from projections.dashboard.behind import behind
from projections.dashboard.reads import dashboard, median_days
from projections.docket.as_it_stood import SCHEMA, docket_as_it_stood
from tests.projections.offices import ALL, open_office

pytestmark = pytest.mark.anyio

Connection = AsyncConnection[Any]
PERIOD = {"since": date(2020, 1, 1), "until": date(2030, 1, 1)}
ROWS = sql.SQL("SELECT md5(string_agg(t::text, '|' ORDER BY id)), count(*) FROM {}.docket_v2 AS t")


@pytest.fixture
async def docket(connection: Connection, log: PostgresEventLog) -> Connection:
    await open_office(log, connection)
    return connection


async def rows(connection: Connection, schema: str) -> Any:
    return await (await connection.execute(ROWS.format(sql.Identifier(schema)))).fetchone()


async def recorded(connection: Connection) -> list[datetime]:
    cursor = await connection.execute("SELECT recorded_at FROM log.events ORDER BY recorded_at")
    return [row[0] for row in await cursor.fetchall()]


async def test_as_of_the_end_of_the_log_it_is_the_docket_in_use(docket: Connection) -> None:
    async with docket_as_it_stood(docket, datetime.now(UTC) + timedelta(days=1)):
        assert await rows(docket, SCHEMA) == await rows(docket, "read_models")
        listed = await behind(docket, ALL, **PERIOD, schema=SCHEMA)
        assert listed == await behind(docket, ALL, **PERIOD)
        assert await median_days(docket, ALL, **PERIOD, schema=SCHEMA) == await median_days(docket, ALL, **PERIOD)
    found = await dashboard(docket, ALL, **PERIOD, today=date(2025, 6, 1))
    for figure in ("decided", "upheld", "not_filed", "departed", "overturned"):
        assert len([one for one in listed if one.figure == figure]) == getattr(found, figure).count
    for figure in ("by_ground", "by_measure", "measures_by_ground", "opened_by_month", "decided_by_month"):
        counts = {one.code: one.count for one in getattr(found, figure)}
        assert {
            code: len([1 for one in listed if (one.figure, one.code) == (figure, code)]) for code in counts
        } == counts


async def test_what_was_recorded_later_is_not_in_it_and_nothing_is_left_behind(docket: Connection) -> None:
    moments = await recorded(docket)
    middle = moments[len(moments) // 2]
    async with docket_as_it_stood(docket, middle):
        half = await rows(docket, SCHEMA)
        early = len(await behind(docket, ALL, **PERIOD, schema=SCHEMA))
    assert 0 < half[1] < (await rows(docket, "read_models"))[1]
    assert early < len(await behind(docket, ALL, **PERIOD))
    assert await (await docket.execute("SELECT to_regclass('pg_temp.docket_v2')")).fetchone() == (None,)
    async with docket_as_it_stood(docket, middle):
        assert await rows(docket, SCHEMA) == half
    async with docket_as_it_stood(docket, moments[0]):
        assert (await rows(docket, SCHEMA))[1] == 0
