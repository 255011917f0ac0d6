"""What a new notice changes: the same deadline on the calendar as it is known now, beside what it was."""

from collections.abc import Iterable

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


def moved(deadlines: Iterable[Deadline], before: Calendar, after: Calendar) -> tuple[Moved, ...]:
    """Those of *deadlines*, counted on *before*, for which *after* gives another date, working or doubt."""
    because = tuple(notice.id for notice in after.notices if notice not in before.notices)
    found = []
    for one in deadlines:
        again = recomputed(one, after)
        if (one.due, one.working, one.provisional) != (again.due, again.working, again.provisional):
            found.append(Moved(before=one, after=again, because=because))
    return tuple(found)
