"""Which of two outcomes is heavier. Measures are ranked only where law or a policy ranks them; otherwise heavier is what adds."""

from enum import StrEnum

import msgspec

EXEMPTION = ("required", "available", "needs_override", "none")
MITIGATION = ("required", "available", "none")
"""Below the set: lightest where the law requires it."""
COMBINING = ("one", "any", "all")


class Ordering(StrEnum):
    """The second outcome, seen from the first. Crossed: heavier in one respect, lighter in another."""

    SAME = "same"
    HEAVIER = "heavier"
    LIGHTER = "lighter"
    CROSSED = "crossed"
    INCOMPARABLE = "incomparable"


class Handling(msgspec.Struct, frozen=True, kw_only=True):
    """What an outcome allows and demands, in codes that instruments share. ``tracks`` are further ones that open."""

    liable: bool
    measures: frozenset[str] = frozenset()
    combine: str | None = None
    minimum: int = 0
    heavier: bool = False
    lighter: bool = False
    exempt: str = "none"
    mitigate: str = "none"
    tracks: frozenset[str] = frozenset()


def compare(one: Handling, other: Handling, ranking: tuple[str, ...] = ()) -> Ordering:
    """*other* seen from *one*. ``ranking`` lists measures lightest first; it counts only if it covers all of both."""
    if one.liable != other.liable:
        return _joined([Ordering.HEAVIER if other.liable else Ordering.LIGHTER, _added(one.tracks, other.tracks)])
    parts = [_added(one.tracks, other.tracks)]
    if one.liable:
        parts += [
            _measures(one.measures, other.measures, ranking),
            _combined(one.combine, other.combine),
            _step(one.minimum, other.minimum),
            _step(one.heavier, other.heavier),
            _step(other.lighter, one.lighter),
            _step(EXEMPTION.index(one.exempt), EXEMPTION.index(other.exempt)),
            _step(MITIGATION.index(one.mitigate), MITIGATION.index(other.mitigate)),
        ]
    return _joined(parts)


def agreed(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> tuple[str, ...]:
    """An order that both laws give; the longer one where the other is part of it in the same order."""
    if one is None or other is None:
        return ()
    short, long = sorted((one, other), key=len)
    return long if tuple(measure for measure in long if measure in short) == short else ()


def _measures(one: frozenset[str], other: frozenset[str], ranking: tuple[str, ...]) -> Ordering:
    if not one or not other or not one | other <= set(ranking):
        return _added(one, other)
    mine, theirs = ([ranking.index(measure) for measure in some] for some in (one, other))
    ends = [_step(min(mine), min(theirs)), _step(max(mine), max(theirs))]
    if ends == [Ordering.SAME, Ordering.SAME] and one != other:
        return _added(one, other)
    return _joined(ends)


def _added(one: frozenset[str], other: frozenset[str]) -> Ordering:
    if one == other:
        return Ordering.SAME
    if one < other:
        return Ordering.HEAVIER
    return Ordering.LIGHTER if other < one else Ordering.INCOMPARABLE


def _combined(one: str | None, other: str | None) -> Ordering:
    if one == other:
        return Ordering.SAME
    if one not in COMBINING or other not in COMBINING:
        return Ordering.INCOMPARABLE
    return _step(COMBINING.index(one), COMBINING.index(other))


def _step(one: int, other: int) -> Ordering:
    if one == other:
        return Ordering.SAME
    return Ordering.HEAVIER if other > one else Ordering.LIGHTER


def _joined(parts: list[Ordering]) -> Ordering:
    said = {part for part in parts if part is not Ordering.SAME}
    if not said:
        return Ordering.SAME
    if Ordering.INCOMPARABLE in said:
        return Ordering.INCOMPARABLE
    return said.pop() if len(said) == 1 else Ordering.CROSSED
