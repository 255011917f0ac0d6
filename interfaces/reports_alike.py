"""Reports that may be about the same facts, from the docket, with the driver's failures told in our words."""

from collections.abc import Iterable

from application.adapters.pool import Pool
from application.adapters.transactions import transaction
from application.casework.around import AlikeReport
from domain.identity import OrganId, ReportId
from projections.docket.reads import reports_alike


class ReportsAlike:
    """The ``AlikeReports`` of casework."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def alike(self, organs: Iterable[OrganId], problems: Iterable[str]) -> tuple[AlikeReport, ...]:
        """See ``application.casework.around.AlikeReports``.

        Raises:
            StoreUnavailable: the database is gone, too slow, or no projector has run on it yet.
        """
        async with transaction(self._pool) as connection:
            found = await reports_alike(connection, tuple(organs), tuple(problems))
        return tuple(AlikeReport(report=ReportId(one), received_on=day, said=said) for one, day, said in found)
