"""Who read what about whom: written before the content is returned, read by auditors, changed by nobody."""

from datetime import datetime
from uuid import UUID

import msgspec

from application.adapters.pool import Pool
from application.adapters.transactions import Connection, reads, transaction
from application.casework.around import LEGAL_ZONE
from application.reads import EVERY_READ, AskedReads, Read, ReadKind, ReadOutcome, checked_purpose
from application.unusual_reads import UnusualDay, UnusualRule
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
        if asked.newest:
            async with reads(self._pool) as connection:
                return await _entries(connection, asked)
        async with transaction(self._pool) as connection:
            await connection.execute("SELECT vault.settle_read_audit()")
            return await _entries(connection, asked)

    async def counted(self, since: datetime, before: datetime) -> tuple[int, int]:
        """How many reads were denied, and how many exports served, from *since* up to *before*."""
        async with reads(self._pool) as connection:
            found = await (await connection.execute(_COUNTED, {"since": since, "before": before})).fetchone()
        return (found[0], found[1]) if found is not None else (0, 0)

    async def unusual(self, since: datetime, before: datetime, rule: UnusualRule) -> tuple[UnusualDay, ...]:
        """The days of readers that *rule* calls unusual, the latest first, of those between *since* and *before*."""
        given = msgspec.structs.asdict(rule) | {"since": since, "before": before, "zone": LEGAL_ZONE.key}
        async with reads(self._pool) as connection:
            found = await (await connection.execute(_UNUSUAL, given)).fetchall()
        return tuple(UnusualDay(actor=row[0], day=row[1], reads=row[2], usual=row[3]) for row in found)


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

_COUNTED = """
SELECT count(*) FILTER (WHERE outcome = 'denied'), count(*) FILTER (WHERE kind = 'export' AND outcome = 'served')
  FROM vault.read_audit WHERE at >= %(since)s AND at < %(before)s AND (outcome = 'denied' OR kind = 'export')
"""
_UNUSUAL = """
WITH daily AS (
    SELECT actor, (at AT TIME ZONE %(zone)s)::date AS day, count(*) AS reads FROM vault.read_audit
     WHERE kind <> 'audit' AND at >= %(since)s::timestamptz - make_interval(days => %(compared)s) AND at < %(before)s
     GROUP BY 1, 2
)
SELECT one.actor, one.day, one.reads, earlier.usual FROM daily AS one
  CROSS JOIN LATERAL (
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY other.reads) AS usual FROM daily AS other
     WHERE other.actor = one.actor AND other.day < one.day AND other.day >= one.day - %(compared)s
  ) AS earlier
 WHERE one.day >= (%(since)s::timestamptz AT TIME ZONE %(zone)s)::date AND one.reads >= %(least)s
   AND (earlier.usual IS NULL OR one.reads > %(times)s * earlier.usual)
 ORDER BY one.day DESC, one.reads DESC, one.actor
"""


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
