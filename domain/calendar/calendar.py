"""One continuous calendar across years, made of the notices known on a day."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise

import msgspec

from domain.calendar.errors import CalendarError
from domain.calendar.notice import NATIONAL, Festival, Notice, jurisdictions_above
from domain.calendar.period import days_after

DAY = timedelta(days=1)


class Ruling(msgspec.Struct, frozen=True, kw_only=True):
    """What a notice says of one day. ``festival`` is None when a notice returns the day to the weekly rhythm."""

    working: bool
    notice: Notice
    festival: Festival | None = None
    statutory: bool = False


class Calendar:
    """Working days of one jurisdiction as known on one day. Immutable.

    Monday to Friday are working days unless a notice says otherwise. Outside what the notices settle the weekly rhythm
    answers and ``doubt`` says so: such an answer is provisional, never a claim that there are no holidays.
    """

    __slots__ = ("_first", "_last", "_rulings", "_settled", "jurisdiction", "known_on", "notices", "version")

    def __init__(
        self, notices: Iterable[Notice], *, jurisdiction: str = NATIONAL, known_on: date | None = None
    ) -> None:
        """The calendar made of *notices*; those not yet known on *known_on* (inclusive) are left out.

        Where two notices name one day, the one known later speaks; on the same day the more local one.

        Raises:
            CalendarError: ``jurisdiction-unreadable``, ``notice-given-twice``.
        """
        order = {code: rank for rank, code in enumerate(jurisdictions_above(jurisdiction))}
        applied = sorted(
            (n for n in notices if n.jurisdiction in order and (known_on is None or n.known_from <= known_on)),
            key=lambda n: (n.known_from, order[n.jurisdiction], n.id),
        )
        for earlier, later in pairwise(applied):
            if earlier.id == later.id:
                raise CalendarError("notice-given-twice", later.id)
        self.notices: tuple[Notice, ...] = tuple(applied)
        self.jurisdiction, self.known_on = jurisdiction, known_on
        self._rulings: dict[date, Ruling] = {}
        for notice in applied:
            self._apply(notice)
        covering = ((n.covers_from, n.covers_to, n) for n in applied if n.covers_from and n.covers_to)
        spans = sorted(covering, key=lambda span: span[:2])  # of two with one span the one known later is behind
        self._first: date | None = spans[0][0] if spans else None
        self._last: date | None = None
        self._settled: date | None = None
        for begins, ends, notice in spans:
            if self._last is not None and begins > self._last + DAY:
                break  # a year is missing between two arrangements: from there on nothing is settled
            if self._last is None or ends >= self._last:
                self._last, self._settled = ends, notice.settled_to or ends
        self.version = hashlib.sha256(msgspec.json.encode((jurisdiction, self.notices))).hexdigest()[:16]

    def _apply(self, notice: Notice) -> None:
        for festival in notice.festivals:
            for days, working in ((festival.off, False), (festival.work, True)):
                for day in days:
                    self._rulings[day] = Ruling(
                        working=working, notice=notice, festival=festival, statutory=day in festival.statutory
                    )
        for day in notice.ordinary:
            self._rulings[day] = Ruling(working=day.weekday() < 5, notice=notice)

    @property
    def settled_from(self) -> date | None:
        """First day that an arrangement covers; None without any."""
        return self._first

    @property
    def settled_to(self) -> date | None:
        """Last day (inclusive) that no coming notice is expected to touch; None without any arrangement."""
        return self._settled

    def ruling(self, day: date) -> Ruling | None:
        """What a notice says of *day*; None when the weekly rhythm alone applies."""
        return self._rulings.get(day)

    @property
    def rulings(self) -> Mapping[date, Ruling]:
        """Every day of which a notice says something."""
        return self._rulings

    @property
    def bounds(self) -> tuple[date | None, date | None, date | None]:
        """First and last day that arrangements cover, and the last that is settled: where ``doubt`` begins and ends."""
        return self._first, self._last, self._settled

    def is_working(self, day: date) -> bool:
        """Whether *day* is a working day, provisionally so where ``doubt`` gives a reason."""
        ruling = self._rulings.get(day)
        return day.weekday() < 5 if ruling is None else ruling.working

    def doubt(self, day: date) -> str | None:
        """Why the answer for *day* is provisional, as a code; None when it is settled.

        ``before-first-notice``, ``after-last-notice``, or ``year-end-open``: the last days of a year can still be made
        up or taken off by the next year's arrangement.
        """
        if self._first is None or self._last is None or self._settled is None:
            return "after-last-notice"
        if day < self._first:
            return None if day in self._rulings else "before-first-notice"
        if day > self._last:
            return "after-last-notice"
        return "year-end-open" if day > self._settled else None

    def working_day_from(self, day: date) -> date:
        """*day* itself if it is a working day, else the next one."""
        while not self.is_working(day):
            day = days_after(day, 1)
        return day

    def working_days_before(self, day: date, count: int) -> date:
        """The working day *count* working days before *day*; *day* itself is not counted."""
        while count > 0:
            day = days_after(day, -1)
            count -= self.is_working(day)
        return day
