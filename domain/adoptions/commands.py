"""What a person may ask for on an adoption. Imperatives; the actor and the day come from the occasion."""

from datetime import date

import msgspec

from domain.adoptions.events import Adopted
from domain.identity import BodyId


class ProposeAdoption(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Put one exact content forward for a body, as the first signatory."""

    body: BodyId
    what: Adopted
    instrument: str
    name: str
    content: str
    applies_from: date


class SignAdoption(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sign what was proposed, as the second signatory."""

    content: str


class EndAdoption(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Give it up from today on, or withdraw the proposal."""

    content: str


AdoptionCommand = ProposeAdoption | SignAdoption | EndAdoption
