"""The pattern of decisions: how often they depart from the suggestion, how often an appeal changes them."""

from collections.abc import Iterator

from application.casework import gate
from interfaces.api.docket import PeriodQuery, period_of, scopes_of
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.service import Service
from projections.dashboard.pattern import Pattern, pattern

LISTS = ("proceeding.list", "appeal.list")


class Patterns:
    """The route of the pattern."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared route."""
        yield Operation(
            method="GET",
            path="/api/pattern",
            name="read-pattern",
            action="docket.read",
            summary=Sentence("偏离建议和被改变的决定", "Decisions that departed from the suggestion or were changed"),
            tag="lists",
            query=PeriodQuery,
            answers=Pattern,
            run=self.pattern,
        )

    async def pattern(self, call: Call) -> Answer:
        """The pattern over the rows of the docket that the reader may see."""
        gate.require(call.subject, "docket.read")
        since, until = period_of(call.query, self._service.around.today())
        scopes = scopes_of(call.subject, LISTS, await self._service.around.aside(call.subject), own=False)
        async with self._service.read(at_least=call.query.at_least, of=("docket",)) as connection:
            return Answer(content=await pattern(connection, scopes, since=since, until=until))
