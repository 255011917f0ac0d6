"""What recurs is a clock: the next assessment and the next evaluation, until the next one is planned."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from domain.calendar.clocks import ClockKind
from domain.identity import BodyId, OrganId
from domain.supervision.assessments.events import AssessmentClosed, AssessmentPlanned
from domain.supervision.evaluations.events import EvaluationPlanned
from domain.supervision.projects.events import ProgressReported, ProjectRegistered
from interfaces.projecting import packaged_clocks
from projections.deadlines import reads
from projections.deadlines.filter import Filter, State
from projections.deadlines.projection import deadlines
from projections.docket import reads as docket
from projections.docket.projection import DOCKET
from projections.numbers.projection import NUMBERS
from projections.running.applying import make_tables
from projections.scope import Scope
from tests.projections.conftest import append
from tests.projections.offices import RECOMMENDATIONS
from tests.support.made_up import a_document, an_id
from tests.support.matters import Move
from tests.support.read_models import digest, empty, fill

pytestmark = pytest.mark.anyio

MODEL = deadlines(packaged_clocks())
SCOPE = Scope(kinds=frozenset({"assessment", "evaluation", "project"}), everything=True)
BODY, OTHER = BodyId(an_id("office")), BodyId(an_id("another office"))
NEXT = (ClockKind.NEXT_ASSESSMENT, ClockKind.NEXT_EVALUATION)

Connection = AsyncConnection[Any]

PLANNED = AssessmentPlanned(
    kind="regular",
    body=BODY,
    organs=(OrganId(an_id("bureau")),),
    period_from=date(2011, 5, 1),
    period_to=date(2012, 12, 31),
    plan=a_document("plan"),
    group=a_document("group"),
    planned_on=date(2012, 11, 1),
    next_rule="D-26",
)
EVALUATION = EvaluationPlanned(
    kind="regular",
    body=BODY,
    organs=(OrganId(an_id("bureau")),),
    plan=a_document("plan"),
    planned_on=date(2012, 3, 1),
    next_rule="D-27",
)


async def told(log: PostgresEventLog, connection: Connection, *moves: Move) -> None:
    await append(log, moves)
    for model in (DOCKET, NUMBERS, MODEL):
        await fill(connection, model)
    await make_tables(connection, RECOMMENDATIONS, "live")


async def clocks(connection: Connection, today: date, *states: State) -> list[tuple[UUID, date, State]]:
    found = await reads.page(connection, SCOPE, Filter(states=states or tuple(State)), today=today)
    return [(one.matter, one.due_on, one.state) for one in found.entries if one.kind in NEXT]


def begun(name: str, event: AssessmentPlanned | EvaluationPlanned) -> Move:
    kind = "assessment" if isinstance(event, AssessmentPlanned) else "evaluation"
    return ((an_id(name), kind, (event,)),)


async def test_the_next_assessment_is_due_and_turns_red_though_nobody_says_so(
    log: PostgresEventLog, connection: Connection
) -> None:
    closed = AssessmentClosed(closed_on=date(2013, 5, 1), reasons=a_document("closed"))
    await told(log, connection, ((an_id("first"), "assessment", (PLANNED, closed)),), begun("evaluation", EVALUATION))
    assert await clocks(connection, date(2014, 1, 1), State.RUNNING) == [
        (an_id("evaluation"), date(2014, 3, 1), State.RUNNING),
        (an_id("first"), date(2014, 12, 31), State.RUNNING),
    ]
    late = await clocks(connection, date(2015, 1, 1), State.OVERDUE)
    assert [matter for matter, _, _ in late] == [an_id("evaluation"), an_id("first")]
    (one, *_) = (
        await reads.page(connection, SCOPE, Filter(kind=ClockKind.NEXT_ASSESSMENT), today=date(2014, 1, 1))
    ).entries
    assert one.cites == ("qingyuan-disclosure-assessment@2011-05-01#8",)


async def test_it_ends_when_the_same_body_plans_the_next_of_the_same_kind(
    log: PostgresEventLog, connection: Connection
) -> None:
    second = replace(PLANNED, period_from=date(2013, 1, 1), period_to=date(2014, 12, 31), planned_on=date(2014, 11, 3))
    await told(
        log,
        connection,
        begun("first", PLANNED),
        begun("elsewhere", replace(PLANNED, body=OTHER)),
        begun("second", second),
    )
    assert await clocks(connection, date(2015, 2, 1)) == [
        (an_id("elsewhere"), date(2014, 12, 31), State.OVERDUE),
        (an_id("first"), date(2014, 12, 31), State.IN_TIME),
        (an_id("second"), date(2016, 12, 31), State.RUNNING),
    ]
    before = await digest(connection, MODEL)
    await empty(connection, MODEL)
    await fill(connection, MODEL, batch=1)
    assert await digest(connection, MODEL) == before, "event by event as in one page"


async def test_a_project_stands_in_the_docket_with_the_day_of_its_next_report(
    log: PostgresEventLog, connection: Connection
) -> None:
    registered = ProjectRegistered(
        kind="guangdong-project",
        body=BODY,
        organ=OrganId(an_id("bureau")),
        name=a_document("name"),
        began_on=date(2012, 2, 1),
        report_rule="D-10",
        report_by=date(2012, 3, 31),
    )
    reported = ProgressReported(
        period_from=date(2012, 2, 1),
        period_to=date(2012, 3, 31),
        reported_on=date(2012, 3, 30),
        document=a_document("report"),
        next_by=date(2012, 6, 30),
    )
    moves = [
        ((an_id(name), "project", events),)
        for name, events in (("one", (registered,)), ("two", (registered, reported)))
    ]
    await told(log, connection, *moves)
    for name, day in (("one", date(2012, 3, 31)), ("two", date(2012, 6, 30))):
        row = await docket.one(connection, SCOPE, an_id(name))
        assert row is not None
        assert (row.due_on, row.due_kind) == (day, "report-by")
