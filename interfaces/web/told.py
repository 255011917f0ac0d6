"""The rows of a history: what was found fact by fact in one go stands together, so that the steps between are found."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Protocol
from uuid import UUID

import msgspec

_FOUND = ("proceeding.element-found.", "proceeding.factor-found.")
_TOGETHER = 5
"""So many findings in a row are folded into one."""


class Entry(Protocol):
    """What a row is made of, whoever reads it."""

    @property
    def name(self) -> str:
        """The stored name of the event."""
        ...

    @property
    def on(self) -> date:
        """Its legal day."""
        ...

    @property
    def actor(self) -> UUID | None:
        """Who did it, where the reader is told."""
        ...


class Rows(msgspec.Struct, frozen=True):
    """Entries that follow one another: told one by one, or folded into one row that counts them."""

    entries: tuple[Entry, ...]
    folded: bool


def rows(entries: Iterable[Entry]) -> Iterator[Rows]:
    """*entries* in their order, with each run of findings of one day by one officer as one."""
    for (found, *_), run in groupby(entries, key=lambda one: (one.name.startswith(_FOUND), one.on, one.actor)):
        together = tuple(run)
        if found and len(together) >= _TOGETHER:
            yield Rows(together, folded=True)
        else:
            yield Rows(together, folded=False)
