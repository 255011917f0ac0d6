"""A figure agrees with the record where the same matters count, as of one position."""

from datetime import date
from typing import Any

import pytest
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from projections.dashboard.reconciling import reconcile
from tests.projections.conftest import append
from tests.projections.offices import ALL, open_office
from tests.support.matters import Matter
from tests.support.weaving import woven

pytestmark = pytest.mark.anyio

Connection = AsyncConnection[Any]
NAMES = ("opened", "filed", "decided", "by_ground", "by_measure", "measures_by_ground", "opened_by_month")
EVER = {"since": date(2000, 1, 1), "until": date(2100, 1, 1)}


@pytest.fixture
async def office(connection: Connection, log: PostgresEventLog) -> Connection:
    await open_office(log, connection, 10)
    return connection


async def test_what_was_folded_agrees_at_its_own_position_though_the_log_went_on(
    office: Connection, log: PostgresEventLog
) -> None:
    found = await reconcile(office, ALL, NAMES, **EVER)
    assert found.agrees
    assert [one.figure for one in found.figures] == list(NAMES)
    assert all(one.shown > 0 for one in found.figures)
    await append(log, woven([Matter("another", seed=99)], until="end"))
    later = await reconcile(office, ALL, NAMES, **EVER)
    assert later == found, "what the rows in use do not know yet is no difference"


async def test_a_row_that_is_not_what_the_record_says_is_named(office: Connection) -> None:
    cursor = await office.execute("SELECT id FROM read_models.docket_v2 WHERE kind = 'case' ORDER BY id LIMIT 2")
    moved, other = [row[0] for row in await cursor.fetchall()]
    await office.execute("UPDATE read_models.docket_v2 SET opened_on = DATE '1999-01-01' WHERE id = %s", [moved])
    found = {one.figure: one for one in (await reconcile(office, ALL, NAMES, **EVER)).figures}
    assert found["opened"].apart == (moved,)
    assert found["opened"].recorded == found["opened"].shown + 1
    assert found["decided"].agrees
    await office.execute("UPDATE read_models.docket_v2 SET grounds = '{release-late}' WHERE id = %s", [other])
    changed = await reconcile(office, ALL, NAMES, **EVER)
    assert not changed.agrees
