"""The lists: the docket, what waits for me, and the dashboard."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

import msgspec

from application.access import Role, Subject
from application.casework import gate
from application.casework.around import Aside
from application.casework.instruments import INSTRUMENTS
from application.errors import NotAuthorised
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.problems import Trouble
from interfaces.scopes import scope_for
from interfaces.service import Service
from projections.dashboard.figures import Dashboard, Figure
from projections.dashboard.ratings import ratings
from projections.dashboard.reads import dashboard
from projections.deadlines.of_rows import with_clocks
from projections.docket.cursor import CursorRefused, Order
from projections.docket.filter import EVERYTHING, Filter
from projections.docket.present import Present, needs
from projections.docket.reads import LARGEST_PAGE, PAGE, DocketPage
from projections.docket.row import Step
from projections.docket.several import page_of_several
from projections.pending_work.paging import Held
from projections.pending_work.reads import Tasks
from projections.pending_work.several import mine_of_several
from projections.scope import Scope

LISTS = ("report.list", "docket.read", "proceeding.list", "appeal.list", *(f"{kind}.list" for kind in INSTRUMENTS))
"""The lists that the docket is made of: one for each kind of matter."""

WHOSE_TURN = ("docket", "recommendations")
"""What a row that names a next step and whose it is rests on."""

Limit = Annotated[int, msgspec.Meta(ge=1, le=LARGEST_PAGE)]
Cursor = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
Position = Annotated[int, msgspec.Meta(ge=0, le=2**62)]


class DocketQuery(Filter, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """All conditions that are given must hold; a parameter with several values is given several times.

    ``cursor`` is ``next`` of the page before, in the same ``order``. ``at_least``: the ``position`` of a receipt; the
    answer waits up to two seconds for the list to come that far.
    """

    order: Order = Order.DUE
    cursor: Cursor | None = None
    limit: Limit = PAGE
    at_least: Position | None = None


class WorkQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``cursor`` is ``next`` of the page before; ``at_least`` as for the docket."""

    cursor: Cursor | None = None
    limit: Limit = PAGE
    at_least: Position | None = None


class TaskQuery(WorkQuery, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``steps``: only what waits for one of these; given several times for several."""

    steps: tuple[Step, ...] | None = None


class PageQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``cursor`` is ``next`` of the page before, in the same ``order``; ``at_least`` as for the docket."""

    order: Order = Order.CHANGED
    cursor: Cursor | None = None
    limit: Limit = PAGE
    at_least: Position | None = None


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A matter of a list that its respondent may see too: that it is there, its number, and whether it is open."""

    id: UUID
    kind: str
    number: str | None
    version: int
    open: bool
    closed_on: date | None


class ListedPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some matters, and the cursor of the next page; None when this was the last."""

    entries: tuple[Listed, ...]
    next: str | None


class PeriodQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """First and last day, both included; the year up to today when left out."""

    since: date | None = None
    until: date | None = None
    at_least: Position | None = None


class Ratings(msgspec.Struct, frozen=True, kw_only=True):
    """What reporters said of the outcome of the reports received from ``since`` to ``until``, the latest of each."""

    since: date
    until: date
    by_rating: tuple[Figure, ...]


class Docket:
    """The routes of the lists."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        for path, name, action, summary, query, answers, run in (
            ("docket", "list-docket", "docket.read", ("台账", "The docket"), DocketQuery, DocketPage, self.docket),
            ("reports", "list-reports", "report.list", ("线索列表", "Reports"), DocketQuery, DocketPage, self.reports),
            (
                "proceedings",
                "list-proceedings",
                "proceeding.list",
                ("对象程序列表", "Proceedings"),
                PageQuery,
                ListedPage,
                self.proceedings,
            ),
            (
                "appeals",
                "list-appeals",
                "appeal.list",
                ("复核申诉列表", "Appeals"),
                PageQuery,
                ListedPage,
                self.appeals,
            ),
            ("work", "list-work", "work.read", ("待我办理", "What waits for me"), TaskQuery, Tasks, self.work),
            (
                "dashboard",
                "read-dashboard",
                "dashboard.read",
                ("统计总览", "The dashboard"),
                PeriodQuery,
                Dashboard,
                self.dashboard,
            ),
            (
                "ratings",
                "read-ratings",
                "report.list",
                ("举报人对结果的评价", "How reporters rated the outcome"),
                PeriodQuery,
                Ratings,
                self.ratings,
            ),
        ):
            yield Operation(
                method="GET",
                path=f"/api/{path}",
                name=name,
                action=action,
                summary=Sentence(*summary),
                tag="lists",
                query=query,
                answers=answers,
                run=run,
            )

    async def docket(self, call: Call) -> Answer:
        """A page of the docket: each kind of matter within what the reader may see of it as an officer."""
        gate.require(call.subject, "docket.read")
        return Answer(content=await page_of_lists(self._service, call, LISTS))

    async def reports(self, call: Call) -> Answer:
        """Reports of the desks that the reader serves."""
        gate.require(call.subject, "report.list")
        return Answer(content=await page_of_lists(self._service, call, ("report.list",)))

    async def proceedings(self, call: Call) -> Answer:
        """Proceedings, for their respondents too: what they see of each is at its own address."""
        gate.require(call.subject, "proceeding.list")
        return await self._listed(call, "proceeding.list")

    async def appeals(self, call: Call) -> Answer:
        """Appeals, for those who filed them too."""
        gate.require(call.subject, "appeal.list")
        return await self._listed(call, "appeal.list")

    async def _listed(self, call: Call, action: str) -> Answer:
        page = await page_of_lists(self._service, call, (action,), own=True)
        return Answer(
            content=ListedPage(
                entries=tuple(
                    Listed(
                        id=one.id,
                        kind=one.kind,
                        number=one.number,
                        version=one.version,
                        open=one.open,
                        closed_on=one.closed_on,
                    )
                    for one in page.entries
                ),
                next=page.next,
            )
        )

    async def work(self, call: Call) -> Answer:
        """What waits for whoever asks, nearest clock first."""
        query, subject = call.query, call.subject
        gate.require(subject, "work.read")
        aside, present = await self._service.around.aside(subject), await present_of(self._service)
        try:
            async with self._service.read(at_least=query.at_least, of=WHOSE_TURN) as connection:
                scopes = scopes_of(subject, LISTS, aside, own=True)
                tasks = await mine_of_several(
                    connection,
                    scopes,
                    officer=subject.account,
                    roles=held_by(subject),
                    cursor=query.cursor,
                    limit=query.limit,
                    present=present,
                    steps=query.steps,
                )
                tasks = msgspec.structs.replace(tasks, tasks=await with_clocks(connection, scopes, tasks.tasks))
        except CursorRefused:
            raise Trouble("cursor-malformed", place="cursor") from None
        return Answer(content=tasks)

    async def dashboard(self, call: Call) -> Answer:
        """All figures; each carries the filter under which the docket lists its rows."""
        scope = scope_for(call.subject, "dashboard.read", await self._service.around.aside(call.subject))
        query, today = call.query, self._service.around.today()
        since, until = period_of(query, today)
        async with self._service.read(at_least=query.at_least, of=("docket",)) as connection:
            found = await dashboard(connection, scope, since=since, until=until, today=today)
        return Answer(content=found)

    async def ratings(self, call: Call) -> Answer:
        """Ratings of the reports of the desks that the reader serves; each count opens to its reports."""
        scope = scope_for(call.subject, "report.list", await self._service.around.aside(call.subject))
        since, until = period_of(call.query, self._service.around.today())
        async with self._service.read(at_least=call.query.at_least, of=("docket",)) as connection:
            found = await ratings(connection, as_officer(scope), since=since, until=until)
        return Answer(content=Ratings(since=since, until=until, by_rating=found))


async def present_of(service: Service) -> Present:
    """The day, and for whom somebody acts on appeals: what a list needs to know beside the docket's own rows."""
    staff = service.around.staff
    admitting, serving = await staff.acting("appeal.accept-appeal"), await staff.acting("appeal.serve-appeal")
    return Present(
        today=service.around.today(),
        admitting=frozenset(admitting),
        serving=frozenset(serving),
        needs=needs(service.around.profiles.values()),
    )


def held_by(subject: Subject) -> list[Held]:
    """The roles of *subject* as the list of what is to be done takes them.

    A respondent's matter is in no body of theirs: the scope alone says which are their own.
    """
    return [
        Held(role=grant.role.value, body=None if grant.role is Role.RESPONDENT else grant.body)
        for grant in subject.grants
    ]


def period_of(query: PeriodQuery, today: date) -> tuple[date, date]:
    """First and last day of the period asked for. Raises Trouble when it ends before it begins."""
    until = query.until or today
    since = query.since or max(date.min, until - timedelta(days=min(365, until.toordinal() - 1)))
    if since > until:
        raise Trouble("malformed-query", place="since", detail="起始日晚于截止日 / since is after until")
    return since, until


async def page_of_lists(service: Service, call: Call, lists: tuple[str, ...], *, own: bool = False) -> DocketPage:
    """The page of the docket that the query of *call* asks for, over the rows of *lists* that its reader may see.

    Raises:
        Trouble: the cursor is not one of this order.
    """
    aside = await service.around.aside(call.subject)
    return await page_of(service, call, scopes_of(call.subject, lists, aside, own=own))


async def page_of(service: Service, call: Call, scopes: tuple[Scope, ...]) -> DocketPage:
    """The page of the docket that the query of *call* asks for, within *scopes*. Raises Trouble as ``page_of_lists``."""
    query: DocketQuery | PageQuery = call.query
    filters = EVERYTHING
    if isinstance(query, DocketQuery):
        filters = Filter(**{name: getattr(query, name) for name in Filter.__struct_fields__})
    present = await present_of(service)
    try:
        async with service.read(at_least=query.at_least, of=WHOSE_TURN) as connection:
            found = await page_of_several(
                connection,
                scopes,
                filters,
                order=query.order,
                cursor=query.cursor,
                limit=query.limit,
                present=present,
            )
            return msgspec.structs.replace(found, entries=await with_clocks(connection, scopes, found.entries))
    except CursorRefused:
        raise Trouble("cursor-malformed", place="cursor") from None


def scopes_of(subject: Subject, lists: tuple[str, ...], aside: Aside, *, own: bool) -> tuple[Scope, ...]:
    """What the lists may show the reader, leaving out those they may not ask for; lists of one reach are one scope.

    Without *own* only what they see as officers: a row of the docket holds more than a respondent is shown.
    """
    kinds: dict[Scope, frozenset[str]] = {}
    for action in lists:
        try:
            scope = scope_for(subject, action, aside)
        except NotAuthorised:
            continue
        reach = msgspec.structs.replace(scope if own else as_officer(scope), kinds=frozenset())
        kinds[reach] = kinds.get(reach, frozenset()) | scope.kinds
    return tuple(msgspec.structs.replace(reach, kinds=of) for reach, of in kinds.items())


def with_opened(scopes: Iterable[Scope], opened: Iterable[UUID]) -> tuple[Scope, ...]:
    """*scopes*, and the matters *opened*: for the page of a matter that its reader just opened, whatever their lists show."""
    ids = frozenset(opened)
    return tuple(msgspec.structs.replace(scope, opened=ids) for scope in scopes)


def as_respondent(scope: Scope) -> Scope:
    """*scope* with what its reader sees as a respondent and nothing else."""
    return Scope(kinds=scope.kinds, respondents=scope.respondents)


def as_officer(scope: Scope) -> Scope:
    """*scope* without what its reader sees as a party."""
    return msgspec.structs.replace(scope, respondents=frozenset(), consulted=frozenset(), report=None)
