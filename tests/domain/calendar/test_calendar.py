"""The calendar against the official data, its amendments, and what it does not know."""

import re
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import chinese_calendar
import holidays
import msgspec
import pytest

from application.adapters.calendar_files import national_calendar, notice_in, shipped_notices
from domain.calendar.calendar import Calendar
from domain.calendar.errors import CalendarError
from domain.calendar.notice import Festival, KnownFromBasis, Notice, Title, last_of_each
from tests.support import calendar_seed

EVERY_DAY = [date(2007, 1, 1) + timedelta(days=n) for n in range((date(2027, 1, 1) - date(2007, 1, 1)).days)]
TITLE = Title(zh="示例", en="Example")


def a_notice(**named: Any) -> Notice:
    given: dict[str, Any] = {
        "id": "x",
        "title": TITLE,
        "known_from": date(2030, 1, 1),
        "known_from_basis": KnownFromBasis.NOTICE,
    }
    return Notice(**(given | named))


def off(*days: date) -> tuple[Festival, ...]:
    return (Festival(code="f", title=TITLE, off=days),)


def test_every_day_of_twenty_years_agrees_with_two_independent_packages():
    official = holidays.China(years=range(2007, 2027))
    differing = [
        day
        for day in EVERY_DAY
        if not national_calendar().is_working(day) == chinese_calendar.is_workday(day) == official.is_working_day(day)
    ]
    assert differing == []


def test_the_shipped_data_is_what_the_seed_makes():
    shipped = {path.name: path.read_text(encoding="utf-8") for path in calendar_seed.DATA.glob("cn-*.toml")}
    assert shipped == calendar_seed.files()


@pytest.mark.parametrize(("year", "days"), [(2011, 250), (2012, 249), (2013, 250), (2025, 248), (2026, 248)])
def test_a_year_has_the_official_number_of_working_days(year: int, days: int):
    assert sum(national_calendar().is_working(day) for day in EVERY_DAY if day.year == year) == days


@pytest.mark.parametrize(("year", "days"), [(2007, 10), (2008, 11), (2024, 11), (2025, 13), (2026, 13)])
def test_statutory_days_follow_the_ordinance_of_the_year(year: int, days: int):
    rulings = [national_calendar().ruling(day) for day in EVERY_DAY if day.year == year]
    assert sum(ruling is not None and ruling.statutory for ruling in rulings) == days


def test_a_notice_can_make_up_a_day_of_the_year_before():
    ruling = national_calendar().ruling(date(2011, 12, 31))
    assert ruling is not None
    assert (ruling.working, ruling.notice.id) == (True, "cn-2012")


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2015, 9, 3), (date(2015, 5, 12), True), (date(2015, 5, 13), False)),
        (date(2015, 9, 6), (date(2015, 5, 12), False), (date(2015, 5, 13), True)),
        (date(2019, 5, 2), (date(2019, 3, 21), True), (date(2019, 3, 22), False)),
        (date(2020, 2, 1), (date(2020, 1, 26), True), (date(2020, 1, 27), False)),
    ],
)
def test_an_amendment_changes_the_calendar_from_the_day_it_is_known(
    day: date, before: tuple[date, bool], after: tuple[date, bool]
):
    for known_on, working in (before, after):
        assert Calendar(shipped_notices(), known_on=known_on).is_working(day) is working


@pytest.mark.parametrize(
    ("day", "doubt"),
    [
        (date(2006, 12, 29), "before-first-notice"),
        (date(2007, 1, 1), None),
        (date(2026, 12, 24), None),
        (date(2026, 12, 25), "year-end-open"),
        (date(2025, 12, 25), None),
        (date(2027, 1, 1), "after-last-notice"),
    ],
)
def test_what_no_notice_settles_is_doubtful(day: date, doubt: str | None):
    assert national_calendar().doubt(day) == doubt


def test_behind_a_missing_year_nothing_is_settled():
    gap = Calendar(n for n in shipped_notices() if n.id != "cn-2015")
    assert gap.doubt(date(2014, 6, 1)) is None
    assert gap.doubt(date(2016, 6, 1)) == "after-last-notice"


def test_without_notices_every_day_is_doubtful():
    assert Calendar(()).doubt(date(2020, 6, 1)) == "after-last-notice"


def test_a_later_notice_can_return_a_day_to_the_weekly_rhythm():
    monday = date(2030, 7, 1)
    first = a_notice(id="first", festivals=off(monday))
    second = a_notice(id="second", known_from=date(2030, 2, 1), ordinary=(monday,))
    assert not Calendar([first]).is_working(monday)
    assert Calendar([second, first]).is_working(monday)


def test_a_local_addition_holds_in_its_own_area_and_below():
    monday = date(2030, 7, 1)
    local = a_notice(jurisdiction="532500", festivals=off(monday))
    working = {
        code: Calendar([local], jurisdiction=code).is_working(monday) for code in ("CN", "530000", "532500", "532501")
    }
    assert working == {"CN": True, "530000": True, "532500": False, "532501": False}


def test_of_two_notices_on_one_day_the_later_speaks_and_of_one_day_the_more_local():
    monday = date(2030, 7, 1)
    local = a_notice(id="local", jurisdiction="532500", festivals=off(monday), known_from=date(2030, 1, 1))
    made_up = (Festival(code="f", title=TITLE, work=(monday,)),)
    for known_from, works in ((date(2030, 2, 1), True), (date(2030, 1, 1), False)):
        national = a_notice(id="national", festivals=made_up, known_from=known_from)
        assert Calendar([national, local], jurisdiction="532500").is_working(monday) is works


def test_the_version_names_the_notices_and_the_jurisdiction():
    all_known = national_calendar().version
    assert Calendar(reversed(shipped_notices())).version == all_known
    assert Calendar(shipped_notices(), known_on=date(2019, 3, 21)).version != all_known
    assert Calendar(shipped_notices(), jurisdiction="530000").version != all_known


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"festivals": off(date(2030, 7, 1), date(2030, 7, 1))}, "notice-names-day-twice"),
        ({"festivals": off(date(2030, 7, 1)), "ordinary": (date(2030, 7, 1),)}, "notice-names-day-twice"),
        ({"covers_from": date(2030, 1, 1)}, "notice-span-half-given"),
        ({"covers_from": date(2030, 2, 1), "covers_to": date(2030, 1, 1)}, "notice-span-runs-backwards"),
        ({"jurisdiction": "53"}, "jurisdiction-unreadable"),
    ],
)
def test_a_notice_that_contradicts_itself_is_refused(wrong: dict[str, object], code: str):
    with pytest.raises(CalendarError, match=code):
        a_notice(**wrong)


def test_a_file_that_nests_without_end_is_no_notice():
    with pytest.raises(CalendarError, match="notice-file-unreadable"):
        notice_in(b"id = " + b"[" * 100_000, "notice.toml")


def test_a_day_out_of_bounds_is_refused_in_a_file_with_its_place():
    text = files("domain.calendar").joinpath("data", "cn-2013.toml").read_bytes()
    with pytest.raises(CalendarError, match=r"covers_to") as refused:
        notice_in(re.sub(rb"covers_to = \S+", b"covers_to = 9999-12-31", text), "notice.toml")
    assert "2999-12-31" in refused.value.about[1]


def test_a_notice_given_twice_is_refused():
    with pytest.raises(CalendarError, match="notice-given-twice"):
        Calendar([a_notice(), a_notice()])


def test_of_two_arrangements_of_one_span_the_one_known_later_says_until_when_it_is_settled():
    span = {"covers_from": date(2030, 1, 1), "covers_to": date(2030, 12, 31)}
    first = a_notice(id="first", known_from=date(2029, 11, 1), settled_to=date(2030, 12, 20), **span)
    later = a_notice(id="later", known_from=date(2029, 12, 1), settled_to=date(2030, 12, 24), **span)
    assert Calendar([later, first]).settled_to == date(2030, 12, 24)


def test_an_arrangement_of_some_weeks_leaves_the_year_settled():
    year = a_notice(id="year", covers_from=date(2030, 1, 1), covers_to=date(2030, 12, 31))
    weeks = a_notice(id="weeks", covers_from=date(2030, 5, 1), covers_to=date(2030, 5, 20))
    assert Calendar([year, weeks]).settled_to == date(2030, 12, 31)


def test_a_notice_signed_anew_takes_the_place_of_its_id():
    first, other = a_notice(id="one", festivals=off(date(2030, 7, 1))), a_notice(id="other")
    again = a_notice(id="one", festivals=off(date(2030, 7, 2)))
    assert last_of_each([first, other, again]) == (again, other)


def test_a_notice_survives_encoding():
    for notice in shipped_notices():
        assert msgspec.json.decode(msgspec.json.encode(notice), type=Notice) == notice
