"""Keeps rulebooks, policies and lists of holdings by content."""

from collections.abc import Mapping, Sequence

from application.adapters.pool import Pool
from application.adapters.transactions import reads, transaction
from domain.identity import ActorId

_KEEP = """
INSERT INTO law.contents (content, kind, body, kept_by)
SELECT content, kind, body, %(by)s
  FROM unnest(%(contents)s::text[], %(kinds)s::text[], %(bodies)s::bytea[]) AS given (content, kind, body)
 WHERE NOT EXISTS (SELECT 1 FROM law.contents AS kept WHERE kept.content = given.content)
 ORDER BY content
ON CONFLICT (content) DO NOTHING
"""
_GET = "SELECT content, body FROM law.contents WHERE content = ANY(%(contents)s)"


class LawStore:
    """See ``application.law_book.LawStore``. Whether a rulebook is in use is in the log, not here."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def keep(self, contents: Mapping[str, tuple[str, bytes]], *, by: ActorId) -> None:
        """Keep what is not there yet."""
        given = {
            "contents": list(contents),
            "kinds": [kind for kind, _ in contents.values()],
            "bodies": [body for _, body in contents.values()],
            "by": by,
        }
        async with transaction(self._pool) as connection:
            await connection.execute(_KEEP, given)

    async def get(self, contents: Sequence[str]) -> dict[str, bytes]:
        """Those that are kept."""
        if not contents:
            return {}
        async with reads(self._pool) as connection:
            found = await connection.execute(_GET, {"contents": list(contents)})
            return {content: bytes(body) for content, body in await found.fetchall()}
