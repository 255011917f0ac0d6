"""Deadlines over random calendars, against a counter written the slow and obvious way."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.calendar.calendar import Calendar
from domain.calendar.deadline import Extension, Pause, StepKind, deadline
from domain.calendar.period import Period, Unit
from tests.support.made_calendar import START, made

some_days = st.integers(0, 90).map(lambda n: START + timedelta(days=n))
"""A season over the turn of a year and the end of February: close enough together that they meet each other."""

periods = st.builds(Period, count=st.integers(1, 25), unit=st.sampled_from(Unit))
pauses = st.lists(
    st.tuples(some_days, st.integers(0, 40)).map(lambda p: Pause(from_=p[0], to=p[0] + timedelta(days=p[1]))),
    max_size=3,
)


@st.composite
def calendars(draw: st.DrawFn) -> tuple[Calendar, dict[date, bool]]:
    named = draw(st.dictionaries(some_days, st.booleans(), min_size=draw(st.sampled_from([0, 20])), max_size=60))
    return made(named), named


def counted_slowly(
    period: Period, event: date, named: dict[date, bool], stopped: set[date], *, extended: Period | None, roll: bool
) -> date:
    def works(day: date) -> bool:
        return named.get(day, day.isoweekday() not in (6, 7))

    def end_of(length: Period, origin: date) -> date:
        if length.unit in (Unit.MONTH, Unit.YEAR):
            months = length.count * (12 if length.unit is Unit.YEAR else 1)
            year, month = origin.year, origin.month
            for _ in range(months):
                year, month = (year + 1, 1) if month == 12 else (year, month + 1)
            day = origin.day
            while True:
                try:
                    goal = date(year, month, day)
                    break
                except ValueError:
                    day -= 1
            wanted = (goal - origin).days
        else:
            wanted = length.count
        numbered: list[date] = []
        day_now = origin
        while len(numbered) < wanted:
            day_now += timedelta(days=1)
            if day_now not in stopped and (length.unit is not Unit.WORKING_DAY or works(day_now)):
                numbered.append(day_now)
        return numbered[-1]

    end = end_of(period, event)
    last = period
    if extended is not None:
        end, last = end_of(extended, end), extended
    while roll and last.unit is not Unit.WORKING_DAY and not works(end):
        end += timedelta(days=1)
    return end


@given(
    calendar=calendars(),
    period=periods,
    event=some_days,
    stops=pauses,
    extended=st.none() | periods,
    roll=st.booleans(),
)
def test_every_deadline_is_what_slow_counting_gives(
    *,
    calendar: tuple[Calendar, dict[date, bool]],
    period: Period,
    event: date,
    stops: list[Pause],
    extended: Period | None,
    roll: bool,
):
    made, named = calendar
    stopped = {p.from_ + timedelta(days=n) for p in stops for n in range(1, (p.to - p.from_).days + 1)}
    extension = Extension(period=extended) if extended else None
    found = deadline(period, event, made, pauses=stops, extension=extension, roll=roll)
    assert found.due == counted_slowly(period, event, named, stopped, extended=extended, roll=roll)
    assert found.provisional == ()


@given(calendars(), st.integers(1, 25), some_days, pauses)
def test_the_working_accounts_for_every_day_between_event_and_end(
    calendar: tuple[Calendar, dict[date, bool]], count: int, event: date, stops: list[Pause]
):
    found = deadline(Period(count=count, unit=Unit.WORKING_DAY), event, calendar[0], pauses=stops)
    passed_over = [s for s in found.working if s.kind is not StepKind.MADE_UP]
    assert (found.due - event).days == count + len(passed_over)
    made_up = [s for s in found.working if s.kind is StepKind.MADE_UP]
    assert all(s.on.weekday() >= 5 and s.notice == "x" for s in made_up)
    assert all(s.notice == "x" for s in found.working if s.kind is StepKind.HOLIDAY)


@given(calendars(), periods, some_days)
def test_a_rolling_deadline_never_ends_on_a_rest_day(
    calendar: tuple[Calendar, dict[date, bool]], period: Period, event: date
):
    assert calendar[0].is_working(deadline(period, event, calendar[0]).due)


@given(calendars(), some_days)
def test_one_working_day_after_an_event_is_day_one(calendar: tuple[Calendar, dict[date, bool]], event: date):
    found = deadline(Period(count=1, unit=Unit.WORKING_DAY), event, calendar[0])
    assert found.day_one == found.due
