"""One batch: position and rows in one transaction, fenced, so that no two runners ever write the same batch."""

from typing import Any

from psycopg import AsyncConnection

from projections.running.model import Fold, ReadModel
from projections.running.pages import Page
from projections.statements import statement

SCHEMAS = {"live": "read_models", "next": "read_models_next"}
"""Where the tables of a slot are."""


class Fenced(Exception):
    """Another runner moved this read model meanwhile. Nothing of the batch was kept."""


async def apply(
    connection: AsyncConnection[Any], model: ReadModel, fold: Fold, page: Page, *, slot: str, shard: int
) -> None:
    """Fold *page* into the tables of *slot*, or change nothing.

    Raises:
        Fenced: the position is no longer where the page begins.
        Exception: whatever the fold or the database raised.
    """
    async with connection.transaction():
        await connection.execute(statement("projections.running", "local_settings"), {"schema": SCHEMAS[slot]})
        moved = await connection.execute(
            statement("projections.running", "advance"),
            {**identity(model, slot), "shard": shard, "old": page.after, "new": page.last},
        )
        if moved.rowcount != 1:
            raise Fenced
        await fold(connection, page.events)


async def make_tables(connection: AsyncConnection[Any], model: ReadModel, slot: str) -> None:
    """Make the tables of *model* in *slot* where they are missing, and its row of progress."""
    async with connection.transaction():
        await connection.execute(statement("projections.running", "local_settings"), {"schema": SCHEMAS[slot]})
        await connection.execute(statement(model.package, "schema"))
        await connection.execute(
            statement("projections.running", "register"), {**identity(model, slot), "content": model.content}
        )


def identity(model: ReadModel, slot: str) -> dict[str, object]:
    """The parameters that name one read model in one slot."""
    return {"name": model.name, "version": model.version, "slot": slot}
