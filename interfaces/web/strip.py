"""The strip calendar of one deadline: every day from the event to the last day, month by month, with what became of it."""

import calendar as months
from datetime import date, timedelta

import msgspec

from domain.calendar.calendar import Calendar
from domain.calendar.deadline import Deadline, StepKind
from domain.calendar.notice import Title
from domain.calendar.period import Period
from interfaces.counted import Counted
from interfaces.deadline_words import WORDS
from interfaces.web.wording import Texts

LONGEST = 420
"""Days of the longest strip. A period of years is told by its list of exceptions alone."""

COUNTED, EVENT, DUE, OUTSIDE = "counted", "event", "due", "outside"


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """One day. ``kind`` is COUNTED, EVENT, DUE, OUTSIDE or the kind of the step; ``word`` says the same."""

    on: date
    kind: str
    word: str


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """Weeks from Monday to Sunday; None where another month has the day."""

    first: date
    weeks: tuple[tuple[Day | None, ...], ...]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One day that was not simply counted, in words, with the notice that says so."""

    on: date
    kind: str
    word: str
    notice: str = ""
    number: str = ""


def strip(found: Deadline, texts: Texts) -> tuple[Month, ...]:
    """The months of *found*; none when it is longer than LONGEST days."""
    if (found.due - found.from_).days > LONGEST:
        return ()
    kinds = {step.on: step.kind.value for step in found.working if step.kind is not StepKind.FIRST_END}
    shown: list[Month] = []
    first = found.from_.replace(day=1)
    while first <= found.due:
        weeks = tuple(
            tuple(_day(found, kinds, on, texts) if on.month == first.month else None for on in week)
            for week in months.Calendar().monthdatescalendar(first.year, first.month)
        )
        shown.append(Month(first=first, weeks=weeks))
        first = (first + timedelta(days=32)).replace(day=1)
    return tuple(shown)


def told(found: Deadline, calendar: Calendar, texts: Texts) -> tuple[Told, ...]:
    """Each day that was not simply counted, in order, weekly days of rest left out."""
    lines = []
    for step in found.working:
        if step.kind is StepKind.REST_DAY:
            continue
        ruling = calendar.ruling(step.on) if step.notice else None
        titles: tuple[Title, ...] = ()
        if ruling is not None:
            titles = (ruling.notice.title,) if ruling.festival is None else (ruling.festival.title, ruling.notice.title)
        lines.append(
            Told(
                on=step.on,
                kind=step.kind.value,
                word=texts.say(WORDS.steps[step.kind]),
                notice=texts.listed(texts.say(title) for title in titles),
                number=ruling.notice.number or "" if ruling is not None else "",
            )
        )
    return tuple(lines)


def rest_days(found: Deadline) -> int:
    """How many weekly days of rest were passed over."""
    return sum(step.kind is StepKind.REST_DAY for step in found.working)


def length(found: Deadline, texts: Texts) -> str:
    """The period in words, with its extension."""
    return spelled(found.period, None if found.extension is None else found.extension.period, texts)


def spelled(period: Period | None, more: Period | None, texts: Texts) -> str:
    """A period in words, with the one that it was extended by; None: a fixed day, of the law or of a body, as its basis says."""
    if period is None:
        return texts("clock.fixed_day")
    said = texts.say(WORDS.units[period.unit]).format(Counted(period.count))
    return said if more is None else f"{said} + {texts.say(WORDS.units[more.unit]).format(Counted(more.count))}"


def _day(found: Deadline, kinds: dict[date, str], on: date, texts: Texts) -> Day:
    if on == found.due:
        kind = DUE
    elif on == found.from_:
        kind = EVENT
    elif not found.from_ < on < found.due:
        kind = OUTSIDE
    else:
        kind = kinds.get(on, COUNTED)
    return Day(on=on, kind=kind, word=texts("strip." + kind))
