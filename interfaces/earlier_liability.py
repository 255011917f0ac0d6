"""Earlier liability from its read model, with the driver's failures told in our words."""

from datetime import date
from uuid import UUID

from application.adapters.pool import Pool
from application.adapters.transactions import told_in_our_words
from domain.recommendation.facts import PriorSituation
from projections.prior_liability.reads import PriorLiability


class EarlierLiability:
    """The ``Priors`` of casework."""

    def __init__(self, pool: Pool) -> None:
        self._of = PriorLiability(pool)

    async def priors(self, respondent: UUID, *, before: date, besides: UUID) -> tuple[PriorSituation, ...]:
        """Those of the respondent up to and including *before*, oldest first, outside the case *besides*.

        Raises:
            StoreUnavailable: the database is gone, too slow, or no projector has run on it yet.
        """
        with told_in_our_words():
            return await self._of.priors(respondent, before=before, besides=besides)
