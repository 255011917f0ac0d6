"""Rows of a list stand in the order of the days that they show."""

from datetime import date
from uuid import UUID

from domain.calendar.clocks import ClockKind
from domain.procedure.basis import Basis
from projections.deadlines.of_rows import Clocked, RowClock, nearest_first


def row(place: int, due_on: date | None, clock: date | None) -> Clocked:
    """A row whose docket tells *due_on* and whose clock ends on *clock*."""
    shown = clock and RowClock(
        id=UUID(int=place),
        matter=UUID(int=place),
        case_id=None,
        kind=ClockKind.SERVICE,
        due_on=clock,
        basis=Basis.DIRECT,
        cites=(),
        provisional=False,
        extended=False,
        ordered=False,
        period=None,
        more=None,
    )
    return Clocked(id=UUID(int=place), due_on=due_on, due_kind=None, clock=shown)


def test_the_day_of_the_clock_counts_before_the_dockets_own_and_rows_without_a_day_keep_their_order() -> None:
    rows = (
        row(1, date(2026, 12, 27), None),
        row(2, None, None),
        row(3, None, date(2026, 10, 12)),
        row(4, date(2026, 9, 21), date(2026, 12, 28)),
        row(5, None, None),
        row(6, None, date(2026, 8, 12)),
    )
    assert [one.id.int for one in nearest_first(rows)] == [6, 3, 1, 4, 2, 5]
