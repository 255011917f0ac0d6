"""Keeps calendar notices by content."""

import hashlib
from collections.abc import Sequence

import msgspec

from application.adapters.pool import Pool
from application.adapters.transactions import reads, transaction
from domain.calendar.notice import Notice
from domain.identity import ActorId

_KEEP = """
INSERT INTO calendar.notices (content, notice, kept_by) VALUES (%(content)s, %(notice)s, %(by)s)
ON CONFLICT (content) DO NOTHING
"""
_GET = "SELECT content, notice FROM calendar.notices WHERE content = ANY(%(contents)s)"


class NoticeStore:
    """See ``application.calendar_book.NoticeStore``. Whether a notice holds is in the log, not here."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def keep(self, notice: Notice, *, by: ActorId) -> str:
        """Keep the canonical bytes; their SHA-256 is the content id."""
        encoded = msgspec.json.encode(notice)
        content = hashlib.sha256(encoded).hexdigest()
        async with transaction(self._pool) as connection:
            await connection.execute(_KEEP, {"content": content, "notice": encoded, "by": by})
        return content

    async def get(self, contents: Sequence[str]) -> dict[str, Notice]:
        """Those that are kept."""
        if not contents:
            return {}
        async with reads(self._pool) as connection:
            found = await (await connection.execute(_GET, {"contents": list(contents)})).fetchall()
        return {content: msgspec.json.decode(notice, type=Notice) for content, notice in found}
