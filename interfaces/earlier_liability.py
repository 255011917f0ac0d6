"""Earlier liability from its read model, with the driver's failures told in our words."""

from datetime import date
from uuid import UUID

from application.adapters.pool import Pool
from application.adapters.transactions import told_in_our_words
from application.casework.around import Search
from projections.prior_liability.projection import PRIOR_LIABILITY
from projections.prior_liability.reads import PriorLiability
from projections.running.waiting import caught_up


class EarlierLiability:
    """The ``Priors`` of casework. A search waits *seconds* at most for the read model to have what is recorded."""

    def __init__(self, pool: Pool, *, seconds: float = 2.0) -> None:
        self._pool, self._seconds = pool, seconds
        self._of = PriorLiability(pool)

    async def priors(self, respondent: UUID, *, before: date, besides: UUID) -> Search:
        """Those of the respondent up to and including *before*, oldest first, outside the case *besides*.

        Raises:
            StoreUnavailable: the database is gone, too slow, or no projector has run on it yet.
        """
        with told_in_our_words():
            complete = await caught_up(self._pool, (PRIOR_LIABILITY.name,), seconds=self._seconds)
            found = await self._of.priors(respondent, before=before, besides=besides)
        return Search(found=found, complete=complete)
