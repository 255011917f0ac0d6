"""How much is tried: a short form in every run, the whole campaign with ``--long``."""

import pytest
from hypothesis import settings

TIMES = 10
"""How many times more examples of each property the long campaign tries."""
PATIENCE = 3000
"""Seconds that one test may take in it."""


class Campaign:
    """The one under way."""

    long = False


def begin(*, long: bool) -> None:
    """Say which campaign this is, before the tests are loaded. No example fails for the time that it takes."""
    Campaign.long = long
    settings.register_profile("short", deadline=None)
    settings.register_profile("long", max_examples=settings.default.max_examples * TIMES, deadline=None)
    settings.load_profile("long" if long else "short")


def examples(short: int) -> int:
    """How many examples of a property to try, where the short form tries *short*."""
    return short * TIMES if Campaign.long else short


def give_time(items: list[pytest.Item]) -> None:
    """Let tests that name no time of their own take as long as the whole campaign needs."""
    for item in items:
        if item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(PATIENCE))
