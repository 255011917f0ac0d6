"""Sessions of people at a screen: opaque, kept on the server, new at each sign-in, short."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

import msgspec

from application.access import Subject
from application.accounts import is_name
from application.adapters.passwords import Passwords
from application.adapters.pool import Pool
from application.adapters.rate_limits import RateClass, RateLimits
from application.adapters.subjects import subject_from
from application.adapters.transactions import reads, transaction
from application.errors import CredentialsWrong, NotAuthenticated
from domain.identity import ActorId

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=10)
_NOTICE = timedelta(minutes=1)  # a session seen within the last minute is not written again


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A session that is open now. ``ends_at`` is its last instant, however busy; idle for 30 minutes it ends before."""

    subject: Subject
    ends_at: datetime


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """A fresh session and its secret, which is given once and kept nowhere."""

    secret: str
    session: Session

    def __repr__(self) -> str:
        return f"SignedIn({self.session.subject.account})"


class Sessions:
    """Sign-in, and who is behind a session's secret. All times are the database's."""

    def __init__(self, pool: Pool, passwords: Passwords, limits: RateLimits) -> None:
        self._pool = pool
        self._passwords = passwords
        self._limits = limits

    async def sign_in(self, name: str, password: str, *, replacing: str | None = None) -> SignedIn:
        """A new session; the one of the secret *replacing* ends. Never takes a secret that the client chose.

        Raises:
            CredentialsWrong: unknown name, wrong password or disabled account, after the same work each.
            TooManyRequests: too many attempts for that name, or in all.
        """
        await self._limits.take(RateClass.SIGN_IN, name.casefold()[:64])
        async with reads(self._pool) as connection:
            found = await connection.execute(
                "SELECT id, password, disabled_at IS NULL FROM vault.accounts WHERE name = %s",
                (name if is_name(name) else "",),
            )
            row = await found.fetchone()
        account, kept, enabled = row or (None, None, False)
        checked = await self._passwords.check(password, kept)
        if not (checked.right and enabled):
            raise CredentialsWrong
        secret = secrets.token_urlsafe(32)
        async with transaction(self._pool) as connection:
            if checked.keep_instead:
                await connection.execute(
                    "UPDATE vault.accounts SET password = %s WHERE id = %s AND password = %s",
                    (checked.keep_instead, account, kept),
                )
            # Only if the password that was checked is still the account's: one changed meanwhile voids this sign-in.
            await connection.execute(
                """INSERT INTO vault.sessions (digest, account, epoch) SELECT %s, id, epoch FROM vault.accounts
                WHERE id = %s AND disabled_at IS NULL AND password = %s""",
                (_digest(secret), account, checked.keep_instead or kept),
            )
            if replacing:
                await connection.execute(
                    "UPDATE vault.sessions SET ended_at = now() WHERE digest = %s AND ended_at IS NULL",
                    (_digest(replacing),),
                )
        try:
            return SignedIn(secret=secret, session=await self.of(secret))
        except NotAuthenticated:
            raise CredentialsWrong from None

    async def of(self, secret: str) -> Session:
        """The session of *secret*, which counts as used now.

        Raises:
            NotAuthenticated: no such session, or it ended, idled out, ran out, or its account was disabled or reset.
        """
        digest = _digest(secret)
        async with reads(self._pool) as connection:
            found = await connection.execute(
                """SELECT a.id, a.party, vault.roles_in_force(a.id), s.begun_at + %(absolute)s,
                    s.seen_at < now() - %(notice)s
                FROM vault.sessions s JOIN vault.accounts a ON a.id = s.account
                WHERE s.digest = %(digest)s AND s.ended_at IS NULL AND a.disabled_at IS NULL AND s.epoch = a.epoch
                    AND s.seen_at > now() - %(idle)s AND s.begun_at > now() - %(absolute)s""",
                {"digest": digest, "idle": IDLE, "absolute": ABSOLUTE, "notice": _NOTICE},
            )
            row = await found.fetchone()
            if row is None:
                raise NotAuthenticated
            account, party, grants, ends_at, unseen = row
            if unseen:
                await connection.execute("UPDATE vault.sessions SET seen_at = now() WHERE digest = %s", (digest,))
        return Session(subject=subject_from(account, party, grants), ends_at=ends_at)

    async def end(self, secret: str) -> None:
        """End the session of *secret*; an unknown one is left alone."""
        async with transaction(self._pool) as connection:
            await connection.execute(
                "UPDATE vault.sessions SET ended_at = now() WHERE digest = %s AND ended_at IS NULL",
                (_digest(secret),),
            )

    async def end_all(self, account: ActorId) -> int:
        """End every session of *account*; how many were open."""
        async with transaction(self._pool) as connection:
            done = await connection.execute(
                "UPDATE vault.sessions SET ended_at = now() WHERE account = %s AND ended_at IS NULL", (account,)
            )
            return done.rowcount


def form_token(secret: str) -> str:
    """What a form of this session carries, so that no other site and no other session can send it."""
    return hmac.digest(_digest(secret), b"wenze/1/form", "sha256").hex()


def form_token_is_right(secret: str, token: str) -> bool:
    """Whether *token* came with a form of the session of *secret*."""
    return hmac.compare_digest(form_token(secret).encode(), token.encode("utf-8", "surrogatepass"))


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
