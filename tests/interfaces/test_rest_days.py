"""A day that an order names and that is a day of rest: it stands as named, and whether it moves is a question."""

from datetime import date

import pytest

from application.adapters.calendar_files import shipped_notices
from domain.calendar.calendar import Calendar
from interfaces.rest_days import named_in, rest_day

KNOWN = Calendar(shipped_notices(), known_on=date(2026, 6, 1))
SUNDAY, HOLIDAY, MADE_UP = date(2026, 11, 29), date(2026, 10, 1), date(2026, 10, 10)


@pytest.mark.parametrize("day", [date(2026, 11, 27), MADE_UP])
def test_of_a_working_day_nothing_is_said(day: date) -> None:
    assert rest_day(day, KNOWN) is None


@pytest.mark.parametrize(
    ("day", "what", "before", "after"),
    [
        (SUNDAY, "周日", date(2026, 11, 27), date(2026, 11, 30)),
        (HOLIDAY, "国庆节", date(2026, 9, 30), date(2026, 10, 8)),
    ],
)
def test_a_day_of_rest_has_the_working_days_beside_it(day: date, what: str, before: date, after: date) -> None:
    found = rest_day(day, KNOWN)
    assert found is not None
    assert (found.what.zh, found.before, found.after, found.provisional) == (what, before, after, False)


def test_what_no_source_says_is_said_to_be_a_question() -> None:
    found = rest_day(date(2026, 12, 27), KNOWN)
    assert found is not None
    assert found.provisional, "the next arrangement may make it a working day"
    assert "没有对直接载明的日期作规定" in found.stands.zh
    assert "没有依据可以回答" in found.open.zh
    assert found.cites, "of the rule that is made for another day"


def test_only_the_days_of_what_is_ordered_are_looked_at() -> None:
    form = {
        "measures": ["order-to-correct"],
        "measures.order-to-correct.due_on": ["2026-11-29"],
        "measures.other.due_on": ["2026-11-28"],
        "served_on": ["2026-11-22"],
        "due_on": ["", "soon", "2026-11-28"],
    }
    assert [one.on.day for one in named_in(form, KNOWN)] == [28, 29]
    assert named_in({"due_on": ["9999-12-31", "2026-11-27"]}, KNOWN) == ()
