"""Keeps official texts clause by clause."""

from collections.abc import Sequence

from psycopg.rows import class_row

from application.adapters.pool import Pool
from application.adapters.transactions import reads, transaction
from application.official_texts import TextFound, TextKept
from domain.identity import ActorId

_KEEP = """
INSERT INTO law.texts (instrument, edition, title, digest, added_by)
VALUES (%(instrument)s, %(edition)s, %(title)s, %(digest)s, %(by)s)
ON CONFLICT (instrument, edition, digest) DO NOTHING RETURNING entry
"""
_WORDS = """
INSERT INTO law.words (entry, place, address, words)
SELECT %(entry)s, given.place, given.address, given.words
  FROM unnest(%(addresses)s::text[], %(words)s::text[]) WITH ORDINALITY AS given (address, words, place)
"""
_ALL = "SELECT entry, instrument, edition, title, digest, added_at, added_by FROM law.texts ORDER BY entry"
_CITED = """
SELECT asked.instrument, asked.edition, asked.address, w.words
  FROM unnest(%(instruments)s::text[], %(editions)s::text[], %(addresses)s::text[])
       AS asked (instrument, edition, address)
  JOIN LATERAL (SELECT max(t.entry) AS entry FROM law.texts AS t
                 WHERE t.instrument = asked.instrument AND t.edition = asked.edition) AS newest ON true
  JOIN law.words AS w ON w.entry = newest.entry AND w.address = asked.address
"""
_LATEST = "SELECT coalesce(max(entry), 0) FROM law.texts"
_EVERY = """
SELECT t.instrument, t.edition, w.address, w.words
  FROM (SELECT instrument, edition, max(entry) AS entry FROM law.texts GROUP BY instrument, edition) AS t
  JOIN law.words AS w ON w.entry = t.entry
"""
_CLAUSES = """
SELECT w.address, w.words FROM law.words AS w
 WHERE w.entry = (SELECT max(t.entry) FROM law.texts AS t
                   WHERE t.instrument = %(instrument)s AND t.edition = %(edition)s)
 ORDER BY w.place
"""


class OfficialTexts:
    """See ``application.official_texts.OfficialTexts``."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def keep(self, found: Sequence[TextFound], *, by: ActorId) -> tuple[TextKept, ...]:
        """All in one transaction."""
        digests = {one.digest for one in found}
        async with transaction(self._pool) as connection:
            for one in found:
                given = {"instrument": one.instrument, "edition": one.edition, "title": one.title}
                row = await (await connection.execute(_KEEP, {**given, "digest": one.digest, "by": by})).fetchone()
                if row is not None:
                    addresses, words = zip(*one.clauses, strict=True)
                    inserted = {"entry": row[0], "addresses": list(addresses), "words": list(words)}
                    await connection.execute(_WORDS, inserted)
        return tuple(each for each in await self.all() if each.digest in digests)

    async def all(self) -> tuple[TextKept, ...]:
        """Every text kept."""
        async with reads(self._pool) as connection, connection.cursor(row_factory=class_row(TextKept)) as cursor:
            return tuple(await (await cursor.execute(_ALL)).fetchall())

    async def words(self, cited: Sequence[tuple[str, str, str]]) -> dict[tuple[str, str, str], str]:
        """Of the newest text of each edition."""
        if not cited:
            return {}
        instruments, editions, addresses = (list(part) for part in zip(*cited, strict=True))
        given = {"instruments": instruments, "editions": editions, "addresses": addresses}
        async with reads(self._pool) as connection:
            found = await (await connection.execute(_CITED, given)).fetchall()
        return {(instrument, edition, address): words for instrument, edition, address, words in found}

    async def latest(self) -> int:
        """Of all texts."""
        async with reads(self._pool) as connection:
            found = await (await connection.execute(_LATEST)).fetchone()
        return 0 if found is None else int(found[0])

    async def every(self) -> dict[tuple[str, str, str], str]:
        """Of the newest text of each edition."""
        async with reads(self._pool) as connection:
            found = await (await connection.execute(_EVERY)).fetchall()
        return {(instrument, edition, address): words for instrument, edition, address, words in found}

    async def clauses(self, instrument: str, edition: str) -> tuple[tuple[str, str], ...]:
        """Of the newest text of the edition."""
        async with reads(self._pool) as connection:
            found = await connection.execute(_CLAUSES, {"instrument": instrument, "edition": edition})
            return tuple((address, words) for address, words in await found.fetchall())
