"""Earlier liability in an office of tests, where no projector runs beside the requests."""

import asyncio
from datetime import date
from uuid import UUID

from psycopg import AsyncConnection

from application.adapters.pool import connection_pool
from application.casework.around import Search
from interfaces.earlier_liability import EarlierLiability
from projections.prior_liability.projection import PRIOR_LIABILITY
from tests.support.postgres import Database
from tests.support.read_models import fill


class FollowedLiability:
    """What the program asks, after the read model was brought up to what is recorded, one search at a time."""

    def __init__(self, database: Database) -> None:
        self._database, self._turn = database, asyncio.Lock()

    async def priors(self, respondent: UUID, *, before: date, besides: UUID) -> Search:
        """Those of the respondent up to and including *before*, outside the case *besides*."""
        async with self._turn, await AsyncConnection.connect(self._database.app, autocommit=True) as connection:
            await fill(connection, PRIOR_LIABILITY)
        async with connection_pool(self._database.app, size=1) as pool:
            return await EarlierLiability(pool).priors(respondent, before=before, besides=besides)
