"""What is to be warned of: for the reactor, which stands outside every scope and tells only those whose matter it is."""

from datetime import date

from projections.deadlines.calendars import PACKAGE
from projections.running.progress import health
from projections.running.waiting import Pool
from projections.statements import statement

NEEDED = frozenset({"deadlines", "docket"})


class ToWarn:
    """Reads from a pool of its own process."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def position(self) -> int | None:
        """How far both read models have come; None unless both are live."""
        async with self._pool.connection() as connection:
            found = [one for one in await health(connection) if one.name in NEEDED]
        if {one.name for one in found if one.status == "live"} != NEEDED:
            return None
        return min(one.position for one in found)

    async def due(self, today: date) -> tuple[bytes, ...]:
        """JSON objects with the fields of ``application.reminders.reminder.Due``."""
        async with self._pool.connection() as connection:
            cursor = await connection.execute(statement(PACKAGE, "to_warn"), {"today": today})
            return tuple(text.encode() for (text,) in await cursor.fetchall())
