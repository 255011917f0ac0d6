"""Where tests put what they throw away: databases are made and dropped a thousand times, which a disk takes ill.

In memory where the system offers a file system for it that has room and runs programs; else where Python puts it.
"""

import os
from pathlib import Path

ROOT = "PYTEST_DEBUG_TEMPROOT"
"""What pytest reads; whoever set it, or names ``--basetemp``, has chosen."""

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - what is made below it has names of its own, made by pytest
ROOM = 4 << 30
"""Bytes that have to be free; a run of several workers takes about a quarter of it."""


def choose(place: Path = IN_MEMORY, room: int = ROOM) -> None:
    """Put the folders of this run at *place*, if it has *room*."""
    if ROOT not in os.environ and fits(place, room):
        os.environ[ROOT] = str(place)


def fits(place: Path, room: int) -> bool:
    """Whether *place* is there, may be written, runs programs and has *room* bytes free."""
    if not (place.is_dir() and os.access(place, os.W_OK | os.X_OK)):
        return False
    found = os.statvfs(place)
    return not found.f_flag & getattr(os, "ST_NOEXEC", 0) and found.f_bavail * found.f_frsize >= room
