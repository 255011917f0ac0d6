"""A day that an order names and that is a day of rest: what is known of it, and what no source answers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from application.adapters.calendar_files import counting_rules
from domain.calendar.calendar import Calendar
from domain.calendar.errors import CalendarError
from domain.calendar.notice import Title
from interfaces.deadline_words import WORDS

ROLLING = "rolling"
"""The rule on the last day of a period, which says nothing of a day that is named."""


class RestDay(msgspec.Struct, frozen=True, kw_only=True):
    """One. ``what`` is the weekday or the holiday; ``before`` and ``after`` are the nearest working days. ``provisional``: an
    arrangement still to come may make it a working day.

    ``stands`` says that the day counts as it is named and that this is no rule of law, ``open`` that it is a question; ``cites`` is where the rule stands that
    is not meant for it.
    """

    on: date
    what: Title
    before: date
    after: date
    provisional: bool
    stands: Title
    open: Title
    cites: tuple[str, ...]


def rest_day(on: date, calendar: Calendar) -> RestDay | None:
    """What there is to say of *on* as a day that an order names; None of a working day."""
    if calendar.is_working(on):
        return None
    try:
        before, after = calendar.working_days_before(on, 1), calendar.working_day_from(on)
    except CalendarError:  # at the end of all days
        return None
    rule, ruling = counting_rules().rule(ROLLING), calendar.ruling(on)
    zh, en = (days.split()[on.weekday()] for days in (WORDS.frame["days"].zh, WORDS.frame["days"].en))
    stands = WORDS.rest["stands"]
    return RestDay(
        on=on,
        what=Title(zh=zh, en=en) if ruling is None or ruling.festival is None else ruling.festival.title,
        before=before,
        after=after,
        provisional=calendar.doubt(on) is not None,
        stands=Title(zh=stands.zh.format(rule.title.zh), en=stands.en.format(rule.title.en)),
        open=WORDS.rest["open"],
        cites=tuple(str(source.citation) for source in rule.sources),
    )


def named_in(form: Mapping[str, Sequence[str]], calendar: Calendar) -> tuple[RestDay, ...]:
    """The days of rest among those by which *form* orders something to be done."""
    found = {day: rest for day in _days(form) if (rest := rest_day(day, calendar)) is not None}
    return tuple(found[day] for day in sorted(found))


def _days(form: Mapping[str, Sequence[str]]) -> Iterator[date]:
    for name, values in form.items():
        of, _, field = name.rpartition(".")
        listed, _, code = of.rpartition(".")
        if field == "due_on" and (not of or code in form.get(listed, ())):
            yield from _read(values)


def _read(values: Iterable[str]) -> Iterator[date]:
    for value in values:
        try:
            yield date.fromisoformat(value)
        except ValueError:  # which the command's own check names
            continue
