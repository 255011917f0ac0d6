"""What review is left: against the decision as it was made, after a step was taken, after one was decided."""

import pytest

from application.adapters.profile_files import packaged_profiles
from domain.appeals.left import ways_left
from domain.proceedings.commands import NoteAppeal
from domain.proceedings.proceeding import Proceeding
from tests.domain.appeals.test_filing import DISMISSED, MANAGER, ended
from tests.domain.proceedings import material as matter
from tests.support.made_up import an_id

T5 = ("T5", "first", "30d", False)
"""Another way against a decision of that year: what was taken on the first leaves it as it is."""


def left(proceeding: Proceeding, profile: str) -> set[tuple[str, str, str | None, bool]]:
    """Track and step, its time to file, and whether it follows an outcome."""
    decision = proceeding.decision
    assert decision is not None
    measures = tuple(one.measure for one in decision.measures)
    found = ways_left(packaged_profiles()[profile], proceeding, "person", measures, decision.effective_on)
    return {(one.track.code, one.step.code, one.step.file_within, one.after is not None) for one in found}


def pending(proceeding: Proceeding, track: str) -> Proceeding:
    noting = NoteAppeal(appeal=an_id("under way"), track=track)
    return matter.Desk.standing_at(proceeding).after(noting).proceeding


@pytest.mark.parametrize(
    ("proceeding", "profile", "expected"),
    [
        (MANAGER, "P-SOE", {("T4", "first", "1m", False)}),
        (pending(MANAGER, "T4"), "P-SOE", set()),
        (ended(MANAGER, "T4", "upheld"), "P-SOE", {("T4", "second", "1m", True)}),
        (ended(MANAGER, "T4", "withdrawn"), "P-SOE", set()),
        (DISMISSED, "P-APPOINT", {("T1", "first", "30d", False), ("T1", "second", "30d", False), T5}),
        (pending(DISMISSED, "T1"), "P-APPOINT", {T5}),
        (ended(DISMISSED, "T1", "upheld"), "P-APPOINT", {("T1", "second", "15d", True), T5}),
        (ended(DISMISSED, "T1", "withdrawn"), "P-APPOINT", {("T1", "second", "30d", False), T5}),
    ],
)
def test_the_ways_that_are_left_follow_from_what_was_taken(
    proceeding: Proceeding, profile: str, expected: set[tuple[str, str, str | None, bool]]
) -> None:
    assert left(proceeding, profile) == expected
