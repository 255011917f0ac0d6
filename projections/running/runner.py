"""Runs all read models of a process until told to stop."""

import asyncio
from collections.abc import Sequence
from typing import Any

import structlog
from psycopg import AsyncConnection

from projections.running.following import BEAT, Follower
from projections.running.heads import Heads
from projections.running.model import ReadModel
from projections.running.pages import SharedPages, named
from projections.running.stopping import pause


async def run(conninfo: str, models: Sequence[ReadModel], *, stop: asyncio.Event) -> None:
    """Keep *models* up with the log until *stop* is set.

    Any number of processes may run this on one database: each read model has one leader, the others stand by. A read
    model that an event stops does not stop the others; it is tried again when the process starts anew.
    """

    async def connect() -> AsyncConnection[Any]:
        return await AsyncConnection.connect(conninfo, autocommit=True, application_name="wenze read models")

    pages, heads = SharedPages(), Heads(connect)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(heads.watch(stop))
        for model in models:
            tasks.create_task(_supervised(Follower(model, connect, pages, heads), model, stop))


async def _supervised(follower: Follower, model: ReadModel, stop: asyncio.Event) -> None:
    """Start a follower again after a defect of its own, and say so; one that an event stopped stays stopped."""
    while not stop.is_set():
        try:
            await follower.run(stop)
        except Exception as error:  # noqa: BLE001 - a supervisor outlives whatever it watches
            structlog.get_logger().exception("projection_defect", projection=model.name, error=named(error))
            await pause(stop, 5 * BEAT)
        else:
            return
