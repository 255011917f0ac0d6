"""Reads recommendations. Whether the reader may open the proceeding is decided before, by the access function.

*proceedings* is the mandatory scope: only what it names is read, so a caller without a right to any reads nothing.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import class_row

from domain.recommendation.facts import FactSheet
from domain.recommendation.outcome import Recommendation
from domain.recommendation.stored import stored_sheet
from projections.history.telling import LEGAL_DAY
from projections.recommendations.registers import PACKAGE
from projections.statements import statement

Connection = AsyncConnection[Any]


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One version. ``known_at`` is when it began to be said; ``withdrawn_at`` when other law made it unsaid, if it did.

    ``rulebook`` and ``policy`` are content ids; ``digest`` is the SHA-256 of ``body``, the canonical JSON of the
    recommendation; ``facts`` is that of the fact sheet.
    """

    proceeding_id: UUID
    position: int
    known_at: datetime
    known_on: date
    rulebook: str
    edition: str
    policy: str | None
    digest: str
    status: str
    permitted: Sequence[str]
    suggested: Sequence[str] | None
    facts: str
    body: str
    withdrawn_at: datetime | None

    @property
    def recommendation(self) -> Recommendation:
        """The recommendation itself."""
        return msgspec.json.decode(self.body, type=Recommendation)

    @property
    def sheet(self) -> FactSheet:
        """The facts it rests on."""
        return stored_sheet(self.facts)


async def latest(connection: Connection, proceedings: Collection[UUID]) -> dict[UUID, Said]:
    """What is said now about each of *proceedings*; those of which nothing is said are missing."""
    async with connection.cursor(row_factory=class_row(Said)) as cursor:
        await cursor.execute(statement(PACKAGE, "latest"), {"proceedings": list(proceedings)})
        return {said.proceeding_id: said for said in await cursor.fetchall()}


async def versions(connection: Connection, proceeding: UUID) -> tuple[Said, ...]:
    """Everything ever said about *proceeding*: first what other law made unsaid, then what stands; oldest first."""
    async with connection.cursor(row_factory=class_row(Said)) as cursor:
        await cursor.execute(statement(PACKAGE, "versions"), {"proceeding": proceeding})
        return tuple(await cursor.fetchall())


async def as_of(connection: Connection, proceeding: UUID, day: date) -> Said | None:
    """What the system said at the end of *day* (Asia/Shanghai); None when it said nothing yet."""
    found = await versions(connection, proceeding)
    replaced = sorted({each.withdrawn_at for each in found if each.withdrawn_at and _day(each.withdrawn_at) > day})
    shown = replaced[0] if replaced else None
    return next((each for each in reversed(found) if each.withdrawn_at == shown and each.known_on <= day), None)


def _day(moment: datetime) -> date:
    return moment.astimezone(LEGAL_DAY).date()
