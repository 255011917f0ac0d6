"""The library's mapper: our stored forms in place of module paths."""

from typing import Any
from uuid import UUID

import msgspec
from eventsourcing.persistence import Mapper, MapperDeserialisationError, StoredEvent

from domain.recorded import Event
from domain.stored_form import FORMS, StoredForms, UnknownStoredName, Unreadable


class StreamEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event with its place, under the names that the library asks for."""

    originator_id: UUID
    originator_version: int
    event: Event


class StoredFormMapper(Mapper[UUID]):
    """Maps between ``StreamEvent`` and the library's stored events, by registered names only.

    The arguments are those that the library's factory hands in; state is stored as the exact bytes that are hashed, so
    there is no compressor and no cipher.
    """

    forms: StoredForms = FORMS

    def __init__(self, transcoder: Any = None, compressor: Any = None, cipher: Any = None) -> None:
        if compressor is not None or cipher is not None:
            raise ValueError("the log stores events as they are: no compressor, no cipher")
        super().__init__(transcoder=transcoder)

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        """Raises as ``StoredForms.encode`` does."""
        name, state = self.forms.encode(domain_event.event)
        return StoredEvent(
            originator_id=domain_event.originator_id,
            originator_version=domain_event.originator_version,
            topic=name,
            state=state,
        )

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        """Raises MapperDeserialisationError: the name is not registered, or the state is not such an event."""
        try:
            event = self.forms.decode(stored_event.topic, stored_event.state)
        except (UnknownStoredName, Unreadable) as error:
            raise MapperDeserialisationError(stored_event.topic) from error
        return StreamEvent(
            originator_id=UUID(str(stored_event.originator_id)),
            originator_version=stored_event.originator_version,
            event=event,
        )
