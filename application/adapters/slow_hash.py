"""Argon2id for everything a person types: two at a time, and a short queue, so that hashing never starves the rest."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import msgspec
from argon2.low_level import Type, hash_secret_raw

from application.errors import TooManyRequests

AT_ONCE = 2
QUEUE = 64
_WAIT = 10  # seconds to name to whoever finds the queue full

_workers = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="slow-hash")
_places = threading.BoundedSemaphore(AT_ONCE + QUEUE)


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """How dear one hash is: memory in KiB, and passes over it. One lane."""

    memory: int = 65536
    passes: int = 3


async def slow_hash(secret: bytes, salt: bytes, length: int, cost: Cost) -> bytes:
    """Argon2id of *secret*, *length* bytes.

    Raises:
        TooManyRequests: too many are waiting already.
    """
    if not _places.acquire(blocking=False):
        raise TooManyRequests(_WAIT)

    def work() -> bytes:
        return hash_secret_raw(secret, salt, cost.passes, cost.memory, 1, length, Type.ID)

    try:
        running = _workers.submit(work)
    except BaseException:
        _places.release()
        raise
    running.add_done_callback(lambda _: _places.release())
    return await asyncio.wrap_future(running)
