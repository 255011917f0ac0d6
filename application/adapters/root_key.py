"""The root key of the store at hand: made with the store, and never beside one that was written under another."""

from pathlib import Path

from application.adapters.keys import RootKey, open_root_key
from application.adapters.pool import Pool
from application.adapters.subject_keys import SubjectKeys
from application.adapters.transactions import transaction


async def root_key_of(pool: Pool, path: Path) -> RootKey:
    """The root key in the file at *path*; the file is made when the store was never used with any.

    Raises:
        KeyFileRefused: the store has a key, and the file is missing or cannot be used.
        WrongRootKey: the file holds another store's key.
        StoreUnavailable: the database is gone.
    """
    async with transaction(pool) as connection:
        found = await connection.execute("SELECT EXISTS (SELECT FROM keys.roots)")
        used = await found.fetchone() == (True,)
    root = open_root_key(path, make=not used)
    async with transaction(pool) as connection:
        await SubjectKeys(root).check_root(connection)
    return root
