"""Reads one matter from the log itself: what was acknowledged is there.

Whether the reader may open the matter, and which of its streams they are shown, is decided by whoever asks.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from domain.cases.events import CaseOpened, ReportAdded, RespondentNamed
from domain.proceedings.events import AppealNoted
from domain.recorded import Event, Recorded
from projections.running.decoding import StoredRow, decode
from projections.statements import statement

Connection = AsyncConnection[Any]

PACKAGE = "projections.history"


async def case_events(connection: Connection, case: UUID) -> tuple[Recorded[Event], ...]:
    """All events of the matter in the order of the log, found by following what each stream names."""
    read: set[UUID] = set()
    found: list[Recorded[Event]] = []
    wanted = {case}
    while wanted:
        events = await events_of(connection, wanted)
        read |= wanted
        found += events
        wanted = named(events) - read
    return tuple(sorted(found, key=lambda each: (each.shard, each.position)))


def named(events: Iterable[Recorded[Event]]) -> set[UUID]:
    """Streams that belong to the same matter and are named in these events."""
    found: set[UUID] = set()
    for recorded in events:
        match recorded.event:
            case CaseOpened(reports=reports):
                found.update(reports)
            case ReportAdded(report=report):
                found.add(report)
            case RespondentNamed(proceeding=proceeding):
                found.add(proceeding)
            case AppealNoted(appeal=appeal):
                found.add(appeal)
            case _:
                pass
    return found


async def events_of(connection: Connection, streams: set[UUID]) -> tuple[Recorded[Event], ...]:
    """Every event of *streams*, in the order of the log."""
    if not streams:
        return ()
    async with connection.cursor(binary=True) as cursor:
        await cursor.execute(statement(PACKAGE, "events"), {"streams": list(streams)})
        return tuple([decode(StoredRow(*row)) async for row in cursor])
