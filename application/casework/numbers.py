"""Document numbers that decisions bear: each is looked up before and taken in the same append, so that one of two wins."""

from uuid import UUID

import msgspec

from application.ports import Change, EventLog
from application.streams import Kind, Loaded, load
from domain.identity import BodyId
from domain.numbering.taken import Taken, evolve, number_id, take
from domain.occasion import Occasion

TAKEN: Kind[Taken] = Kind("number", Taken(), evolve)


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """A document number as its body has it this year."""

    number: str
    body: BodyId
    occasion: Occasion
    stream: Loaded[Taken]

    @property
    def taken(self) -> bool:
        """Whether something bears it already."""
        return self.stream.state.by is not None

    def taken_by(self, bearer: UUID) -> Change:
        """That *bearer* has it from now on."""
        return self.stream.changed((take(body=self.body, number=self.number, by=bearer, on=self.occasion.today),))


async def number_of(events: EventLog, number: str, occasion: Occasion) -> Number | None:
    """The *number* of the body that acts; None when no body does, and so nobody can decide."""
    if occasion.body is None:
        return None
    stream = await load(events, TAKEN, number_id(occasion.body, number, occasion.today))
    return Number(number=number, body=occasion.body, occasion=occasion, stream=stream)
