"""What ends a clock without the act that it was for is neither in time nor late."""

import re

from domain.registry import EVENTS
from projections.statements import statement


def test_the_events_that_stop_a_clock_are_events() -> None:
    named = re.findall(r"'([a-z-]+\.[a-z-]+\.v\d)'", statement("projections.deadlines", "page"))
    assert len(named) == 10
    assert set(named) <= set(EVENTS)
