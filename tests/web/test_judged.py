"""Proceedings judged again stand together where they come out alike."""

from uuid import UUID

from domain.recommendation.outcome import Status
from interfaces.rulebook_impact import Affected, Treatment
from interfaces.web.judged import alike


def one(number: int, how: Treatment) -> Affected:
    """A proceeding that would have been treated so."""
    return Affected(
        proceeding=UUID(int=number),
        case_id=UUID(int=0),
        how=how,
        changes=(),
        before=(),
        after=(),
        status_before=Status.SETTLED,
        status_after=Status.SETTLED,
    )


def test_those_that_change_alike_stand_together_the_most_first() -> None:
    first, second = list(Treatment)[:2]
    affected = [one(1, first), one(2, second), one(3, second)]
    assert [[each.proceeding.int for each in those] for _, those in alike(affected)] == [[2, 3], [1]]
