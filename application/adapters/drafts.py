"""Drafts: what somebody has written on a matter and not yet sent. Sealed under the matter's key, for its author alone."""

from datetime import datetime
from typing import Literal, LiteralString
from uuid import UUID

import msgspec
from psycopg.sql import SQL, Composed, Identifier

from application.adapters.keys import RootKey
from application.adapters.pool import Pool
from application.adapters.subject_keys import KeyClass, SubjectKeys
from application.adapters.transactions import reads, transaction
from application.errors import ContentRefused, Erased, SealBroken
from domain.identity import ActorId

LIMIT = 512 * 1024
"""Bytes of one draft."""

_FIELD = "content"

Of = Literal["drafts", "appeal_drafts"]
"""The table of the drafts of statements, or of appeals."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of a form as they were saved, and when."""

    fields: dict[str, str]
    saved_at: datetime


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """That somebody has a draft on a matter, and when it was saved; nothing of what it says."""

    account: ActorId
    matter: UUID
    saved_at: datetime


class Drafts:
    """Drafts on PostgreSQL of one kind of form: one for each author and matter, the last saving stands."""

    def __init__(self, pool: Pool, root: RootKey, of: Of = "drafts") -> None:
        self._pool, self._of = pool, of
        self._keys = SubjectKeys(root)

    def _of_this(self, query: LiteralString) -> Composed:
        return SQL(query).format(Identifier("vault", self._of))

    async def save(self, account: ActorId, matter: UUID, fields: dict[str, str]) -> datetime:
        """Keep *fields* in place of what was there; when that was.

        Raises:
            ContentRefused: more than 512 KiB.
            Erased: the matter's key was destroyed.
        """
        content = msgspec.json.encode(fields)
        if len(content) > LIMIT:
            raise ContentRefused("too-large")
        async with transaction(self._pool) as connection:
            key = await self._keys.for_writing(connection, matter, KeyClass.SUBJECT)
            sealed = key.seal(self._of, account, _FIELD, content)
            found = await connection.execute(
                self._of_this(
                    """INSERT INTO {} (account, matter, key_version, content) VALUES (%s, %s, %s, %s)
                    ON CONFLICT (account, matter) DO UPDATE
                    SET key_version = excluded.key_version, content = excluded.content, saved_at = clock_timestamp()
                    RETURNING saved_at"""
                ),
                (account, matter, key.version, sealed),
            )
            row = await found.fetchone()
        if row is None:
            raise AssertionError  # the insertion returns the row
        saved: datetime = row[0]
        return saved

    async def of(self, account: ActorId, matter: UUID) -> Draft | None:
        """What *account* saved on *matter*; None when there is nothing, or it can no longer be opened."""
        async with reads(self._pool) as connection:
            found = await connection.execute(
                self._of_this("SELECT key_version, content, saved_at FROM {} WHERE account = %s AND matter = %s"),
                (account, matter),
            )
            row = await found.fetchone()
            if row is None:
                return None
            try:
                key = await self._keys.for_writing(connection, matter, KeyClass.SUBJECT)
                content = key.unseal(self._of, account, _FIELD, row[1]) if key.version == row[0] else None
            except (Erased, SealBroken):
                return None
        return (
            None
            if content is None
            else Draft(fields=msgspec.json.decode(content, type=dict[str, str]), saved_at=row[2])
        )

    async def kept(self) -> tuple[Kept, ...]:
        """Every draft there is, the oldest first."""
        async with reads(self._pool) as connection:
            found = await connection.execute(
                self._of_this("SELECT account, matter, saved_at FROM {} ORDER BY saved_at")
            )
            rows = await found.fetchall()
        return tuple(Kept(account=ActorId(account), matter=matter, saved_at=at) for account, matter, at in rows)

    async def forget(self, kept: Kept) -> bool:
        """Forget a draft unless it was saved again meanwhile; whether it is gone."""
        async with transaction(self._pool) as connection:
            gone = await connection.execute(
                self._of_this("DELETE FROM {} WHERE account = %s AND matter = %s AND saved_at = %s"),
                (kept.account, kept.matter, kept.saved_at),
            )
        return gone.rowcount == 1

    async def drop(self, account: ActorId, matter: UUID) -> None:
        """Forget it."""
        async with transaction(self._pool) as connection:
            await connection.execute(
                self._of_this("DELETE FROM {} WHERE account = %s AND matter = %s"), (account, matter)
            )
