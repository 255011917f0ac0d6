"""The day that is in time whatever the next notice says: the last day if all that is provisional became working days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from application.adapters.calendar_files import shipped_notices
from domain.calendar.calendar import Calendar
from domain.calendar.deadline import Pause, deadline
from domain.calendar.earliest import earliest
from domain.calendar.period import Period, Unit
from tests.domain.calendar.test_deadline import pauses, periods, some_days
from tests.support.made_calendar import LONG_AFTER, made

short = periods.filter(lambda one: one.unit is not Unit.YEAR)
KNOWN = Calendar(shipped_notices(), known_on=date(2026, 6, 1))


@given(st.dictionaries(some_days, st.booleans(), max_size=60), some_days, short, some_days, pauses)
def test_whatever_is_published_it_is_in_time_and_no_later_day_is_as_safe(
    named: dict[date, bool], settled_to: date, period: Period, event: date, stops: list[Pause]
):
    settled = {day: working for day, working in named.items() if day <= settled_to}
    found = deadline(period, event, made(settled, settled_to), pauses=stops)
    assert earliest(found) <= deadline(period, event, made(named, LONG_AFTER), pauses=stops).due
    beyond = (settled_to + timedelta(days=n) for n in range(1, (found.due - settled_to).days + 1))
    worst = settled | dict.fromkeys(beyond, True)
    assert earliest(found) == deadline(period, event, made(worst, LONG_AFTER), pauses=stops).due


def test_a_last_day_that_moved_from_a_doubtful_sunday_is_safe_on_the_sunday():
    found = deadline(Period.parse("30d"), date(2026, 11, 27), KNOWN)
    assert (found.due, found.provisional, earliest(found)) == (
        date(2026, 12, 28),
        ("year-end-open",),
        date(2026, 12, 27),
    )


def test_where_nothing_is_provisional_it_is_the_last_day():
    found = deadline(Period.parse("30d"), date(2026, 6, 1), KNOWN)
    assert (found.provisional, earliest(found)) == ((), found.due)
