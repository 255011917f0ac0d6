"""What was resolved beside what the policy suggests."""

from datetime import date

import pytest
from msgspec.structs import replace

from domain.proceedings.comparing import Stand, compared
from domain.proceedings.events import MeasureTaken, Outcome
from domain.proceedings.handling import handling
from domain.proceedings.state import Deliberation, Proceeding
from domain.recommendation.recommend import recommend
from tests.domain.recommendation.test_against import BOOK, CATALOGUE, POLICY, sheet
from tests.support.made_up import a_document

DAY = date(2012, 6, 1)


def resolved(outcome, *measures):
    taken = tuple(MeasureTaken(measure=one) for one in measures)
    views = None if outcome is None else handling(outcome, taken)
    held = Deliberation(present=(), voting=(), minutes=a_document("minutes"), resolved=views, deliberated_on=DAY)
    return Proceeding(deliberation=held)


def against(proceeding, **facts):
    return compared(proceeding, recommend(sheet(**facts), BOOK, references=CATALOGUE, known_at=DAY, policy=POLICY))


@pytest.mark.parametrize(
    ("proceeding", "stand"),
    [
        (resolved(Outcome.MEASURES, "written-self-examination"), Stand.FOLLOWS),
        (resolved(Outcome.MEASURES, "circulated-criticism"), Stand.DEPARTS),
        (resolved(Outcome.MEASURES, "written-self-examination", "circulated-criticism"), Stand.DEPARTS),
        (resolved(Outcome.NOT_IMPOSED), Stand.DEPARTS),
        (resolved(None), Stand.UNRESOLVED),
        (Proceeding(), Stand.UNRESOLVED),
    ],
)
def test_a_resolution_is_compared_with_the_suggestion(proceeding, stand):
    found = against(proceeding)
    assert found.stand is stand
    assert found.suggested == ("written-self-examination",)


def test_without_a_policy_there_is_nothing_to_compare_with():
    bare = recommend(sheet(), BOOK, references=CATALOGUE, known_at=DAY)
    found = compared(resolved(Outcome.MEASURES, "circulated-criticism"), bare)
    assert (found.stand, found.suggested) == (Stand.NO_SUGGESTION, ())


def test_a_policy_that_suggests_nothing_leaves_nothing_to_compare_with():
    full = recommend(sheet(), BOOK, references=CATALOGUE, known_at=DAY, policy=POLICY)
    silent = replace(full, suggestion=replace(full.suggestion, measures=(), none_because="example"))
    assert compared(resolved(Outcome.MEASURES, "circulated-criticism"), silent).stand is Stand.NO_SUGGESTION
