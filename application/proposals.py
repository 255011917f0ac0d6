"""What was put forward for adoption by everybody of a deployment: by whom, who signed, whether it holds."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from domain.adoptions.events import AdoptionEnded, AdoptionProposed, AdoptionSigned
from domain.identity import ActorId, BodyId
from domain.recorded import Recorded


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """One content: proposed by whom for which body, perhaps signed by a second person, perhaps ended."""

    id: UUID
    content: str
    name: str
    body: BodyId
    proposed_on: date
    proposed_by: ActorId
    signed_on: date | None = None
    signed_by: ActorId | None = None
    ended_on: date | None = None

    @property
    def holds(self) -> bool:
        """Whether it is signed and not ended."""
        return self.signed_on is not None and self.ended_on is None

    @property
    def state(self) -> str:
        """``proposed``, ``signed`` or ``ended``."""
        if self.ended_on is not None:
            return "ended"
        return "signed" if self.holds else "proposed"


P = TypeVar("P", bound=Proposal)


def after(
    entries: Iterable[P], recorded: Recorded[Any], begin: Callable[[AdoptionProposed, Recorded[Any]], P]
) -> tuple[tuple[P, ...], date | None]:
    """*entries* after one event, the last proposal of each behind, and its day; *begin* makes an entry of a proposal."""
    known, event = {entry.content: entry for entry in entries}, recorded.event
    if isinstance(event, AdoptionProposed):
        known.pop(event.content, None)
        known[event.content] = begin(event, recorded)
        return tuple(known.values()), event.proposed_on
    if isinstance(event, AdoptionSigned):
        known[event.content] = msgspec.structs.replace(
            known[event.content], signed_on=event.signed_on, signed_by=recorded.actor
        )
        return tuple(known.values()), event.signed_on
    if isinstance(event, AdoptionEnded):
        known[event.content] = msgspec.structs.replace(known[event.content], ended_on=event.ended_on)
        return tuple(known.values()), event.ended_on
    return tuple(known.values()), None
