"""Where each fact stands in a packed code."""

from collections.abc import Iterable, Mapping

Code = tuple[int, ...]
"""One number a word. Bit *i* says that the word's fact *i* holds; bit ``OPEN + i``, that it is open (then bit *i* is 0)."""

OPEN = SIZE = 16
"""Facts in one word at most: the fewer words, the fewer lookups. The bits for open facts begin here."""

FEWEST = 4
"""Words in the shortest code; the unused ones are 0."""

FULL = 1 << OPEN
"""A word below this has no open fact."""


class Layout:
    """Facts in words, facts of one cluster together. Immutable; the same clusters give the same layout."""

    def __init__(self, clusters: Iterable[tuple[str, ...]], others: Iterable[str], size: int = SIZE) -> None:
        """At most *size* facts a word (up to ``SIZE``). ``clusters`` (none longer) fill the first words, ``others`` the room that they leave, then more."""
        words: list[list[str]] = [[]]
        for cluster in clusters:
            fitting = next((word for word in words if len(word) + len(cluster) <= size), None)
            if fitting is None:
                fitting = []
                words.append(fitting)
            fitting.extend(cluster)
        self.live = len(words)
        """How many words the clusters take."""
        words += [[] for _ in range(FEWEST - len(words))]
        at = 0
        for code in others:
            while at < len(words) and len(words[at]) == size:
                at += 1
            if at == len(words):
                words.append([])
            words[at].append(code)
        self.words: tuple[tuple[str, ...], ...] = tuple(map(tuple, words))
        self.place: dict[str, tuple[int, int]] = {
            code: (index, 1 << bit) for index, word in enumerate(self.words) for bit, code in enumerate(word)
        }

    def code(self, truths: Mapping[str, bool | None]) -> Code:
        """Pack truth values; a fact that is not given is open, one that has no place here is left out."""
        packed = [0] * len(self.words)
        for index, word in enumerate(self.words):
            for bit, fact in enumerate(word):
                truth = truths.get(fact)
                if truth is None:
                    packed[index] |= FULL << bit
                elif truth:
                    packed[index] |= 1 << bit
        return tuple(packed)

    def known(self, holding: Iterable[str]) -> Code:
        """The fully known state in which *holding* hold and nothing else does."""
        packed = [0] * len(self.words)
        place = self.place
        for fact in holding:
            index, bit = place[fact]
            packed[index] |= bit
        return tuple(packed)

    def truths(self, code: Code) -> dict[str, bool | None]:
        """The truth value of every fact."""
        return {fact: self.truth(code, fact) for fact in self.place}

    def truth(self, code: Code, fact: str) -> bool | None:
        """The truth value of one fact."""
        index, bit = self.place[fact]
        word = code[index]
        return None if word & (bit << OPEN) else bool(word & bit)

    def with_fact(self, code: Code, fact: str, truth: bool | None) -> Code:
        """*code* with one fact otherwise."""
        index, bit = self.place[fact]
        word = code[index] & ~(bit | bit << OPEN)
        word |= bit << OPEN if truth is None else bit if truth else 0
        return (*code[:index], word, *code[index + 1 :])
