"""Many packed cases at once, by the standard library alone. An adapter does the same sooner where numpy is installed."""

from collections.abc import Sequence

from domain.recommendation.compiled.table import Outcomes, Table

NUMBERED = 14
"""Up to so many atoms the outcomes of every class have their number beforehand."""


class Numbering:
    """A number for each set of outcomes: those of the classes first, in their order, then what cases add as they come."""

    def __init__(self, table: Table) -> None:
        self._numbers: dict[Outcomes, int] = {}
        classes = range(1 << len(table.atoms)) if len(table.atoms) <= NUMBERED else ()
        self.of_class: list[int] = [self.number(table.of_class(which)) for which in classes]
        """The number of each class; empty where there are too many."""

    def number(self, outcomes: Outcomes) -> int:
        """The number of these outcomes, a new one when they are new."""
        return self._numbers.setdefault(outcomes, len(self._numbers))

    @property
    def outcomes(self) -> tuple[Outcomes, ...]:
        """The outcomes by number."""
        return tuple(self._numbers)


def answered(table: Table, words: Sequence[Sequence[int]]) -> tuple[Sequence[int], tuple[Outcomes, ...]]:
    """For each case the number of its outcomes, and the outcomes by number.

    ``words`` has one sequence for each word of the table's layout, all of one length: the codes, turned by columns.
    """
    numbering, outcomes = Numbering(table), table.outcomes
    return [numbering.number(outcomes(code)) for code in zip(*words, strict=True)], numbering.outcomes
