"""Many packed cases at once with numpy, an optional extra (``wenze[batch]``). The same answers as without it, sooner."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.recommendation.compiled import batch
from domain.recommendation.compiled.layout import FULL
from domain.recommendation.compiled.table import Outcomes, Table

Numbers = NDArray[np.unsignedinteger[Any]]

CHUNK = 1 << 14
"""Cases worked on at a time: so many that what is between stays in the cache."""

NARROW = 2
"""Bytes of a word that has no bits for open facts."""

BYTE = 256
"""Up to so many classes, and numbers of outcomes, one is a byte and bytes are translated, which is sooner than a lookup."""


class Batch:
    """One table, laid out as arrays. Keep it while cases of that table come."""

    def __init__(self, table: Table) -> None:
        self._table = table
        numbers = batch.Numbering(table).of_class
        self._numbers = np.array(numbers, dtype=np.min_scalar_type(max(numbers, default=0)))
        width = np.min_scalar_type(max(len(numbers) - 1, 1))
        self._columns = (
            [np.array(column, dtype=width) for column in table.columns[: table.layout.live]] if numbers else []
        )
        small = bool(numbers) and len(numbers) <= BYTE and self._numbers.dtype == np.uint8
        self._translation = bytes(numbers).ljust(BYTE, b"\0") if small else None

    def answered(self, words: Sequence[Numbers]) -> tuple[Numbers, tuple[Outcomes, ...]]:
        """See ``answered`` of the domain."""
        if not self._columns:
            which, outcomes = batch.answered(self._table, [word.tolist() for word in words])
            return np.array(which, dtype=np.uint64), outcomes
        numbering = batch.Numbering(self._table)
        live = words[: len(self._columns)]
        opened = _opened(live)
        added = [numbering.number(self._table.outcomes(tuple(int(word[at]) for word in words))) for at in opened]
        found = np.empty(
            len(words[0]), dtype=np.promote_types(self._numbers.dtype, np.min_scalar_type(max(added, default=0)))
        )
        classes = np.empty((2, CHUNK), dtype=self._columns[0].dtype)
        places = np.empty(CHUNK, dtype=np.intp)
        for start in range(0, len(found), CHUNK):
            end = min(start + CHUNK, len(found))
            found[start:end] = self._numbered(
                [word[start:end] for word in live], classes[:, : end - start], places[: end - start]
            )
        found[opened] = added
        return found, numbering.outcomes

    def _numbered(self, live: Sequence[Numbers], room: Numbers, places: NDArray[np.intp]) -> Numbers:
        """The numbers of some cases. *room* (two rows) and *places* have space for as many; what they hold is lost."""
        classes, more = room
        places[...] = live[0]
        self._columns[0].take(places, out=classes, mode="clip")
        for column, word in zip(self._columns[1:], live[1:], strict=True):
            places[...] = word
            column.take(places, out=more, mode="clip")
            classes |= more
        if self._translation is None:
            numbered: Numbers = self._numbers.take(classes)
            return numbered
        return np.frombuffer(classes.tobytes().translate(self._translation), dtype=np.uint8)


def _opened(live: Sequence[Numbers]) -> NDArray[np.intp]:
    """The places of the cases in which a fact is open. Words of sixteen bits have no room to say so."""
    wide = [word for word in live if word.dtype.itemsize > NARROW and word.max(initial=0) >= FULL]
    return np.flatnonzero(np.logical_or.reduce([word >= FULL for word in wide])) if wide else np.empty(0, np.intp)
