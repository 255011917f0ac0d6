"""Calls to the database that are answered in time even when the network has swallowed them."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class BoundedCalls:
    """Waits for a call so long and no longer.

    A call that is late is cancelled and left to end by itself: the driver may spend many seconds on asking a dead
    server to stop, and nobody should wait for that.
    """

    def __init__(self) -> None:
        self._left: set[asyncio.Task[Any]] = set()

    async def within(self, seconds: float, call: Coroutine[Any, Any, T]) -> T:
        """The result of *call*, or what it raises.

        Raises:
            TimeoutError: it took longer than *seconds*.
        """
        task = asyncio.ensure_future(call)
        try:
            done, _ = await asyncio.wait({task}, timeout=seconds)
        except asyncio.CancelledError:
            self._leave(task)
            raise
        if not done:
            self._leave(task)
            raise TimeoutError
        return task.result()

    def _leave(self, task: asyncio.Task[Any]) -> None:
        self._left.add(task)
        task.add_done_callback(self._forget)
        task.cancel()

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._left.discard(task)
        if not task.cancelled():
            task.exception()  # seen; whoever waited has long been answered
