"""Who read what about whom: written before the content is returned, read by auditors, changed by nobody."""

from uuid import UUID

import msgspec

from application.adapters.pool import Pool
from application.adapters.transactions import Connection, transaction
from application.reads import EVERY_READ, AskedReads, Read, ReadKind, ReadOutcome, checked_purpose
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

    async def entries(self, asked: AskedReads = EVERY_READ) -> tuple[Read, ...]:
        """The entries that *asked* describes, in its order, as many as it wants at most.

        Of the oldest first, none with a smaller position than the last of them comes later: what is under way is waited for.
        """
        async with transaction(self._pool) as connection:
            await connection.execute("SELECT vault.settle_read_audit()")
            return await _entries(connection, asked)


_ENTRIES = """
SELECT position, at, actor, kind, thing, subject, purpose, outcome FROM vault.read_audit
 WHERE {beyond}
   AND (%(thing)s::uuid IS NULL OR thing = %(thing)s)
   AND (%(actor)s::uuid IS NULL OR actor = %(actor)s)
   AND (%(kind)s::text IS NULL OR kind = %(kind)s)
   AND (%(outcome)s::text IS NULL OR outcome = %(outcome)s)
   AND (%(since)s::timestamptz IS NULL OR at >= %(since)s)
   AND (%(before)s::timestamptz IS NULL OR at < %(before)s)
 ORDER BY position {order} LIMIT %(limit)s
"""
_OLDEST = _ENTRIES.format(beyond="position > %(after)s", order="ASC")
_NEWEST = _ENTRIES.format(beyond="(%(after)s = 0 OR position < %(after)s)", order="DESC")


async def _entries(connection: Connection, asked: AskedReads) -> tuple[Read, ...]:
    found = await connection.execute(_NEWEST if asked.newest else _OLDEST, msgspec.structs.asdict(asked))
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
