"""States of cases, proceedings and adoptions at a position: folded on as events come, replayed when not at hand."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from psycopg import AsyncConnection

from domain.adoptions.adoption import Adoption
from domain.adoptions.adoption import evolve as evolve_adoption
from domain.cases.evolution import evolve as evolve_case
from domain.cases.state import Case
from domain.proceedings.evolving import evolve as evolve_proceeding
from domain.proceedings.state import Proceeding
from domain.recorded import Recorded
from projections.running.pages import read_stream

S = TypeVar("S")
Connection = AsyncConnection[Any]

KEPT = 5_000
"""Streams kept in memory; the one used longest ago goes first."""

_STATES: dict[str, tuple[Callable[[], Any], Callable[[Any, Any], Any]]] = {
    "case": (Case, evolve_case),
    "proceeding": (Proceeding, evolve_proceeding),
    "adoption": (Adoption, evolve_adoption),
}


class Matters:
    """Events must come in the order of the log, every event of a stream that is at hand."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._states: OrderedDict[UUID, tuple[int, Any]] = OrderedDict()

    async def after(self, connection: Connection, recorded: Recorded[Any], kind: str) -> Any:
        """The state of the event's stream after it."""
        begin, evolve = _STATES[kind]
        version, state = self._states.get(recorded.stream, (0, None))
        if state is None and recorded.version == 1:
            state = begin()
        if state is not None and version == recorded.version - 1:
            return self._keep(recorded.stream, recorded.version, evolve(state, recorded.event))
        return await self._replayed(connection, recorded.stream, kind, recorded.position)

    async def at(self, connection: Connection, stream: UUID, kind: str, position: int) -> Any:
        """The state of another stream at *position*; its beginning state when it has no event by then."""
        known = self._states.get(stream)
        if known is not None:
            self._states.move_to_end(stream)
            return known[1]
        return await self._replayed(connection, stream, kind, position)

    async def _replayed(self, connection: Connection, stream: UUID, kind: str, position: int) -> Any:
        begin, evolve = _STATES[kind]
        version, state = 0, begin()
        for recorded in await read_stream(connection, stream, position):
            version, state = recorded.version, evolve(state, recorded.event)
        return self._keep(stream, version, state)

    def _keep(self, stream: UUID, version: int, state: S) -> S:
        self._states[stream] = (version, state)
        self._states.move_to_end(stream)
        while len(self._states) > self._kept:
            self._states.popitem(last=False)
        return state
