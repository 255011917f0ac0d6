"""The stored form of events: exact bytes out, typed events in, and nothing but registered names either way."""

from collections.abc import Iterable, Mapping

import msgspec

from domain.recorded import Event, stored_name
from domain.registry import EVENTS, registry
from domain.retired import RETIRED, Upcast


class UnknownStoredName(Exception):
    """The log holds, or is asked to hold, an event of a name that this release does not know."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


class NotStorable(Exception):
    """An event would not be read back as it is. It must not be stored; whoever made it has a defect."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


class Unreadable(Exception):
    """Stored bytes are not an event of their name."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


class StoredForms:
    """Encodes and decodes a closed set of event types.

    Args:
        current: the types that are written.
        retired: types that are only read, each with its upcast.

    Raises:
        StoredNameTaken: two types claim one name.
    """

    def __init__(self, current: Iterable[type[Event]], retired: Mapping[type[Event], Upcast] | None = None) -> None:
        self._retired = dict(retired or {})
        self._types = registry(current, self._retired)
        self._encoder = msgspec.json.Encoder()
        self._decoders = {name: msgspec.json.Decoder(cls) for name, cls in self._types.items()}

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that can be read."""
        return tuple(self._types)

    def encode(self, event: Event) -> tuple[str, bytes]:
        """Stored name and bytes of *event*, proved to be read back equal.

        Raises:
            UnknownStoredName: its type is not one of the written ones.
            NotStorable: it holds what its type does not allow.
        """
        name = stored_name(event)
        if self._types.get(name) is not type(event) or type(event) in self._retired:
            raise UnknownStoredName(name)
        try:
            state = self._encoder.encode(event)
            same = self._decoders[name].decode(state) == event
        except (msgspec.MsgspecError, UnicodeError, TypeError) as error:
            raise NotStorable(name) from error
        if not same:
            raise NotStorable(name)
        return name, state

    def decode(self, name: str, state: bytes) -> Event:
        """The event that *state* holds, in its present form.

        Raises:
            UnknownStoredName: *name* is not registered; nothing is imported to find out.
            Unreadable: *state* is not an event of that name.
        """
        decoder = self._decoders.get(name)
        if decoder is None:
            raise UnknownStoredName(name)
        try:
            event = decoder.decode(state)
        except (msgspec.DecodeError, UnicodeError) as error:
            raise Unreadable(name) from error
        while upcast := self._retired.get(type(event)):
            event = upcast(event)
        return event


FORMS = StoredForms(EVENTS.values(), RETIRED)
"""The stored forms of this release, for the log and the read models alike."""
