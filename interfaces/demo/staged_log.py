"""A log in memory for one story at a time: its appends are then stored, in order, in the real one."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from application.errors import ConcurrentChange
from application.new_id import new_id
from application.ports import Appended, AppendRequest, Clock, CommandKey, EventLog, Folded
from domain.recorded import Recorded

S = TypeVar("S")


class StagedLog:
    """The ``EventLog`` of a story, whose streams are all its own and new; what it adds waits for ``store``."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._streams: dict[UUID, list[Recorded[Any]]] = {}
        self._folded: dict[UUID, Folded[Any]] = {}
        self._waiting: list[AppendRequest] = []

    async def read(self, stream: UUID, *, after: int = 0) -> tuple[Recorded[Any], ...]:
        """Events of the story."""
        return tuple(recorded for recorded in self._streams.get(stream, ()) if recorded.version > after)

    async def read_several(self, streams: Collection[UUID]) -> tuple[Recorded[Any], ...]:
        """Events of streams of the story, one stream after the other."""
        return tuple(recorded for stream in streams for recorded in self._streams.get(stream, ()))

    async def read_new(self, known: Mapping[UUID, int]) -> tuple[Recorded[Any], ...]:
        """Events of streams of the story, one stream after the other."""
        found = [await self.read(stream, after=seen) for stream, seen in known.items()]
        return tuple(recorded for each in found for recorded in each)

    async def fold(
        self,
        stream: UUID,
        kind: str,  # noqa: ARG002 - a story's ids are never those of another kind
        empty: S,
        evolve: Callable[[S, Any], S],
    ) -> Folded[S]:
        """The state of a stream of the story."""
        known: Folded[Any] = self._folded.get(stream) or Folded(version=0, state=empty)
        state = known.state
        events = self._streams.get(stream, [])
        for recorded in events[known.version :]:
            state = evolve(state, recorded.event)
        self._folded[stream] = Folded(version=len(events), state=state)
        return self._folded[stream]

    async def append(self, request: AppendRequest) -> Appended:
        """Keep the changes until ``store``. Raises ConcurrentChange as the real log would."""
        for change in request.changes:
            known = len(self._streams.get(change.stream, ()))
            if known != change.expected:
                raise ConcurrentChange(change.stream, change.expected, known)
        at: datetime = self._clock.now()
        for change in request.changes:
            if not change.events:
                continue
            kept = self._streams.setdefault(change.stream, [])
            for event in change.events:
                kept.append(
                    Recorded(
                        stream=change.stream,
                        version=len(kept) + 1,
                        event=event,
                        event_id=new_id(),
                        actor=request.actor,
                        recorded_at=at,
                        correlation=request.correlation,
                    )
                )
        self._waiting.append(request)
        return Appended(position=0, result=request.result)

    async def receipt(self, key: CommandKey) -> Appended | None:  # noqa: ARG002 - a story asks everything once
        """Nothing was asked before."""
        return None

    async def store(self, log: EventLog, *, most: int | None = None) -> int:
        """Append everything to *log*, or the first *most* requests, one by one; the number of requests."""
        waiting = self._waiting[:most]
        self._waiting = self._waiting[len(waiting) :]
        for request in waiting:
            await log.append(request)
        return len(waiting)
