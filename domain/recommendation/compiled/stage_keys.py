"""What groups of stages depend on, as one number for each: the facts that they read, as a code has them."""

from collections.abc import Sequence

from domain.recommendation.compiled.layout import OPEN
from domain.recommendation.compiled.table import REMEMBERED


class WordKeys(dict[int, tuple[int, ...]]):
    """For each value of one word what it adds to the key of each group.

    A key has one bit for each fact of its group that holds, and beyond those one for each that is open. The sum over all words
    of a code is the key, since every fact has its own bits. Worked out when a value first comes.
    """

    def __init__(self, word: Sequence[str], groups: Sequence[dict[str, int]]) -> None:
        """*word* are the facts of the word in their order; *groups* the facts of each group by their bit."""
        super().__init__()
        self._word, self._groups = word, groups

    def __missing__(self, value: int) -> tuple[int, ...]:
        if len(self) >= REMEMBERED:
            self.clear()
        found = self[value] = tuple(self._part(value, group) for group in self._groups)
        return found

    def _part(self, value: int, group: dict[str, int]) -> int:
        part = 0
        for bit, fact in enumerate(self._word):
            if fact in group:
                part |= (value >> bit & 1) << group[fact] | (value >> OPEN + bit & 1) << len(group) + group[fact]
        return part
