"""Saved searches on PostgreSQL. Name and conditions are the owner's alone: sealed under a key of the account."""

from uuid import UUID

import msgspec

from application.adapters.keys import RootKey
from application.adapters.pool import Pool
from application.adapters.subject_keys import KeyClass, SubjectKeys
from application.adapters.transactions import transaction
from application.errors import Erased, SealBroken
from application.saved_search import MOST, SavedSearch, SearchRefused, checked_address, checked_name
from domain.identity import ActorId

_TABLE, _FIELD = "saved_searches", "content"
_PUT = """
INSERT INTO vault.saved_searches (id, account, key_version, content) VALUES (%s, %s, %s, %s)
ON CONFLICT (id) DO UPDATE SET (key_version, content) = (excluded.key_version, excluded.content)
 WHERE vault.saved_searches.account = excluded.account
"""
_OF = "SELECT id, key_version, content, saved_at FROM vault.saved_searches WHERE account = %s ORDER BY saved_at, id"


class SavedSearches:
    """Each account reads and changes its own only."""

    def __init__(self, pool: Pool, root: RootKey) -> None:
        self._pool, self._keys = pool, SubjectKeys(root)

    async def of(self, account: ActorId) -> tuple[SavedSearch, ...]:
        """Those of *account*, the oldest first; none once its key was destroyed."""
        async with transaction(self._pool) as connection:
            rows = await (await connection.execute(_OF, [account])).fetchall()
            if not rows:
                return ()
            try:
                key = await self._keys.for_writing(connection, account, KeyClass.SUBJECT)
                opened = [
                    (made, msgspec.json.decode(key.unseal(_TABLE, made, _FIELD, content), type=tuple[str, str]), at)
                    for made, version, content, at in rows
                    if version == key.version
                ]
            except (Erased, SealBroken):
                return ()
        return tuple(
            SavedSearch(id=made, name=name, address=address, saved_at=at) for made, (name, address), at in opened
        )

    async def save(self, account: ActorId, search: UUID, name: str, address: str) -> None:
        """Keep it under the id *search*, in place of what the account kept there.

        Raises:
            SearchRefused: no name, no address of a list, or the account has a hundred already.
            Erased: the account's key was destroyed.
        """
        content = msgspec.json.encode((checked_name(name), checked_address(address)))
        async with transaction(self._pool) as connection:
            await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"searches {account}"])
            found = await (await connection.execute(_OF, [account])).fetchall()
            if len(found) >= MOST and all(row[0] != search for row in found):
                raise SearchRefused("too-many-searches")
            key = await self._keys.for_writing(connection, account, KeyClass.SUBJECT)
            await connection.execute(_PUT, [search, account, key.version, key.seal(_TABLE, search, _FIELD, content)])

    async def delete(self, account: ActorId, search: UUID) -> bool:
        """Forget it; whether the account had it."""
        async with transaction(self._pool) as connection:
            gone = await connection.execute(
                "DELETE FROM vault.saved_searches WHERE id = %s AND account = %s", [search, account]
            )
        return gone.rowcount == 1
