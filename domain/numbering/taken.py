"""One document number of a body in a year. It is taken once because its stream begins once."""

import re
from datetime import date
from uuid import UUID, uuid5

import msgspec

from domain.identity import BodyId
from domain.numbering.events import NumberTaken

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_NUMBERS = UUID("c0c4a9f2-6d0a-5d0e-9b57-3d1f6b0f5a28")


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """The stream that bears the number; None while nobody took it."""

    by: UUID | None = None


def number_id(body: BodyId, number: str, on: date) -> UUID:
    """The stream of the *number* of a body, in the year that it bears or, where it bears none, in that of *on*.

    Blanks around and in it make no other number.
    """
    text = "".join(number.split())
    year = "" if _YEAR.search(text) else on.year
    return uuid5(_NUMBERS, f"{body} {year} {text}")


def take(*, body: BodyId, number: str, by: UUID, on: date) -> NumberTaken:
    """The number belongs to *by*. It counts once it is stored together with the decision that bears it."""
    return NumberTaken(body=body, year=on.year, number=number, by=by, taken_on=on)


def evolve(state: Taken, event: NumberTaken) -> Taken:
    """*state* after *event*: the first one has it."""
    return state if state.by is not None else Taken(by=event.by)
