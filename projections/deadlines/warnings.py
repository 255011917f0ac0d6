"""What is to be warned of: for the reactor, which stands outside every scope and tells only those whose matter it is."""

from projections.deadlines.calendars import PACKAGE
from projections.docket.present import Present, parameters
from projections.running.progress import health
from projections.running.waiting import Pool
from projections.statements import statement

NEEDED = frozenset({"deadlines", "docket", "recommendations"})
"""Whose turn it is rests on what recommendations wait for, as in every list."""


class ToWarn:
    """Reads from a pool of its own process."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def position(self) -> int | None:
        """How far the read models have come; None unless all are live."""
        async with self._pool.connection() as connection:
            found = [one for one in await health(connection) if one.name in NEEDED]
        if {one.name for one in found if one.status == "live"} != NEEDED:
            return None
        return min(one.position for one in found)

    async def due(self, present: Present) -> tuple[bytes, ...]:
        """JSON objects with the fields of ``application.reminders.reminder.Due``."""
        async with self._pool.connection() as connection:
            cursor = await connection.execute(statement(PACKAGE, "to_warn"), parameters(present))
            return tuple(text.encode() for (text,) in await cursor.fetchall())
