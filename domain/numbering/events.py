"""What can happen to document numbers: the next of a series is given, and one is taken by what bears it."""

from datetime import date
from uuid import UUID

from domain.identity import BodyId, PaperId
from domain.recorded import Event


class NumberGiven(Event, frozen=True, kw_only=True, tag="numbering.given.v1"):
    """The next number of the series went to a paper. ``serial`` is the number of this event in its stream."""

    body: BodyId
    series: str
    year: int
    serial: int
    paper: PaperId
    given_on: date


class NumberTaken(Event, frozen=True, kw_only=True, tag="number.taken.v1"):
    """A decision took a document number of the body, whoever made it up. ``by`` is the stream of what bears it."""

    body: BodyId
    year: int
    number: str
    by: UUID
    taken_on: date


NumberingEvent = NumberGiven | NumberTaken
