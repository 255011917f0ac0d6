"""Folded states of long streams, kept so that reading one does not replay all of it. Never the truth, always replaceable."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Generic, TypeVar

import msgspec

S = TypeVar("S")

AFTER = 50
"""Events folded beyond the kept state before a new one is kept; for shorter streams replay is as fast."""

FOLD = """
WITH kept AS MATERIALIZED (
    SELECT version, state FROM log.snapshots
     WHERE shard = %(shard)s AND stream_id = %(stream)s AND schema = %(schema)s
)
SELECT version, NULL AS topic, state,
       (SELECT event_id FROM log.events WHERE shard = %(shard)s AND stream_id = %(stream)s AND version = kept.version)
  FROM kept
UNION ALL
SELECT version, topic, state, event_id FROM log.events
 WHERE shard = %(shard)s AND stream_id = %(stream)s AND version > coalesce((SELECT version FROM kept), 0)
 ORDER BY version
"""

KEEP = "SELECT log.keep_snapshot(%s::smallint, %s, %s, %s, %s)"


class Snapshots(Generic[S]):
    """How states of one type are kept.

    ``schema`` names the form of the state and the code that folds it: any change to either makes what was kept before
    invisible, so that a state is never read by rules other than those that made it.
    """

    def __init__(self, state_type: type[S]) -> None:
        form = msgspec.json.encode(msgspec.json.schema(state_type), order="sorted")
        self.schema = hashlib.sha256(_domain_digest() + form).hexdigest()[:32]
        self._decoder = msgspec.json.Decoder(state_type)

    def read(self, kept: bytes) -> S | None:
        """The state, or None when the bytes are not one."""
        try:
            return self._decoder.decode(kept)
        except (msgspec.DecodeError, UnicodeError):
            return None

    def write(self, state: S) -> bytes | None:
        """Bytes that are read back equal, or None when *state* has no such form."""
        try:
            kept = msgspec.json.encode(state)
        except (msgspec.MsgspecError, TypeError, UnicodeError):
            return None
        return kept if self.read(kept) == state else None


_known: dict[type[Any], Snapshots[Any]] = {}


def snapshots_of(state_type: type[S]) -> Snapshots[S]:
    """The one ``Snapshots`` of *state_type* in this process."""
    if state_type not in _known:
        _known[state_type] = Snapshots(state_type)
    return _known[state_type]


@cache
def _domain_digest() -> bytes:
    digest = hashlib.sha256()
    for name, content in sorted(_sources(resources.files("domain"), "domain")):
        digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.digest()


def _sources(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        place = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _sources(entry, place)
        elif entry.name.endswith(".py"):
            yield place, entry.read_bytes()
