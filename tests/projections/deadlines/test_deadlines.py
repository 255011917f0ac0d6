"""Every clock of a matter, its working, and what a calendar notice does to it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from application.ports import AppendRequest, Change
from domain.calendar.calendar import Calendar
from domain.calendar.clocks import ClockKind
from domain.calendar.deadline import deadline
from domain.calendar.period import Period
from domain.calendar.signal import Signal
from domain.cases.events import TimeExtended
from interfaces.projecting import packaged_clocks
from projections.deadlines import reads
from projections.deadlines.filter import Filter, State
from projections.deadlines.projection import deadlines
from projections.docket.projection import DOCKET
from projections.numbers.projection import NUMBERS
from projections.scope import Scope
from tests.projections.conftest import append
from tests.projections.deadlines.calendars import days_off, given_up, kept, proposed, signed
from tests.projections.offices import ALL, KINDS
from tests.support.made_up import a_document
from tests.support.matters import Matter, Move
from tests.support.read_models import digest, empty, fill
from tests.support.weaving import SYSTEM, woven

pytestmark = pytest.mark.anyio

LAW = packaged_clocks()
MODEL = deadlines(LAW)
EVERY = tuple(State)
EARLY = date(2025, 3, 10)

Connection = AsyncConnection[Any]


async def told(log: PostgresEventLog, connection: Connection, moves: list[Move]) -> None:
    """Append all moves at once, so that versions follow from them, and fill both read models."""
    await append(log, moves)
    await fill(connection, DOCKET)
    await fill(connection, NUMBERS)
    await fill(connection, MODEL)


async def clocks(connection: Connection, case: UUID, today: date) -> dict[tuple[UUID, ClockKind], reads.Entry]:
    found = await reads.of_case(connection, ALL, case, today=today)
    return {(entry.matter, entry.kind): entry for entry in found}


async def test_time_to_decide_runs_for_the_case_and_then_for_each_respondent(
    log: PostgresEventLog, connection: Connection
) -> None:
    filed, named = Matter("示例一", seed=1), Matter("示例二", seed=1)
    await told(log, connection, [*filed.moves(until="filed"), *named.moves(until="investigated")])
    alone = await clocks(connection, filed.case, EARLY)
    (triage,) = (shown for (_, kind), shown in alone.items() if kind is ClockKind.TRIAGE)
    assert (triage.setting, triage.basis, triage.ended_on is None) == ("triage_period", "assumed", False)
    assert {each for each in alone if each[1] is not ClockKind.TRIAGE} == {(filed.case, ClockKind.DECISION)}
    one = alone[(filed.case, ClockKind.DECISION)]
    counted = deadline(Period.parse("6m"), one.started_on, Calendar(LAW.notices))
    assert one.working == counted
    assert one.due_on == counted.due
    assert one.cap_on == deadline(Period.parse("12m"), one.started_on, Calendar(LAW.notices)).due
    assert (one.basis, one.cites, one.rule) == ("borrowed", ("CF07 44",), "D-11")
    shared = await clocks(connection, named.case, EARLY)
    running = {each for each, shown in shared.items() if shown.ended_on is None}
    assert running == {(each, ClockKind.DECISION) for each in named.proceedings}


async def test_what_was_not_done_is_red_though_nobody_says_so(log: PostgresEventLog, connection: Connection) -> None:
    matter = Matter("示例一", seed=1)
    await told(log, connection, list(matter.moves(until="filed")))
    due = (await clocks(connection, matter.case, EARLY))[(matter.case, ClockKind.DECISION)].due_on
    warned = Calendar(LAW.notices).working_days_before(due, 3)
    for today, state, colour in (
        (warned - timedelta(days=1), State.RUNNING, Signal.GREEN),
        (warned, State.RUNNING, Signal.YELLOW),
        (due, State.RUNNING, Signal.YELLOW),
        (due + timedelta(days=1), State.OVERDUE, Signal.RED),
    ):
        shown = (await clocks(connection, matter.case, today))[(matter.case, ClockKind.DECISION)]
        assert (shown.state, shown.colour) == (state, colour), today
        listed = await reads.page(connection, ALL, Filter(colour=colour), today=today)
        assert [entry.id for entry in listed.entries] == [shown.id]


async def test_decision_measure_service_and_review_each_have_their_clock(
    log: PostgresEventLog, connection: Connection
) -> None:
    matter = Matter("示例一", seed=1)
    await told(log, connection, list(matter.moves(until="decided")))
    first = matter.proceedings[0]
    found = await clocks(connection, matter.case, EARLY)
    assert {kind for which, kind in found if which == first} == {
        ClockKind.DECISION,
        ClockKind.STATEMENT,
        ClockKind.SERVICE,
        ClockKind.ANNOUNCEMENT,
        ClockKind.MEASURE,
        ClockKind.REVIEW_FILING,
    }
    assert found[(first, ClockKind.DECISION)].state is State.IN_TIME
    assert found[(first, ClockKind.MEASURE)].working is None, "the order names the day"
    filing = found[(first, ClockKind.REVIEW_FILING)]
    assert (filing.setting, filing.right) == ("T1/first", True)
    assert filing.working is not None
    assert str(filing.working.period) == "30d"
    after = await clocks(connection, matter.case, filing.due_on + timedelta(days=1))
    lapsed = after[(first, ClockKind.REVIEW_FILING)]
    assert (lapsed.state, lapsed.colour) == (State.LAPSED, None), "a right went unused: nobody is late"


async def test_an_extension_moves_the_due_date_and_says_why(log: PostgresEventLog, connection: Connection) -> None:
    matter = Matter("示例一", seed=1)
    moves = list(matter.moves(until="filed"))
    until, ground = date(2025, 12, 1), a_document("why")
    extended = TimeExtended(until=until, ground=ground, extended_on=date(2025, 8, 1))
    await told(log, connection, [*moves, matter.in_case(extended)])
    one = (await clocks(connection, matter.case, EARLY))[(matter.case, ClockKind.DECISION)]
    assert one.due_on == until
    assert one.working is not None
    assert one.first_due_on == one.working.due < until
    assert [(each.until, each.ground) for each in one.extended] == [(until, ground.id)]


async def test_an_extension_reaches_a_track_no_further_than_its_own_cap(
    log: PostgresEventLog, connection: Connection
) -> None:
    matter = Matter("示例一", seed=1)
    moves = list(matter.moves(until="filed"))
    far = TimeExtended(until=date(2027, 12, 1), ground=a_document("why"), extended_on=date(2025, 8, 1))
    await told(log, connection, [*moves, matter.in_case(far)])
    one = (await clocks(connection, matter.case, EARLY))[(matter.case, ClockKind.DECISION)]
    assert one.due_on == one.cap_on < far.until


async def test_a_signed_notice_recounts_what_runs_and_keeps_the_earlier_date(
    log: PostgresEventLog, connection: Connection
) -> None:
    matter, ended = Matter("示例一", seed=1), Matter("示例二", seed=2)
    before = [*matter.moves(until="filed"), *ended.moves(until="end")]
    await told(log, connection, before)
    was = (await clocks(connection, matter.case, EARLY))[(matter.case, ClockKind.DECISION)]
    ended_before = await clocks(connection, ended.case, EARLY)
    notice = days_off("example-notice", was.due_on)
    await kept(connection, notice)
    on = date(2025, 6, 2)
    await told(log, connection, [proposed(notice, on)])
    assert (await clocks(connection, matter.case, EARLY))[(matter.case, ClockKind.DECISION)] == was, "one signature"
    await empty(connection, MODEL)
    await append_after(log, connection, [signed(notice, on)], versions=1)
    now = (await clocks(connection, matter.case, EARLY))[(matter.case, ClockKind.DECISION)]
    assert now.due_on == Calendar((*LAW.notices, notice)).working_day_from(was.due_on) > was.due_on
    assert [(e.due_on, e.calendar_version, e.because) for e in now.earlier] == [
        (was.due_on, was.calendar_version, ("example-notice",))
    ]
    assert now.working is not None
    assert "example-notice" in {step.notice for step in now.working.working}
    assert {key: e for key, e in (await clocks(connection, ended.case, EARLY)).items() if e.ended_on} == {
        key: e for key, e in ended_before.items() if e.ended_on
    }, "what had ended stays as it was counted"
    await append_after(log, connection, [given_up(notice, on)], versions=2)
    again = (await clocks(connection, matter.case, EARLY))[(matter.case, ClockKind.DECISION)]
    assert (again.due_on, again.calendar_version, len(again.earlier)) == (was.due_on, was.calendar_version, 2)


async def test_a_notice_signed_anew_under_its_id_recounts_what_the_first_had_moved(
    log: PostgresEventLog, connection: Connection
) -> None:
    matter, on = Matter("示例一", seed=1), date(2025, 6, 2)
    await told(log, connection, list(matter.moves(until="filed")))
    was = (await clocks(connection, matter.case, EARLY))[(matter.case, ClockKind.DECISION)]
    first, corrected = days_off("example-notice", was.due_on), days_off("example-notice", was.due_on, 2)
    for versions, notice in enumerate((first, corrected)):
        await kept(connection, notice)
        await append_after(log, connection, [proposed(notice, on), signed(notice, on)], versions=2 * versions)
    now = (await clocks(connection, matter.case, EARLY))[(matter.case, ClockKind.DECISION)]
    assert now.due_on == Calendar((*LAW.notices, corrected)).working_day_from(was.due_on)
    assert [each.because for each in now.earlier] == [("example-notice",)] * 2


async def append_after(log: PostgresEventLog, connection: Connection, moves: list[Move], *, versions: int) -> None:
    """Append to the calendar's stream, which is at *versions*."""
    for number, ((stream, kind, events),) in enumerate(moves):
        change = Change(stream=stream, kind=kind, expected=versions + number, events=events)
        await log.append(AppendRequest(changes=(change,), actor=SYSTEM, correlation=stream))
    await fill(connection, MODEL)


@pytest.mark.parametrize("batch", [1, 3, 50])
async def test_rows_depend_on_the_log_alone_not_on_how_it_comes_in_batches(
    log: PostgresEventLog, connection: Connection, batch: int
) -> None:
    matters = [Matter(f"示例{n}", seed=n) for n in range(6)]
    notice = days_off("example-notice", date(2025, 9, 1), 10)
    await kept(connection, notice)
    moves = list(woven(matters))
    half = len(moves) // 2
    on = date(2025, 6, 2)
    moves[half:half] = [proposed(notice, on), signed(notice, on)]
    await told(log, connection, moves)
    whole = await digest(connection, MODEL)
    await empty(connection, MODEL)
    await fill(connection, MODEL, batch=batch)
    assert await digest(connection, MODEL) == whole
    assert whole["deadlines_v1"][0] > 20


async def test_pages_give_each_deadline_once_and_the_nearest_first(
    log: PostgresEventLog, connection: Connection
) -> None:
    await told(log, connection, list(woven([Matter(f"示例{n}", seed=n) for n in range(8)], until="decided")))
    found: list[reads.Entry] = []
    cursor: str | None = None
    while True:
        page = await reads.page(connection, ALL, Filter(states=EVERY), today=EARLY, cursor=cursor, limit=7)
        found += page.entries
        cursor = page.next
        if cursor is None:
            break
    assert len({entry.id for entry in found}) == len(found) > 50
    assert [entry.due_on for entry in found] == sorted(entry.due_on for entry in found)


async def test_outside_the_scope_there_is_nothing(log: PostgresEventLog, connection: Connection) -> None:
    matters = [Matter(f"示例{n}", seed=n) for n in range(8)]
    await told(log, connection, list(woven(matters, until="decided")))
    body = matters[0].body
    own = Scope(kinds=KINDS, bodies=frozenset({body}))
    page = await reads.page(connection, own, Filter(states=EVERY), today=EARLY, limit=200)
    assert {entry.case_id for entry in page.entries} == {m.case for m in matters if m.body == body}
    nothing = await reads.page(connection, Scope(kinds=KINDS), Filter(states=EVERY), today=EARLY)
    assert nothing.entries == ()
    assert (await reads.figures(connection, [Scope(kinds=KINDS)], today=date(2027, 1, 4))).overdue.count == 0


async def test_each_figure_opens_to_its_rows(log: PostgresEventLog, connection: Connection) -> None:
    await told(log, connection, list(woven([Matter(f"示例{n}", seed=n) for n in range(8)], until="decided")))
    today = date(2025, 5, 7)
    figures = await reads.figures(connection, [ALL], today=today)
    shown = [
        figure
        for value in msgspec.structs.asdict(figures).values()
        for figure in (value if isinstance(value, tuple) else (value,))
        if isinstance(figure, reads.Figure)
    ]
    assert figures.overdue.count > 0
    assert figures.overdue_by_organ
    for figure in shown:
        page = await reads.page(connection, ALL, figure.rows, today=today, limit=200)
        assert len(page.entries) == figure.count, figure
