"""What a figure is: a number, what it counts, and the filter of the docket that lists exactly those rows."""

import calendar
from collections.abc import Iterator
from datetime import date

import msgspec

from projections.docket.filter import Filter


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One number. ``code`` is what it is of (a stage, a ground, a month ``YYYY-MM`` ...); ``rows`` lists it."""

    code: str
    count: int
    rows: Filter


class Days(msgspec.Struct, frozen=True, kw_only=True):
    """Calendar days from filing to decision over ``count`` decided proceedings; None when there are none.

    ``median`` is the middle value (the mean of the two middle ones), ``longest`` the largest.
    """

    count: int
    median: float | None
    shortest: int | None
    longest: int | None
    rows: Filter


class MonthDays(msgspec.Struct, frozen=True, kw_only=True):
    """The median of those days over the ``count`` proceedings decided in the month ``code`` (``YYYY-MM``)."""

    code: str
    count: int
    median: float
    rows: Filter


class Dashboard(msgspec.Struct, frozen=True, kw_only=True):
    """All figures of one reader. ``since`` and ``until`` bound the day of decision or opening, both included.

    ``open`` counts open matters by kind, ``by_stage`` open cases and proceedings by stage, ``by_ground`` cases opened in
    the period, ``by_measure`` proceedings decided in it, ``opened_by_month`` cases and ``decided_by_month`` proceedings
    of it. ``measures_by_ground`` counts these proceedings by a ground alleged in their case and a measure decided, which its
    code names in this order, a space between them. ``upheld``, ``departed`` and ``overturned`` are of the ``decided`` ones: in the first a breach was found,
    whatever followed. ``not_filed`` are cases that ended in it because the preliminary check bore nothing out. A matter
    with two grounds or measures counts under each, so those figures need not add up. Both begin and end with the first and last month in which
    either counts something, with none where there is none; ``days_by_month`` leaves those without a decision out.
    """

    since: date
    until: date
    open: tuple[Figure, ...]
    overdue: Figure
    by_stage: tuple[Figure, ...]
    by_ground: tuple[Figure, ...]
    by_measure: tuple[Figure, ...]
    measures_by_ground: tuple[Figure, ...]
    opened_by_month: tuple[Figure, ...]
    decided_by_month: tuple[Figure, ...]
    decided: Figure
    upheld: Figure
    not_filed: Figure
    departed: Figure
    overturned: Figure
    time_to_decision: Days
    days_by_month: tuple[MonthDays, ...]


def months(first: str, last: str) -> Iterator[str]:
    """``YYYY-MM`` of each month from *first* to *last*, both included."""
    while first <= last:
        yield first
        year, number = (int(part) for part in first.split("-"))
        first = f"{year + number // 12:04}-{number % 12 + 1:02}"


def month(code: str) -> tuple[date, date]:
    """First and last day of ``YYYY-MM``."""
    year, number = (int(part) for part in code.split("-"))
    return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])
