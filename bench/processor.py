"""Processor time of a service: its first process and all that it started, the database among them. Linux alone.

On a busy machine a clock on the wall tells what the others do; this tells what is done for an answer.
"""

import time
from collections import defaultdict
from pathlib import Path

PROC = Path("/proc")


def spent(root: int) -> dict[int, float]:
    """Seconds on a processor so far, of *root* and of each process below it, by process id."""
    below = defaultdict(list)
    for stat in PROC.glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        below[int(after_name[1])].append(int(stat.parent.name))
    found: dict[int, float] = {}
    waiting = [root]
    while waiting:
        process = waiting.pop()
        waiting += below[process]
        try:
            found[process] = time.clock_gettime((~process << 3) | 2)  # what clock_getcpuclockid answers
        except OSError:
            continue
    return found


def between(before: dict[int, float], after: dict[int, float]) -> float:
    """Seconds on a processor of those that are there at the end, from *before* to *after*."""
    return sum(seconds - before.get(process, 0.0) for process, seconds in after.items())
