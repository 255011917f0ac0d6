"""A body uses a document number once in a year, whoever makes it up."""

from datetime import date

import pytest

from domain.identity import BodyId
from domain.numbering.taken import Taken, evolve, number_id, take
from tests.support.made_up import an_id

BODY, OTHER = BodyId(an_id("body")), BodyId(an_id("other body"))
DAY, NEXT_YEAR = date(2012, 12, 31), date(2013, 1, 1)
NUMBER = "示例责〔2012〕3号"


def test_whoever_comes_first_has_it() -> None:
    first, second = an_id("first decision"), an_id("second decision")
    state = evolve(Taken(), take(body=BODY, number=NUMBER, by=first, on=DAY))
    assert state.by == first
    assert evolve(state, take(body=BODY, number=NUMBER, by=second, on=DAY)).by == first


@pytest.mark.parametrize(
    ("number", "on", "same"),
    [
        (" 示例责 〔2012〕3号", DAY, True),
        (NUMBER, NEXT_YEAR, True),
        ("示例责〔2012〕4号", DAY, False),
        ("示例责3号", DAY, False),
    ],
)
def test_blanks_make_no_other_number_and_the_year_is_the_one_it_bears(number: str, on: date, *, same: bool) -> None:
    assert (number_id(BODY, number, on) == number_id(BODY, NUMBER, DAY)) is same


def test_a_number_that_bears_no_year_is_used_once_in_each_and_every_body_has_its_own() -> None:
    plain = "示例责3号"
    assert number_id(BODY, plain, DAY) == number_id(BODY, plain, date(2012, 1, 1))
    assert number_id(BODY, plain, DAY) != number_id(BODY, plain, NEXT_YEAR)
    assert number_id(BODY, NUMBER, DAY) != number_id(OTHER, NUMBER, DAY)
