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
    """Everything a body proposed or adopted for one instrument, in the order of the proposals.

    What was signed stays when the same content is proposed again from another day: one signatory alone changes nothing
    that is in force. A proposal that nobody signed gives way to the next one of that content.
    """

    held: tuple[Held, ...] = ()

    def of(self, content: str) -> Held | None:
        """The latest proposal of that content."""
        return next((held for held in reversed(self.held) if held.content == content), None)

    def signed(self, content: str, on: date) -> "Adoption":
        """The same with the latest proposal of that content signed."""
        last = self.of(content)
        return replace(self, held=tuple(replace(h, signed_on=on) if h is last else h for h in self.held))

    def ended(self, content: str, on: date) -> "Adoption":
        """The same with nothing of that content in force or proposed from that day on."""
        return replace(
            self,
            held=tuple(
                replace(h, ended_on=on) if h.content == content and h.ended_on is None else h for h in self.held
            ),
        )


class AdoptionSetting(msgspec.Struct, frozen=True, kw_only=True):
    """The moment, and what the application looked up.

    ``known`` are the content ids at hand for this instrument. ``proposer`` is who proposed the content that a ``SignAdoption`` names.
    ``faults`` are the places of the errors that the lint finds in the rulebook to be proposed or signed.
    """

    occasion: Occasion
    profile: Profile
    known: tuple[str, ...] = ()
    proposer: ActorId | None = None
    faults: tuple[str, ...] = ()
