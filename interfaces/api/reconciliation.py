"""Whether the figures that are shown agree with the record."""

from collections.abc import Iterator

from interfaces.api.docket import PeriodQuery, period_of
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.period_report import RATED, WORDS, rated_scope
from interfaces.scopes import scope_for
from interfaces.service import Service
from projections.dashboard.ratings import BY_RATING
from projections.dashboard.reconciling import Reconciliation, reconcile

COUNTED = tuple(name for section in WORDS.sections for name in section.figures if name not in {"median", RATED})
"""The figures of the report of a period that count matters, each of which opens to its rows."""


class Reconciling:
    """The route of the comparison."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared route."""
        yield Operation(
            method="GET",
            path="/api/dashboard/reconciliation",
            name="reconcile-figures",
            action="dashboard.read",
            summary=Sentence("统计数字与记录核对", "Whether the figures agree with the record"),
            tag="lists",
            query=PeriodQuery,
            answers=Reconciliation,
            run=self.read,
        )

    async def read(self, call: Call) -> Answer:
        """The figures of the reader's scope, counted again from the log up to where the rows in use have come."""
        service = self._service
        since, until = period_of(call.query, service.around.today())
        scope = scope_for(call.subject, "dashboard.read", await service.around.aside(call.subject))
        reports = await rated_scope(service, call.subject)
        names = COUNTED if reports is not None else tuple(one for one in COUNTED if one != BY_RATING)
        async with service.read(at_least=call.query.at_least, of=("docket",)) as connection:
            return Answer(content=await reconcile(connection, scope, names, since=since, until=until, reports=reports))
