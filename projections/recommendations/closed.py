"""Closed proceedings, to be judged again under other law. Read for everybody: a reader's scope cuts what is shown of it.

The names of proceedings leave this module only through ``visible``, or for the local operator.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec
from psycopg.rows import class_row

from domain.recommendation.facts import FactSheet
from domain.recommendation.stored import stored_sheet
from projections.recommendations.reads import Connection
from projections.recommendations.registers import PACKAGE
from projections.scope import Scope
from projections.statements import statement

FIRST = UUID(int=0)


class Closed(msgspec.Struct, frozen=True, kw_only=True):
    """One closed proceeding with the facts that were known last, and the content id of the policy that was applied.

    ``body`` decided it, ``suggestion`` is the JSON of what the policy suggested (``null`` without one).
    """

    proceeding_id: UUID
    case_id: UUID
    instrument: str
    body: UUID | None
    facts: str
    known_on: date
    policy: str | None
    suggestion: str

    @property
    def sheet(self) -> FactSheet:
        """The facts."""
        return stored_sheet(self.facts)


async def closed(
    connection: Connection, instrument: str, *, every: bool, after: UUID = FIRST, size: int
) -> tuple[Closed, ...]:
    """Those that rest on *instrument*, or on one that cites it; *every*: all. At most *size*, in the order of ids."""
    given = {"instrument": instrument, "every": every, "last": after, "size": size}
    async with connection.cursor(row_factory=class_row(Closed)) as cursor:
        await cursor.execute(statement(PACKAGE, "closed_tracks"), given)
        return tuple(await cursor.fetchall())


async def count(connection: Connection, instrument: str, *, every: bool) -> int:
    """How many there are in all."""
    found = await connection.execute(statement(PACKAGE, "closed_count"), {"instrument": instrument, "every": every})
    row = await found.fetchone()
    return int(row[0]) if row else 0


async def visible(connection: Connection, scopes: Sequence[Scope], ids: Sequence[UUID]) -> frozenset[UUID]:
    """Which of the proceedings *ids* any of *scopes* shows."""
    found: set[UUID] = set()
    for scope in scopes:
        given = {**scope.parameters(), "ids": list(ids)}
        found |= {row[0] for row in await (await connection.execute(statement(PACKAGE, "visible"), given)).fetchall()}
    return frozenset(found)
