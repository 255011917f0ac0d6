"""Names kept by an earlier release are made findable once, with the key; a run that breaks off goes on where it stopped."""

import asyncio

import structlog

from application.actors import SYSTEM
from application.errors import StoreUnavailable
from interfaces.service import open_service
from interfaces.settings import Settings

PAUSE = 60.0
"""Seconds until the next try after the store could not be reached."""

log = structlog.get_logger()


async def make_findable(conninfo: str, settings: Settings, *, stop: asyncio.Event, pause: float = PAUSE) -> None:
    """Tell by what the names are found that nobody told yet, then end."""
    while not stop.is_set():
        try:
            async with open_service(conninfo, settings.key_file) as service:
                done = await service.parties.tell_how_found(by=SYSTEM)
        except StoreUnavailable:
            log.warning("findable_names_wait_for_database")
        except Exception as error:
            log.exception("findable_names_defect", error=type(error).__name__)
        else:
            if done:
                log.info("names_made_findable", count=done)
            return
        try:
            async with asyncio.timeout(pause):
                await stop.wait()
        except TimeoutError:
            continue
