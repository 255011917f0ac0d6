"""Lists: what waits for me, the inbox, the docket, appeals, and the figures that everybody may see."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Response

from interfaces.api.commands import SUMMARIES
from interfaces.api.docket import Docket, DocketQuery, PeriodQuery, WorkQuery
from interfaces.api.operation import PUBLIC
from interfaces.problems import from_validation
from interfaces.service import Service
from interfaces.web.calling import reading
from interfaces.web.directory import Directory
from interfaces.web.rendering import page
from interfaces.web.routing import Page
from interfaces.web.visit import Visit
from projections.docket.row import Kind, Stage

SOON_DAYS = 7
"""A clock this close is marked. Our own choice; the calendar's own warnings are in the notices."""

KEPT = ("search", "kinds", "stages", "open", "organ", "due_to", "due_from")


class Lists:
    """The lists of staff, and the open figures."""

    def __init__(self, service: Service, directory: Directory) -> None:
        self._around, self._directory = service.around, directory
        self._docket = Docket(service)

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/today", action="work.read", show=self.today)
        yield Page(path="/inbox", action="report.list", show=self.inbox)
        yield Page(path="/docket", action="docket.read", show=self.docket)
        yield Page(path="/appeals", action="docket.read", show=self.appeals)
        yield Page(path="/figures", action=PUBLIC, show=self.figures)

    async def today(self, visit: Visit) -> Response[bytes]:
        """What needs me, nearest clock first, each with its one next step."""
        query = _query(visit, WorkQuery, ("cursor", "at_least"))
        found = (await self._docket.work(reading(visit, query=query))).content
        return await self._shown(visit, "today.html", tasks=found.tasks, next=self._next(visit, found.next))

    async def inbox(self, visit: Visit) -> Response[bytes]:
        """Reports not yet dealt with, oldest first."""
        query = DocketQuery(open=True, stages=(Stage.REGISTERED, Stage.ACCEPTED), cursor=visit.asked("cursor"))
        found = (await self._docket.reports(reading(visit, query=query))).content
        return await self._shown(visit, "inbox.html", entries=found.entries, next=self._next(visit, found.next))

    async def docket(self, visit: Visit) -> Response[bytes]:
        """Everything within the reader's scope, filtered."""
        return await self._filtered(visit, "docket")

    async def appeals(self, visit: Visit) -> Response[bytes]:
        """The docket of appeals."""
        fixed = msgspec.structs.replace(visit, query={**visit.query, "kinds": ["appeal"]})
        return await self._filtered(fixed, "appeals")

    async def figures(self, visit: Visit) -> Response[bytes]:
        """Counts of all bodies together."""
        query = _query(visit, PeriodQuery, ("since", "until"))
        found = (await self._docket.figures(reading(visit, query=query))).content
        books = self._around.catalogue.rulebooks
        measures = {one.code: visit.texts.say(one.label) for book in books for one in book.measures}
        return await self._shown(visit, "figures.html", figures=found, measure=lambda code: measures.get(code, code))

    async def _filtered(self, visit: Visit, name: str) -> Response[bytes]:
        query = _query(visit, DocketQuery, (*KEPT, "cursor"), several=("kinds", "stages"))
        found = (await self._docket.docket(reading(visit, query=query))).content
        return await self._shown(
            visit,
            "docket.html",
            name=name,
            entries=found.entries,
            next=self._next(visit, found.next),
            kinds=[kind.value for kind in Kind],
            stages=[stage.value for stage in Stage],
            filled={one: visit.asked(one) or "" for one in KEPT},
        )

    async def _shown(self, visit: Visit, template: str, **values: Any) -> Response[bytes]:
        names = await self._directory.names(visit.texts)
        today = self._around.today()
        return page(visit, template, names=names, today=today, signal=signal_on(today), verb=_verb(visit), **values)

    def _next(self, visit: Visit, cursor: str | None) -> str | None:
        if cursor is None:
            return None
        kept = [(name, value) for name, values in visit.query.items() if name in KEPT for value in values if value]
        return f"{visit.path}?{urlencode([*kept, ('cursor', cursor)])}"


def signal_on(today: date) -> Any:
    """The colour of a due date: late, soon or fine; never without its word."""

    def signal(due: date | None) -> str:
        if due is None:
            return ""
        return "late" if due < today else "soon" if due <= today + timedelta(days=SOON_DAYS) else "fine"

    return signal


def _verb(visit: Visit) -> Any:
    def verb(kind: str, step: str | None) -> str:
        if step is None:
            return visit.texts("step.none")
        found = SUMMARIES.get(f"{kind}.{step}")
        return visit.texts.say(found) if found is not None else visit.texts.or_code("step", step)

    return verb


def _query(visit: Visit, shape: Any, names: tuple[str, ...], several: tuple[str, ...] = ()) -> Any:
    """The parameters of the address as *shape*. Raises Trouble where one is not as it should be."""
    given = {name: values for name in names if (values := [one for one in visit.query.get(name, ()) if one])}
    try:
        return msgspec.convert(
            {name: values if name in several else values[-1] for name, values in given.items()}, shape, strict=False
        )
    except msgspec.ValidationError as error:
        raise from_validation(error, "malformed-query") from None
