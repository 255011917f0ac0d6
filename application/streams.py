"""Loads a stream as its state."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec

from application.errors import ConcurrentChange, NotFound
from application.moment import once
from application.ports import Change, EventLog
from domain.recorded import Event

S = TypeVar("S")


class Kind(msgspec.Struct, Generic[S], frozen=True):
    """One kind of stream: its name in the log, its empty state, and how an event changes it."""

    name: str
    empty: S
    evolve: Callable[[S, Any], S]


class Loaded(msgspec.Struct, Generic[S], frozen=True, kw_only=True):
    """A stream as it stands. ``version`` 0: nothing is recorded yet."""

    kind: Kind[S]
    id: UUID
    version: int
    state: S

    def require(self, expected: int | None) -> None:
        """Refuse when the person saw another version."""
        if expected is not None and expected != self.version:
            raise ConcurrentChange(self.id, expected, self.version)

    def changed(self, events: tuple[Event, ...]) -> Change:
        """These events after what is there; with none, the expectation that nothing else was added."""
        return Change(stream=self.id, kind=self.kind.name, expected=self.version, events=events)

    def after(self, events: tuple[Event, ...]) -> "Loaded[S]":
        """The stream as it will stand once *events* are stored."""
        state = self.state
        for event in events:
            state = self.kind.evolve(state, event)
        return Loaded(kind=self.kind, id=self.id, version=self.version + len(events), state=state)


async def load(events: EventLog, kind: Kind[S], stream: UUID) -> Loaded[S]:
    """The stream, empty when nothing is recorded. Raises NotFound when the id is that of another kind of stream."""
    folded = await once(
        (kind.name, kind.evolve, stream, events), lambda: events.fold(stream, kind.name, kind.empty, kind.evolve)
    )
    return Loaded(kind=kind, id=stream, version=folded.version, state=folded.state)


async def load_existing(events: EventLog, kind: Kind[S], stream: UUID) -> Loaded[S]:
    """The stream. Raises NotFound when nothing is recorded."""
    loaded = await load(events, kind, stream)
    if loaded.version == 0:
        raise NotFound
    return loaded
