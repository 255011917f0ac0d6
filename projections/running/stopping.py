"""Ends loops when asked, without waiting out their pauses."""

import asyncio


async def pause(stop: asyncio.Event, seconds: float) -> None:
    """Wait *seconds*, or until *stop* is set."""
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
