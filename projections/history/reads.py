"""Reads one matter from the log itself: what was acknowledged is there.

Whether the reader may open the matter is decided before, by the access function; *kinds* then says which of its streams
the reader is shown (an investigator, say, no reports).
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from domain.cases.events import CaseOpened, ReportAdded, RespondentNamed
from domain.proceedings.events import AppealNoted
from domain.recorded import Event, Recorded, stored_name
from domain.registry import kind_of
from projections.history.naming import PLAIN, Naming
from projections.history.projection import PACKAGE
from projections.history.telling import Entry, told
from projections.running.decoding import StoredRow, decode
from projections.statements import statement

Connection = AsyncConnection[Any]


async def case_entries(
    connection: Connection, case: UUID, *, kinds: frozenset[str], naming: Naming = PLAIN
) -> tuple[Entry, ...]:
    """The whole matter: the case, its reports, its proceedings and the appeals against them; empty when there is none."""
    return told(_shown(await case_events(connection, case), kinds), naming)


async def proceeding_entries(
    connection: Connection, proceeding: UUID, *, kinds: frozenset[str], naming: Naming = PLAIN
) -> tuple[Entry, ...]:
    """One respondent's proceeding and the appeals against its decision: nothing of the case, nothing of the others."""
    own = await events_of(connection, {proceeding})
    return told(_shown((*own, *await events_of(connection, named(own) - {proceeding})), kinds), naming)


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


async def case_of(connection: Connection, stream: UUID) -> UUID | None:
    """The case to which a report, proceeding or appeal belongs; None when the index knows none (yet)."""
    row = await (await connection.execute(statement(PACKAGE, "case_of"), {"stream": stream})).fetchone()
    return None if row is None else row[0]


async def streams_of(connection: Connection, case: UUID) -> tuple[tuple[UUID, str], ...]:
    """Stream and kind of everything that belongs to the case, in the order of beginning, as far as the index has come."""
    return tuple(await (await connection.execute(statement(PACKAGE, "streams_of"), {"case": case})).fetchall())


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


def _shown(events: Iterable[Recorded[Event]], kinds: frozenset[str]) -> tuple[Recorded[Event], ...]:
    return tuple(each for each in events if kind_of(stored_name(each.event)) in kinds)
