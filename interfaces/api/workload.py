"""What waits on others, and how much each officer has in hand."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from uuid import UUID

import msgspec

from application.access import Subject
from application.casework import gate
from interfaces.api.clocks import figures_for
from interfaces.api.docket import LISTS, WHOSE_TURN, Position, held_by, present_of, scopes_of
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.service import Service
from projections.deadlines.of_rows import with_clocks
from projections.docket.reads import PAGE
from projections.pending_work.reads import Task, load, reviewing, waiting_on_others


class WaitingQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``at_least``: the ``position`` of a receipt."""

    at_least: Position | None = None


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """Matters assigned to whoever asks that somebody else has to move, the nearest clock first; at most fifty of ``total``."""

    tasks: tuple[Task, ...]
    total: int


class OfficerLoad(msgspec.Struct, frozen=True, kw_only=True):
    """What one officer has in hand: open cases and appeals, proceedings to review, and the deadlines that are late and close.

    ``officer`` None: nobody's yet. ``late`` and ``soon`` are the figures of the deadlines by whose turn it is, whatever the matter: what waits
    for a desk is nobody's by name.
    ``gone``: the account is disabled or holds no role today, so that what it has waits to be handed over.
    """

    officer: UUID | None
    open: int
    reviewing: int
    late: int
    soon: int
    gone: bool


class Workload(msgspec.Struct, frozen=True, kw_only=True):
    """What each officer has in hand on ``today``, what nobody has first, then whoever has most that is late."""

    today: date
    loads: tuple[OfficerLoad, ...]


class Workloads:
    """The routes of the work in hand."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        yield Operation(
            method="GET",
            path="/api/work/waiting",
            name="list-waiting",
            action="work.read",
            summary=Sentence("等他人办理的事", "What waits on others"),
            tag="lists",
            query=WaitingQuery,
            answers=Waiting,
            run=self.waiting,
        )
        yield Operation(
            method="GET",
            path="/api/workload",
            name="read-workload",
            action="dashboard.read",
            summary=Sentence("各人在办数量", "How much each officer has in hand"),
            tag="lists",
            query=WaitingQuery,
            answers=Workload,
            run=self.workload,
        )

    async def waiting(self, call: Call) -> Answer:
        """What is assigned to the reader and another role has to move."""
        subject: Subject = call.subject
        gate.require(subject, "work.read")
        found: list[Task] = []
        total = 0
        aside, present = await self._service.around.aside(subject), await present_of(self._service)
        async with self._service.read(at_least=call.query.at_least, of=WHOSE_TURN) as connection:
            scopes = scopes_of(subject, LISTS, aside, own=False)
            for scope in scopes:
                some, count = await waiting_on_others(
                    connection, scope, officer=subject.account, roles=held_by(subject), limit=PAGE, present=present
                )
                found, total = [*found, *some], total + count
            found.sort(key=lambda task: (task.listed_on or date.max, task.first_position))
            tasks = await with_clocks(connection, scopes, found[:PAGE])
        return Answer(content=Waiting(tasks=tasks, total=total))

    async def workload(self, call: Call) -> Answer:
        """Within the scope of the dashboard, with the appeals that the reader may list."""
        subject: Subject = call.subject
        gate.require(subject, "dashboard.read")
        aside = await self._service.around.aside(subject)
        opened: Counter[UUID | None] = Counter()
        reviewed: Counter[UUID | None] = Counter()
        present = await present_of(self._service)
        async with self._service.read(at_least=call.query.at_least, of=WHOSE_TURN) as connection:
            for scope in scopes_of(subject, ("docket.read", "appeal.list"), aside, own=False):
                opened.update({one.officer: one.open for one in await load(connection, scope)})
            for scope in scopes_of(subject, ("docket.read",), aside, own=False):
                reviewed.update({one.officer: one.open for one in await reviewing(connection, scope, present)})
        found = await figures_for(self._service, subject, at_least=call.query.at_least)
        late: dict[UUID | None, int] = {UUID(one.code): one.count for one in found.overdue_by_handler}
        soon: dict[UUID | None, int] = {UUID(one.code): one.count for one in found.close_by_handler}
        late |= {None: found.overdue_unassigned.count}
        soon |= {None: found.close_unassigned.count}
        accounts = await self._service.accounts.all()
        here = {None, *(one.id for one in accounts if one.in_office(found.today))}
        loads = [
            OfficerLoad(
                officer=each,
                open=opened[each],
                reviewing=reviewed[each],
                late=late.get(each, 0),
                soon=soon.get(each, 0),
                gone=each not in here,
            )
            for each in {*opened, *reviewed, *late, *soon}
        ]
        shown = (one for one in loads if one.open or one.reviewing or one.late or one.soon)
        ordered = sorted(shown, key=lambda one: (one.officer is not None, -one.late, -one.open, str(one.officer)))
        return Answer(content=Workload(today=found.today, loads=tuple(ordered)))
