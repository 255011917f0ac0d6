"""What can happen in a series of document numbers."""

from datetime import date

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
