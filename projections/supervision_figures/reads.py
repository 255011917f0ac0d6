"""Reads the figures of supervision, always within a scope."""

from datetime import date
from typing import Any

from psycopg import AsyncConnection

from domain.calendar.clocks import ClockKind
from projections.deadlines.filter import Filter as DeadlineFilter
from projections.deadlines.filter import State
from projections.docket.filter import Filter
from projections.docket.row import Kind
from projections.scope import Scope
from projections.statements import statement
from projections.supervision_figures.figures import Door, Timeliness

PACKAGE = "projections.supervision_figures"

Connection = AsyncConnection[Any]

CAME = (State.IN_TIME, State.LATE, State.OVERDUE)
"""What became of an item whose last day has come and that is still watched."""


async def by_door(connection: Connection, scope: Scope, *, since: date, until: date) -> tuple[Door, ...]:
    """The leads of the period within *scope* by door, the most frequent first."""
    given = {**scope.parameters(), "since": since, "until": until}
    counted = await (await connection.execute(statement(PACKAGE, "doors"), given, prepare=False)).fetchall()
    all_of_them = sum(count for _, count in counted)
    return tuple(
        Door(
            code=source,
            count=count,
            share=_percent(count, all_of_them),
            rows=Filter(kinds=(Kind.REPORT,), source=source, opened_from=since, opened_to=until),
        )
        for source, count in counted
    )


async def timeliness(
    connection: Connection, scope: Scope, *, since: date, until: date, today: date
) -> tuple[Timeliness, ...]:
    """How timely each organ of the duties within *scope* published what was due in the period, the least timely first."""
    came = min(until, today)
    given = {**scope.parameters(), "since": since, "until": came, "today": today}
    counted = await (await connection.execute(statement(PACKAGE, "timeliness"), given, prepare=False)).fetchall()

    def listed(organ: Any, states: tuple[State, ...]) -> DeadlineFilter:
        return DeadlineFilter(states=states, kind=ClockKind.PUBLICATION, organ=organ, due_from=since, due_to=came)

    return tuple(
        Timeliness(
            organ=organ,
            in_time=in_time,
            late=late,
            missing=missing,
            rate=_percent(in_time, in_time + late + missing),
            rows=listed(organ, CAME),
            late_rows=listed(organ, (State.LATE, State.OVERDUE)),
        )
        for organ, in_time, late, missing in counted
    )


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
