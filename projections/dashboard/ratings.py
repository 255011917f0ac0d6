"""What reporters said of the outcome: reports by rating, each count opening to its reports."""

from datetime import date

from domain.reports.events import OutcomeRating
from projections.dashboard.figures import Figure
from projections.dashboard.reads import PACKAGE, Connection
from projections.docket.filter import Filter
from projections.docket.row import Kind
from projections.docket.terms import rated
from projections.scope import Scope
from projections.statements import statement


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
