"""How far each read model has come, for the runner, for health and for those who wait."""

from datetime import datetime
from typing import Any

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import class_row

from projections.running.applying import identity
from projections.running.model import ReadModel
from projections.statements import statement

PACKAGE = "projections.running"


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """One read model in one shard. ``status`` is building, live or failed."""

    shard: int
    status: str
    position: int
    content: str
    failed_position: int | None
    error: str | None


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """What an operator sees. ``lag`` counts events; ``silent_seconds`` is the age of the last sign of life.

    ``error`` is the class of the error that stopped it, at ``failed_position``; nothing of what it said.
    """

    name: str
    version: int
    shard: int
    status: str
    position: int
    head: int
    lag: int
    silent_seconds: float
    heartbeat_at: datetime
    failed_position: int | None
    error: str | None
    building_at: int | None
    """Position of a rebuild that runs beside it, if one does."""


async def progress(connection: AsyncConnection[Any], model: ReadModel, slot: str) -> dict[int, Progress]:
    """Progress by shard; empty when the read model was never begun."""
    async with connection.cursor(row_factory=class_row(Progress)) as cursor:
        await cursor.execute(statement(PACKAGE, "progress"), identity(model, slot))
        return {row.shard: row async for row in cursor}


async def health(connection: AsyncConnection[Any]) -> tuple[Health, ...]:
    """The state of every read model that was ever begun, in its last version, by name and shard."""
    async with connection.cursor(row_factory=class_row(Health)) as cursor:
        await cursor.execute(statement(PACKAGE, "health"))
        return tuple(await cursor.fetchall())
