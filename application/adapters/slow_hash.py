"""Argon2id for everything a person types: two at a time, and a short queue, so that hashing never starves the rest."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import msgspec
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

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


def argon2id(secret: bytes, salt: bytes, length: int, cost: Cost) -> bytes:
    """The hash itself; other threads run meanwhile."""
    made = Argon2id(salt=salt, length=length, iterations=cost.passes, lanes=1, memory_cost=cost.memory)
    return made.derive(secret)


async def slow_hash(secret: bytes, salt: bytes, length: int, cost: Cost) -> bytes:
    """Argon2id of *secret*, *length* bytes.

    Raises:
        TooManyRequests: too many are waiting already.
    """
    if not _places.acquire(blocking=False):
        raise TooManyRequests(_WAIT)

    try:
        running = _workers.submit(argon2id, secret, salt, length, cost)
    except BaseException:
        _places.release()
        raise
    running.add_done_callback(lambda _: _places.release())
    return await asyncio.wrap_future(running)
