"""What can happen between proposing something for adoption and its end."""

from datetime import date
from enum import StrEnum

from domain.identity import BodyId
from domain.recorded import Event


class Adopted(StrEnum):
    """What is adopted."""

    POLICY = "policy"
    RULEBOOK = "rulebook"
    CALENDAR = "calendar"


class AdoptionProposed(Event, frozen=True, kw_only=True, tag="adoption.proposed.v1"):
    """The first signatory put one exact content forward. ``content`` is its content id, 64 hexadecimal digits."""

    body: BodyId
    what: Adopted
    instrument: str  # the instrument that a policy narrows, or that a rulebook encodes
    name: str  # policy code with version, or edition
    content: str
    applies_from: date
    proposed_on: date


class AdoptionSigned(Event, frozen=True, kw_only=True, tag="adoption.signed.v1"):
    """The second signatory signed the same content: from ``applies_from`` on it is the body's own."""

    content: str
    signed_on: date


class AdoptionEnded(Event, frozen=True, kw_only=True, tag="adoption.ended.v1"):
    """The body no longer holds it from that day on; the proposal, if unsigned, is withdrawn."""

    content: str
    ended_on: date


AdoptionEvent = AdoptionProposed | AdoptionSigned | AdoptionEnded
