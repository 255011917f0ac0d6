"""Turns stored rows into recorded events by their stored names."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from domain.identity import ActorId
from domain.recorded import Event, Recorded
from domain.stored_form import FORMS


class StoredRow(NamedTuple):
    """One row of the log, in the order of the columns that every reading statement selects."""

    stream: UUID
    version: int
    position: int
    topic: str
    state: bytes
    event_id: UUID
    actor: UUID
    correlation: UUID
    causation: UUID | None
    recorded_at: datetime
    shard: int


def decode(row: StoredRow) -> Recorded[Event]:
    """The recorded event of a row.

    Raises:
        UnknownStoredName: its stored name is not registered; a later release wrote it.
        Unreadable: its state is not an event of that name.
    """
    return Recorded[Any](
        stream=row.stream,
        version=row.version,
        event=FORMS.decode(row.topic, row.state),
        event_id=row.event_id,
        actor=ActorId(row.actor),
        recorded_at=row.recorded_at,
        correlation=row.correlation,
        causation=row.causation,
        position=row.position,
        shard=row.shard,
    )
