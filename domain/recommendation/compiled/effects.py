"""Which open facts can change the outcome, and how, looked up: the same as ``opening.turning`` works out by worlds."""

from collections.abc import Iterable
from typing import NamedTuple

from domain.recommendation.compiled.circuit import turning
from domain.recommendation.compiled.layout import Code
from domain.recommendation.compiled.table import REMEMBERED, Table, completions, open_bits
from domain.recommendation.opening import Turning, changed
from domain.recommendation.outcome import Result

EXPLORED = 12
"""With more open atoms than these, listing every class is dearer than exploring worlds."""


class Worked(NamedTuple):
    """What a table knows of a case: the outcomes under each reading, and what each open fact can change."""

    by_reading: tuple[frozenset[Result], ...]
    turning: dict[str, Turning]


class Effects:
    """What open facts can do, for the codes of one table. Remembers what it worked out; answers never depend on that."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._known: dict[tuple[int, int], tuple[tuple[frozenset[Result], ...], dict[int, frozenset[str]]]] = {}
        self._differ: dict[tuple[int, int], frozenset[str]] = {}

    def worked(self, code: Code) -> Worked | None:
        """None when there are too many classes to list."""
        certain, possible = self._table.extent(code)
        opened = open_bits(certain, possible)
        if len(opened) > EXPLORED:
            return None
        if (certain, possible) not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            by_bit = {bit: self._change(certain, opened, bit) for bit in opened}
            self._known[certain, possible] = self._by_reading(certain, opened), by_bit
        by_reading, by_bit = self._known[certain, possible]
        return Worked(by_reading, self._turning(code, by_bit))

    def _turning(self, code: Code, by_bit: dict[int, frozenset[str]]) -> dict[str, Turning]:
        table = self._table
        truths = table.layout.truths(code) if by_bit else {}
        return {
            fact: Turning(
                if_established=len(table.completed(table.layout.with_fact(code, fact, True))),
                if_refuted=len(table.completed(table.layout.with_fact(code, fact, False))),
                changes=changes,
            )
            for bit, changes in by_bit.items()
            if changes
            for fact in turning(table.atoms[bit.bit_length() - 1].tree, truths)
        }

    def _by_reading(self, certain: int, opened: tuple[int, ...]) -> tuple[frozenset[Result], ...]:
        each = zip(*(self._table.numbers(which) for which in completions(certain, opened)), strict=True)
        results = self._table.results
        return tuple(frozenset(results[number] for number in set(some)) for some in each)

    def _change(self, certain: int, opened: Iterable[int], bit: int) -> frozenset[str]:
        """What can differ between two classes that differ in *bit* alone."""
        numbers = self._table.numbers
        pairs = {
            pair
            for which in completions(certain, tuple(other for other in opened if other != bit))
            for pair in zip(numbers(which), numbers(which | bit), strict=True)
        }
        return frozenset(change for pair in pairs for change in self._difference(*pair))

    def _difference(self, one: int, other: int) -> frozenset[str]:
        if (one, other) not in self._differ:
            results = self._table.results
            same = one == other
            self._differ[one, other] = frozenset() if same else frozenset(changed(results[one], results[other]))
        return self._differ[one, other]
