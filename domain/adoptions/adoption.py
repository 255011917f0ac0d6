"""One body's adoptions for one instrument: what was proposed, what is in force on a day, and who signed."""

from datetime import date
from uuid import UUID, uuid5

from msgspec.structs import replace

from domain.adoptions import rules
from domain.adoptions.commands import AdoptionCommand, EndAdoption, ProposeAdoption, SignAdoption
from domain.adoptions.events import (
    Adopted,
    AdoptionEnded,
    AdoptionEvent,
    AdoptionProposed,
    AdoptionSigned,
)
from domain.adoptions.state import Adoption, AdoptionSetting, Held
from domain.deciding import refuse_if_any
from domain.identity import BodyId

__all__ = ["Adoption", "AdoptionSetting", "Held", "adoption_id", "all_in_force", "decide", "evolve", "in_force"]

_NAMES = UUID("6f1d3a52-7f0e-4a8e-9d57-3c1f5f2a9b10")

CALENDAR_STREAM = uuid5(_NAMES, "calendar")
"""Every calendar notice that was proposed for this deployment."""

RULEBOOK_STREAM = uuid5(_NAMES, "rulebook")
"""Every rulebook that was proposed for this deployment."""


def adoption_id(body: BodyId, what: Adopted, instrument: str) -> UUID:
    """The stream: for policies one for each body and instrument.

    The calendar and the law are everybody's: all notices are in one stream and all rulebooks in another, whichever body
    proposes them.
    """
    if what is Adopted.CALENDAR:
        return CALENDAR_STREAM
    if what is Adopted.RULEBOOK:
        return RULEBOOK_STREAM
    return uuid5(_NAMES, f"{body} {what.value} {instrument}")


def decide(adoption: Adoption, command: AdoptionCommand, setting: AdoptionSetting) -> tuple[AdoptionEvent, ...]:
    """What follows from *command*; nothing when it had been done before.

    Raises:
        Refused: with every rule that stands against the command.
    """
    today = setting.occasion.today
    match command:
        case ProposeAdoption():
            proposed = AdoptionProposed(
                body=command.body,
                what=command.what,
                instrument=command.instrument,
                name=command.name,
                content=command.content,
                applies_from=command.applies_from,
                proposed_on=today,
            )
            held = adoption.of(command.content)
            if held is not None and held.ended_on is None and held.applies_from == command.applies_from:
                return ()
            refuse_if_any(rules.PROPOSING, adoption, command, setting)
            return (proposed,)
        case SignAdoption():
            held = adoption.of(command.content)
            if held is not None and held.signed_on is not None and held.ended_on is None:
                return ()
            refuse_if_any(rules.SIGNING, adoption, command, setting)
            return (AdoptionSigned(content=command.content, signed_on=today),)
        case EndAdoption():
            held = adoption.of(command.content)
            if held is not None and held.ended_on is not None:
                return ()
            refuse_if_any(rules.ENDING, adoption, command, setting)
            return (AdoptionEnded(content=command.content, ended_on=today),)


def evolve(adoption: Adoption, event: AdoptionEvent) -> Adoption:
    """*adoption* after *event*. Never judges: what is recorded happened."""
    match event:
        case AdoptionProposed():
            fresh = Held(name=event.name, content=event.content, applies_from=event.applies_from)
            kept = (h for h in adoption.held if h.content != event.content or h.signed_on is not None)
            return replace(adoption, held=(*kept, fresh))
        case AdoptionSigned():
            return adoption.signed(event.content, event.signed_on)
        case AdoptionEnded():
            return adoption.ended(event.content, event.ended_on)


def in_force(adoption: Adoption, on: date) -> Held | None:
    """What the body holds on that day; of several the one that applies from the latest day."""
    return next(reversed(all_in_force(adoption, on)), None)


def all_in_force(adoption: Adoption, on: date) -> tuple[Held, ...]:
    """All that is signed, begun and not ended on that day; what applies from a later day stands behind."""
    held = [
        each
        for each in adoption.held
        if each.signed_on is not None
        and max(each.applies_from, each.signed_on) <= on
        and (each.ended_on is None or on < each.ended_on)
    ]
    return tuple(sorted(held, key=lambda each: each.applies_from))
