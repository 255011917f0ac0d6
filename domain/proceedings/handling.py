"""What a notice announces or a decision imposes, and when one handling is heavier than another."""

import msgspec

from domain.proceedings.events import MeasureTaken, Outcome

_WEIGHT = {
    Outcome.WITHDRAWN: 0,  # no breach held
    Outcome.TRANSFERRED: 0,  # another authority will say
    Outcome.NOT_IMPOSED: 1,  # a breach held, nothing imposed
    Outcome.EXEMPT: 1,
    Outcome.MEASURES: 2,
}


class Handling(msgspec.Struct, frozen=True, kw_only=True):
    """An outcome with its measures, as codes of the rulebook."""

    outcome: Outcome
    measures: tuple[str, ...] = ()


def handling(outcome: Outcome, measures: tuple[MeasureTaken, ...]) -> Handling:
    """The handling that these measures make up, due dates and scopes aside."""
    return Handling(outcome=outcome, measures=tuple(taken.measure for taken in measures))


def added(proposed: Handling, than: Handling, orders: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """What makes *proposed* heavier than *than*: measure codes, or the outcome; empty when it is not heavier.

    The order in which an article lists its forms says nothing. A measure that *than* lacks is heavier, unless the law
    itself ranks measures (*orders*, lightest first) and *than* holds one of the same order that ranks as high or higher.
    """
    new = tuple(code for code in proposed.measures if not _covered(code, than.measures, orders))
    if new or _WEIGHT[proposed.outcome] <= _WEIGHT[than.outcome]:
        return new
    return (proposed.outcome.value,)


def _covered(code: str, held: tuple[str, ...], orders: tuple[tuple[str, ...], ...]) -> bool:
    return code in held or any(
        code in order and other in order and order.index(code) <= order.index(other)
        for order in orders
        for other in held
    )
