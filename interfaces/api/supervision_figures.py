"""The figures of supervision over HTTP: doors of leads, timeliness of publication, and grades over the years."""

from collections.abc import Iterator
from typing import Annotated

import msgspec

from application.casework import gate
from interfaces.api.docket import Cursor, PeriodQuery, Position, period_of, scopes_of
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.problems import Trouble
from interfaces.service import Service
from projections.docket.cursor import CursorRefused
from projections.grades.filter import Filter as GradeFilter
from projections.grades.reads import LARGEST_PAGE, PAGE, GradePage, YearGrade, by_year, listed
from projections.supervision_figures.figures import Door, SupervisionFigures, Timeliness
from projections.supervision_figures.reads import by_door, timeliness

ACTION = "supervision.read-figures"
GRADED = ("assessment.list", "evaluation.list")
"""The lists whose matters give grades."""


class GradesQuery(GradeFilter, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """All conditions that are given must hold; days are inclusive. ``cursor`` is ``next`` of the page before."""

    cursor: Cursor | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=LARGEST_PAGE)] = PAGE
    at_least: Position | None = None


class SupervisionFiguresRoute:
    """The route of the figures."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared route."""
        yield Operation(
            method="GET",
            path="/api/supervision-figures",
            name="read-supervision-figures",
            action=ACTION,
            summary=Sentence(zh="监督统计", en="Figures of supervision"),
            tag="lists",
            query=PeriodQuery,
            answers=SupervisionFigures,
            run=self.read,
        )
        yield Operation(
            method="GET",
            path="/api/grades",
            name="list-grades",
            action=ACTION,
            summary=Sentence(zh="考核与社会评议的等次", en="Grades of assessments and social evaluations"),
            tag="lists",
            query=GradesQuery,
            answers=GradePage,
            run=self.grades,
        )

    async def grades(self, call: Call) -> Answer:
        """Each grade of the assessments and evaluations that the reader may list one by one."""
        gate.require(call.subject, ACTION)
        aside = await self._service.around.aside(call.subject)
        query: GradesQuery = call.query
        scopes = scopes_of(call.subject, GRADED, aside, own=False)
        try:
            async with self._service.read(at_least=query.at_least, of=("docket", "grades")) as connection:
                page = await listed(connection, scopes, query, limit=query.limit, cursor=query.cursor)
        except CursorRefused:
            raise Trouble("cursor-malformed", place="cursor") from None
        return Answer(content=page)

    async def read(self, call: Call) -> Answer:
        """Each figure within what the reader may list one by one."""
        gate.require(call.subject, ACTION)
        today = self._service.around.today()
        since, until = period_of(call.query, today)
        aside = await self._service.around.aside(call.subject)
        doors: tuple[Door, ...] = ()
        timely: tuple[Timeliness, ...] = ()
        grades: list[YearGrade] = []
        async with self._service.read(at_least=call.query.at_least, of=("docket", "deadlines", "grades")) as connection:
            for scope in scopes_of(call.subject, ("report.list",), aside, own=False):
                doors = await by_door(connection, scope, since=since, until=until)
            for scope in scopes_of(call.subject, ("duty.list",), aside, own=False):
                timely = await timeliness(connection, scope, since=since, until=until, today=today)
            for scope in scopes_of(call.subject, GRADED, aside, own=False):
                grades += await by_year(connection, scope, until=until)
        return Answer(
            content=SupervisionFigures(
                since=since,
                until=until,
                leads=sum(one.count for one in doors),
                by_door=doors,
                timeliness=timely,
                grades=tuple(grades),
            )
        )
