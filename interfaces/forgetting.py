"""The loop that forgets what was written and not sent once its time has passed."""

import asyncio

import structlog

from application.errors import StoreUnavailable
from interfaces.service import open_service
from interfaces.settings import Settings

PAUSE = 3600.0
"""Seconds between two looks: what is to be forgotten stays an hour at most."""

log = structlog.get_logger()


async def forget(conninfo: str, settings: Settings, *, stop: asyncio.Event, pause: float = PAUSE) -> None:
    """Look through the drafts at once and then every *pause* seconds until *stop* is set."""
    async with open_service(conninfo, settings.key_file) as service:
        while not stop.is_set():
            try:
                for each in service.unsent:
                    await each.forget()
            except StoreUnavailable:
                log.warning("forgetting_waits_for_database")
            except Exception as error:
                log.exception("forgetting_defect", error=type(error).__name__)
            try:
                async with asyncio.timeout(pause):
                    await stop.wait()
            except TimeoutError:
                continue
