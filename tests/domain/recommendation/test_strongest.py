"""The few reasons that weigh most: taken from the recommendation as it is, in an order that is the law's."""

from domain.recommendation.strongest import MOST, strongest
from tests.domain.recommendation.test_changes import told
from tests.domain.recommendation.test_sanctions import advised


def codes(found):
    return [one.code for one in strongest(found)]


def test_the_ground_comes_before_the_factors_that_must_weigh():
    found = advised("dereliction", "shields-others", "confessed")
    first, *others = codes(found)
    assert first in {one.code for one in found.triggers}
    assert others
    assert set(others) <= set(found.weighting.mandatory)
    assert all(one.authorities for one in strongest(found)), "each cites what it rests on"


def test_no_more_than_three_and_none_that_does_not_hold():
    found = advised("dereliction", "shields-others", "confessed")
    held = {one.code for one in (*found.triggers, *found.weighting.factors, *found.elements) if one.state == "yes"}
    assert len(strongest(found)) == MOST
    assert len(strongest(found, 1)) == 1
    assert set(codes(found)) <= held


def test_what_is_open_is_no_reason():
    assert codes(told(second_conduct="refuted", grave="refuted")) == []


def test_where_nobody_is_liable_the_reasons_say_why():
    found = told(first_conduct="refuted", second_conduct="refuted", grave="established")
    assert found.status == "not_liable"
    reasons = strongest(found)
    assert reasons
    assert {one.state.value for one in reasons} == {"no"}
