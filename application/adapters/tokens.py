"""Bearer tokens for programs: of our own making, shown once, with an end, and revocable."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from application.access import Subject
from application.adapters.pool import Pool
from application.adapters.subjects import subject_from
from application.adapters.transactions import reads, transaction
from application.errors import NotAuthenticated, NotFound
from application.new_id import new_id
from domain.identity import ActorId

PREFIX = "wenze1_"
"""Found by whoever searches a leaked file for secrets."""

LIFETIME = timedelta(days=90)
LONGEST = timedelta(days=366)


class Issued(msgspec.Struct, frozen=True, kw_only=True):
    """A new token. ``secret`` is given once and kept nowhere."""

    id: UUID
    secret: str
    expires_at: datetime

    def __repr__(self) -> str:
        return f"Issued({self.id})"


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """A token as its owner may list it."""

    id: UUID
    issued_at: datetime
    expires_at: datetime
    revoked: bool


class Tokens:
    """All times are the database's."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def issue(self, account: ActorId, *, by: ActorId, lifetime: timedelta = LIFETIME) -> Issued:
        """A token for *account* (at most 366 days).

        Raises:
            NotFound: no such account, or it is disabled.
        """
        if not timedelta(0) < lifetime <= LONGEST:
            raise ValueError("a token lives up to 366 days")
        secret = PREFIX + secrets.token_urlsafe(32)
        async with transaction(self._pool) as connection:
            made = await connection.execute(
                """INSERT INTO vault.tokens (id, digest, account, epoch, issued_by, expires_at)
                SELECT %s, %s, id, epoch, %s, now() + %s FROM vault.accounts WHERE id = %s AND disabled_at IS NULL
                RETURNING id, expires_at""",
                (new_id(), _digest(secret), by, lifetime, account),
            )
            row = await made.fetchone()
        if row is None:
            raise NotFound
        return Issued(id=row[0], secret=secret, expires_at=row[1])

    async def subject(self, secret: str) -> Subject:
        """Who is behind the token.

        Raises:
            NotAuthenticated: unknown, expired or revoked, or its account was disabled or reset.
        """
        if not secret.startswith(PREFIX):
            raise NotAuthenticated
        async with reads(self._pool) as connection:
            found = await connection.execute(
                """SELECT a.id, a.party, vault.roles_in_force(a.id), vault.second_factor_owed(a.id)
                FROM vault.tokens t JOIN vault.accounts a ON a.id = t.account
                WHERE t.digest = %s AND t.revoked_at IS NULL AND t.expires_at > now()
                    AND a.disabled_at IS NULL AND t.epoch = a.epoch""",
                (_digest(secret),),
            )
            row = await found.fetchone()
        if row is None:
            raise NotAuthenticated
        return subject_from(*row)

    async def revoke(self, token: UUID, *, of: ActorId | None = None) -> None:
        """Void a token, at once; with *of*, only if it is that account's.

        Raises:
            NotFound: no such token (of that account).
        """
        async with transaction(self._pool) as connection:
            done = await connection.execute(
                """UPDATE vault.tokens SET revoked_at = coalesce(revoked_at, now())
                WHERE id = %(token)s AND (%(of)s::uuid IS NULL OR account = %(of)s)""",
                {"token": token, "of": of},
            )
        if done.rowcount == 0:
            raise NotFound

    async def of(self, account: ActorId) -> tuple[Token, ...]:
        """Tokens of *account*, newest first."""
        async with reads(self._pool) as connection:
            found = await connection.execute(
                """SELECT id, issued_at, expires_at, revoked_at IS NOT NULL FROM vault.tokens
                WHERE account = %s ORDER BY issued_at DESC, id DESC""",
                (account,),
            )
            rows = await found.fetchall()
        return tuple(Token(id=row[0], issued_at=row[1], expires_at=row[2], revoked=row[3]) for row in rows)


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
