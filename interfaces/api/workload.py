"""What waits on others, and how much each officer has in hand."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from application.access import Subject
from application.casework import gate
from domain.calendar.period import days_after
from interfaces.api.docket import LISTS, Position, held_by, scopes_of
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.scopes import scope_for
from interfaces.service import Service
from projections.docket.reads import PAGE
from projections.pending_work.reads import Load, Task, load, waiting_on_others


class WaitingQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``at_least``: the ``position`` of a receipt."""

    at_least: Position | None = None


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """Matters assigned to whoever asks that somebody else has to move, the nearest clock first; at most fifty."""

    tasks: tuple[Task, ...]


class Workload(msgspec.Struct, frozen=True, kw_only=True):
    """Open cases and appeals of each officer on ``today``. ``soon`` is the last day that counts as close.

    The load without officer is what nobody has been assigned to yet.
    """

    today: date
    soon: date
    loads: tuple[Annotated[Load, msgspec.Meta(description="officer, open, late, soon")], ...]


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
        aside = await self._service.around.aside(subject)
        async with self._service.read(at_least=call.query.at_least, of=("docket",)) as connection:
            for scope in scopes_of(subject, LISTS, aside, own=False):
                found += await waiting_on_others(
                    connection, scope, officer=subject.account, roles=held_by(subject), limit=PAGE
                )
        found.sort(key=lambda task: (task.due_on or date.max, task.id))
        return Answer(content=Waiting(tasks=tuple(found[:PAGE])))

    async def workload(self, call: Call) -> Answer:
        """Within the scope of the dashboard, with the appeals that the reader may list."""
        subject: Subject = call.subject
        aside = await self._service.around.aside(subject)
        scope_for(subject, "dashboard.read", aside)
        today = self._service.around.today()
        calendar = await self._service.around.calendar()
        soon = calendar.working_day_from(today)
        for _ in range(self._service.around.deadlines.warning_working_days):
            soon = calendar.working_day_from(days_after(soon, 1))
        by_officer: dict[UUID | None, Load] = {}
        async with self._service.read(at_least=call.query.at_least, of=("docket",)) as connection:
            for scope in scopes_of(subject, ("docket.read", "appeal.list"), aside, own=False):
                for one in await load(connection, scope, today=today, soon=soon):
                    known = by_officer.get(one.officer, Load(officer=one.officer, open=0, late=0, soon=0))
                    by_officer[one.officer] = Load(
                        officer=one.officer,
                        open=known.open + one.open,
                        late=known.late + one.late,
                        soon=known.soon + one.soon,
                    )
        loads = sorted(by_officer.values(), key=lambda one: (one.officer is not None, -one.late, -one.open))
        return Answer(content=Workload(today=today, soon=soon, loads=tuple(loads)))
