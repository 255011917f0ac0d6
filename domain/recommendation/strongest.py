"""What a recommendation rests on most: the first few of its own reasons, in an order that says which weighs more."""

from collections.abc import Iterator
from itertools import islice

from domain.recommendation.outcome import Finding, GateState, Recommendation, Status
from domain.recommendation.parts import Note, Truth

MOST = 3

Reason = Finding | GateState | Note


def strongest(r: Recommendation, most: int = MOST) -> tuple[Reason, ...]:
    """The reasons of *r* that weigh most, at most *most*; none is named that the derivation does not hold.

    What stops a recommendation comes first; where nobody is liable, what is missing or excludes it. Else the ground that
    is established, the factors that must weigh, the further tracks that open, the factors that may weigh, and then what
    makes the respondent answerable. What is still open is no reason.
    """
    return tuple(islice(dict.fromkeys(_ranked(r)), most))


def _ranked(r: Recommendation) -> Iterator[Reason]:
    if r.status is Status.BLOCKED:
        yield from r.blocks
    if r.status is Status.NOT_LIABLE:
        yield from _that(r.exclusions, Truth.YES)
        yield from _that(r.elements, Truth.NO)
        yield from _that(r.triggers, Truth.NO)
        return
    yield from _that(r.triggers, Truth.YES)
    weighing = tuple(_that(r.weighting.factors, Truth.YES))
    yield from (one for one in weighing if one.code in r.weighting.mandatory)
    yield from (one for one in r.gates if one.state is Truth.YES)
    yield from (one for one in weighing if one.code not in r.weighting.mandatory)
    yield from _that(r.elements, Truth.YES)


def _that(found: tuple[Finding, ...], state: Truth) -> Iterator[Finding]:
    return (one for one in found if one.state is state)
