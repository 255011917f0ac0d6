"""What each officer had a hand in before an appeal."""

import pytest

from domain.appeals.standing import Part, parts
from tests.domain.appeals.material import HANDLER, SERVED
from tests.domain.proceedings import material as matter


@pytest.mark.parametrize(
    ("officer", "had"),
    [
        (matter.FIRST, {Part.INVESTIGATED}),
        (matter.REVIEWER, {Part.REVIEWED}),
        (matter.HEAD, {Part.DECIDED}),
        (HANDLER, {Part.HANDLED_BEFORE}),
    ],
)
def test_the_part_that_somebody_had_is_told(officer, had):
    track = SERVED.proceeding
    found = parts(matter.a_case(), reviewers=track.reviewers, deciders=track.deciders, earlier_handlers=(HANDLER,))
    assert {part for part, officers in found.items() if officer in officers} == had


def test_whoever_decided_may_sit_where_their_own_body_reviews_it():
    own = parts(matter.a_case(), reviewers=(), deciders=(HANDLER,), reviews_its_own=True)
    assert (Part.DECIDED in own, own[Part.DECIDED_HERE]) == (False, frozenset({HANDLER}))
