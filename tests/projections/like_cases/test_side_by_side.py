"""Proceedings of one organ beside each other: in order, and marked where like ones were decided otherwise."""

from datetime import date

from projections.like_cases.of_organ import side_by_side
from tests.projections.like_cases.test_likeness import NOTHING, proceeding
from tests.support.made_up import an_id

GRAVE = frozenset({"grave"})


def test_those_of_one_ground_stand_together_the_latest_first_and_what_is_undecided_last() -> None:
    rows = [
        proceeding("other-ground", grounds=("refused",)),
        proceeding("open", decided_on=None, outcome=None, measures=()),
        proceeding("old", decided_on=date(2025, 3, 1)),
        proceeding("new"),
    ]
    found = side_by_side(rows, {})
    assert [one.proceeding for one in found] == [an_id(name) for name in ("new", "old", "open", "other-ground")]
    assert [one.circumstances for one in found] == [None] * 4, "nothing known is not none established"


def test_like_ones_that_were_decided_otherwise_are_marked_and_no_others() -> None:
    rows = [
        proceeding("light"),
        proceeding("heavy", measures=("removal",)),
        proceeding("grave", measures=("removal",)),
        proceeding("person", subject="person", measures=("removal",)),
        proceeding("unknown", measures=("removal",)),
        proceeding("open", decided_on=None, outcome=None, measures=()),
        proceeding("alone", grounds=("refused",), measures=("removal",)),
    ]
    known = {an_id(name): NOTHING for name in ("light", "heavy", "person", "open", "alone")}
    found = side_by_side(rows, {**known, an_id("grave"): GRAVE})
    assert {one.proceeding for one in found if one.otherwise} == {an_id("light"), an_id("heavy")}


def test_like_ones_decided_alike_are_not_marked() -> None:
    rows = [proceeding("one"), proceeding("two", measures=("reprimand",))]
    assert not any(one.otherwise for one in side_by_side(rows, {one.id: NOTHING for one in rows}))
