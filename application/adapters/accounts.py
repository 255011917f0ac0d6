"""The register of accounts: who may sign in, as what, for which body, from when to when."""

from collections import defaultdict
from datetime import date, datetime
from typing import LiteralString
from uuid import UUID

import msgspec
from psycopg.errors import UniqueViolation

from application.access import Subject
from application.accounts import NewGrant, checked_name
from application.adapters.passwords import Passwords
from application.adapters.pool import Pool
from application.adapters.subjects import subject_from
from application.adapters.transactions import Connection, reads, transaction
from application.errors import AccountNameTaken, CredentialsWrong, NotFound
from application.new_id import new_id
from domain.identity import ActorId, BodyId, PartyId


class RoleHeld(msgspec.Struct, frozen=True, kw_only=True):
    """A role as the register keeps it. ``withdrawn_at`` is set once it was taken back."""

    id: UUID
    role: str
    body: BodyId | None
    valid_from: date
    valid_until: date | None
    withdrawn_at: datetime | None

    def on(self, day: date) -> bool:
        """Whether it holds on *day*, its first and its last day included."""
        until = self.valid_until
        return self.withdrawn_at is None and self.valid_from <= day and (until is None or day <= until)


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """An account with every role it ever held."""

    id: ActorId
    name: str
    party: PartyId | None
    disabled: bool
    roles: tuple[RoleHeld, ...] = ()

    def in_office(self, day: date) -> bool:
        """Whether anybody can act with it on *day*: it is in use and holds a role."""
        return not self.disabled and any(role.on(day) for role in self.roles)


class Accounts:
    """Accounts on PostgreSQL. Every change says who made it."""

    def __init__(self, pool: Pool, passwords: Passwords) -> None:
        self._pool = pool
        self._passwords = passwords

    async def add(
        self,
        name: str,
        *,
        by: ActorId,
        password: str | None = None,
        party: PartyId | None = None,
        grants: tuple[NewGrant, ...] = (),
        account: ActorId | None = None,
    ) -> ActorId:
        """A new account; without *password* it can only use tokens. *account* gives the id, for seeded data.

        Raises:
            AccountNameTaken, PasswordRefused, GrantRefused, TooManyRequests: as their classes say.
        """
        kept = None if password is None else await self._passwords.kept(password, account=checked_name(name))
        new = account or ActorId(new_id())
        try:
            async with transaction(self._pool) as connection:
                await connection.execute(
                    """INSERT INTO vault.accounts (id, name, party, password, made_by, changed_by)
                    VALUES (%s, %s, %s, %s, %s, %s)""",
                    (new, checked_name(name), party, kept, by, by),
                )
                for grant in grants:
                    await _grant(connection, new, grant, by)
        except UniqueViolation:
            raise AccountNameTaken from None
        return new

    async def named(self, name: str) -> Account | None:
        """The account of that sign-in name."""
        return next(iter(await self._read(name)), None)

    async def all(self) -> tuple[Account, ...]:
        """Every account, by name."""
        return await self._read(None)

    async def subject(self, account: ActorId) -> Subject:
        """The account as access sees it today. Raises NotFound when there is none or it is disabled."""
        async with reads(self._pool) as connection:
            found = await connection.execute(
                """SELECT id, party, vault.roles_in_force(id), vault.second_factor_owed(id) FROM vault.accounts
                WHERE id = %s AND disabled_at IS NULL""",
                (account,),
            )
            row = await found.fetchone()
        if row is None:
            raise NotFound
        return subject_from(*row)

    async def grant(self, account: ActorId, grant: NewGrant, *, by: ActorId) -> UUID:
        """Grant a role; its id, by which it is withdrawn. Raises NotFound when there is no such account."""
        async with transaction(self._pool) as connection:
            return await _grant(connection, account, grant, by)

    async def withdraw(self, role: UUID, *, by: ActorId) -> None:
        """Take a granted role back, at once. Raises NotFound when there is none to take."""
        async with transaction(self._pool) as connection:
            done = await connection.execute(
                """UPDATE vault.account_roles SET withdrawn_at = now(), withdrawn_by = %s
                WHERE id = %s AND withdrawn_at IS NULL""",
                (by, role),
            )
            if done.rowcount == 0:
                raise NotFound

    async def link(self, account: ActorId, party: PartyId | None, *, by: ActorId) -> None:
        """Say which person of the register the account belongs to. Raises NotFound."""
        await self._change(
            """UPDATE vault.accounts SET party = %s,
            changed_at = now(), changed_by = %s WHERE id = %s""",
            party,
            by,
            account,
        )

    async def disable(self, account: ActorId, *, by: ActorId) -> None:
        """Void every session and token at once and let nobody in. Raises NotFound."""
        await self._change(
            """UPDATE vault.accounts SET epoch = epoch + 1, disabled_at = coalesce(disabled_at, now()),
            changed_at = now(), changed_by = %s WHERE id = %s""",
            by,
            account,
        )

    async def enable(self, account: ActorId, *, by: ActorId) -> None:
        """Let the account sign in again; what was voided stays void. Raises NotFound."""
        await self._change(
            """UPDATE vault.accounts SET disabled_at = NULL,
            changed_at = now(), changed_by = %s WHERE id = %s""",
            by,
            account,
        )

    async def set_password(self, account: ActorId, password: str, *, by: ActorId) -> None:
        """Give a new password; every session and token of before is void. Raises NotFound, PasswordRefused."""
        kept = await self._passwords.kept(password, account=await self.name_of(account))
        await self._change(
            """UPDATE vault.accounts SET epoch = epoch + 1, password = %s,
            changed_at = now(), changed_by = %s WHERE id = %s""",
            kept,
            by,
            account,
        )

    async def change_own_password(self, account: ActorId, *, old: str, new: str) -> None:
        """As ``set_password``, by whoever knows the old one. Raises CredentialsWrong, PasswordRefused."""
        await self.check_own_password(account, old)
        await self.set_password(account, new, by=account)

    async def check_own_password(self, account: ActorId, password: str) -> None:
        """Raises CredentialsWrong when it is not the password of *account*, or the account has none."""
        async with reads(self._pool) as connection:
            found = await connection.execute("SELECT password FROM vault.accounts WHERE id = %s", (account,))
            row = await found.fetchone()
        if not (await self._passwords.check(password, row[0] if row else None)).right:
            raise CredentialsWrong

    async def name_of(self, account: ActorId) -> str:
        """The sign-in name of *account*. Raises NotFound."""
        async with reads(self._pool) as connection:
            found = await connection.execute("SELECT name FROM vault.accounts WHERE id = %s", (account,))
            row = await found.fetchone()
        if row is None:
            raise NotFound
        return str(row[0])

    async def _change(self, statement: LiteralString, *values: object) -> None:
        async with transaction(self._pool) as connection:
            done = await connection.execute(statement, values)
            if done.rowcount == 0:
                raise NotFound

    async def _read(self, name: str | None) -> tuple[Account, ...]:
        async with reads(self._pool) as connection:
            found = await connection.execute(
                """SELECT id, name, party, disabled_at IS NOT NULL FROM vault.accounts
                WHERE %(name)s::text IS NULL OR name = %(name)s ORDER BY name""",
                {"name": name},
            )
            accounts = await found.fetchall()
            held = await connection.execute(
                """SELECT account, id, role, body, valid_from, valid_until, withdrawn_at FROM vault.account_roles
                WHERE account = ANY (%s) ORDER BY granted_at, id""",
                ([row[0] for row in accounts],),
            )
            roles: defaultdict[UUID, list[RoleHeld]] = defaultdict(list)
            for account, role, kind, body, begins, ends, withdrawn_at in await held.fetchall():
                roles[account].append(
                    RoleHeld(
                        id=role,
                        role=kind,
                        body=body,
                        valid_from=begins,
                        valid_until=ends,
                        withdrawn_at=withdrawn_at,
                    )
                )
        return tuple(
            Account(
                id=row[0],
                name=row[1],
                party=row[2],
                disabled=row[3],
                roles=tuple(roles[row[0]]),
            )
            for row in accounts
        )


async def _grant(connection: Connection, account: ActorId, grant: NewGrant, by: ActorId) -> UUID:
    role = new_id()
    made = await connection.execute(
        """INSERT INTO vault.account_roles (id, account, role, body, valid_from, valid_until, granted_by)
        SELECT %s, id, %s, %s, coalesce(%s::date, vault.today()), %s, %s FROM vault.accounts WHERE id = %s""",
        (role, grant.role, grant.body, grant.valid_from, grant.valid_until, by, account),
    )
    if made.rowcount == 0:
        raise NotFound
    return role
