"""Many matters at once: their moves in turns, as append requests, or as the log would give them back."""

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from application.ports import AppendRequest, Change
from domain.identity import ActorId
from domain.recorded import Event, Recorded
from tests.support.made_up import an_id
from tests.support.matters import Matter, Move

SYSTEM = ActorId(an_id("actor"))


def woven(matters: Iterable[Matter], *, seed: int = 0, until: str = "end") -> Iterator[Move]:
    """The moves of all *matters*, each in its own order, in turns as they would come in an office."""
    chance = random.Random(seed)
    under_way = [matter.moves(until=until) for matter in matters]
    while under_way:
        which = chance.choice(under_way)
        move = next(which, None)
        if move is None:
            under_way.remove(which)
        else:
            yield move


def requests(moves: Iterable[Move]) -> Iterator[AppendRequest]:
    """One request a move, with the versions that follow from it."""
    versions: dict[UUID, int] = {}
    for number, move in enumerate(moves):
        changes = []
        for stream, kind, events in move:
            changes.append(Change(stream=stream, kind=kind, expected=versions.get(stream, 0), events=events))
            versions[stream] = versions.get(stream, 0) + len(events)
        yield AppendRequest(changes=tuple(changes), actor=SYSTEM, correlation=an_id(f"command {number}"))


def recorded(moves: Iterable[Move]) -> tuple[Recorded[Any], ...]:
    """The events of *moves* as the log would give them."""
    found: list[Recorded[Any]] = []
    start = datetime(2025, 1, 1, tzinfo=UTC)
    for request in requests(moves):
        for change in request.changes:
            for number, event in enumerate(change.events, 1):
                found.append(
                    Recorded(
                        stream=change.stream,
                        version=change.expected + number,
                        event=event,
                        event_id=an_id(f"event {len(found)}"),
                        actor=SYSTEM,
                        recorded_at=start + timedelta(minutes=len(found)),
                        correlation=request.correlation,
                        position=len(found) + 1,
                    )
                )
    return tuple(found)


def holds(move: Move, event: type[Event]) -> bool:
    """Whether an event of this kind is among what *move* brings."""
    return any(isinstance(one, event) for _, _, events in move for one in events)
