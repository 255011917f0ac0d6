"""Events and their envelope, and the closed registry of stored names."""

from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec

from domain.identity import ActorId


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Something that happened, in the past tense and in the words of those whose work it is.

    Every subclass gives its stored name as ``tag`` (``stream.kebab-case.vN``), for ever. Fields hold ids, codes, dates
    and document references: nothing personal, nothing derivable, no float, no local time.
    """


E_co = TypeVar("E_co", bound=Event, covariant=True)


class Recorded(msgspec.Struct, Generic[E_co], frozen=True, kw_only=True):
    """An event as the log keeps it.

    ``version`` counts from 1 within the stream; ``position`` is gapless within the shard, 0 while not yet stored.
    ``recorded_at`` is UTC and never runs backwards within a stream. ``correlation`` is the command that began it all,
    ``causation`` the event or command that led to this one.
    """

    stream: UUID
    version: int
    event: E_co
    event_id: UUID
    actor: ActorId
    recorded_at: datetime
    correlation: UUID
    causation: UUID | None = None
    position: int = 0
    shard: int = 1


def stored_name(event: type[Event] | Event) -> str:
    """The name under which events of this type are stored, for ever: ``case.evidence-entered.v1``."""
    cls = event if isinstance(event, type) else type(event)
    tag: Any = cls.__struct_config__.tag
    if not isinstance(tag, str):
        raise TypeError(f"{cls.__name__} has no stored name")
    return tag
