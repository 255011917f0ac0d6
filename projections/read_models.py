"""All read models of this release, and the one way to keep them up with the log."""

import asyncio

from projections.docket.projection import DOCKET
from projections.running.model import ReadModel
from projections.running.runner import run

READ_MODELS: tuple[ReadModel, ...] = (DOCKET,)
"""Every read model, each under a name of its own."""

NAMES = tuple(model.name for model in READ_MODELS)


async def run_projections(conninfo: str, *, stop: asyncio.Event) -> None:
    """Keep every read model up with the log until *stop* is set; see ``projections.running.runner.run``."""
    await run(conninfo, READ_MODELS, stop=stop)
