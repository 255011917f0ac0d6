"""What accounts are called on pages and papers. The name is personal: sealed under a key of the account, never in an event."""

from application.adapters.keys import RootKey
from application.adapters.pool import Pool
from application.adapters.subject_keys import KeyClass, SubjectKeys, Wrapped
from application.adapters.transactions import reads, transaction
from application.errors import Erased, NotFound, SealBroken
from domain.identity import ActorId

LONGEST = 60
"""Characters of a name."""

_TABLE, _FIELD = "display_names", "content"
_ALL = """
SELECT a.id, a.name, d.content, d.key_version, k.root, k.wrapped
  FROM vault.accounts AS a
  LEFT JOIN vault.display_names AS d ON d.account = a.id
  LEFT JOIN keys.subject_keys AS k ON k.subject = a.id AND k.class = 'subject' AND k.version = d.key_version
"""


class DisplayNames:
    """The names of officers and respondents as others read them."""

    def __init__(self, pool: Pool, root: RootKey) -> None:
        self._pool, self._keys = pool, SubjectKeys(root)

    async def give(self, account: ActorId, name: str | None, *, by: ActorId) -> None:
        """Call *account* so from now on; None or blanks: by its sign-in name again.

        Raises:
            NotFound: there is no such account.
            ValueError: longer than 60 characters, or with characters that cannot be printed.
            Erased: the account's key was destroyed.
        """
        wanted = " ".join((name or "").split())
        if len(wanted) > LONGEST or not wanted.isprintable():
            raise ValueError("display-name-malformed")
        async with transaction(self._pool) as connection:
            found = await connection.execute("SELECT FROM vault.accounts WHERE id = %s", [account])
            if await found.fetchone() is None:
                raise NotFound
            if not wanted:
                await connection.execute("DELETE FROM vault.display_names WHERE account = %s", [account])
                return
            key = await self._keys.for_writing(connection, account, KeyClass.SUBJECT)
            await connection.execute(
                """INSERT INTO vault.display_names (account, key_version, content, changed_by) VALUES (%s, %s, %s, %s)
                ON CONFLICT (account) DO UPDATE
                SET (key_version, content, changed_by, changed_at)
                  = (excluded.key_version, excluded.content, excluded.changed_by, clock_timestamp())""",
                [account, key.version, key.seal(_TABLE, account, _FIELD, wanted.encode()), by],
            )

    async def names(self) -> dict[ActorId, str]:
        """What each account is called: by its display name, or where it has none by its sign-in name."""
        async with reads(self._pool) as connection:
            rows = await (await connection.execute(_ALL)).fetchall()
        found: dict[ActorId, str] = {}
        for account, sign_in, content, version, root, wrapped in rows:
            found[ActorId(account)] = sign_in
            if content is None or root is None:
                continue
            stored = Wrapped(subject=account, key_class=KeyClass.SUBJECT, version=version, root=root, wrapped=wrapped)
            try:
                found[ActorId(account)] = self._keys.open(stored).unseal(_TABLE, account, _FIELD, content).decode()
            except (Erased, SealBroken):
                continue  # nobody is left without a name
        return found
