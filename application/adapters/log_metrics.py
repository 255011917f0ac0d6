"""What the log counts of itself. Plain numbers, for whoever shows them."""

from bisect import bisect_left
from collections.abc import Sequence

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
SIZES = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0)


class Histogram:
    """Counts of observations by upper bound (included), the last one unbounded."""

    def __init__(self, bounds: Sequence[float]) -> None:
        self.bounds = tuple(bounds)
        self.counts = [0] * (len(self.bounds) + 1)
        self.total = 0.0

    def observe(self, value: float) -> None:
        self.counts[bisect_left(self.bounds, value)] += 1
        self.total += value

    @property
    def count(self) -> int:
        return sum(self.counts)


class LogMetrics:
    """Counters since the start of the process.

    ``commit_seconds``: one append call, lock wait and disk included. ``batch_size``: requests in a call.
    ``events``: stored. ``conflicts``: requests refused because a stream had moved on. ``replays``: repeats answered
    from what was stored. ``keys_reused``: one key for two requests. ``unavailable``: requests given up at their
    deadline or for want of a database. ``resent``: calls sent again after the connection was lost.
    ``snapshots_kept``, ``snapshots_used``: states of long streams.
    """

    def __init__(self) -> None:
        self.commit_seconds = Histogram(SECONDS)
        self.batch_size = Histogram(SIZES)
        self.events = 0
        self.conflicts = 0
        self.replays = 0
        self.keys_reused = 0
        self.unavailable = 0
        self.resent = 0
        self.snapshots_kept = 0
        self.snapshots_used = 0
