"""A calendar with days named at will."""

from datetime import date

from domain.calendar.calendar import Calendar
from domain.calendar.notice import Festival, KnownFromBasis, Notice, Title

START = date(2029, 12, 1)
"""The first day that a made calendar covers."""
LONG_AFTER = date(2080, 12, 31)
TITLE = Title(zh="示例", en="Example")


def made(named: dict[date, bool], covers_to: date = LONG_AFTER) -> Calendar:
    """One notice, known from the beginning, that names these days as working days or days off."""
    festival = Festival(
        code="f",
        title=TITLE,
        off=tuple(sorted(day for day, working in named.items() if not working)),
        work=tuple(sorted(day for day, working in named.items() if working)),
    )
    notice = Notice(
        id="x",
        title=TITLE,
        known_from=START,
        known_from_basis=KnownFromBasis.NOTICE,
        covers_from=START,
        covers_to=covers_to,
        festivals=(festival,),
    )
    return Calendar([notice])
