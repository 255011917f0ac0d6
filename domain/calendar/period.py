"""Lengths of time as the law states them: working days, calendar days, months, years."""

import calendar as months
import re
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from domain.calendar.entered import EARLIEST, LATEST, within
from domain.calendar.errors import CalendarError

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WRITTEN = re.compile(r"([1-9][0-9]{0,3})(wd|d|m|y)")


class Unit(StrEnum):
    """The unit is stored with each rule; it is never inferred from the word 日."""

    WORKING_DAY = "wd"
    DAY = "d"
    MONTH = "m"
    YEAR = "y"


class Period(msgspec.Struct, frozen=True, kw_only=True, order=False):
    """``count`` of ``unit``; 1 to 9,999. Written ``5wd``, ``30d``, ``1m``, ``1y``."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 1 <= self.count <= 9999:
            raise CalendarError("period-unreadable", f"{self.count}{self.unit.value}")

    def __str__(self) -> str:
        return f"{self.count}{self.unit.value}"

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The period written as *text*.

        Raises:
            CalendarError: ``period-unreadable``, with *text*.
        """
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise CalendarError("period-unreadable", text)
        return cls(count=int(found[1]), unit=Unit(found[2]))

    @property
    def rolls(self) -> bool:
        """Whether a last day that is a rest day moves to the next working day unless a rule says otherwise.

        A period in working days ends on a working day as it is.
        """
        return self.unit is not Unit.WORKING_DAY


def day_from(text: str) -> date:
    """The day written ``YYYY-MM-DD``.

    Raises:
        CalendarError: ``date-unreadable``, with *text*; ``date-not-within``, with *text* and the first and last day.
    """
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise CalendarError("date-unreadable", text)
    if not within(day):
        raise CalendarError("date-not-within", text, EARLIEST.isoformat(), LATEST.isoformat())
    return day


def corresponding_day(origin: date, period: Period) -> tuple[date, bool]:
    """The day of the later month that corresponds to *origin*, and whether that month has no such day.

    A month without the day ends the period on its last day. Only for months and years.

    Raises:
        CalendarError: ``date-out-of-range`` beyond the year 9999.
    """
    month = origin.month - 1 + period.count * (12 if period.unit is Unit.YEAR else 1)
    year, month = origin.year + month // 12, month % 12 + 1
    if year > date.max.year:
        raise CalendarError("date-out-of-range", origin.isoformat(), str(period))
    length = months.monthrange(year, month)[1]
    return date(year, month, min(origin.day, length)), origin.day > length


def days_after(day: date, count: int) -> date:
    """The calendar day *count* days after *day*.

    Raises:
        CalendarError: ``date-out-of-range`` outside the years 1 to 9999.
    """
    try:
        return day + timedelta(days=count)
    except OverflowError:
        raise CalendarError("date-out-of-range", day.isoformat(), f"{count}d") from None


_ONE_DAY = timedelta(days=1)


def next_day(day: date) -> date:
    """The calendar day after *day*; raises as ``days_after`` does."""
    if day == date.max:
        raise CalendarError("date-out-of-range", day.isoformat(), "1d")
    return day + _ONE_DAY
