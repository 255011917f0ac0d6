"""Waits until read models have reached a position: how a page shows what its reader has just done."""

import asyncio
from collections.abc import Sequence
from typing import Any

from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

from projections.running.heads import read_heads
from projections.statements import statement

PAUSES = (0.005, 0.01, 0.02, 0.04)
"""Seconds between looks; the last one repeats."""

Pool = AsyncConnectionPool[AsyncConnection[Any]]


async def wait_for(
    pool: Pool, position: int, read_models: Sequence[str], *, seconds: float = 2.0, shard: int = 1
) -> bool:
    """Wait until every one of *read_models* is at *position* or beyond; whether they all were within *seconds*.

    False at once when one of them has failed short of it: waiting would not help. A connection is held only to look.
    """
    clock = asyncio.get_running_loop()
    ends = clock.time() + seconds
    wanted = {"names": list(read_models), "position": position, "shard": shard}
    for look in range(1 << 30):
        async with pool.connection() as connection:
            cursor = await connection.execute(statement("projections.running", "reached"), wanted)
            row = await cursor.fetchone()
        reached, stopped = row or (0, 0)
        left = ends - clock.time()
        if reached >= len(set(read_models)) or stopped or left <= 0:
            return reached >= len(set(read_models))
        await asyncio.sleep(min(left, PAUSES[min(look, len(PAUSES) - 1)]))
    return False


async def caught_up(pool: Pool, read_models: Sequence[str], *, seconds: float = 2.0) -> bool:
    """Wait until *read_models* have everything that is recorded now, in every shard; whether they had within *seconds*."""
    clock = asyncio.get_running_loop()
    ends = clock.time() + seconds
    async with pool.connection() as connection:
        heads = await read_heads(connection)
    for shard, position in heads.items():
        left = max(ends - clock.time(), 0.0)
        if not await wait_for(pool, position, read_models, seconds=left, shard=shard):
            return False
    return True
