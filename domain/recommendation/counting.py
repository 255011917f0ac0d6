"""How many fully known states bring about each combination of conditions, and the plainest of them. Exact."""

from functools import lru_cache
from typing import NamedTuple

from domain.recommendation.worlds import FALSE, TRUE, Formula, components, given, open_in

World = tuple[bool, ...]


class Counted(NamedTuple):
    """``states`` of the facts that the conditions name; ``witness`` are the facts that hold in one with the fewest."""

    states: int
    witness: tuple[str, ...]


def counted(conditions: tuple[Formula, ...]) -> dict[World, Counted]:
    """Every reachable combination of truth values of *conditions*, in their order."""
    whole: dict[World, Counted] = {(): Counted(1, ())}
    order: list[int] = []
    for group in components(conditions):
        mine = _explore(tuple(conditions[index] for index in group))
        order += group
        whole = {
            before + world: Counted(one.states * two.states, one.witness + two.witness)
            for before, one in whole.items()
            for world, two in mine.items()
        }
    places = [order.index(index) for index in range(len(conditions))]
    return {
        tuple(world[place] for place in places): Counted(found.states, tuple(sorted(found.witness)))
        for world, found in whole.items()
    }


@lru_cache(maxsize=100_000)
def _explore(state: tuple[Formula, ...]) -> dict[World, Counted]:
    """Counts are over the facts still open in *state*."""
    facts = open_in(state)
    if not facts:
        return {tuple(condition == TRUE for condition in state): Counted(1, ())}
    code = _next(state)
    found: dict[World, Counted] = {}
    for value in (False, True):
        after = tuple(given(condition, {code: value}) for condition in state)
        free = 2 ** (len(facts) - 1 - len(open_in(after)))
        for world, below in _explore(after).items():
            witness = (code, *below.witness) if value else below.witness
            known = found.get(world)
            states = below.states * free + (known.states if known else 0)
            if known is not None and (len(known.witness), known.witness) <= (len(witness), witness):
                witness = known.witness
            found[world] = Counted(states, witness)
    return found


def _next(state: tuple[Formula, ...]) -> str:
    return min(code for condition in state if condition not in (TRUE, FALSE) for row in condition for code, _ in row)
