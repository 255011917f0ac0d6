"""Which accounts belong to which person, for conflicts of interest."""

from collections.abc import Mapping

from application.adapters.pool import Pool
from application.adapters.transactions import transaction
from domain.identity import ActorId, PartyId


class StaffAccounts:
    """The ``Staff`` of casework on PostgreSQL. Disabled accounts count too: what they did stays theirs."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def persons(self) -> Mapping[ActorId, PartyId]:
        """Accounts that belong to a known person."""
        async with transaction(self._pool) as connection:
            found = await connection.execute("SELECT id, party FROM vault.accounts WHERE party IS NOT NULL")
            return {ActorId(row[0]): PartyId(row[1]) for row in await found.fetchall()}
