"""Who read what about whom: written before the content is returned, read by auditors, changed by nobody."""

from uuid import UUID

from application.adapters.pool import Pool
from application.adapters.transactions import Connection, transaction
from application.reads import Read, ReadKind, ReadOutcome, checked_purpose
from domain.identity import ActorId


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
        """Entries with a position above *after*, in order, at most *limit* (1 to 1,000).

        None with a smaller position than the last of them comes later: what is under way is waited for.
        """
        if not 1 <= limit <= 1000:
            raise ValueError("limit is 1 to 1,000")
        async with transaction(self._pool) as connection:
            await connection.execute("SELECT vault.settle_read_audit()")
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
