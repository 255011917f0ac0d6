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
from application.adapters.second_factors import SecondFactors
from application.adapters.subjects import subject_from
from application.adapters.transactions import Connection, reads, transaction
from application.errors import CredentialsWrong, NotAuthenticated, SecondFactorMissing
from domain.identity import ActorId

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=10)
CODE_WITHIN = timedelta(minutes=5)
"""How long after a right password its code is awaited."""
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


class CodeAwaited(msgspec.Struct, frozen=True, kw_only=True):
    """A sign-in whose password was right. Its secret, given once and kept nowhere, opens nothing without a code."""

    secret: str

    def __repr__(self) -> str:
        return "CodeAwaited()"


class _Right(msgspec.Struct, frozen=True, kw_only=True):
    """An account whose password was right just now, and what is kept of that password."""

    account: ActorId
    kept: str

    def __repr__(self) -> str:
        return f"_Right({self.account})"


class Sessions:
    """Sign-in, and who is behind a session's secret. All times are the database's."""

    def __init__(self, pool: Pool, passwords: Passwords, limits: RateLimits, factors: SecondFactors) -> None:
        self._pool = pool
        self._passwords = passwords
        self._limits = limits
        self._factors = factors

    async def sign_in(
        self, name: str, password: str, *, code: str | None = None, replacing: str | None = None
    ) -> SignedIn:
        """A new session; the one of the secret *replacing* ends. Never takes a secret that the client chose.

        *code* is a one-time code or a recovery code; an account without second factor needs none.

        Raises:
            CredentialsWrong: unknown name, wrong password or disabled account, after the same work each.
            SecondFactorMissing, SecondFactorWrong: the password was right; a code is needed, or another.
            TooManyRequests: too many attempts for that name, or in all.
        """
        right = await self._right(name, password)
        if code is not None:
            await self._limits.take(RateClass.SECOND_FACTOR, str(right.account))
        async with transaction(self._pool) as connection:
            epoch = await _still_right(connection, right)
            await self._factors.prove(connection, right.account, code)
            secret = await _opened(connection, right.account, epoch, replacing)
        return await self._proven(secret) if code is not None else await self._begun(secret)

    async def begin(self, name: str, password: str, *, replacing: str | None = None) -> SignedIn | CodeAwaited:
        """As ``sign_in`` without code; where a code is needed, what ``finish`` takes within five minutes."""
        right = await self._right(name, password)
        secret = secrets.token_urlsafe(32)
        async with transaction(self._pool) as connection:
            epoch = await _still_right(connection, right)
            try:
                await self._factors.prove(connection, right.account, None)
            except SecondFactorMissing:
                await connection.execute(
                    "DELETE FROM vault.sign_ins_begun WHERE begun_at < clock_timestamp() - %s", (CODE_WITHIN,)
                )
                await connection.execute(
                    "INSERT INTO vault.sign_ins_begun (digest, account, epoch) VALUES (%s, %s, %s)",
                    (_digest(secret), right.account, epoch),
                )
                return CodeAwaited(secret=secret)
            opened = await _opened(connection, right.account, epoch, replacing)
        return await self._begun(opened)

    async def finish(self, awaited: str, code: str, *, replacing: str | None = None) -> SignedIn:
        """The session of a sign-in that was begun, once; a wrong code may be followed by another.

        Raises:
            NotAuthenticated: none was begun with that secret, or too long ago, or the account was changed meanwhile.
            SecondFactorMissing, SecondFactorWrong: a code is needed, or another.
            TooManyRequests: too many attempts for that account, or in all.
        """
        account, _ = await self._awaited(awaited)
        await self._limits.take(RateClass.SECOND_FACTOR, str(account))
        async with transaction(self._pool) as connection:
            found = await connection.execute(
                """SELECT a.id, a.epoch FROM vault.accounts AS a JOIN vault.sign_ins_begun AS b ON b.account = a.id
                WHERE b.digest = %s AND b.epoch = a.epoch AND a.disabled_at IS NULL FOR UPDATE OF a""",
                (_digest(awaited),),
            )
            row = await found.fetchone()
            if row is None:
                raise NotAuthenticated
            await self._factors.prove(connection, row[0], code)
            gone = await connection.execute("DELETE FROM vault.sign_ins_begun WHERE digest = %s", (_digest(awaited),))
            if gone.rowcount == 0:
                raise NotAuthenticated
            secret = await _opened(connection, row[0], row[1], replacing)
        return await self._proven(secret)

    async def awaited(self, secret: str) -> str:
        """The sign-in name of a sign-in that was begun and awaits its code. Raises NotAuthenticated as ``finish`` does."""
        return (await self._awaited(secret))[1]

    async def _awaited(self, secret: str) -> tuple[ActorId, str]:
        async with reads(self._pool) as connection:
            found = await connection.execute(
                """SELECT a.id, a.name FROM vault.sign_ins_begun AS b JOIN vault.accounts AS a ON a.id = b.account
                WHERE b.digest = %s AND b.epoch = a.epoch AND a.disabled_at IS NULL
                    AND b.begun_at > clock_timestamp() - %s""",
                (_digest(secret), CODE_WITHIN),
            )
            row = await found.fetchone()
        if row is None:
            raise NotAuthenticated
        return ActorId(row[0]), str(row[1])

    async def begin_again(self, account: ActorId, epoch: int) -> SignedIn:
        """A new session for whoever just voided their sessions themselves, at the *epoch* that this made.

        Raises:
            NotAuthenticated: the account was changed again or disabled since.
        """
        async with transaction(self._pool) as connection:
            found = await connection.execute(
                "SELECT FROM vault.accounts WHERE id = %s AND epoch = %s AND disabled_at IS NULL FOR UPDATE",
                (account, epoch),
            )
            if found.rowcount == 0:
                raise NotAuthenticated
            secret = await _opened(connection, account, epoch, None)
        return SignedIn(secret=secret, session=await self.of(secret))

    async def _right(self, name: str, password: str) -> _Right:
        """The account of that name and password."""
        await self._limits.take(RateClass.SIGN_IN, name.casefold()[:64])
        async with reads(self._pool) as connection:
            found = await connection.execute(
                "SELECT id, password, disabled_at IS NULL FROM vault.accounts WHERE name = %s",
                (name if is_name(name) else "",),
            )
            row = await found.fetchone()
        account, kept, enabled = row or (None, None, False)
        checked = await self._passwords.check(password, kept)
        if not (checked.right and enabled) or account is None or kept is None:
            raise CredentialsWrong
        if checked.keep_instead:
            async with transaction(self._pool) as connection:
                await connection.execute(
                    "UPDATE vault.accounts SET password = %s WHERE id = %s AND password = %s",
                    (checked.keep_instead, account, kept),
                )
        return _Right(account=account, kept=checked.keep_instead or kept)

    async def _proven(self, secret: str) -> SignedIn:
        """The session of a right code: wrong ones of before count no more."""
        begun = await self._begun(secret)
        await self._limits.give_back(RateClass.SECOND_FACTOR, str(begun.session.subject.account))
        return begun

    async def _begun(self, secret: str) -> SignedIn:
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
                """SELECT a.id, a.party, vault.roles_in_force(a.id), vault.second_factor_owed(a.id), s.begun_at + %(absolute)s,
                    s.seen_at < now() - %(notice)s
                FROM vault.sessions s JOIN vault.accounts a ON a.id = s.account
                WHERE s.digest = %(digest)s AND s.ended_at IS NULL AND a.disabled_at IS NULL AND s.epoch = a.epoch
                    AND s.seen_at > now() - %(idle)s AND s.begun_at > now() - %(absolute)s""",
                {"digest": digest, "idle": IDLE, "absolute": ABSOLUTE, "notice": _NOTICE},
            )
            row = await found.fetchone()
            if row is None:
                raise NotAuthenticated
            account, party, grants, owed, ends_at, unseen = row
            if unseen:
                await connection.execute("UPDATE vault.sessions SET seen_at = now() WHERE digest = %s", (digest,))
        return Session(subject=subject_from(account, party, grants, owed), ends_at=ends_at)

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


async def _still_right(connection: Connection, right: _Right) -> int:
    """The account's epoch, its row held; a password changed since it was checked voids this sign-in."""
    found = await connection.execute(
        "SELECT epoch FROM vault.accounts WHERE id = %s AND disabled_at IS NULL AND password = %s FOR UPDATE",
        (right.account, right.kept),
    )
    row = await found.fetchone()
    if row is None:
        raise CredentialsWrong
    return int(row[0])


async def _opened(connection: Connection, account: ActorId, epoch: int, replacing: str | None) -> str:
    """The secret of a new session; the one of *replacing* ends."""
    secret = secrets.token_urlsafe(32)
    await connection.execute(
        "INSERT INTO vault.sessions (digest, account, epoch) VALUES (%s, %s, %s)", (_digest(secret), account, epoch)
    )
    if replacing:
        await connection.execute(
            "UPDATE vault.sessions SET ended_at = now() WHERE digest = %s AND ended_at IS NULL", (_digest(replacing),)
        )
    return secret


def form_token(secret: str) -> str:
    """What a form of this session carries, so that no other site and no other session can send it."""
    return hmac.digest(_digest(secret), b"wenze/1/form", "sha256").hex()


def form_token_is_right(secret: str, token: str) -> bool:
    """Whether *token* came with a form of the session of *secret*."""
    return hmac.compare_digest(form_token(secret).encode(), token.encode("utf-8", "surrogatepass"))


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
