"""The day of a row of a list in words: when, what is due, how long the clock runs and on what it rests."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import NamedTuple

from application.adapters.calendar_files import clock_uses
from domain.calendar.clocks import ClockKind
from domain.calendar.period import Period
from domain.procedure.basis import Basis
from interfaces.web.strip import spelled
from interfaces.web.wording import Texts
from projections.deadlines.of_rows import Clocked, RowClock


class Due(NamedTuple):
    """A clock that runs. ``mark`` is its colour, ``kind`` what is due; ``to`` leads to the strip of its days.

    ``provisional``: the arrangements still to come may move the day. Texts are empty where nothing is known: of a day without a clock there is neither ``length`` nor what it ``rests_on``.
    """

    mark: str
    word: str
    day: str
    kind: str
    length: str = ""
    rests_on: str = ""
    to: str = ""
    provisional: bool = False


def dues(
    texts: Texts, signal: Callable[[date | None], str], today: date | None = None
) -> Callable[[Clocked], Due | None]:
    """What a row says of its day, None where it has none; ``signal`` is the colour of a day; of *today* it is said. Made for one page."""
    word, day = cache(lambda how, on: texts("due.today" if on == today else f"due.{how}")), cache(texts.day)
    kind = cache(lambda one: texts.say(clock_uses().use(one).title))

    @cache
    def length(period: Period | None, more: Period | None) -> str:
        return spelled(period, more, texts)

    @cache
    def rests_on(basis: Basis, cites: tuple[str, ...]) -> str:
        places = texts.listed(dict.fromkeys(one.place for one in texts.cites(cites)))
        return " · ".join(filter(None, (texts.or_code("basis", basis.value), places)))

    def due(row: Clocked) -> Due | None:
        clock, on = row.clock, row.due_on
        if clock is None:
            if on is None:
                return None
            how = signal(on)
            return Due(how, word(how, on), day(on), texts(f"due_kind.{row.due_kind}") if row.due_kind else "")
        how = signal(clock.due_on)
        said = texts("own.named_day") if clock.ordered else length(clock.period, clock.more)
        if clock.extended:
            said = texts("due.extended", length=said)
        to = f"{_page(clock)}#c-{clock.id}" if _page(clock) else ""
        rest = rests_on(clock.basis, clock.cites)
        return Due(how, word(how, clock.due_on), day(clock.due_on), kind(clock.kind), said, rest, to, clock.provisional)

    return due


def _page(clock: RowClock) -> str:
    """The page with the strip of its days: that of the case, of a report at its desk its own."""
    if clock.kind is ClockKind.IDENTITY_ANSWER:
        return f"/reports/{clock.matter}"
    if clock.case_id is not None:
        return f"/cases/{clock.case_id}/clock"
    return f"/reports/{clock.matter}" if clock.kind is ClockKind.TRIAGE else ""
