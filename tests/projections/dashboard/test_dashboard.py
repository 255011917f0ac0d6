"""Every figure says what it counts and opens to exactly those rows."""

import statistics
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import pytest
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from projections.dashboard.figures import Dashboard, Days, Figure, MonthDays
from projections.dashboard.reads import dashboard
from projections.docket import reads
from projections.docket.filter import Filter
from projections.docket.row import Kind
from projections.scope import Scope
from tests.projections.offices import ALL, KINDS, open_office
from tests.support.made_up import an_id

pytestmark = pytest.mark.anyio

Connection = AsyncConnection[Any]
PERIOD = {"since": date(2025, 3, 1), "until": date(2025, 4, 10), "today": date(2025, 6, 1)}


@pytest.fixture
async def docket(connection: Connection, log: PostgresEventLog) -> Connection:
    await open_office(log, connection)
    return connection


def figures(found: Dashboard) -> Iterator[tuple[str, Figure | Days | MonthDays]]:
    for field in msgspec.structs.fields(Dashboard):
        value = getattr(found, field.name)
        if isinstance(value, tuple):
            for each in value:
                yield f"{field.name} {each.code}", each
        elif isinstance(value, Figure | Days):
            yield field.name, value


async def test_each_figure_equals_the_number_of_rows_it_opens_to(docket: Connection) -> None:
    found = await dashboard(docket, ALL, **PERIOD)
    seen = dict(figures(found))
    assert len(seen) > 15
    for name, figure in seen.items():
        assert figure.count == await reads.count(docket, ALL, figure.rows), name
        entries = (await reads.page(docket, ALL, figure.rows, limit=200)).entries
        assert len(entries) == figure.count, name
    for name in ("decided", "departed", "overdue", "time_to_decision"):
        assert seen[name].count > 0, f"{name} would show nothing"


async def test_a_period_that_cuts_a_month_counts_only_its_days(docket: Connection) -> None:
    found = await dashboard(docket, ALL, **PERIOD)
    assert sum(figure.count for figure in found.decided_by_month) == found.decided.count
    every = await dashboard(docket, ALL, since=date(2020, 1, 1), until=date(2030, 1, 1), today=date(2025, 4, 11))
    assert every.decided.count > found.decided.count > 0
    assert every.overturned.count > 0


async def test_time_to_decision_is_the_median_of_calendar_days(docket: Connection) -> None:
    found = await dashboard(docket, ALL, **PERIOD)
    entries = (await reads.page(docket, ALL, found.time_to_decision.rows, limit=200)).entries
    days = [(e.decided_on - e.filed_on).days for e in entries if e.decided_on is not None and e.filed_on is not None]
    assert len(set(days)) > 2
    shown = found.time_to_decision
    assert (shown.count, shown.median) == (len(days), statistics.median(days))
    assert (shown.shortest, shown.longest) == (min(days), max(days))


async def test_the_median_of_each_month_is_that_of_its_decisions(docket: Connection) -> None:
    found = await dashboard(docket, ALL, **PERIOD)
    assert len(found.days_by_month) > 1
    assert sum(month.count for month in found.days_by_month) == found.time_to_decision.count
    for month in found.days_by_month:
        entries = (await reads.page(docket, ALL, month.rows, limit=200)).entries
        days = [(e.decided_on - e.filed_on).days for e in entries if e.decided_on is not None and e.filed_on]
        assert (month.count, month.median) == (len(days), statistics.median(days)), month.code


async def test_figures_hold_only_what_the_reader_may_see(docket: Connection) -> None:
    nothing = await dashboard(docket, Scope(kinds=KINDS), **PERIOD)
    assert all(figure.count == 0 for _, figure in figures(nothing))
    assert nothing.time_to_decision.median is None
    scope = Scope(kinds=KINDS, bodies=frozenset({an_id("body 1")}))
    mine, every = await dashboard(docket, scope, **PERIOD), await dashboard(docket, ALL, **PERIOD)
    assert 0 < mine.decided.count < every.decided.count
    for name, figure in figures(mine):
        assert figure.count == await reads.count(docket, scope, figure.rows), name


async def test_a_matter_with_two_measures_counts_under_each(docket: Connection) -> None:
    found = await dashboard(docket, ALL, **PERIOD)
    for figure in found.by_measure:
        assert figure.rows == Filter(
            kinds=(Kind.PROCEEDING,),
            decided_from=PERIOD["since"],
            decided_to=PERIOD["until"],
            measure=figure.code,
        )
