"""Which accounts belong to which person, and work for which body, for conflicts of interest."""

from collections.abc import Mapping

from application.access import STAFF, roles_for
from application.adapters.pool import Pool
from application.adapters.transactions import reads
from application.moment import once
from domain.identity import ActorId, BodyId, PartyId


class StaffAccounts:
    """The ``Staff`` of casework on PostgreSQL. Disabled accounts count too: what they did stays theirs."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def persons(self) -> Mapping[ActorId, PartyId]:
        """Accounts that belong to a known person."""
        return await once(("persons", self), self._persons)

    async def _persons(self) -> Mapping[ActorId, PartyId]:
        async with reads(self._pool) as connection:
            found = await connection.execute("SELECT id, party FROM vault.accounts WHERE party IS NOT NULL")
            return {ActorId(row[0]): PartyId(row[1]) for row in await found.fetchall()}

    async def bodies(self) -> Mapping[ActorId, frozenset[BodyId]]:
        """The bodies for which an account holds a role of their staff today."""
        return await once(("bodies", self), self._bodies)

    async def _bodies(self) -> Mapping[ActorId, frozenset[BodyId]]:
        async with reads(self._pool) as connection:
            found = await connection.execute(
                """SELECT account, array_agg(DISTINCT body) FROM vault.account_roles
                WHERE role = ANY(%s) AND body IS NOT NULL AND withdrawn_at IS NULL
                  AND valid_from <= vault.today() AND (valid_until IS NULL OR valid_until >= vault.today())
                GROUP BY account""",
                ([role.value for role in sorted(STAFF)],),
            )
            rows = await found.fetchall()
        return {ActorId(account): frozenset(BodyId(body) for body in bodies) for account, bodies in rows}

    async def acting(self, action: str) -> frozenset[BodyId]:
        """The bodies for which somebody can issue *action* today: disabled accounts act for none."""
        roles = [role.value for role in sorted(roles_for(action))]
        return await once(("acting", self, action), lambda: self._acting(roles))

    async def _acting(self, roles: list[str]) -> frozenset[BodyId]:
        async with reads(self._pool) as connection:
            found = await connection.execute(
                """SELECT DISTINCT r.body FROM vault.account_roles AS r JOIN vault.accounts AS a ON a.id = r.account
                WHERE a.disabled_at IS NULL AND r.role = ANY(%s) AND r.body IS NOT NULL AND r.withdrawn_at IS NULL
                  AND r.valid_from <= vault.today() AND (r.valid_until IS NULL OR r.valid_until >= vault.today())""",
                (roles,),
            )
            return frozenset(BodyId(row[0]) for row in await found.fetchall())
