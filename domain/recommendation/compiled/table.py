"""Outcomes by table lookup. The entries are the reference evaluator's; there is no second semantics to drift from it."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import product
from threading import Lock
from typing import TypeVar

import msgspec

from domain.recommendation.basis import NO_BASIS
from domain.recommendation.compiled.circuit import Atom, Node, Tree, circuit, facts_in, value
from domain.recommendation.compiled.layout import FEWEST, SIZE, Code, Layout
from domain.recommendation.compiled.lookup import lookup
from domain.recommendation.model import Model
from domain.recommendation.outcome import Result
from domain.recommendation.worlds import TRUE, Formula, given, worlds

T = TypeVar("T")
Outcomes = tuple[Result, ...]
"""Every outcome that some completion of the open facts brings about, sorted as a recommendation lists them."""

DENSE = 16
"""Up to so many atoms the outcomes stand in a list, beyond it in a dictionary that holds what was asked for."""

PREPARED = 11
"""Up to so many atoms the outcomes of every class are worked out beforehand."""

COMPLETED = 10
"""Up to so many open atoms the completions are looked up one by one; beyond it the worlds are explored."""

WIDEST = 12
"""Facts at most that one part of an atom reads below its root: a part is tried on all their assignments."""

REMEMBERED = 65_536
"""How many partly known words are remembered at a time."""


class _Part:
    """What one cluster of facts adds to the classes: the bit of an atom where its (negated, if an AND) value is true."""

    def __init__(self, bit: int, tree: Tree, *, negated: bool) -> None:
        self.bit, self.tree, self.negated = bit, tree, negated
        self.facts = facts_in(tree)

    def column(self) -> list[int]:
        """The entry for each assignment of the cluster's facts, its first fact in the lowest bit."""
        size = len(self.facts)
        return [
            self.bit
            if value(self.tree, dict(zip(self.facts, reversed(values), strict=True))) is not self.negated
            else 0
            for values in product((False, True), repeat=size)
        ]

    def three_valued(self, truths: Mapping[str, bool | None]) -> tuple[int, int]:
        """Bits that are certain, and bits that are possible."""
        found = value(self.tree, truths)
        if found is None:
            return 0, self.bit
        bit = self.bit if found is not self.negated else 0
        return bit, bit


class Table:
    """The outcomes of one rulebook for one subject under the readings that are still possible."""

    def __init__(self, models: tuple[Model | None, ...], others: tuple[str, ...] = (), size: int = SIZE) -> None:
        """One model for each reading, None where the basis is blocked. ``others`` are facts that get a place all the same; *size* facts a word."""
        features = [model.features() if model is not None else () for model in models]
        self._models, self._sizes = models, [len(some) for some in features]
        compiled = circuit(tuple(feature for some in features for feature in some), min(size, WIDEST))
        self._conditions, self.atoms = compiled
        parts = [part for index, atom in enumerate(self.atoms) for part in _parts(index, atom)]
        live = {fact for part in parts for fact in part.facts}
        self.layout = Layout(
            (part.facts for part in parts), (fact for fact in dict.fromkeys(others) if fact not in live), size
        )
        self._parts: list[list[_Part]] = [[] for _ in self.layout.words[: max(self.layout.live, FEWEST)]]
        for part in parts:
            if part.facts:
                self._parts[self.layout.place[part.facts[0]][0]].append(part)
        size = len(self.atoms)
        self._dense: list[Outcomes] = [()] * (1 << size) if size <= DENSE else []
        self._each: dict[int, tuple[int, ...]] = {}
        self._number: dict[Result, int] = {}
        self.results: list[Result] = []
        """Every result met so far, each once."""
        self._sparse: dict[int, Outcomes] = {}
        self._partly: dict[tuple[int, int], Outcomes] = {}
        self._certain: dict[tuple[int, int], tuple[int, int]] = {}
        self._interned: dict[Outcomes, Outcomes] = {}
        self._evaluating = Lock()

    def class_of(self, code: Code) -> int:
        """The class of a fully known code: one bit for each atom."""
        found = 0
        for column, word in zip(self.columns, code, strict=False):
            found |= column[word]
        return found

    def of_class(self, which: int) -> Outcomes:
        """The outcomes of a class."""
        if self._dense:
            return self._dense[which] or self._fill(which)
        return self._sparse.get(which) or self._fill(which)

    @cached_property
    def columns(self) -> tuple[list[int], ...]:
        """For each word, as far as one is live, the bits of the class that its fully known values set. OR makes the class."""
        return tuple(map(self._column, range(len(self._parts))))

    @cached_property
    def outcomes(self) -> Callable[[Code], Outcomes]:
        """The outcomes of a packed code.

        Asking for this function lays out the table, which pays where many codes come; ``completed`` does without it.
        """
        return self.lookup(lambda outcomes: outcomes)

    def lookup(self, kept: Callable[[Outcomes], T]) -> Callable[[Code], T]:
        """From a packed code to what is *kept* for its outcomes, which for equal outcomes are one object."""
        if len(self.atoms) > PREPARED:
            return lambda code: kept(self._any(code))
        live = self.columns[: max(self.layout.live, 1)]
        return lookup(live, lambda which: kept(self.of_class(which)), lambda code: kept(self.completed(code)))

    def _any(self, code: Code) -> Outcomes:
        try:
            return self.of_class(self.class_of(code))
        except IndexError:
            return self.completed(code)

    def _column(self, index: int) -> list[int]:
        column = [0]
        for part in self._parts[index]:
            column = [low | high for high in part.column() for low in column]
        idle = len(self.layout.words[index]) - sum(len(part.facts) for part in self._parts[index])
        return column * (1 << idle)

    def extent(self, code: Code) -> tuple[int, int]:
        """The bits of the class that are certain, and those that some completion of the open facts sets."""
        certain = possible = 0
        for index in range(len(self._parts)):
            sure, able = self._certain.get((index, code[index])) or self._three_valued(index, code)
            certain |= sure
            possible |= able
        return certain, possible

    def numbers(self, which: int) -> tuple[int, ...]:
        """What follows in a class under each reading, in their order: the place of each result in ``results``."""
        return self._each.get(which) or self._evaluate(which)

    def completed(self, code: Code) -> Outcomes:
        """The outcomes of a packed code, by its extent."""
        extent = self.extent(code)
        return self._partly.get(extent) or self._complete(*extent)

    def _three_valued(self, index: int, code: Code) -> tuple[int, int]:
        truths = {fact: self.layout.truth(code, fact) for fact in self.layout.words[index]}
        found = [part.three_valued(truths) for part in self._parts[index]]
        sure = able = 0
        for certain, possible in found:
            sure |= certain
            able |= possible
        if len(self._certain) >= REMEMBERED:
            self._certain.clear()
        self._certain[index, code[index]] = sure, able
        return sure, able

    def _complete(self, certain: int, possible: int) -> Outcomes:
        opened = open_bits(certain, possible)
        if len(opened) <= COMPLETED:
            found = {result for which in completions(certain, opened) for result in self.of_class(which)}
        else:
            found = self._explored(certain, certain ^ possible)
        self._partly[certain, possible] = outcomes = self._sorted(found)
        return outcomes

    def _fill(self, which: int) -> Outcomes:
        outcomes = self._sorted(self.results[number] for number in self.numbers(which))
        if self._dense:
            self._dense[which] = outcomes
        else:
            self._sparse[which] = outcomes
        return outcomes

    def _evaluate(self, which: int) -> tuple[int, ...]:
        """By the reference evaluator."""
        residuals = self._residuals(which, 0)
        results = [
            NO_BASIS if model is None else model.result(tuple(condition == TRUE for condition in mine))
            for model, mine in zip(self._models, residuals, strict=True)
        ]
        with self._evaluating:
            for result in results:
                if result not in self._number:
                    self.results.append(result)
                    self._number[result] = len(self.results) - 1
            self._each[which] = found = tuple(self._number[result] for result in results)
        return found

    def _explored(self, certain: int, opened: int) -> set[Result]:
        """By the reference evaluator, the atoms of *opened* left open."""
        found: set[Result] = set()
        for model, mine in zip(self._models, self._residuals(certain, opened), strict=True):
            found.update((NO_BASIS,) if model is None else (model.result(world) for world in worlds(mine)))
        return found

    def _residuals(self, which: int, opened: int) -> list[tuple[Formula, ...]]:
        truths = {
            atom.code: ((which >> bit & 1 == 1) is not _negated(atom)) is atom.wanted
            for bit, atom in enumerate(self.atoms)
            if not opened >> bit & 1
        }
        left = iter([given(condition, truths) for condition in self._conditions])
        return [tuple(next(left) for _ in range(size)) for size in self._sizes]

    def _sorted(self, found: Iterable[Result]) -> Outcomes:
        outcomes = in_order(set(found))
        return self._interned.setdefault(outcomes, outcomes)


def in_order(found: Iterable[Result]) -> Outcomes:
    """Outcomes as a recommendation lists them."""
    return tuple(sorted(found, key=msgspec.json.encode))


def open_bits(certain: int, possible: int) -> tuple[int, ...]:
    """Each bit that is possible and not certain, as a number."""
    opened = possible & ~certain
    return tuple(1 << bit for bit in range(opened.bit_length()) if opened >> bit & 1)


def completions(certain: int, opened: tuple[int, ...]) -> list[int]:
    """Every class that the open bits leave possible."""
    found = [certain]
    for bit in opened:
        found += [which | bit for which in found]
    return found


def _negated(atom: Atom) -> bool:
    return isinstance(atom.tree, Node) and not atom.tree.is_or


def _parts(index: int, atom: Atom) -> list[_Part]:
    trees = atom.tree.parts if isinstance(atom.tree, Node) else (atom.tree,)
    return [_Part(1 << index, tree, negated=_negated(atom)) for tree in trees]
