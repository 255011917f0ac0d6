"""One series of numbers. It has no gap and no double because its stream has none: the n-th event gives number n."""

from datetime import date
from uuid import UUID, uuid5

import msgspec

from domain.identity import BodyId, PaperId
from domain.numbering.events import NumberGiven

_SERIES = UUID("8a8cf4c4-5f0f-5b55-8f6d-7f2b6a0de7c3")


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """How many numbers were given."""

    given: int = 0


def series_id(body: BodyId, series: str, year: int) -> UUID:
    """The stream of a body's series in a year."""
    return uuid5(_SERIES, f"{body} {series} {year}")


def give(state: Series, *, body: BodyId, series: str, paper: PaperId, on: date) -> NumberGiven:
    """The next number. It counts once it is stored together with the approval of the paper."""
    return NumberGiven(body=body, series=series, year=on.year, serial=state.given + 1, paper=paper, given_on=on)


def evolve(state: Series, event: NumberGiven) -> Series:
    """*state* after *event*."""
    return Series(given=max(state.given, event.serial))


def number_parts(number: str, mark: str, series: str) -> tuple[int, int] | None:
    """Year and serial number of a printed *number*; None when it is not one of that body's series."""
    rest = number.removeprefix(f"{mark}{series}〔")
    year, closed, serial = rest.removesuffix("号").partition("〕")
    if not (closed and year.isascii() and year.isdigit() and serial.isascii() and serial.isdigit()):
        return None
    given = int(year), int(serial)
    return given if printed(mark, series, *given) == number else None


def printed(mark: str, series: str, year: int, serial: int) -> str:
    """The number as it stands on the sheet: hexagonal brackets, four digits of the year, no leading zero."""
    return f"{mark}{series}〔{year}〕{serial}号"
