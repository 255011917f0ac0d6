"""New identifiers for streams, events and commands that no outsider sees."""

import secrets
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    """A UUIDv7: later ids of this process sort after earlier ones, and rows of one hour lie together on disk.

    It tells the time of its making, so give a random ``uuid4`` to a reporter or outsider.
    """
    global _last  # noqa: PLW0603 - the one counter of the process
    # 48 bits of milliseconds and 12 bits of their fraction, moved on when the clock has not.
    tick = (time.time_ns() << 12) // 1_000_000
    with _lock:
        _last = tick = max(tick, _last + 1)
    value = (tick >> 12) << 80 | 0x7 << 76 | (tick & 0xFFF) << 64 | 0b10 << 62 | secrets.randbits(62)
    return UUID(int=value)
