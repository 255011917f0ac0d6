"""The figures of supervision over HTTP: the doors of leads, and publication timeliness of each organ."""

from collections.abc import Iterator

from application.casework import gate
from interfaces.api.docket import PeriodQuery, period_of, scopes_of
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.service import Service
from projections.supervision_figures.figures import Door, SupervisionFigures, Timeliness
from projections.supervision_figures.reads import by_door, timeliness

ACTION = "supervision.read-figures"


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

    async def read(self, call: Call) -> Answer:
        """Each figure within what the reader may list one by one."""
        gate.require(call.subject, ACTION)
        today = self._service.around.today()
        since, until = period_of(call.query, today)
        aside = await self._service.around.aside(call.subject)
        doors: tuple[Door, ...] = ()
        timely: tuple[Timeliness, ...] = ()
        async with self._service.read(at_least=call.query.at_least, of=("docket", "deadlines")) as connection:
            for scope in scopes_of(call.subject, ("report.list",), aside, own=False):
                doors = await by_door(connection, scope, since=since, until=until)
            for scope in scopes_of(call.subject, ("duty.list",), aside, own=False):
                timely = await timeliness(connection, scope, since=since, until=until, today=today)
        return Answer(
            content=SupervisionFigures(
                since=since, until=until, leads=sum(one.count for one in doors), by_door=doors, timeliness=timely
            )
        )
