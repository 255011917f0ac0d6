"""What a new notice changes: the same deadline on the calendar as it is known now, beside what it was."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date

import msgspec

from domain.calendar.calendar import Calendar
from domain.calendar.deadline import Deadline, deadline


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """A deadline before and after. ``because`` are the notices that the earlier calendar did not know.

    ``due_moved`` is false when only the working changed, or only its being provisional.
    """

    before: Deadline
    after: Deadline
    because: tuple[str, ...]

    @property
    def due_moved(self) -> bool:
        """Whether the due date itself is another."""
        return self.before.due != self.after.due


def recomputed(found: Deadline, calendar: Calendar) -> Deadline:
    """The deadline counted anew from its origin on *calendar*; a day that the law itself names stays."""
    if found.period is None:
        return msgspec.structs.replace(
            found,
            jurisdiction=calendar.jurisdiction,
            calendar_version=calendar.version,
            known_on=calendar.known_on,
        )
    return deadline(
        found.period, found.from_, calendar, pauses=found.pauses, extension=found.extension, roll=found.roll
    )


class Change:
    """What differs between two calendars, found once for many deadlines."""

    def __init__(self, before: Calendar, after: Calendar) -> None:
        self._after = after
        self.because = tuple(notice.id for notice in after.notices if notice not in before.notices)
        one, other = before.rulings, after.rulings
        self._days = sorted(day for day in one.keys() | other.keys() if one.get(day) != other.get(day))
        known = [bound for bound in (*before.bounds, *after.bounds) if bound is not None]
        self._doubt = before.bounds != after.bounds
        self._everywhere = self._doubt and len(known) < len((*before.bounds, *after.bounds))
        firsts = [each.bounds[0] for each in (before, after)]
        self._until = max((day for day in firsts if day is not None), default=date.min)
        lasts = [day for each in (before, after) for day in each.bounds[1:]]
        self._from = min((day for day in lasts if day is not None), default=date.max)

    @property
    def span(self) -> tuple[date, date]:
        """From the first to the last day that is another, both included; the first is behind the last where none is."""
        if self._doubt:
            return date.min, date.max
        return (self._days[0], self._days[-1]) if self._days else (date.max, date.min)

    def touches(self, begins: date, ends: date) -> bool:
        """Whether any day from *begins* to *ends*, both included, is another on the later calendar, or doubtful otherwise."""
        if self._everywhere or (self._doubt and (ends >= self._from or begins <= self._until)):
            return True
        place = bisect_left(self._days, begins)
        return place < len(self._days) and self._days[place] <= ends

    def of(self, one: Deadline) -> Moved | None:
        """*one* before and after, where the later calendar gives another date, working or doubt; else None."""
        if not self.touches(one.from_, one.due):
            return None  # counted from its first to its last day, it meets the same days
        again = recomputed(one, self._after)
        if (one.due, one.working, one.provisional) == (again.due, again.working, again.provisional):
            return None
        return Moved(before=one, after=again, because=self.because)


def moved(deadlines: Iterable[Deadline], before: Calendar, after: Calendar) -> tuple[Moved, ...]:
    """Those of *deadlines*, counted on *before*, for which *after* gives another date, working or doubt."""
    change = Change(before, after)
    return tuple(found for one in deadlines if (found := change.of(one)) is not None)
