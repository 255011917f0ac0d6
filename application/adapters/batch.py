"""Many packed cases at once with numpy, an optional extra (``wenze[batch]``). The same answers as without it, sooner."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.recommendation.compiled import batch
from domain.recommendation.compiled.layout import FULL
from domain.recommendation.compiled.table import Outcomes, Table

Numbers = NDArray[np.unsignedinteger[Any]]

CHUNK = 1 << 15
"""Cases worked on at a time: so many that what is between stays in the cache."""


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

    def answered(self, words: Sequence[Numbers]) -> tuple[Numbers, tuple[Outcomes, ...]]:
        """See ``answered`` of the domain."""
        if not self._columns:
            which, outcomes = batch.answered(self._table, [word.tolist() for word in words])
            return np.array(which, dtype=np.uint64), outcomes
        numbering = batch.Numbering(self._table)
        live = words[: len(self._columns)]
        partly = np.zeros(len(words[0]), dtype=bool)
        for word in live:
            if word.max(initial=0) >= FULL:
                partly |= word >= FULL
        opened = np.flatnonzero(partly)
        added = [numbering.number(self._table.outcomes(tuple(int(word[at]) for word in words))) for at in opened]
        found = np.empty(
            len(words[0]), dtype=np.promote_types(self._numbers.dtype, np.min_scalar_type(max(added, default=0)))
        )
        for start in range(0, len(found), CHUNK):
            part = slice(start, start + CHUNK)
            classes = self._columns[0].take(live[0][part], mode="clip")
            for column, word in zip(self._columns[1:], live[1:], strict=True):
                classes |= column.take(word[part], mode="clip")
            found[part] = self._numbers.take(classes)
        found[opened] = added
        return found, numbering.outcomes
