"""Lists: what waits for me, the inbox, the docket, appeals, and the figures that everybody may see."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import msgspec
from jinja2.environment import TemplateModule
from litestar import Response

from application.access import DESK, Role, bodies_acting, scope_of
from domain.calendar.period import days_after
from domain.reports.events import Channel, SourceKind
from interfaces.api.approvals import ApprovalList, ApprovalsQuery
from interfaces.api.commands import SUMMARIES
from interfaces.api.docket import Docket, DocketQuery, TaskQuery, WorkQuery
from interfaces.api.names import provision_labels
from interfaces.api.open_figures import FIRST_YEAR, OpenFigures, OpenFiguresQuery, OpenFiguresRoute, months_of
from interfaces.api.open_questions import OpenQuestionList
from interfaces.api.operation import PUBLIC
from interfaces.api.workload import WaitingQuery, Workloads
from interfaces.period_report import WORDS
from interfaces.service import Service
from interfaces.web.addresses import listed_at
from interfaces.web.appeal_marks import marks, named
from interfaces.web.calling import as_query, asked, reading
from interfaces.web.choosing import Offered, bodies_of, kinds, stages
from interfaces.web.directory import Directory, Names
from interfaces.web.docket_rows import rows_of
from interfaces.web.rendering import page, part
from interfaces.web.routing import Page
from interfaces.web.row_clocks import dues
from interfaces.web.signals import signals
from interfaces.web.visit import Visit
from interfaces.web.wording import Language, Texts
from projections.docket.cursor import Order
from projections.docket.filter import Filter
from projections.docket.reads import DocketPage, Entry
from projections.docket.row import Stage, Step, Turn

KEPT = Filter.__struct_fields__
"""Every condition that an address may hold: each figure opens to its rows under one."""

ON_THE_FORM = frozenset({"search", "kinds", "stages", "open", "organ", "measure", "handler", "due_to"})
"""Conditions with a field of their own. Others come from a figure, are named above the list and can be taken away."""


CLOSED = 20
"""So many of what was closed this week are named on the page of one's own work; the docket has the others."""

UNDEALT = (Stage.REGISTERED, Stage.REFERRED, Stage.ACCEPTED)
"""Where a report still waits for its desk."""


class Lists:
    """The lists of staff, and the open figures."""

    def __init__(self, service: Service, directory: Directory) -> None:
        self._around, self._reading, self._directory = service.around, service.reading, directory
        self._docket, self._workloads, self._approvals = Docket(service), Workloads(service), ApprovalList(service)
        self._to_answer, self._offered = OpenQuestionList(service), Offered()
        self._open_figures = OpenFiguresRoute(service)
        self._drawn: dict[tuple[Language, date, int], tuple[OpenFigures, TemplateModule]] = {}

    def pages(self) -> Iterator[Page]:
        """The declared pages."""
        yield Page(path="/today", action="work.read", show=self.today, cites=False)
        yield Page(path="/inbox", action="report.list", show=self.inbox, cites=False)
        yield Page(path="/docket", action="docket.read", show=self.docket, cites=False)
        yield Page(path="/appeals", action="docket.read", show=self.appeals, cites=False)
        yield Page(path="/figures", action=PUBLIC, show=self.figures)

    async def today(self, visit: Visit) -> Response[bytes]:
        """What needs me, nearest clock first, each with its one next step."""
        if (further := visit.asked("questions")) is not None:
            return await self._questions(visit, further)
        query = asked(visit, TaskQuery, ("cursor", "at_least"))
        found = (await self._docket.work(reading(visit, query=query))).content
        to_sign = await self._approvals.waiting(reading(visit, query=ApprovalsQuery()))
        more: dict[str, Any] = {
            "to_answer": None,
            "waiting": None,
            "closed": None,
            "approvals": len(to_sign.papers) + len(to_sign.unsigned),
            "to_sign": to_sign,
            "identities": to_sign.identities,
        }
        if visit.asked("cursor") is None:
            more["to_answer"] = (await self._to_answer.questions(reading(visit, query=WorkQuery()))).content
            if scope_of(visit.who, "docket.read") is not None:
                more["waiting"] = (await self._workloads.waiting(reading(visit, query=WaitingQuery()))).content
                more["all_waiting"] = _turn_of_others(visit)
                more["closed"], more["all_closed"] = await self._closed_this_week(visit)
        return await self._shown(visit, "today.html", tasks=found.tasks, next=_next(visit, found.next), **more)

    async def _questions(self, visit: Visit, cursor: str) -> Response[bytes]:
        """A further page of the questions alone."""
        query = as_query({"cursor": cursor}, WorkQuery)
        found = (await self._to_answer.questions(reading(visit, query=query))).content
        return await self._shown(visit, "today_questions.html", to_answer=found)

    async def _closed_this_week(self, visit: Visit) -> tuple[DocketPage, str]:
        """What the reader had a hand in and is closed since Monday: the last of it, and where the docket has the whole."""
        today = self._around.today()
        monday = days_after(today, -today.weekday())
        rows = Filter(handler=visit.who.account, open=False, closed_from=monday)
        query = DocketQuery(**msgspec.structs.asdict(rows), order=Order.CHANGED, limit=CLOSED)
        return (await self._docket.docket(reading(visit, query=query))).content, listed_at("/docket", rows)

    async def inbox(self, visit: Visit) -> Response[bytes]:
        """Reports not yet dealt with, what waits longest first; of one source, channel or organ where asked.

        Beside each stands how many of them are about its organ, as far as the page shows: it may be the same matter, and a
        person looks.
        """
        given = asked(visit, DocketQuery, ("source", "channel", "organ", "cursor"))
        query = msgspec.structs.replace(given, open=True, stages=UNDEALT, order=Order.WAITING)
        found = (await self._docket.reports(reading(visit, query=query))).content
        names, taken_for = await self._directory.names(visit.texts), bodies_acting(visit.who, "report.accept-report")
        return await self._shown(
            visit,
            "inbox.html",
            entries=found.entries,
            next=_next(visit, found.next),
            registering=visit.holds(*DESK),
            taking=bool(taken_for),
            taken_for=taken_for,
            alike=Counter(organ for entry in found.entries for organ in entry.organs),
            untold=(await self._docket.work(reading(visit, query=TaskQuery(steps=(Step.INFORM_REPORTER,))))).content,
            query=query,
            sources=[one.value for one in SourceKind],
            channels=[one.value for one in Channel],
            about=self._offered.organs(names),
            organs=sorted((organ.organ, organ.name) for organ in names.snapshot.organs(self._around.today())),
        )

    async def docket(self, visit: Visit) -> Response[bytes]:
        """Everything within the reader's scope, filtered."""
        return await self._filtered(visit, "docket")

    async def appeals(self, visit: Visit) -> Response[bytes]:
        """The docket of appeals."""
        fixed = msgspec.structs.replace(visit, query={**visit.query, "kinds": ["appeal"]})
        return await self._filtered(fixed, "appeals")

    async def figures(self, visit: Visit) -> Response[bytes]:
        """Counts of all bodies together, of one year; the years before and after it are one step away."""
        query = asked(visit, OpenFiguresQuery, ("year",))
        found = (await self._open_figures.figures(reading(visit, query=query))).content
        return page(visit, "figures.html", shown=await self._figures_shown(visit, found))

    async def _figures_shown(self, visit: Visit, found: OpenFigures) -> TemplateModule:
        """What the page says of *found*: the same for everybody until they are counted again."""
        last = months_of(None, self._around.today())[0].year
        key = (visit.language, found.since, last)
        counted, drawn = self._drawn.get(key, (None, None))
        if drawn is None or counted is not found:
            measures, year = await self._measures(visit), found.since.year
            drawn = part(
                visit.texts,
                "figures_shown.html",
                figures=found,
                measure=lambda code: measures.get(code, code),
                define=lambda code: visit.texts.say(WORDS.figures[code].define),
                others=[each for each in (year - 1, year + 1) if FIRST_YEAR <= each <= last],
            )
            self._drawn[key] = (found, drawn)
        return drawn

    async def _filtered(self, visit: Visit, name: str) -> Response[bytes]:
        query = asked(visit, DocketQuery, (*KEPT, "cursor"))
        if query.open is False:  # no clock runs any more: what was closed last comes first
            query = msgspec.structs.replace(query, order=Order.CHANGED)

        found: DocketPage = (await self._docket.docket(reading(visit, query=query))).content
        entries = found.entries
        pending = [one.id for one in entries if name == "appeals" and one.open]
        beside = await self._reading.beside_each(visit.who, pending)
        given = [(one, value) for one in KEPT for value in visit.query.get(one, ()) if value]
        single = {one: [value for other, value in given if other == one] for one in KEPT}
        from_figure = [(one, value) for one, value in given if one not in ON_THE_FORM or len(single[one]) > 1]
        names = await self._directory.numbered(await self._names(visit), named(beside))
        signal = await signals(self._around)
        return page(
            visit,
            "docket.html",
            today=self._around.today(),
            name=name,
            names=names,
            rows=rows_of(entries, names, signal, self._around.today()),
            order=query.order,
            marks=marks(entries, beside),
            next=_next(visit, found.next),
            kinds=kinds(visit.language),
            stages=stages(visit.language, of_appeals=name == "appeals"),
            organs=self._offered.organs(names),
            measures=self._offered.measures(await self._around.catalogue(), visit.texts),
            officers=self._offered.holders(names, _bodies_shown(visit, entries), query.handler),
            filled={one: values[0] if len(values) == 1 else "" for one, values in single.items()},
            conditions=[
                (one, value, _without(visit, one, value, fixed=name == "appeals")) for one, value in from_figure
            ],
        )

    async def _measures(self, visit: Visit) -> dict[str, str]:
        """The measures of all rulebooks by code, in the words of the newest edition."""
        books = (await self._around.catalogue()).rulebooks
        return {one.code: visit.texts.say(one.label) for book in books for one in book.measures}

    async def _shown(self, visit: Visit, template: str, **values: Any) -> Response[bytes]:
        names = await self._names(visit)
        today = self._around.today()
        return page(
            visit,
            template,
            names=names,
            today=today,
            dated=dues(visit.texts, await signals(self._around), self._around.today()),
            verb=verb_in(visit.texts),
            **values,
        )

    async def _names(self, visit: Visit) -> Names:
        labels = await provision_labels(self._around)
        return msgspec.structs.replace(await self._directory.names(visit.texts), labels=labels)


def _turn_of_others(visit: Visit) -> str:
    """Where the docket has what the reader handles and others have to move."""
    others = tuple(turn for turn in Turn if not visit.holds(Role(turn.value)))
    return listed_at("/docket", Filter(handler=visit.who.account, open=True, turns=others))


def _bodies_shown(visit: Visit, entries: Iterable[Entry]) -> frozenset[UUID] | None:
    """The bodies of the reader, and those with which what the page shows lies."""
    own = bodies_of(visit.who)
    return None if own is None else own | {one.body for one in entries if one.body is not None}


def _next(visit: Visit, cursor: str | None) -> str | None:
    return None if cursor is None else visit.with_query(KEPT, cursor=cursor)


def _without(visit: Visit, name: str, value: str, *, fixed: bool) -> str:
    """This list without one condition."""
    kept = [
        (other, one)
        for other, values in visit.query.items()
        if other in KEPT and not (fixed and other == "kinds")
        for one in values
        if one and (other, one) != (name, value)
    ]
    return f"{visit.path}?{urlencode(kept)}" if kept else visit.path


def verb_in(texts: Texts) -> Callable[[str, str | None], str]:
    """Says the next step of a matter of some kind."""

    def verb(kind: str, step: str | None) -> str:
        if step is None:
            return texts("step.none")
        own, of_case = SUMMARIES.get(f"{kind}.{step}"), SUMMARIES.get(f"case.{step}")
        found = own or of_case  # a track may wait for a step of its case
        return texts.say(found) if found is not None else texts.or_code("step", step)

    return verb
