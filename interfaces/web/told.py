"""The rows of a history: what was found fact by fact in one go stands together, so that the steps between are found."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Protocol
from uuid import UUID

import msgspec

from projections.history.telling import LEGAL_DAY, Found

_FOUND = ("proceeding.element-found.", "proceeding.factor-found.")
_TOGETHER = 5
"""So many findings in a row are folded into one."""

ESTABLISHED = "established"
_ANSWERS = (ESTABLISHED, "unprovable", "open", "refuted")
"""In this order: what was established is what the matter rests on."""


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

    @property
    def stream(self) -> UUID:
        """The matter of which it is told."""
        ...

    @property
    def found(self) -> Found | None:
        """What was found of one fact."""
        ...


class Answered(msgspec.Struct, frozen=True):
    """The findings of one run that gave one answer. ``stands``: it is the one that is told outside of the fold."""

    status: str
    entries: tuple[Entry, ...]

    @property
    def stands(self) -> bool:
        """Whether they were established."""
        return self.status == ESTABLISHED


class Rows(msgspec.Struct, frozen=True):
    """Entries that follow one another: told one by one, or together in one row that counts them."""

    entries: tuple[Entry, ...]
    folded: bool

    @property
    def answers(self) -> tuple[tuple[UUID, tuple[Answered, ...]], ...]:
        """Of each respondent in turn, what was found, like answers together: every entry stands in one of them."""
        by_stream: dict[UUID, dict[str, list[Entry]]] = {}
        for one in self.entries:
            status = one.found.status if one.found is not None else ""
            by_stream.setdefault(one.stream, {}).setdefault(status, []).append(one)
        return tuple(
            (stream, tuple(Answered(status, tuple(found[status])) for status in sorted(found, key=_rank)))
            for stream, found in by_stream.items()
        )


def _rank(status: str) -> int:
    return _ANSWERS.index(status) if status in _ANSWERS else len(_ANSWERS)


def rows(entries: Iterable[Entry]) -> Iterator[Rows]:
    """*entries* in their order, with each run of findings of one day by one officer as one."""
    for (found, *_), run in groupby(entries, key=lambda one: (one.name.startswith(_FOUND), one.on, one.actor)):
        together = tuple(run)
        if found and len(together) >= _TOGETHER:
            yield Rows(together, folded=True)
        else:
            yield Rows(together, folded=False)


class Placed(Entry, Protocol):
    """An entry with its place in the log."""

    @property
    def position(self) -> int:
        """Its place in the log."""
        ...

    @property
    def recorded_at(self) -> datetime:
        """When it was recorded."""
        ...


def by_recording(entries: Iterable[Placed]) -> frozenset[int]:
    """The positions of *entries*, in the order of the log, that stand by the day of their recording before something earlier.

    An event that names no day of its own has that of its recording. Where it was recorded after the act, what follows it in the same
    matter has an earlier day, and its own says only when it was put on record.
    """
    found: set[int] = set()
    earliest: dict[UUID, date] = {}
    for one in reversed(tuple(entries)):
        after = earliest.get(one.stream, date.max)
        if after < one.on == one.recorded_at.astimezone(LEGAL_DAY).date():
            found.add(one.position)
        earliest[one.stream] = min(after, one.on)
    return frozenset(found)
