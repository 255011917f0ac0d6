"""What the use cases need from outside, as protocols. ``application.adapters`` has the real ones."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

import msgspec

from domain.document import DocumentRef
from domain.identity import ActorId, DocumentId
from domain.recorded import Event, Recorded


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Events to append to one stream. ``kind`` is the stream's kind (``report``, ``case``, ...).

    ``expected`` is the stream's version on which the events were decided, 0 for a new stream. With no events it is a
    pure expectation: the append is refused when that stream has moved on (a rule read it).
    """

    stream: UUID
    kind: str
    expected: int
    events: tuple[Event, ...] = ()


class CommandKey(msgspec.Struct, frozen=True, kw_only=True):
    """Identity of a request: ``scope`` (who), ``key`` (Idempotency-Key), ``digest`` (SHA-256 of the request, 32 bytes)."""

    scope: UUID
    key: UUID
    digest: bytes


class AppendRequest(msgspec.Struct, frozen=True, kw_only=True):
    """All changes of one command: stored together or not at all.

    ``result`` is the small JSON that a repeat of the command is answered with (at most 16 KiB, nothing personal).
    ``correlation`` names the command in every event's metadata.
    """

    changes: tuple[Change, ...]
    actor: ActorId
    correlation: UUID
    key: CommandKey | None = None
    causation: UUID | None = None
    result: bytes = b"{}"


class Appended(msgspec.Struct, frozen=True, kw_only=True):
    """The receipt. ``position`` is the last position handed out; ``replayed`` when an earlier attempt had been stored."""

    position: int
    result: bytes
    replayed: bool = False


S = TypeVar("S")


class Folded(msgspec.Struct, Generic[S], frozen=True, kw_only=True):
    """A stream's state after its event number ``version``; 0 when nothing is recorded."""

    version: int
    state: S


class EventLog(Protocol):
    """The append-only record."""

    async def read(self, stream: UUID, *, after: int = 0) -> tuple[Recorded[Any], ...]:
        """Events of one stream with version above *after*, in order; empty for an unknown stream."""
        ...

    async def read_several(self, streams: Collection[UUID]) -> tuple[Recorded[Any], ...]:
        """Events of several short streams in the order of the log, asked for at once."""
        ...

    async def read_new(self, known: Mapping[UUID, int]) -> tuple[Recorded[Any], ...]:
        """Events of several streams, of each those above the version *known* of it, in the order of the log, asked for at once."""
        ...

    async def fold(self, stream: UUID, kind: str, empty: S, evolve: Callable[[S, Any], S]) -> Folded[S]:
        """The state that *evolve* makes of *empty* and all events of the stream, long streams from a kept state.

        Raises:
            NotFound: the stream is of another kind.
        """
        ...

    async def append(self, request: AppendRequest) -> Appended:
        """Store all changes, or none.

        Raises:
            ConcurrentChange: an expectation does not hold, and no receipt of the same key exists.
            KeyReused: a receipt exists for the same scope and key with another digest.
            StoreUnavailable: no answer within the deadline; the same key may be tried again.
        """
        ...

    async def receipt(self, key: CommandKey) -> Appended | None:
        """The receipt of an earlier attempt, or None. Raises KeyReused as ``append`` does."""
        ...


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime:
        """The present instant, UTC, with zone."""
        ...


class Documents(Protocol):
    """Statements, evidence, reasons and letters: encrypted per subject, addressed by id, proven by keyed digest."""

    async def put(self, subject: UUID, content: bytes, *, media_type: str, by: ActorId) -> DocumentRef:
        """Keep *content* under the key of *subject* (a party, report, case or proceeding). At most 20 MiB."""
        ...

    async def reference(self, subject: UUID, content: bytes) -> DocumentRef:
        """What ``put`` will answer for this *content* of *subject*; keeps nothing of it."""
        ...

    async def subject_of(self, document: DocumentId) -> UUID | None:
        """Whose it is: the subject under whose key it is kept; None when there is none of that id. Opens nothing."""
        ...

    async def get(self, document: DocumentRef, *, by: ActorId, purpose: str) -> tuple[bytes, str]:
        """Content and media type. The read is recorded, durably, before the content is returned.

        Raises:
            NotFound: no such document, or its subject's key was destroyed.
        """
        ...
