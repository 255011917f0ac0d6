"""The three colours of a due date on a page, by the calendar's own rule: yellow some working days before, red after."""

from collections.abc import Callable
from datetime import date
from functools import cache

from application.casework.around import Around
from domain.calendar.signal import Signal, signal

MARKS = {Signal.GREEN: "fine", Signal.YELLOW: "soon", Signal.RED: "late"}
"""Colour to the class and word of its mark."""


async def signals(around: Around) -> Callable[[date | None], str]:
    """A function from a due date to ``late``, ``soon``, ``fine``, or nothing where there is no date."""
    calendar, today = await around.calendar(), around.today()
    warning = around.deadlines.warning_working_days

    @cache
    def mark(due: date | None) -> str:
        return "" if due is None else MARKS[signal(due, today, calendar, warning)]

    return mark
