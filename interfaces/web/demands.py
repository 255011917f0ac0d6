"""What a respondent is asked for or may do: each with its last day, how that day was counted, and where it is done."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from uuid import UUID

import msgspec

from domain.calendar.calendar import Calendar
from domain.calendar.clocks import ClockKind
from interfaces.api.clocks import Shown
from interfaces.api.histories import HistoryEntry
from interfaces.web.counting import Counting, counting
from interfaces.web.wording import Texts
from projections.deadlines.filter import State

DOING = {
    ClockKind.STATEMENT: "/own/{matter}/statement",
    ClockKind.MEASURE: "/proceedings/{matter}/report-rectification",
    ClockKind.REVIEW_FILING: "/own/{matter}/appeal",
}
"""Where a respondent does what a clock runs for; to decide their appeal is not theirs."""

LEFT = frozenset({State.RUNNING, State.OVERDUE})


class Demand(msgspec.Struct, frozen=True, kw_only=True):
    """One of them. ``to`` is None where there is nothing to open; ``days`` from today to the last day, less than 0 when past.

    ``counted`` is how the day was counted. ``theirs``: it is the respondent who acts by then, and not a body.
    """

    shown: Shown
    title: str
    length: str
    days: int
    counted: Counting
    theirs: bool
    to: str | None = None

    @property
    def due_on(self) -> date:
        """The last day in time."""
        return self.shown.deadline.due_on


def demands(
    found: Iterable[Shown], texts: Texts, today: date, named: Mapping[str, str], calendar: Calendar
) -> Iterator[Demand]:
    """What still runs of *found*, the nearest first. *named* are measures by code in the words of their rulebook."""
    for one in found:
        clock = one.deadline
        if clock.state not in LEFT:
            continue
        what = texts.say(one.title)
        measure = named.get(clock.key) if clock.kind is ClockKind.MEASURE else None
        counted = counting(clock.working, calendar, texts)
        yield Demand(
            shown=one,
            title=measure or what,
            length=counted.length or texts("own.named_day"),
            counted=counted,
            theirs=clock.kind in DOING,
            days=(clock.due_on - today).days,
            to=_to(clock.kind, clock.matter),
        )


TOLD_BY = {ClockKind.STATEMENT: "proceeding.notice-served.v1", ClockKind.APPEAL_DECISION: "appeal.accepted.v1"}
"""The event whose sentence tells a last day."""


def moving(history: Iterable[HistoryEntry], found: Iterable[Demand]) -> dict[int, Demand]:
    """By the position of the entry that told it last: what still runs of *found* to a day that may move."""
    at = {(one.stream, one.name): one.position for one in history}
    open_still = ((one, one.shown.deadline) for one in found if one.shown.deadline.provisional)
    places = ((at.get((clock.matter, TOLD_BY.get(clock.kind, ""))), one) for one, clock in open_still)
    return {position: one for position, one in places if position is not None}


def _to(kind: ClockKind, matter: UUID) -> str | None:
    path = DOING.get(kind)
    return None if path is None else path.format(matter=matter)
