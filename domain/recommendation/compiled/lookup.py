"""From a packed code to what is kept for its class, by places in lists alone: nothing is calculated where a case is asked for."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from domain.recommendation.compiled.layout import Code

T = TypeVar("T")


def lookup(
    columns: Sequence[Sequence[int]], kept: Callable[[int], T], otherwise: Callable[[Code], T]
) -> Callable[[Code], T]:
    """What is *kept* for the class of a code, or *otherwise* where some fact of its words is open.

    ``columns`` has for each word the bits of the class that its fully known values set; words beyond them play no part.
    Every class that some code has is asked for at once. A word sets its bits in few ways, so each word leads on from what the
    words before it gave, through short lists. Written out for three and four words: what costs is calls and arithmetic.
    """
    ways = [tuple(dict.fromkeys(column)) for column in columns]
    made: dict[tuple[int, int], Any] = {}

    def below(at: int, bits: int) -> Any:
        if at == len(ways):
            return kept(bits)
        if (at, bits) not in made:
            made[at, bits] = [below(at + 1, bits | more) for more in ways[at]]
        return made[at, bits]

    rows = {bits: below(1, bits) for bits in ways[0]}
    first = [rows[bits] for bits in columns[0]]
    others = [_places(some, column) for some, column in zip(ways[1:], columns[1:], strict=True)]
    if len(others) == 2:
        return _by_three(first, others[0], others[1], otherwise)
    if len(others) == 3:
        return _by_four(first, others[0], others[1], others[2], otherwise)

    def by_any(code: Code) -> T:
        try:
            found = first[code[0]]
            for place, word in zip(others, code[1:], strict=False):
                found = found[place[word]]
        except IndexError:
            return otherwise(code)
        answer: T = found
        return answer

    return by_any


def _places(ways: Sequence[int], column: Sequence[int]) -> list[int]:
    place = {bits: at for at, bits in enumerate(ways)}
    return [place[bits] for bits in column]


def _by_three(
    first: list[list[list[T]]], second: list[int], third: list[int], otherwise: Callable[[Code], T]
) -> Callable[[Code], T]:
    def found(code: Code) -> T:
        try:
            return first[code[0]][second[code[1]]][third[code[2]]]
        except IndexError:
            return otherwise(code)

    return found


def _by_four(
    first: list[list[list[list[T]]]],
    second: list[int],
    third: list[int],
    fourth: list[int],
    otherwise: Callable[[Code], T],
) -> Callable[[Code], T]:
    def found(code: Code) -> T:
        try:
            return first[code[0]][second[code[1]]][third[code[2]]][fourth[code[3]]]
        except IndexError:
            return otherwise(code)

    return found
