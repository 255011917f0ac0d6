"""How many keys there are and were: counts only. No key, and nothing made from one, leaves its table."""

from datetime import datetime
from uuid import UUID

import msgspec

from application.adapters.keys import RootKey
from application.adapters.pool import Pool
from application.adapters.transactions import reads

_COUNTED = """
SELECT r.id, r.first_used_at, k.class, count(*) FILTER (WHERE k.wrapped IS NOT NULL), count(*) FILTER (WHERE k.wrapped IS NULL)
  FROM keys.roots AS r
  JOIN keys.subject_keys AS k ON k.root = r.id
 GROUP BY r.id, r.first_used_at, k.class
 ORDER BY r.first_used_at, r.id, k.class
"""


class KeyCount(msgspec.Struct, frozen=True, kw_only=True):
    """Data keys of one class under one root key. ``destroyed`` are those whose subjects were erased.

    ``in_use``: the root key is the one that this process holds.
    """

    root: UUID
    first_used_at: datetime
    in_use: bool
    of: str
    held: int
    destroyed: int


class KeyCounts:
    """Counts keys."""

    def __init__(self, pool: Pool, root: RootKey) -> None:
        self._pool, self._root = pool, root.id

    async def all(self) -> tuple[KeyCount, ...]:
        """By root key, the oldest first, and class."""
        async with reads(self._pool) as connection:
            found = await (await connection.execute(_COUNTED)).fetchall()
        return tuple(
            KeyCount(root=root, first_used_at=used, in_use=root == self._root, of=of, held=held, destroyed=destroyed)
            for root, used, of, held, destroyed in found
        )
