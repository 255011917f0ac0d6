"""How a count is published: so that no single matter, and no single person, can be worked out of it."""

STEP = 3
"""Counts are published to the nearest multiple of it. Our own choice."""


def rounded(count: int) -> int:
    """*count* to the nearest multiple of three; a single one is nothing."""
    return STEP * round(count / STEP)
