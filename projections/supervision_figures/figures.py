"""What each figure of supervision counts, with the filter under which exactly those rows are listed."""

from datetime import date
from uuid import UUID

import msgspec

from projections.deadlines.filter import Filter as DeadlineFilter
from projections.docket.filter import Filter
from projections.grades.reads import YearGrade


class Door(msgspec.Struct, frozen=True, kw_only=True):
    """How many leads came in through one door: ``code`` is their source. ``share`` is of all leads of the period, in percent."""

    code: str
    count: int
    share: float
    rows: Filter


class Timeliness(msgspec.Struct, frozen=True, kw_only=True):
    """Items whose last day lies in the period, of one organ: published in time, published late, not published.

    What nobody published before its duty was no longer watched is not counted. An item that two deadline rules may govern counts once under each. ``rate`` is what was in time, in percent of all
    whose last day has come. ``rows`` lists all of them, ``late_rows`` the late and the missing.
    """

    organ: UUID
    in_time: int
    late: int
    missing: int
    rate: float
    rows: DeadlineFilter
    late_rows: DeadlineFilter


class SupervisionFigures(msgspec.Struct, frozen=True, kw_only=True):
    """All figures of one reader; ``since`` and ``until`` are included. ``grades`` are of every year up to ``until``."""

    since: date
    until: date
    leads: int
    by_door: tuple[Door, ...]
    timeliness: tuple[Timeliness, ...]
    grades: tuple[YearGrade, ...]
