"""Second factors on PostgreSQL: the secret sealed under a key of the account, ten recovery codes, and what was done to them."""

import hmac
import os
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from application import one_time_code
from application.adapters.keys import RootKey
from application.adapters.pool import Pool
from application.adapters.subject_keys import KeyClass, SubjectKeys, Wrapped
from application.adapters.transactions import Connection, reads, transaction
from application.errors import (
    Erased,
    NotFound,
    ReasonMissing,
    SealBroken,
    SecondFactorMissing,
    SecondFactorRefused,
    SecondFactorWrong,
)
from application.new_id import new_id
from application.written_digits import as_typed, in_groups, new_digits
from domain.identity import ActorId

RECOVERY_CODES = 10
LONGEST_REASON = 500
"""Characters of the reason for a reset."""

_TABLE, _SECRET = "second_factors", "secret"
_ACTS, _REASON = "second_factor_acts", "reason"
_OF = """
SELECT f.key_version, f.secret, f.last_step, f.confirmed_at IS NOT NULL, k.root, k.wrapped,
       extract(epoch FROM clock_timestamp())::double precision
  FROM vault.second_factors AS f
  LEFT JOIN keys.subject_keys AS k ON k.subject = f.account AND k.class = 'subject' AND k.version = f.key_version
 WHERE f.account = %s
"""
_STATE = """
SELECT f.confirmed_at, (SELECT count(*) FROM vault.recovery_codes AS r WHERE r.account = a.id AND r.used_at IS NULL)
  FROM vault.accounts AS a
  LEFT JOIN vault.second_factors AS f ON f.account = a.id
 WHERE a.id = %s
"""
_DONE = """
SELECT d.id, d.act, d.done_by, d.done_at, d.reason, d.key_version, k.root, k.wrapped
  FROM vault.second_factor_acts AS d
  LEFT JOIN keys.subject_keys AS k ON k.subject = d.account AND k.class = 'subject' AND k.version = d.key_version
 WHERE d.account = %s
 ORDER BY d.done_at DESC, d.id DESC
"""


class FactorAct(StrEnum):
    """What can be done to a second factor, and is on record."""

    CONFIRMED = "confirmed"
    SWITCHED_OFF = "switched-off"
    RESET = "reset"
    RECOVERY_USED = "recovery-used"


class FactorState(msgspec.Struct, frozen=True, kw_only=True):
    """Whether signing in asks for a code, since when, and how many recovery codes are left."""

    on: bool
    since: datetime | None
    recovery_left: int


class FactorDone(msgspec.Struct, frozen=True, kw_only=True):
    """An act on record. ``reason`` is an administrator's, of a reset."""

    act: FactorAct
    by: ActorId
    at: datetime
    reason: str | None = None


class Confirmed(msgspec.Struct, frozen=True, kw_only=True):
    """A second factor that is on from now: its recovery codes, given once, and the epoch of the sessions of afterwards."""

    recovery_codes: tuple[str, ...]
    epoch: int

    def __repr__(self) -> str:
        return "Confirmed()"


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    secret: bytes | None  # None: its key was destroyed, so that no code is right any more
    last_step: int | None
    on: bool
    now: int

    def __repr__(self) -> str:
        return f"_Kept(on={self.on})"


class SecondFactors:
    """All times are the database's. Whatever reads and changes a factor holds the row of its account meanwhile."""

    def __init__(self, pool: Pool, root: RootKey) -> None:
        self._pool, self._keys = pool, SubjectKeys(root)
        self._recovery = root.derive("recovery-code")

    async def state(self, account: ActorId) -> FactorState:
        """How it stands. Raises NotFound when there is no such account."""
        async with reads(self._pool) as connection:
            row = await (await connection.execute(_STATE, [account])).fetchone()
        if row is None:
            raise NotFound
        return FactorState(on=row[0] is not None, since=row[0], recovery_left=row[1])

    async def on_since(self) -> dict[ActorId, datetime]:
        """Every account with a second factor, and since when."""
        async with reads(self._pool) as connection:
            found = await connection.execute(
                "SELECT account, confirmed_at FROM vault.second_factors WHERE confirmed_at IS NOT NULL"
            )
            return {ActorId(account): since for account, since in await found.fetchall()}

    async def acts(self, account: ActorId) -> tuple[FactorDone, ...]:
        """What was done to it, the latest first."""
        async with reads(self._pool) as connection:
            rows = await (await connection.execute(_DONE, [account])).fetchall()
        return tuple(
            FactorDone(
                act=FactorAct(act),
                by=ActorId(by),
                at=at,
                reason=None
                if (found := self._opened(account, made, (_ACTS, _REASON), reason, *key)) is None
                else found.decode(),
            )
            for made, act, by, at, reason, *key in rows
        )

    async def begin(self, account: ActorId) -> bytes:
        """A new secret, in place of one that was begun and not confirmed.

        Raises:
            SecondFactorRefused: ``second-factor-on``.
            NotFound: there is no such account, or its key was destroyed.
        """
        secret = os.urandom(one_time_code.SECRET)
        async with transaction(self._pool) as connection:
            await _held(connection, account)
            if (kept := await self._kept(connection, account)) is not None and kept.on:
                raise SecondFactorRefused("second-factor-on")
            key = await self._keys.for_writing(connection, account, KeyClass.SUBJECT)
            await connection.execute(
                """INSERT INTO vault.second_factors (account, key_version, secret) VALUES (%s, %s, %s)
                ON CONFLICT (account) DO UPDATE SET (key_version, secret, begun_at)
                  = (excluded.key_version, excluded.secret, clock_timestamp())""",
                [account, key.version, key.seal(_TABLE, account, _SECRET, secret)],
            )
        return secret

    async def confirm(self, account: ActorId, code: str) -> Confirmed:
        """Switch it on by a right code; every session and token of before is void.

        Raises:
            SecondFactorRefused: ``second-factor-on`` or ``second-factor-not-begun``.
            SecondFactorWrong: not the code of this secret at this time.
            NotFound: there is no such account.
        """
        codes = [new_digits() for _ in range(RECOVERY_CODES)]
        async with transaction(self._pool) as connection:
            await _held(connection, account)
            kept = await self._kept(connection, account)
            if kept is None or kept.on:
                raise SecondFactorRefused("second-factor-not-begun" if kept is None else "second-factor-on")
            step = _step_in(kept, as_typed(code))
            if step is None:
                raise SecondFactorWrong
            await connection.execute(
                "UPDATE vault.second_factors SET confirmed_at = clock_timestamp(), last_step = %s WHERE account = %s",
                [step, account],
            )
            for digits in codes:
                await connection.execute(
                    "INSERT INTO vault.recovery_codes (account, digest) VALUES (%s, %s)",
                    [account, self._digest(account, digits)],
                )
            await _on_record(connection, new_id(), account, FactorAct.CONFIRMED, by=account)
            epoch = await _sessions_void(connection, account, by=account)
        return Confirmed(recovery_codes=tuple(in_groups(digits) for digits in codes), epoch=epoch)

    async def prove(self, connection: Connection, account: ActorId, code: str | None) -> None:
        """Let pass whoever has the second factor of *account*, and whoever needs none; *code* counts as used.

        *connection* is in a transaction that holds the row of the account, and undoes this when it fails.

        Raises:
            SecondFactorMissing: it is on, and no code was given.
            SecondFactorWrong: neither the code of this time, nor a recovery code that is unused.
        """
        kept = await self._kept(connection, account)
        if kept is None or not kept.on:
            return
        digits = as_typed(code or "")
        if not digits:
            raise SecondFactorMissing
        step = _step_in(kept, digits)
        if step is not None:
            await connection.execute(
                "UPDATE vault.second_factors SET last_step = %s WHERE account = %s", [step, account]
            )
            return
        used = await connection.execute(
            """UPDATE vault.recovery_codes SET used_at = clock_timestamp()
            WHERE account = %s AND digest = %s AND used_at IS NULL""",
            [account, self._digest(account, digits)],
        )
        if used.rowcount == 0:
            raise SecondFactorWrong
        await _on_record(connection, new_id(), account, FactorAct.RECOVERY_USED, by=account)

    async def switch_off(self, account: ActorId, code: str) -> int:
        """Ask for no code any more, by whoever has one; every session and token of before is void. The epoch of afterwards.

        Raises:
            SecondFactorRefused: ``second-factor-off``.
            SecondFactorMissing, SecondFactorWrong: as ``prove`` does.
            NotFound: there is no such account.
        """
        async with transaction(self._pool) as connection:
            await _held(connection, account)
            if (kept := await self._kept(connection, account)) is None or not kept.on:
                raise SecondFactorRefused("second-factor-off")
            await self.prove(connection, account, code)
            await _on_record(connection, new_id(), account, FactorAct.SWITCHED_OFF, by=account)
            return await _forgotten(connection, account, by=account)

    async def reset(self, account: ActorId, reason: str, *, by: ActorId, act: UUID | None = None) -> None:
        """Ask for no code any more, on somebody's word who looks after accounts; every session and token is void.

        *act* is the id of the act: one that is on record already is not done again.

        Raises:
            SecondFactorRefused: ``second-factor-off``.
            NotFound: there is no such account, or its key was destroyed.
            ReasonMissing: no reason, or one of more than 500 characters.
        """
        said = reason.strip()
        if not said or len(said) > LONGEST_REASON:
            raise ReasonMissing
        made = act or new_id()
        async with transaction(self._pool) as connection:
            await _held(connection, account)
            done = await connection.execute("SELECT FROM vault.second_factor_acts WHERE id = %s", [made])
            if done.rowcount:
                return
            if (kept := await self._kept(connection, account)) is None or not kept.on:
                raise SecondFactorRefused("second-factor-off")
            key = await self._keys.for_writing(connection, account, KeyClass.SUBJECT)
            sealed = key.seal(_ACTS, made, _REASON, said.encode())
            await _on_record(connection, made, account, FactorAct.RESET, by=by, reason=(key.version, sealed))
            await _forgotten(connection, account, by=by)

    async def _kept(self, connection: Connection, account: ActorId) -> _Kept | None:
        row = await (await connection.execute(_OF, [account])).fetchone()
        if row is None:
            return None
        version, sealed, last_step, on, root, wrapped, seconds = row
        secret = self._opened(account, account, (_TABLE, _SECRET), sealed, version, root, wrapped)
        return _Kept(secret=secret, last_step=last_step, on=on, now=one_time_code.step_at(seconds))

    def _opened(
        self,
        account: ActorId,
        row: UUID,
        place: tuple[str, str],
        sealed: bytes | None,
        version: int | None,
        root: UUID | None,
        wrapped: bytes | None,
    ) -> bytes | None:
        """A sealed field; None where there is none, or its key was destroyed."""
        if sealed is None or version is None or root is None:
            return None
        stored = Wrapped(subject=account, key_class=KeyClass.SUBJECT, version=version, root=root, wrapped=wrapped)
        try:
            return self._keys.open(stored).unseal(place[0], row, place[1], sealed)
        except (Erased, SealBroken):
            return None

    def _digest(self, account: ActorId, digits: str) -> bytes:
        return hmac.digest(self._recovery, account.bytes + digits.encode("utf-8", "surrogatepass"), "sha256")


def _step_in(kept: _Kept, digits: str) -> int | None:
    if kept.secret is None:
        return None
    return one_time_code.step_of(kept.secret, digits, now=kept.now, after=kept.last_step)


async def _held(connection: Connection, account: ActorId) -> None:
    found = await connection.execute("SELECT FROM vault.accounts WHERE id = %s FOR UPDATE", [account])
    if found.rowcount == 0:
        raise NotFound


async def _on_record(
    connection: Connection,
    made: UUID,
    account: ActorId,
    act: FactorAct,
    *,
    by: ActorId,
    reason: tuple[int, bytes] | None = None,
) -> None:
    await connection.execute(
        """INSERT INTO vault.second_factor_acts (id, account, act, done_by, key_version, reason)
        VALUES (%s, %s, %s, %s, %s, %s)""",
        [made, account, act.value, by, *(reason or (None, None))],
    )


async def _forgotten(connection: Connection, account: ActorId, *, by: ActorId) -> int:
    await connection.execute("DELETE FROM vault.second_factors WHERE account = %s", [account])
    await connection.execute("DELETE FROM vault.recovery_codes WHERE account = %s", [account])
    return await _sessions_void(connection, account, by=by)


async def _sessions_void(connection: Connection, account: ActorId, *, by: ActorId) -> int:
    moved = await connection.execute(
        """UPDATE vault.accounts SET epoch = epoch + 1, changed_at = now(), changed_by = %s WHERE id = %s
        RETURNING epoch""",
        [by, account],
    )
    row = await moved.fetchone()
    if row is None:
        raise NotFound
    return int(row[0])
