"""One call of the append function: requests in, an answer for each out. The same for every driver."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from application.new_id import new_id
from application.ports import AppendRequest
from domain.stored_form import FORMS, StoredForms

RESULT_LIMIT = 16 * 1024
"""Bytes of a command's result at most."""

APPEND = """
SELECT request, outcome, position, result, stream, found
  FROM log.append(%b::smallint,
       %b::uuid[], %b::uuid[], %b::uuid[], %b::uuid[], %b::uuid[], %b::bytea[], %b::bytea[],
       %b::integer[], %b::uuid[], %b::text[], %b::bigint[],
       %b::integer[], %b::text[], %b::bytea[], %b::uuid[])
"""


class Line(msgspec.Struct, frozen=True):
    """An event as it will be stored. The id is chosen once, so that a second attempt is known again."""

    name: str
    state: bytes
    event_id: UUID


class Entry(msgspec.Struct, frozen=True):
    """The events for one stream, or none for a pure expectation."""

    stream: UUID
    kind: str
    expected: int
    lines: tuple[Line, ...] = ()


class Prepared(msgspec.Struct, frozen=True):
    """A request in its stored form, ready to be sent as often as it takes."""

    actor: UUID
    correlation: UUID
    entries: tuple[Entry, ...]
    causation: UUID | None = None
    scope: UUID | None = None
    key: UUID | None = None
    digest: bytes | None = None
    result: bytes = b"{}"

    def __post_init__(self) -> None:
        streams = [entry.stream for entry in self.entries]
        if len(set(streams)) < len(streams):
            raise ValueError("a request names each stream once")
        if any(entry.expected < 0 for entry in self.entries):
            raise ValueError("versions count from 0, the version of a stream without events")
        if len(self.result) > RESULT_LIMIT:
            raise ValueError(f"a result has at most {RESULT_LIMIT} bytes")
        if self.key is not None and len(self.digest or b"") != 32:
            raise ValueError("a digest has 32 bytes")

    @property
    def writes(self) -> frozenset[object]:
        """What no other request of the same batch may write or expect: the streams written, and the key."""
        streams = [entry.stream for entry in self.entries if entry.lines]
        return frozenset([*streams, (self.scope, self.key)] if self.key else streams)

    @property
    def expects(self) -> frozenset[object]:
        """Streams on which it only relies; others may rely on them too."""
        return frozenset(entry.stream for entry in self.entries if not entry.lines)


class Outcome(StrEnum):
    """What became of a request; the words are those of the append function."""

    STORED = "stored"
    REPLAYED = "replayed"
    REUSED = "reused"
    REFUSED = "refused"
    MISTAKEN = "mistaken"


class Answer(msgspec.Struct, frozen=True):
    """``position`` and ``result`` of what is stored; ``stream``, ``expected`` and ``found`` of what is refused."""

    outcome: Outcome
    position: int = 0
    result: bytes = b""
    stream: UUID | None = None
    expected: int = 0
    found: int = 0


def prepare(request: AppendRequest, forms: StoredForms = FORMS) -> Prepared:
    """*request* in its stored form, with an id for each event.

    Raises:
        ValueError: a stream named twice, a negative version, a result or digest of the wrong size.
        UnknownStoredName, NotStorable: see ``StoredForms.encode``.
    """
    return Prepared(
        actor=request.actor,
        correlation=request.correlation,
        causation=request.causation,
        scope=request.key.scope if request.key else None,
        key=request.key.key if request.key else None,
        digest=request.key.digest if request.key else None,
        result=request.result,
        entries=tuple(
            Entry(
                stream=change.stream,
                kind=change.kind,
                expected=change.expected,
                lines=tuple(Line(*forms.encode(event), new_id()) for event in change.events),
            )
            for change in request.changes
        ),
    )


def parameters(shard: int, batch: Sequence[Prepared]) -> tuple[Any, ...]:
    """What ``APPEND`` takes."""
    changes = [(number, entry) for number, one in enumerate(batch, 1) for entry in one.entries]
    lines = [(number, line) for number, (_, entry) in enumerate(changes, 1) for line in entry.lines]
    return (
        shard,
        [one.actor for one in batch],
        [one.correlation for one in batch],
        [one.causation for one in batch],
        [one.scope for one in batch],
        [one.key for one in batch],
        [one.digest for one in batch],
        [one.result for one in batch],
        [number for number, _ in changes],
        [entry.stream for _, entry in changes],
        [entry.kind for _, entry in changes],
        [entry.expected for _, entry in changes],
        [number for number, _ in lines],
        [line.name for _, line in lines],
        [line.state for _, line in lines],
        [line.event_id for _, line in lines],
    )


def answers(batch: Sequence[Prepared], rows: Iterable[tuple[Any, ...]]) -> tuple[Answer, ...]:
    """The answer to each request of *batch*, in its order."""
    found = []
    for one, (_, outcome, position, result, stream, version) in zip(batch, rows, strict=True):
        match Outcome(outcome):
            case (Outcome.STORED | Outcome.REPLAYED) as kept:
                found.append(Answer(kept, position=position, result=result))
            case Outcome.REUSED:
                found.append(Answer(Outcome.REUSED))
            case (Outcome.REFUSED | Outcome.MISTAKEN) as no:
                expected = next(entry.expected for entry in one.entries if entry.stream == stream)
                found.append(Answer(no, stream=stream, expected=expected, found=version))
    return tuple(found)
