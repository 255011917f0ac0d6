"""A series has no gap and no double: the n-th event of its stream gives number n."""

from datetime import date
from uuid import UUID

from domain.identity import BodyId, PaperId
from domain.numbering.series import Series, evolve, give, printed, series_id

BODY = BodyId(UUID(int=1))
DAY = date(2026, 12, 31)


def test_numbers_follow_one_another() -> None:
    state, given = Series(), []
    for paper in range(1, 6):
        event = give(state, body=BODY, series="责决", paper=PaperId(UUID(int=paper)), on=DAY)
        state = evolve(state, event)
        given.append(event.serial)
    assert given == [1, 2, 3, 4, 5]


def test_each_body_series_and_year_has_its_own() -> None:
    streams = {
        series_id(body, series, year)
        for body in (BODY, BodyId(UUID(int=2)))
        for series in ("责决", "责告")
        for year in (2026, 2027)
    }
    assert len(streams) == 8


def test_a_number_is_printed_as_the_standard_has_it() -> None:
    assert printed("某政", "责决", 2026, 7) == "某政责决〔2026〕7号"
