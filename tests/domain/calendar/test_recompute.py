"""A notice that comes later moves what it touches and nothing else."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from application.adapters.calendar_files import deadline_rules, shipped_notices
from domain.calendar.calendar import Calendar
from domain.calendar.deadline import Extension, Pause, deadline
from domain.calendar.period import Period
from domain.calendar.recompute import Change, moved, recomputed
from domain.calendar.rules import deadline_under
from tests.domain.calendar.test_deadline import calendars, periods, some_days

BEFORE = Calendar(shipped_notices(), known_on=date(2019, 3, 21))
AFTER = Calendar(shipped_notices(), known_on=date(2019, 3, 22))
FIVE = Period.parse("5wd")


def test_only_what_the_notice_touches_has_moved_and_both_dates_are_shown():
    touched = deadline(FIVE, date(2019, 4, 22), BEFORE)
    untouched = deadline(FIVE, date(2019, 3, 4), BEFORE)
    (one,) = moved([touched, untouched], BEFORE, AFTER)
    assert (one.before, one.after.due, one.due_moved) == (touched, date(2019, 4, 28), True)
    assert one.because == ("cn-2019-amended-2019-03-22",)


def test_a_provisional_date_is_settled_by_the_notice_even_where_it_stays():
    earlier = Calendar(shipped_notices(), known_on=date(2024, 11, 1))
    found = deadline(Period.parse("30d"), date(2025, 5, 12), earlier)
    assert found.provisional == ("after-last-notice",)
    (one,) = moved([found], earlier, Calendar(shipped_notices(), known_on=date(2024, 12, 1)))
    assert (one.due_moved, one.after.provisional, one.because) == (False, (), ("cn-2025",))


def test_pauses_extension_and_rolling_are_kept():
    found = deadline(
        FIVE,
        date(2019, 4, 22),
        BEFORE,
        pauses=[Pause(from_=date(2019, 4, 23), to=date(2019, 4, 24))],
        extension=Extension(period=Period.parse("10d"), ground="complex-matter"),
        roll=False,
    )
    again = recomputed(found, AFTER)
    assert (again.pauses, again.extension, again.roll) == (found.pauses, found.extension, False)
    assert again.due < found.due
    assert recomputed(again, BEFORE) == found


def test_a_day_that_the_law_names_stays():
    found = deadline_under(deadline_rules().rule("D-09"), date(2019, 6, 3), BEFORE)
    again = recomputed(found, AFTER)
    assert (again.due, again.calendar_version) == (found.due, AFTER.version)
    assert moved([found], BEFORE, AFTER) == ()


@given(calendars(), calendars(), st.lists(st.tuples(periods, some_days), min_size=1, max_size=8))
def test_what_meets_no_other_day_is_counted_the_same(before, after, asked):
    """Against the naive way: everything counted again."""
    before, after = before[0], after[0]
    change = Change(before, after)
    for period, day in asked:
        found = deadline(period, day, before)
        again = recomputed(found, after)
        same = replace(again, calendar_version=found.calendar_version) == found
        assert same or change.touches(found.from_, found.due)
        assert (change.of(found) is None) == (
            (found.due, found.working, found.provisional) == (again.due, again.working, again.provisional)
        )
