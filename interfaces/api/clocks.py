"""Deadlines over HTTP: the list, the clocks of one case with their working, and the figures."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from application.access import Subject, scope_of
from application.adapters.calendar_files import clock_uses
from application.adapters.outbox import Told
from application.casework import gate
from application.casework.file import PROCEEDING
from application.streams import load
from domain.calendar.clocks import ClockKind, Whose
from domain.calendar.earliest import earliest
from domain.calendar.notice import Title
from domain.procedure.track import ForumKind
from interfaces.api.docket import LISTS, Cursor, Limit, Position, as_respondent, scopes_of, with_opened
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.problems import Trouble
from interfaces.rest_days import RestDay, rest_day
from interfaces.scopes import scope_for
from interfaces.service import Service
from interfaces.signals import SIGNS, Sign
from interfaces.ways_of_review import first_left, knows_the_decision, remedies_of
from projections.deadlines.filter import Filter, State
from projections.deadlines.reads import LARGEST_PAGE, PAGE, Entry, Figures, figures
from projections.deadlines.several import case_of_several, page_of_several
from projections.docket.cursor import CursorRefused
from projections.docket.filter import Filter as DocketFilter
from projections.docket.reads import page as matters_listed
from projections.docket.row import Kind

OWN = ("proceeding.list", "appeal.list")
"""The lists in which a respondent finds what concerns them."""

BOTH = ("deadlines", "docket")
"""The read models that a list of deadlines is made of."""


class DeadlinesQuery(Filter, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """All conditions that are given must hold. ``cursor`` is ``next`` of the page before; ``at_least`` as for the docket."""

    cursor: Cursor | None = None
    limit: Limit = PAGE
    at_least: Position | None = None


class ClockQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``at_least``: the ``position`` of a receipt."""

    at_least: Annotated[int, msgspec.Meta(ge=0, le=2**62)] | None = None


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A deadline with its words: what it is, from what it runs, and its sign.

    ``safe_on`` is told to a respondent of a provisional day: the last day in time whatever is published, the one to act by.
    ``rest_day`` is told of a day that an order named and that is a day of rest, with what follows from that and what does not.
    """

    title: Title
    start: Title
    sign: Sign
    deadline: Entry
    safe_on: date | None = None
    rest_day: RestDay | None = None


class ShownPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some deadlines, the nearest first, and the cursor of the next page."""

    entries: tuple[Shown, ...]
    next: str | None


class CaseClock(msgspec.Struct, frozen=True, kw_only=True):
    """Every clock of a case, ended ones too, the nearest first; ``warned`` is who was reminded of which of them."""

    entries: tuple[Shown, ...]
    warned: tuple[Told, ...]


class OwnReview(msgspec.Struct, frozen=True, kw_only=True):
    """The way of review that lapses first in a proceeding whose decision was served: its track and step, and the last day to file.

    ``due_on`` is None where no text sets a time. ``sure`` is false where the text leaves it to the body asked whether the way is open.
    ``bodies`` are those with which it is filed, as far as the registers name them; ``unnamed`` those that the text names beside them.
    """

    proceeding: UUID
    track: str
    step: str
    sure: bool
    due_on: date | None
    provisional: bool
    bodies: tuple[UUID, ...]
    unnamed: tuple[ForumKind, ...]


class OwnClocks(msgspec.Struct, frozen=True, kw_only=True):
    """What runs for the reader as a respondent, the nearest first: answers, measures to comply with, time to appeal.

    ``reviews``: by proceeding what of the ways of review is left, with or without a last day.
    """

    entries: tuple[Shown, ...]
    reviews: tuple[OwnReview, ...]


class Clocks:
    """The routes of the deadlines."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        for path, name, action, summary, query, answers, run in (
            (
                "/api/deadlines",
                "list-deadlines",
                "docket.read",
                ("期限列表", "Deadlines"),
                DeadlinesQuery,
                ShownPage,
                self.listed,
            ),
            (
                "/api/cases/{case}/clock",
                "read-clock",
                "case.read",
                ("案件的各项期限及算法", "The clocks of a case with their working"),
                ClockQuery,
                CaseClock,
                self.of_case,
            ),
            (
                "/api/own/clocks",
                "list-own-clocks",
                "proceeding.list",
                ("与我有关的期限", "What is asked of me, and by when"),
                ClockQuery,
                OwnClocks,
                self.own,
            ),
            (
                "/api/deadline-figures",
                "read-deadline-figures",
                "dashboard.read",
                ("期限统计", "Figures of the deadlines"),
                ClockQuery,
                Figures,
                self.figures,
            ),
        ):
            yield Operation(
                method="GET",
                path=path,
                name=name,
                action=action,
                summary=Sentence(*summary),
                tag="deadlines",
                query=query,
                answers=answers,
                run=run,
            )

    async def listed(self, call: Call) -> Answer:
        """The nearest first; without ``states`` those that run."""
        query: DeadlinesQuery = call.query
        gate.require(call.subject, "docket.read")
        aside = await self._service.around.aside(call.subject)
        try:
            async with self._service.read(at_least=query.at_least, of=BOTH) as connection:
                page = await page_of_several(
                    connection,
                    scopes_of(call.subject, LISTS, aside, own=False),
                    query,
                    today=self._service.around.today(),
                    cursor=query.cursor,
                    limit=query.limit,
                )
        except CursorRefused:
            raise Trouble("cursor-malformed", place="cursor") from None
        return Answer(content=ShownPage(entries=tuple(map(shown, page.entries)), next=page.next))

    async def of_case(self, call: Call) -> Answer:
        """Those of the case's streams that the reader may open; a case without any clock is answered with none."""
        case = call.ids["case"]
        openable = await self._service.reading.openable(call.subject, case)
        aside = await self._service.around.aside(call.subject)
        scopes = with_opened(scopes_of(call.subject, LISTS, aside, own=False), openable.streams)
        async with self._service.read(at_least=call.query.at_least, of=BOTH) as connection:
            found = await case_of_several(connection, scopes, case, today=self._service.around.today())
        warned = await self._service.outbox.told([one.id for one in found])
        entries = await _named_days(self._service, map(shown, found))
        return Answer(content=CaseClock(entries=entries, warned=warned))

    async def own(self, call: Call) -> Answer:
        """The clocks of the reader's own proceedings and appeals, once they were notified, ended and lapsed ones too."""
        gate.require(call.subject, "proceeding.list")
        found = await own_clocks(self._service, call.subject, at_least=call.query.at_least)
        reviews = await own_reviews(self._service, call.subject, at_least=call.query.at_least)
        return Answer(content=OwnClocks(entries=found, reviews=reviews))

    async def figures(self, call: Call) -> Answer:
        """Due this week, overdue by body, organ and handler, extensions, silent lapses; each opens to its rows.

        Of every kind of matter that the reader may list: what the list of deadlines shows, the figures count.
        """
        gate.require(call.subject, "dashboard.read")
        return Answer(content=await figures_for(self._service, call.subject, at_least=call.query.at_least))


async def figures_for(service: Service, subject: Subject, *, at_least: int | None = None) -> Figures:
    """The figures of the deadlines that *subject* may list."""
    scopes = scopes_of(subject, LISTS, await service.around.aside(subject), own=False)
    async with service.read(at_least=at_least, of=BOTH) as connection:
        return await figures(connection, scopes, today=service.around.today())


async def clocks_of_report(
    service: Service, subject: Subject, report: UUID, *, at_least: int | None = None
) -> tuple[Shown, ...]:
    """The clocks of a report at its desk, ended ones too, for whoever lists the reports of that desk; the nearest first."""
    scopes = scopes_of(subject, ("report.list",), await service.around.aside(subject), own=False)
    async with service.read(at_least=at_least, of=BOTH) as connection:
        filters = Filter(matter=report, states=tuple(State))
        found = await page_of_several(connection, scopes, filters, today=service.around.today())
    return tuple(map(shown, found.entries))


async def own_clocks(
    service: Service, subject: Subject, *, matter: UUID | None = None, at_least: int | None = None
) -> tuple[Shown, ...]:
    """What runs for *subject* as a respondent: of one *matter*, or of all that they were notified of.

    Of the clocks of a body only the measures are theirs to comply with; these are told with the service of the decision.
    """
    aside, around = await service.around.aside(subject), service.around
    lists = (action for action in OWN if scope_of(subject, action) is not None)
    scopes = tuple(as_respondent(scope_for(subject, action, aside)) for action in lists)
    every = Filter(states=tuple(State), matter=matter)
    async with service.read(at_least=at_least, of=BOTH) as connection:
        page = await page_of_several(connection, scopes, every, today=around.today(), limit=LARGEST_PAGE)
    ordered = {each.matter for each in page.entries if each.kind is ClockKind.MEASURE}
    tracks = {each: (await load(service.events, PROCEEDING, each)).state for each in ordered}
    told = frozenset(each for each, track in tracks.items() if knows_the_decision(track))
    theirs = (with_safe_day(shown(each)) for each in page.entries if _is_theirs(each, told))
    return await _named_days(service, theirs)


async def own_reviews(service: Service, subject: Subject, *, at_least: int | None = None) -> tuple[OwnReview, ...]:
    """What is left of review in each of the proceedings of which *subject* was served the decision, the first to lapse first."""
    scope = as_respondent(scope_for(subject, "proceeding.list", await service.around.aside(subject)))
    wanted = DocketFilter(kinds=(Kind.PROCEEDING,), decided=True)
    async with service.read(at_least=at_least, of=BOTH) as connection:
        rows = await matters_listed(connection, scope, wanted, limit=LARGEST_PAGE)
    today, found = service.around.today(), []
    for row in rows.entries:
        track = (await load(service.events, PROCEEDING, row.id)).state
        left = first_left(await remedies_of(service, track), today) if knows_the_decision(track) else None
        if left is not None:
            found.append(
                OwnReview(
                    proceeding=row.id,
                    track=left.way.code,
                    step=left.step.code,
                    sure=left.sure,
                    due_on=None if left.counted is None else left.counted.due,
                    provisional=left.counted is not None and bool(left.counted.provisional),
                    bodies=left.bodies,
                    unnamed=left.unnamed,
                )
            )
    return tuple(sorted(found, key=lambda one: (one.due_on or date.max, one.proceeding)))


async def _named_days(service: Service, found: Iterable[Shown]) -> tuple[Shown, ...]:
    """*found*, each day that an order named with what there is to say of it where it is a day of rest."""
    calendar = await service.around.calendar()
    return tuple(
        one
        if one.deadline.working is not None or one.deadline.ended_on is not None
        else msgspec.structs.replace(one, rest_day=rest_day(one.deadline.due_on, calendar))
        for one in found
    )


def with_safe_day(one: Shown) -> Shown:
    """*one* with the day to act by, where its own may still move."""
    working = one.deadline.working if one.deadline.provisional else None
    return one if working is None else msgspec.structs.replace(one, safe_on=earliest(working))


def _is_theirs(one: Entry, told: frozenset[UUID]) -> bool:
    if one.kind is ClockKind.MEASURE:
        return one.matter in told
    return one.whose is Whose.RESPONDENT or one.kind is ClockKind.APPEAL_DECISION


def shown(entry: Entry) -> Shown:
    """*entry* with its words."""
    uses = clock_uses()
    return Shown(
        title=uses.use(entry.kind).title,
        start=uses.starts[entry.start],
        sign=SIGNS.sign(entry.colour, entry.state),
        deadline=entry,
    )
