"""Of which roles a second factor is required. Set for the deployment or for one body, by whoever looks after accounts."""

from datetime import datetime

import msgspec

from application.access import Role
from application.adapters.pool import Pool
from application.adapters.transactions import reads, transaction
from application.new_id import new_id
from domain.identity import ActorId, BodyId


class FactorDuty(msgspec.Struct, frozen=True, kw_only=True):
    """A second factor is required of whoever holds the role: for that body, or without one for whichever."""

    role: Role
    body: BodyId | None
    since: datetime


class SecondFactorDuties:
    """The requirements in force. Every change says who made it."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def all(self) -> tuple[FactorDuty, ...]:
        """By role; a role that this release does not know is left out, as nobody can hold it."""
        async with reads(self._pool) as connection:
            found = await connection.execute(
                """SELECT role, body, set_at FROM vault.second_factor_duties
                WHERE withdrawn_at IS NULL AND role = ANY (%s) ORDER BY role, body NULLS FIRST""",
                ([role.value for role in Role],),
            )
            return tuple(FactorDuty(role=Role(role), body=body, since=at) for role, body, at in await found.fetchall())

    async def require(self, role: Role, body: BodyId | None, *, by: ActorId) -> None:
        """Require it from now on; where it is required already nothing changes."""
        async with transaction(self._pool) as connection:
            await connection.execute(
                """INSERT INTO vault.second_factor_duties (id, role, body, set_by) VALUES (%s, %s, %s, %s)
                ON CONFLICT DO NOTHING""",
                (new_id(), role.value, body, by),
            )

    async def waive(self, role: Role, body: BodyId | None, *, by: ActorId) -> None:
        """Require it no more; where it is not required nothing changes."""
        async with transaction(self._pool) as connection:
            await connection.execute(
                """UPDATE vault.second_factor_duties SET withdrawn_at = clock_timestamp(), withdrawn_by = %s
                WHERE role = %s AND body IS NOT DISTINCT FROM %s AND withdrawn_at IS NULL""",
                (by, role.value, body),
            )
