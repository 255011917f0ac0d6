"""One handling is heavier than another by what it adds, or by an order that the law itself gives."""

import pytest

from domain.proceedings.events import Outcome
from domain.proceedings.handling import Handling, added

ORDER = (("warning", "demerit", "expulsion"),)


def handled(*measures, outcome=Outcome.MEASURES):
    return Handling(outcome=outcome, measures=measures)


@pytest.mark.parametrize(
    ("proposed", "than", "heavier"),
    [
        (handled("a"), handled("a", "b"), ()),
        (handled("a", "b"), handled("a"), ("b",)),
        (handled("a"), handled("b"), ("a",)),
        (handled("warning"), handled("demerit"), ()),
        (handled("expulsion"), handled("demerit"), ("expulsion",)),
        (handled("warning", "a"), handled("demerit"), ("a",)),
        (handled("a"), handled(outcome=Outcome.EXEMPT), ("a",)),
        (handled(outcome=Outcome.EXEMPT), handled("a"), ()),
        (handled(outcome=Outcome.EXEMPT), handled(outcome=Outcome.NOT_IMPOSED), ()),
        (handled(outcome=Outcome.EXEMPT), handled(outcome=Outcome.WITHDRAWN), ("exempt",)),
        (handled(outcome=Outcome.WITHDRAWN), handled(outcome=Outcome.EXEMPT), ()),
        (handled(outcome=Outcome.TRANSFERRED), handled(outcome=Outcome.WITHDRAWN), ()),
    ],
)
def test_heavier_is_what_adds(proposed, than, heavier):
    assert added(proposed, than, ORDER) == heavier
