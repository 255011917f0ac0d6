"""Reads earlier situations. Not scoped by reader: the law asks whether there were any, whichever body found them.

Callers show a reader the count and dates, and open a case only after the access function let them.
"""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import class_row

from domain.recommendation.facts import PriorSituation
from projections.prior_liability.projection import PACKAGE
from projections.running.waiting import Pool
from projections.statements import statement

Connection = AsyncConnection[Any]


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """A breach that a standing decision found. ``conduct_from`` is the day by which it counts."""

    proceeding_id: UUID
    case_id: UUID
    allegation: UUID
    ground: str
    conduct_from: date
    conduct_to: date
    number: str | None
    decided_on: date | None
    outcome: str | None


async def situations(
    connection: Connection,
    respondent: UUID,
    *,
    before: date,
    since: date | None = None,
    besides: UUID | None = None,
) -> tuple[Situation, ...]:
    """What stands found against *respondent* (an organ or a person) for conduct from *since* to *before*, both included.

    *besides* is the case being worked on, which is no earlier situation.
    """
    given = {"respondent": respondent, "before": before, "since": since, "besides": besides}
    async with connection.cursor(row_factory=class_row(Situation)) as cursor:
        await cursor.execute(statement(PACKAGE, "situations"), given)
        return tuple(await cursor.fetchall())


class PriorLiability:
    """Earlier situations in the words of the recommendation; what the use cases are handed."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def priors(
        self, respondent: UUID, *, before: date, besides: UUID | None = None
    ) -> tuple[PriorSituation, ...]:
        """Those of the respondent up to and including *before*, apart from the case *besides*, oldest first."""
        async with self._pool.connection() as connection:
            found = await situations(connection, respondent, before=before, besides=besides)
        return tuple(prior(each.proceeding_id, each.allegation, each.conduct_from) for each in found)


def prior(proceeding: UUID, allegation: UUID, on: date) -> PriorSituation:
    """A situation as a fact sheet names it: the proceeding that found it, and which of its allegations."""
    return PriorSituation(on=on, reference=f"{proceeding}/{allegation}")
