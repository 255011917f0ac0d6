"""Deadlines: the list with its filters, and every clock of one case with the calendar by which it was counted."""

from collections.abc import Iterable, Iterator
from uuid import UUID

import msgspec
from litestar import Response

from application.access import Role
from application.adapters.calendar_files import clock_uses
from application.adapters.outbox import Told as Reminded
from domain.calendar.calendar import Calendar
from domain.calendar.clocks import ClockKind
from domain.calendar.signal import Signal
from interfaces.api.clocks import ClockQuery, Clocks, DeadlinesQuery, Shown
from interfaces.service import Service
from interfaces.signals import SIGNS
from interfaces.web.calling import asked, reading
from interfaces.web.counting import Counting, counting
from interfaces.web.directory import Directory, Names
from interfaces.web.matter import Matters
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.signals import MARKS
from interfaces.web.strip import length
from interfaces.web.visit import Visit
from projections.deadlines.filter import Filter, State

FROM_A_FIGURE = ("handler", "doer", "turn", "organ", "body", "assigned", "extended", "moved")
"""Conditions without a field of their own on the form: a figure led here with them."""

KEPT = tuple(name for name in Filter.__struct_fields__ if name != "matter")


class Working(msgspec.Struct, frozen=True, kw_only=True):
    """One clock as the page shows it, with how its day was counted. ``warned`` is who was reminded of it."""

    shown: Shown
    counted: Counting
    warned: tuple[Reminded, ...] = ()


class ClockPages:
    """The pages of the deadlines."""

    def __init__(self, service: Service, directory: Directory, matters: Matters) -> None:
        self._service, self._directory, self._matters = service, directory, matters
        self._clocks = Clocks(service)

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/deadlines", action="docket.read", show=self.listed)
        yield Page(path="/cases/{case}/clock", action="case.read", show=self.of_case)

    async def listed(self, visit: Visit) -> Response[bytes]:
        """What runs and what is late, the nearest first."""
        query = asked(visit, DeadlinesQuery, (*KEPT, "cursor"))
        found = (await self._clocks.listed(reading(visit, query=query))).content
        # The grounds are read, each on record, only where the extensions are what was asked for.
        entries = found.entries if query.extended else ()
        return page(
            visit,
            "deadlines.html",
            today=self._service.around.today(),
            grounds=await self._grounds(visit, entries),
            names=await self._directory.who(visit.texts),
            entries=found.entries,
            next=visit.with_query(KEPT, cursor=found.next) if found.next is not None else None,
            filled={name: visit.asked(name) or "" for name in KEPT},
            kept=[(name, value) for name in FROM_A_FIGURE if (value := visit.asked(name)) is not None],
            colours=[(one.value, SIGNS.colours[one.value]) for one in Signal],
            kinds=[(one.value, clock_uses().use(one).title) for one in ClockKind],
            states=[(one.value, SIGNS.states[one.value]) for one in State],
            mark=mark,
            length=lambda one: length(one.working, visit.texts) if one.working else visit.texts("own.named_day"),
            supervising=visit.holds(Role.LEAD_MANAGER),
            roles=lambda codes: [visit.texts.or_code("role", code) for code in codes],
        )

    async def of_case(self, visit: Visit) -> Response[bytes]:
        """Every clock of a case with its working."""
        matter = await self._matters.open(visit, "case", visit.ids["case"])
        found = (await self._clocks.of_case(reading(visit, query=ClockQuery()))).content
        today = self._service.around.today()
        calendar = await self._service.around.calendar()
        titles = {notice.id: visit.texts.say(notice.title) for notice in calendar.notices}
        return page(
            visit,
            "clock.html",
            grounds=await self._grounds(visit, found.entries),
            matter=matter,
            names=matter.names,
            notice_titles=lambda ids: [titles.get(one, one) for one in ids],
            today=today,
            clocks=[
                msgspec.structs.replace(
                    worked(one, calendar, matter.names),
                    warned=tuple(each for each in found.warned if each.deadline == one.deadline.id),
                )
                for one in found.entries
            ],
            mark=mark,
        )

    async def _grounds(self, visit: Visit, entries: Iterable[Shown]) -> dict[UUID, str | None]:
        """Why each of *entries* was extended, in the words of its document, for whoever may open it."""
        named = {more.ground for one in entries for more in one.deadline.extended}
        return {each: await self._matters.text_of(visit, each) for each in named}


def worked(shown: Shown, calendar: Calendar, names: Names) -> Working:
    """A clock with the days by which it was counted."""
    return Working(shown=shown, counted=counting(shown.deadline.working, calendar, names.texts))


def mark(shown: Shown) -> str:
    """The class of a clock's mark; one that has ended is not coloured."""
    colour = shown.deadline.colour
    return "" if colour is None else MARKS[colour]
