"""The last day of a period, with its working: one function, always counted from the origin."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import msgspec

from domain.calendar.calendar import Calendar
from domain.calendar.errors import CalendarError
from domain.calendar.period import Period, Unit, corresponding_day, day_from, days_after, next_day

LONGEST_PAUSE = 3660
"""Days of one pause: ten years. A clock that stands still longer has been forgotten, or mistyped."""


class StepKind(StrEnum):
    """What happened to a day, or on it, while the period was counted."""

    REST_DAY = "rest-day"  # the weekly day of rest: not counted
    HOLIDAY = "holiday"  # a weekday that a notice takes off: not counted
    MADE_UP = "made-up"  # a weekend day that a notice makes a working day: counted
    PAUSED = "paused"  # the clock stood still: not counted
    MONTH_END = "month-end"  # the month has no corresponding day: its last day
    FIRST_END = "first-end"  # the first period ends here, and the extension is counted from here
    ROLLED = "rolled"  # the last day is a rest day: passed over


class Step(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One day that is not simply counted. ``notice`` and ``festival`` are ids of the calendar's data."""

    on: date
    kind: StepKind
    notice: str | None = None
    festival: str | None = None
    provisional: str | None = None


class Pause(msgspec.Struct, frozen=True, kw_only=True):
    """A clock that stood still. ``ground`` is a code.

    ``from_`` is the day of the event that stopped it and still counts; the days after it up to and including ``to`` do
    not; counting goes on the day after ``to``.
    """

    from_: date = msgspec.field(name="from")
    to: date
    ground: str | None = None

    def __post_init__(self) -> None:
        if self.to < self.from_:
            raise CalendarError("pause-runs-backwards", self.from_.isoformat(), self.to.isoformat())
        if (self.to - self.from_).days > LONGEST_PAUSE:
            raise CalendarError("pause-too-long", self.from_.isoformat(), self.to.isoformat())

    @classmethod
    def parse(cls, text: str) -> "Pause":
        """The pause written ``FROM..TO``.

        Raises:
            CalendarError: ``pause-unreadable``, ``date-unreadable``, ``pause-runs-backwards``, ``pause-too-long``.
        """
        begins, dots, ends = text.partition("..")
        if not dots:
            raise CalendarError("pause-unreadable", text)
        return cls(from_=day_from(begins), to=day_from(ends))


class Extension(msgspec.Struct, frozen=True, kw_only=True):
    """Time added to the unshifted end of the first period. ``ground`` is a code.

    ``cap`` is the longest the whole may be, counted from the origin with the same pauses.
    """

    period: Period
    ground: str | None = None
    cap: Period | None = None


class Deadline(msgspec.Struct, frozen=True, kw_only=True):
    """A due date with all that led to it.

    ``due`` is the last day in time, until midnight or the close of business. ``day_one`` is the first day that counts;
    the day of the event, ``from_``, never does. ``period`` is None where the law names the day itself. ``ends_on`` is the end before rolling. ``provisional`` names why the
    calendar may still change the answer; empty when it is settled.
    """

    due: date
    period: Period | None
    from_: date = msgspec.field(name="from")
    day_one: date
    ends_on: date
    roll: bool
    working: tuple[Step, ...]
    pauses: tuple[Pause, ...] = ()
    extension: Extension | None = None
    provisional: tuple[str, ...] = ()
    jurisdiction: str
    calendar_version: str
    known_on: date | None = None


def deadline(
    period: Period,
    from_: date,
    calendar: Calendar,
    *,
    pauses: Iterable[Pause] = (),
    extension: Extension | None = None,
    roll: bool | None = None,
) -> Deadline:
    """The last day of *period* after the event of *from_*.

    Args:
        period: length as the rule states it.
        from_: legal day of the event; it is not counted.
        calendar: working days of the jurisdiction as known.
        pauses: may overlap, and may lie outside the period.
        extension: added to the end of the first period before any rolling.
        roll: whether a last day that is a rest day moves to the next working day; None for the unit's own rule (days,
            months and years roll; working days never need to).

    Raises:
        CalendarError: ``extension-over-cap``, ``date-out-of-range``.

    Source: event-day, month-end, rolling, cut-off (counting rules)
    """
    pauses = tuple(sorted(pauses, key=lambda p: (p.from_, p.to)))
    last = period if extension is None else extension.period
    roll = last.rolls if roll is None else roll
    count = _Count(calendar, pauses)
    ends_on = count.onwards(from_, period)
    if extension is not None:
        count.steps.append(Step(on=ends_on, kind=StepKind.FIRST_END))
        ends_on = count.onwards(ends_on, extension.period)
        if extension.cap is not None:
            limit = _Count(calendar, pauses).onwards(from_, extension.cap)
            if ends_on > limit:
                raise CalendarError("extension-over-cap", str(extension.period), str(extension.cap), limit.isoformat())
    due = count.rolled(ends_on) if roll and last.rolls else ends_on
    return Deadline(
        due=due,
        period=period,
        from_=from_,
        day_one=count.day_one(from_, period),
        ends_on=ends_on,
        roll=roll,
        working=tuple(count.steps),
        pauses=pauses,
        extension=extension,
        provisional=tuple(sorted(count.doubts)),
        jurisdiction=calendar.jurisdiction,
        calendar_version=calendar.version,
        known_on=calendar.known_on,
    )


class _Count:
    """One run of counting: which days were passed over, and which of the calendar's answers were provisional."""

    def __init__(self, calendar: Calendar, pauses: tuple[Pause, ...]) -> None:
        self.calendar, self.pauses = calendar, pauses
        self.settled = (calendar.settled_from or date.max, calendar.settled_to or date.min)
        self.steps: list[Step] = []
        self.doubts: set[str] = set()

    def onwards(self, origin: date, period: Period) -> date:
        if period.unit is Unit.WORKING_DAY:
            return self._working_days(origin, period.count)
        if period.unit is Unit.DAY:
            return self._days(origin, period.count)
        end, clipped = corresponding_day(origin, period)
        end = self._days(origin, (end - origin).days)
        if clipped:
            self.steps.append(Step(on=end, kind=StepKind.MONTH_END))
        return end

    def _working_days(self, day: date, count: int) -> date:
        while count:
            day = next_day(day)
            working = self._consult(day)
            if self.pauses and self.paused(day):
                self.steps.append(Step(on=day, kind=StepKind.PAUSED))
            elif working:
                count -= 1
                if day.weekday() >= 5:
                    self.steps.append(self._step(day, StepKind.MADE_UP))
            else:
                weekend = day.weekday() >= 5
                self.steps.append(self._step(day, StepKind.REST_DAY if weekend else StepKind.HOLIDAY))
        return day

    def _days(self, day: date, count: int) -> date:
        if not self.pauses:
            return days_after(day, count)
        while count:
            day = next_day(day)
            if self.paused(day):
                self.steps.append(Step(on=day, kind=StepKind.PAUSED))
            else:
                count -= 1
        return day

    def rolled(self, day: date) -> date:
        while not self._consult(day):
            self.steps.append(self._step(day, StepKind.ROLLED))
            day = next_day(day)
        if day.weekday() >= 5:
            self.steps.append(self._step(day, StepKind.MADE_UP))
        return day

    def day_one(self, origin: date, period: Period) -> date:
        day = next_day(origin)
        while self.paused(day) or (period.unit is Unit.WORKING_DAY and not self.calendar.is_working(day)):
            day = next_day(day)
        return day

    def paused(self, day: date) -> bool:
        return any(p.from_ < day <= p.to for p in self.pauses)

    def _consult(self, day: date) -> bool:
        if not self.settled[0] <= day <= self.settled[1]:
            doubt = self.calendar.doubt(day)
            if doubt is not None:
                self.doubts.add(doubt)
        return self.calendar.is_working(day)

    def _step(self, day: date, kind: StepKind) -> Step:
        ruling = self.calendar.ruling(day)
        return Step(
            on=day,
            kind=kind,
            notice=ruling.notice.id if ruling else None,
            festival=ruling.festival.code if ruling and ruling.festival else None,
            provisional=self.calendar.doubt(day),
        )
