"""What counts as like: the same law, sort of respondent, role and circumstances, and one ground in common."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import msgspec
import pytest

from projections.docket.reads import Entry
from projections.like_cases.likeness import ENOUGH, compare
from tests.support.made_up import an_id

NOTHING: frozenset[str] = frozenset()


def proceeding(name: str, **changed: Any) -> Entry:
    """A decided proceeding against an organ for one ground."""
    empty: dict[str, Any] = dict.fromkeys(Entry.__struct_fields__)
    given = {
        "id": an_id(name),
        "kind": "proceeding",
        "version": 1,
        "position": 1,
        "changed_at": datetime(2026, 1, 5, tzinfo=UTC),
        "opened_on": date(2025, 1, 1),
        "stage": "decided",
        "open": False,
        "organs": (),
        "instrument": "some-law",
        "subject": "organ",
        "grounds": ("late",),
        "measures": ("reprimand",),
        "outcome": "measures",
        "handlers": (),
        "decided_on": date(2026, 1, 5),
        "departed": False,
    }
    return Entry(**{**empty, **given, **changed})


OWN = proceeding("own", decided_on=None, outcome=None, measures=(), grounds=("late", "refused"))


def known(*held: str, **others: frozenset[str]) -> Mapping[UUID, frozenset[str]]:
    return {OWN.id: frozenset(held), **{an_id(name): facts for name, facts in others.items()}}


def test_like_has_the_same_circumstances_and_near_differs_in_them() -> None:
    rows = [proceeding("same"), proceeding("more"), proceeding("much-more"), proceeding("less")]
    facts = {
        an_id("same"): frozenset({"owned-up"}),
        an_id("more"): frozenset({"owned-up", "repeated"}),
        an_id("much-more"): frozenset({"repeated", "hid-it"}),
        an_id("less"): NOTHING,
    }
    found = compare(OWN, rows, {OWN.id: frozenset({"owned-up"}), **facts})
    (like,) = found.like
    assert (like.proceeding, like.grounds, like.shared) == (an_id("same"), ("late",), ("owned-up",))
    assert [one.proceeding for one in found.near][-1] == an_id("much-more"), "what differs least comes first"
    more = next(one for one in found.near if one.proceeding == an_id("more"))
    assert (more.only_there, more.only_here) == (("repeated",), ())
    less = next(one for one in found.near if one.proceeding == an_id("less"))
    assert (less.only_there, less.only_here) == ((), ("owned-up",))


@pytest.mark.parametrize(
    "changed",
    [
        {"instrument": "another-law"},
        {"subject": "person"},
        {"role": "head"},
        {"grounds": ("other",)},
        {"grounds": ()},
        {"decided_on": None},
        {"id": OWN.id},
    ],
)
def test_what_differs_in_law_respondent_role_or_ground_is_neither(changed: dict[str, Any]) -> None:
    other = proceeding("other", **changed)
    found = compare(OWN, [other], known(other=NOTHING))
    assert (found.like, found.near) == ((), ())


def test_a_case_of_whose_circumstances_nothing_is_known_is_not_taken_for_one_without() -> None:
    assert compare(OWN, [proceeding("other")], known()).like == ()


def test_the_distribution_counts_each_outcome_no_measure_too_and_says_when_they_are_too_few() -> None:
    rows = [proceeding(f"p{n}") for n in range(ENOUGH - 2)]
    rows += [proceeding("none", outcome="not-imposed", measures=())]
    few = compare(OWN, rows, {OWN.id: NOTHING} | {one.id: NOTHING for one in rows})
    assert [(one.outcome, one.measures, one.count) for one in few.distribution] == [
        ("measures", ("reprimand",), ENOUGH - 2),
        ("not-imposed", (), 1),
    ]
    assert not few.enough
    rows.append(msgspec.structs.replace(rows[0], id=an_id("one more")))
    enough = compare(OWN, rows, {OWN.id: NOTHING} | {one.id: NOTHING for one in rows})
    assert enough.enough
    assert sum(one.count for one in enough.distribution) == len(enough.like) == ENOUGH
