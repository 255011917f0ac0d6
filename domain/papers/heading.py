"""Breaks a title into lines by meaning: the last word never stands alone, and no word is cut in two."""

from functools import cache
from itertools import pairwise

AFTER = "的）》、，；"
"""A line may end with one of these."""

BEFORE = ("不服", "拟作", "关于对")
"""A line may begin with one of these."""


def lines_of(title: str, most: int) -> tuple[str, ...]:
    """*title* in as few lines of at most *most* characters as meaning allows, the shorter one not much the shorter.

    A title without a place to break is cut where it is full.
    """
    if len(title) <= most:
        return (title,)
    places = [0, *_places(title), len(title)]

    @cache
    def best(start: int) -> tuple[int, int, tuple[int, ...]]:
        """Lines, the longest line and the ends, from the place numbered *start* on."""
        found = []
        for end in range(start + 1, len(places)):
            length = places[end] - places[start]
            if length > most:
                break
            further = best(end) if end < len(places) - 1 else (0, 0, ())
            found.append((1 + further[0], max(length, further[1]), (end, *further[2])))
        return min(found) if found else (len(title) + 1, 0, ())

    count, _, ends = best(0)
    if count > len(title):
        return tuple(title[place : place + most] for place in range(0, len(title), most))
    starts = [0, *(places[end] for end in ends)]
    return tuple(title[one:other] for one, other in pairwise(starts))


def _places(title: str) -> list[int]:
    """Where a line may end, short of the ends: within brackets nothing is cut."""
    found, depth = [], 0
    for place, character in enumerate(title[:-1], 1):
        depth += (character in "（《") - (character in "）》")
        begins = any(title.startswith(word, place) for word in BEFORE)
        if depth == 0 and (begins or (character in AFTER and title[place] not in AFTER)):
            found.append(place)
    return found
