"""As much of a body's adoptions as its decisions need, and what surrounds such a decision."""

from datetime import date

import msgspec
from msgspec.structs import replace

from domain.identity import ActorId
from domain.occasion import Occasion
from domain.procedure.profile import Profile


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """One content: proposed, perhaps signed, perhaps ended."""

    name: str
    content: str
    applies_from: date
    signed_on: date | None = None
    ended_on: date | None = None


class Adoption(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a body proposed or adopted for one instrument, in the order of the last proposal of each."""

    held: tuple[Held, ...] = ()

    def of(self, content: str) -> Held | None:
        """What is known of that content."""
        return next((held for held in self.held if held.content == content), None)

    def with_held(self, content: str, **changes: date) -> "Adoption":
        """The same with one content changed."""
        return replace(self, held=tuple(replace(h, **changes) if h.content == content else h for h in self.held))


class AdoptionSetting(msgspec.Struct, frozen=True, kw_only=True):
    """The moment, and what the application looked up.

    ``known`` are the content ids at hand for this instrument. ``proposer`` is who proposed the content that a ``SignAdoption`` names.
    """

    occasion: Occasion
    profile: Profile
    known: tuple[str, ...] = ()
    proposer: ActorId | None = None
