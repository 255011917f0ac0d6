"""Who read what about whom: written before the content is returned, read by auditors, changed by nobody."""

import re
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from application.adapters.pool import Pool
from application.adapters.transactions import Connection, transaction
from domain.identity import ActorId

_PURPOSE = re.compile(r"[a-z][a-z0-9.-]{0,63}")


class ReadKind(StrEnum):
    """What was asked for."""

    REPORTER = "reporter"
    PERSON = "person"
    DOCUMENT = "document"


class ReadOutcome(StrEnum):
    """What came of it. ``broken``: the stored content had been changed or moved."""

    SERVED = "served"
    DENIED = "denied"
    ERASED = "erased"
    MISSING = "missing"
    BROKEN = "broken"


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """One entry. ``subject`` is whose matter it is, where that is known."""

    position: int
    at: datetime
    actor: ActorId
    kind: ReadKind
    thing: UUID
    subject: UUID | None
    purpose: str
    outcome: ReadOutcome


def checked_purpose(purpose: str) -> str:
    """*purpose*, if it is a code (``case.read``, ``duty-of-care``): free text could itself be personal."""
    if not _PURPOSE.fullmatch(purpose):
        raise ValueError("a purpose is a code of at most 64 characters: a-z, 0-9, dot, hyphen")
    return purpose


class ReadAudit:
    """Entries are made by the database itself when content is read; only denials and breakage are noted from here."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def note(
        self,
        *,
        by: ActorId,
        kind: ReadKind,
        thing: UUID,
        purpose: str,
        outcome: ReadOutcome,
        subject: UUID | None = None,
    ) -> None:
        """Keep an entry for a read that did not reach the store (``denied``), or that failed after it (``broken``)."""
        checked_purpose(purpose)
        async with transaction(self._pool) as connection:
            await connection.execute(
                "INSERT INTO vault.read_audit (actor, kind, thing, subject, purpose, outcome) VALUES (%s, %s, %s, %s, %s, %s)",
                (by, kind, thing, subject, purpose, outcome),
            )

    async def entries(
        self,
        *,
        after: int = 0,
        limit: int = 100,
        thing: UUID | None = None,
        actor: ActorId | None = None,
    ) -> tuple[Read, ...]:
        """Entries with a position above *after*, in order, at most *limit* (1 to 1,000)."""
        if not 1 <= limit <= 1000:
            raise ValueError("limit is 1 to 1,000")
        async with transaction(self._pool) as connection:
            return await _entries(connection, after, limit, thing, actor)


async def _entries(
    connection: Connection,
    after: int,
    limit: int,
    thing: UUID | None,
    actor: ActorId | None,
) -> tuple[Read, ...]:
    found = await connection.execute(
        """SELECT position, at, actor, kind, thing, subject, purpose, outcome FROM vault.read_audit
        WHERE position > %(after)s
            AND (%(thing)s::uuid IS NULL OR thing = %(thing)s)
            AND (%(actor)s::uuid IS NULL OR actor = %(actor)s)
        ORDER BY position LIMIT %(limit)s""",
        {"after": after, "limit": limit, "thing": thing, "actor": actor},
    )
    return tuple(
        Read(
            position=row[0],
            at=row[1],
            actor=row[2],
            kind=ReadKind(row[3]),
            thing=row[4],
            subject=row[5],
            purpose=row[6],
            outcome=ReadOutcome(row[7]),
        )
        for row in await found.fetchall()
    )
