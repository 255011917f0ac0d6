"""Every figure says what it counts and opens to exactly those rows."""

import statistics
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import takewhile
from typing import Any

import msgspec
import pytest
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from domain.proceedings.events import DecisionServed
from projections.dashboard.figures import Dashboard, Days, Figure, MonthDays, months
from projections.dashboard.reads import dashboard
from projections.deadlines.of_rows import with_clocks
from projections.docket import reads
from projections.docket.filter import Filter
from projections.docket.present import Present
from projections.docket.projection import DOCKET
from projections.docket.row import Kind, Stage
from projections.scope import Scope
from tests.projections.conftest import append
from tests.projections.offices import ALL, DEADLINES, KINDS, open_office, unheard
from tests.support.made_up import an_id
from tests.support.matters import Matter
from tests.support.read_models import fill

pytestmark = pytest.mark.anyio

Connection = AsyncConnection[Any]
NOW = Present(today=date(2025, 6, 1), admitting=frozenset(), serving=frozenset())
OPEN = Filter(kinds=(Kind.CASE, Kind.PROCEEDING), open=True)
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
        assert figure.count == await reads.count(docket, ALL, figure.rows, present=NOW), name
        entries = (await reads.page(docket, ALL, figure.rows, limit=200, present=NOW)).entries
        assert len(entries) == figure.count, name
    stages = [tuple(one.code.split(" ")) for one in found.by_stage]
    gone_through = [(kind.value, stage.value) for kind in (Kind.CASE, Kind.PROCEEDING) for stage in Stage]
    assert stages == [one for one in gone_through if one in stages], "as a matter goes through them"
    by_month = [[one.code for one in of] for of in (found.opened_by_month, found.decided_by_month)]
    assert by_month[0] == by_month[1], "charts of one period begin and end together"
    for name in ("decided", "upheld", "departed", "overdue", "time_to_decision"):
        assert seen[name].count > 0, f"{name} would show nothing"


async def test_what_is_overdue_is_each_row_whose_own_clock_has_run_out_and_no_right_that_lapsed(
    docket: Connection, log: PostgresEventLog
) -> None:
    heard = Matter("示例陈述", seed=7, opened=date(2025, 5, 20))
    await append(log, unheard(heard))
    unserved = Matter("示例未送达", seed=8)
    await append(
        log, takewhile(lambda move: not any(DecisionServed in map(type, of) for _, _, of in move), unserved.moves())
    )
    for model in (DOCKET, DEADLINES):
        await fill(docket, model)
    found = await dashboard(docket, ALL, **PERIOD)
    everything = await with_clocks(
        docket, (ALL,), (await reads.page(docket, ALL, OPEN, limit=200, present=NOW)).entries
    )
    day = {one.id: one.due_on if one.clock is None else one.clock.due_on for one in everything}
    late = {one for one, due in day.items() if due is not None and due < NOW.today}
    opened = (await reads.page(docket, ALL, found.overdue.rows, limit=200, present=NOW)).entries
    assert {one.id for one in opened} == late
    assert found.overdue.count == len(late)
    tracks = {one.id: one for one in everything if one.id in unserved.proceedings}
    assert {one for one, row in tracks.items() if row.stage == "decided"} & late, "its service is late"
    silent = next(one for one in everything if one.id == heard.proceedings[0])
    assert (silent.stage, silent.due_kind) == ("statement", "decide-by")
    assert silent.id not in late, "nobody is late with a right"
    until = max(day[one] or date.min for one in late)
    earlier = Filter(kinds=OPEN.kinds, open=True, due_to=until - timedelta(days=1))
    later = Filter(kinds=OPEN.kinds, open=True, due_from=until, due_to=NOW.today - timedelta(days=1))
    both = [
        {one.id for one in (await reads.page(docket, ALL, each, limit=200, present=NOW)).entries}
        for each in (earlier, later)
    ]
    assert both[0] | both[1] == late
    assert not both[0] & both[1]
    assert all(both)


async def test_a_period_that_cuts_a_month_counts_only_its_days(docket: Connection) -> None:
    found = await dashboard(docket, ALL, **PERIOD)
    assert sum(figure.count for figure in found.decided_by_month) == found.decided.count
    every = await dashboard(docket, ALL, since=date(2020, 1, 1), until=date(2030, 1, 1), today=date(2025, 4, 11))
    assert every.decided.count > found.decided.count > 0
    assert list(months("2024-11", "2025-02")) == ["2024-11", "2024-12", "2025-01", "2025-02"]
    assert every.overturned.count > 0


async def test_a_month_without_any_is_told_as_none(docket: Connection) -> None:
    every = {"since": date(2020, 1, 1), "until": date(2030, 1, 1), "today": date(2025, 4, 11)}
    await docket.execute(
        "UPDATE read_models.docket_v2 SET opened_on = opened_on - 200 "
        "WHERE id = (SELECT min(id::text)::uuid FROM read_models.docket_v2 WHERE kind = 'case')"
    )
    counts = {figure.code: figure.count for figure in (await dashboard(docket, ALL, **every)).opened_by_month}
    assert list(counts) == list(months(min(counts), max(counts)))
    assert 0 in counts.values()


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
        assert figure.count == await reads.count(docket, scope, figure.rows, present=NOW), name


async def test_a_matter_with_two_measures_counts_under_each(docket: Connection) -> None:
    found = await dashboard(docket, ALL, **PERIOD)
    for figure in found.by_measure:
        assert figure.rows == Filter(
            kinds=(Kind.PROCEEDING,),
            decided_from=PERIOD["since"],
            decided_to=PERIOD["until"],
            measure=figure.code,
        )
