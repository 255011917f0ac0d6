"""Reports that may be about the same facts, from the docket, with the driver's failures told in our words."""

from collections.abc import Iterable

from application.adapters.pool import Pool
from application.adapters.transactions import transaction
from domain.identity import OrganId, ReportId
from projections.docket.reads import reports_alike


class ReportsAlike:
    """The ``AlikeReports`` of casework."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def alike(self, organs: Iterable[OrganId], problems: Iterable[str]) -> tuple[ReportId, ...]:
        """Reports about one of *organs* and *problems*, or of no kind yet, that are not declined or merged; oldest first.

        Raises:
            StoreUnavailable: the database is gone, too slow, or no projector has run on it yet.
        """
        async with transaction(self._pool) as connection:
            return tuple(ReportId(one) for one in await reports_alike(connection, tuple(organs), tuple(problems)))
