"""Deadlines recomputed by hand from the official calendars."""

from datetime import date

import pytest

from application.adapters.calendar_files import national_calendar
from domain.calendar.deadline import deadline
from domain.calendar.period import Period

VECTORS = [
    ("5wd", "2011-04-28", "2011-05-06"),
    ("5wd", "2011-05-30", "2011-06-07"),
    ("5wd", "2011-09-28", "2011-10-10"),
    ("5wd", "2011-09-29", "2011-10-11"),
    ("5wd", "2012-01-19", "2012-01-31"),
    ("5wd", "2013-02-07", "2013-02-19"),
    ("15wd", "2011-09-26", "2011-10-20"),
    ("20wd", "2025-01-24", "2025-02-27"),
    ("20wd", "2025-09-26", "2025-10-30"),
    ("7wd", "2025-09-26", "2025-10-13"),
    ("20wd", "2026-02-12", "2026-03-18"),
    ("5wd", "2019-04-26", "2019-05-06"),
    ("30d", "2025-09-08", "2025-10-09"),
    ("30d", "2025-08-29", "2025-09-28"),
    ("1m", "2025-08-31", "2025-09-30"),
    ("1m", "2025-12-31", "2026-02-02"),
    ("15d", "2026-09-10", "2026-09-28"),
    ("6m", "2012-08-31", "2013-02-28"),
]


@pytest.mark.parametrize(("period", "event", "due"), VECTORS)
def test_a_period_ends_on_the_day_the_official_calendar_gives(period: str, event: str, due: str):
    found = deadline(Period.parse(period), date.fromisoformat(event), national_calendar())
    assert (found.due.isoformat(), found.provisional) == (due, ())


@pytest.mark.parametrize(("year", "days"), [(2011, 250), (2012, 249), (2013, 250), (2025, 248), (2026, 248)])
def test_a_year_has_the_official_number_of_working_days(year: int, days: int):
    assert national_calendar().working_days_in(year) == days
