"""How near a deadline is, in three steps that a colour, a word and an icon can show."""

from datetime import date
from enum import StrEnum

from domain.calendar.calendar import Calendar


class Signal(StrEnum):
    """Green: time remains. Yellow: due within the warning, or today. Red: the due date has passed."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


def signal(due: date, today: date, calendar: Calendar, warning: int) -> Signal:
    """The signal on *today* of something still to be done by *due* (inclusive).

    ``warning`` is in working days before *due*: ``DeadlineRules.warning_working_days``, or the body's own setting.
    """
    if today > due:
        return Signal.RED
    return Signal.YELLOW if today >= calendar.working_days_before(due, warning) else Signal.GREEN
