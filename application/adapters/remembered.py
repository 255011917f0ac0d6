"""States that this process folded already, so that the next reading folds only what is new. Never the truth, always replaceable.

Nothing is believed of a remembered state: whoever uses it reads the tail from its last event on, and that event must be the
same one. A log that was put back to an earlier state under a running process is therefore read from its beginning again.
"""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Any
from uuid import UUID

import msgspec

STREAMS = 512
"""States remembered at most; the one that was not asked for longest goes first."""

TAIL = """
SELECT version, topic, state, event_id FROM log.events
 WHERE shard = %(shard)s AND stream_id = %(stream)s AND version >= %(version)s
 ORDER BY version
"""


class Remembered(msgspec.Struct, frozen=True, kw_only=True):
    """A state, its version, the id of the event that made it so, and the version of the state that is kept in the database."""

    state: Any
    version: int
    event: UUID
    kept: int


class Memory:
    """What was folded last, by stream and way of folding. For one event loop."""

    def __init__(self, streams: int = STREAMS) -> None:
        self._streams = streams
        self._known: OrderedDict[Hashable, Remembered] = OrderedDict()

    def recall(self, what: Hashable) -> Remembered | None:
        """The state of *what*, if it is remembered."""
        found = self._known.get(what)
        if found is not None:
            self._known.move_to_end(what)
        return found

    def remember(self, what: Hashable, state: Remembered) -> None:
        """Keep *state* in mind; what was not asked for longest is forgotten for it."""
        self._known[what] = state
        self._known.move_to_end(what)
        while len(self._known) > self._streams:
            self._known.popitem(last=False)

    def forget(self, what: Hashable) -> None:
        """What was remembered is not so."""
        self._known.pop(what, None)
