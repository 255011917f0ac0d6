"""Clocks that end on other days than their own, in the read model alone: what depends on the day is seen on both sides of it."""

from datetime import date

from psycopg import AsyncConnection


async def move_clocks(connection: AsyncConnection[object], day: date) -> None:
    """Let every clock that runs end on *day*."""
    await connection.execute("UPDATE read_models.deadlines_v1 SET due_on = %s WHERE ended_on IS NULL", (day,))


async def turn_clocks_round(connection: AsyncConnection[object], day: date) -> None:
    """Let the clocks for serving a decision end before *day*, those of the track that began last first of all."""
    await connection.execute(
        "UPDATE read_models.deadlines_v1 AS c SET due_on = %s::date - (d.first_position %% 1000)::int"
        "  FROM read_models.docket_v2 AS d WHERE d.id = c.matter AND c.kind = 'service' AND c.ended_on IS NULL",
        (day,),
    )
