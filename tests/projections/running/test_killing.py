"""The projector program killed outright, in the middle of whatever it does."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from application.adapters.pool import Pool
from projections.docket.projection import DOCKET
from projections.numbers.projection import NUMBERS
from projections.prior_liability.projection import PRIOR_LIABILITY
from projections.running.waiting import wait_for
from tests.support.matters import Matter
from tests.support.postgres import Database
from tests.support.read_models import digest, empty, fill
from tests.support.weaving import requests, woven

pytestmark = pytest.mark.anyio

MODELS = (DOCKET, NUMBERS, PRIOR_LIABILITY)


@contextmanager
def started(database: Database) -> Iterator[subprocess.Popen[bytes]]:
    """The program; killed when it is still there at the end."""
    environment = {**os.environ, "WENZE_DATABASE_URL": database.app}
    with subprocess.Popen(
        [sys.executable, "-m", "interfaces.processes.projector"],
        env=environment,
        stdin=subprocess.PIPE,  # it ends with whoever holds the other end
        stderr=subprocess.DEVNULL,
    ) as projector:
        try:
            yield projector
        finally:
            projector.kill()


async def test_a_projector_killed_again_and_again_leaves_the_rows_of_one_that_was_not(
    database: Database, pool: Pool, log: PostgresEventLog, connection: AsyncConnection[Any], long: bool
) -> None:
    kills = 20 if long else 3
    moves = list(requests(woven([Matter(f"示例{n}", seed=n, people=1) for n in range(3 * kills)])))
    share = len(moves) // (kills + 1)
    position = 0
    for turn in range(kills):
        with started(database):
            for request in moves[turn * share : (turn + 1) * share]:
                position = (await log.append(request)).position
            # Killed while it begins, follows or catches up: sooner in one turn, later in another.
            await wait_for(pool, position if turn % 2 else position // 2, ["docket"], seconds=20)
    with started(database) as projector:
        for request in moves[kills * share :]:
            position = (await log.append(request)).position
        assert await wait_for(pool, position, [model.name for model in MODELS], seconds=120)
        projector.terminate()
        assert projector.wait(60) == 0
    for model in MODELS:
        followed = await digest(connection, model)
        await empty(connection, model)
        await fill(connection, model)
        assert await digest(connection, model) == followed, model.name
