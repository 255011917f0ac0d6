"""A matter that moved while somebody looked at it, with what happened in words."""

from application.errors import ConcurrentChange
from interfaces.problems import Changed


class ToldMeanwhile(ConcurrentChange):
    """``changed`` is what the person has not seen, told as the history of the matter tells it to them."""

    def __init__(self, change: ConcurrentChange, changed: tuple[Changed, ...]) -> None:
        super().__init__(change.stream, change.expected, change.actual)
        self.meanwhile, self.changed = change.meanwhile, changed


def changed_in(error: ConcurrentChange) -> tuple[Changed, ...]:
    """What is told of it; nothing to whoever is told only that it moved."""
    return error.changed if isinstance(error, ToldMeanwhile) else ()
