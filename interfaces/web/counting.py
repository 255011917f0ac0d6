"""A last day with its working, as every page shows it: its length, the days passed over, and what may still change it."""

from datetime import date
from functools import lru_cache

import msgspec
from jinja2.environment import TemplateModule

from domain.calendar.calendar import Calendar
from domain.calendar.deadline import Deadline
from domain.calendar.earliest import earliest
from interfaces.web.rendering import part
from interfaces.web.strip import Told, length, rest_days, strip, told
from interfaces.web.wording import Language, Texts


class Counting(msgspec.Struct, frozen=True, kw_only=True):
    """How a last day was counted; all of it is empty where an order named the day itself.

    ``months`` is the strip of its days, drawn; ``told`` the days that were not simply counted. ``settled_to`` is the last day that
    the published arrangements settle, and ``safe_on`` the last day in time whatever those to come say: the one to act by.
    """

    found: Deadline | None = None
    length: str = ""
    months: TemplateModule | None = None
    told: tuple[Told, ...] = ()
    rest_days: int = 0
    settled_to: date | None = None
    safe_on: date | None = None


def counting(found: Deadline | None, calendar: Calendar, texts: Texts) -> Counting:
    """*found* in words, by the arrangements of *calendar*."""
    if found is None:
        return Counting()
    return Counting(
        found=found,
        length=length(found, texts),
        months=_drawn(found, texts.language),
        told=told(found, calendar, texts),
        rest_days=rest_days(found),
        settled_to=calendar.bounds[2],
        safe_on=earliest(found),
    )


@lru_cache(maxsize=256)
def _drawn(found: Deadline, language: Language) -> TemplateModule | None:
    """The months of *found*, kept: a clock is looked at more often than it moves."""
    texts = Texts(language)
    months = strip(found, texts)
    return part(texts, "clock_months.html", months=months) if months else None
