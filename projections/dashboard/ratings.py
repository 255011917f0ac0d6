"""What reporters said of the outcome: reports by rating, each count opening to its reports."""

from datetime import date

from domain.reports.events import OutcomeRating
from projections.dashboard.behind import Behind
from projections.dashboard.figures import Figure
from projections.dashboard.reads import PACKAGE, Connection
from projections.docket.filter import Filter
from projections.docket.row import Kind
from projections.docket.terms import rated
from projections.scope import Scope
from projections.statements import statement, told

BY_RATING = "by_rating"
"""The figure of a period: reports by what their reporter said of the outcome."""


async def rated_behind(
    connection: Connection, scope: Scope, *, since: date, until: date, schema: str = "read_models"
) -> tuple[Behind, ...]:
    """Each report received in the period whose reporter rated the outcome, under the latest rating."""
    terms = {rated(one): one for one in OutcomeRating}
    given = {**scope.parameters(), "since": since, "until": until, "ratings": list(terms)}
    cursor = await connection.execute(told(PACKAGE, "rated", schema), given, prepare=False)
    return tuple(
        Behind(figure=BY_RATING, code=terms[term].value, kind=Kind.REPORT.value, matter=matter, day=day)
        for term, matter, day in await cursor.fetchall()
    )


async def ratings(connection: Connection, scope: Scope, *, since: date, until: date) -> tuple[Figure, ...]:
    """The reports received in the period whose reporter rated the outcome, by the latest rating, the best first."""
    terms = {rated(one): one for one in OutcomeRating}
    given = {**scope.parameters(), "since": since, "until": until, "ratings": list(terms)}
    cursor = await connection.execute(statement(PACKAGE, "ratings"), given, prepare=False)
    counts = {terms[term]: count for term, count in await cursor.fetchall()}
    return tuple(
        Figure(
            code=one.value,
            count=counts[one],
            rows=Filter(kinds=(Kind.REPORT,), opened_from=since, opened_to=until, rated=one),
        )
        for one in OutcomeRating
        if one in counts
    )
