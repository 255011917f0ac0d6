"""What is new in the streams of adoptions that a whole deployment follows: those of the law and of the calendar."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from application.moment import once
from application.ports import EventLog
from domain.recorded import Recorded


class AdoptionNews:
    """Asks the log once for all streams that are followed: most answers need the law and the calendar."""

    def __init__(self, events: EventLog) -> None:
        self._events = events
        self._seen: dict[UUID, Callable[[], int]] = {}

    def follow(self, stream: UUID, seen: Callable[[], int]) -> None:
        """Ask for *stream* too from now on; *seen* says up to which version its follower knows it."""
        self._seen[stream] = seen

    async def of(self, stream: UUID) -> tuple[Recorded[Any], ...]:
        """Events of *stream* in order, from the first that its follower did not know when this moment asked.

        The follower may have heard of some since, from another request.
        """
        news = await once(("adoptions", self), self._news)
        return tuple(recorded for recorded in news if recorded.stream == stream)

    async def _news(self) -> tuple[Recorded[Any], ...]:
        return await self._events.read_new({stream: seen() for stream, seen in self._seen.items()})
