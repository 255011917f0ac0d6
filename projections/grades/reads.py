"""Reads grades, always within a scope: each one, and how many of each in a year."""

from datetime import date
from typing import Any

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import class_row

from projections.docket.row import Kind
from projections.grades.filter import Filter
from projections.grades.projection import PACKAGE, GradeRow
from projections.scope import Scope
from projections.statements import statement

LARGEST_PAGE = 1000

Connection = AsyncConnection[Any]


class YearGrade(msgspec.Struct, frozen=True, kw_only=True):
    """How many organs were given *grade* in the calendar year by assessments (or evaluations). ``rows`` lists them."""

    kind: Kind
    year: int
    grade: str
    count: int
    rows: Filter


async def by_year(connection: Connection, scope: Scope, *, until: date) -> tuple[YearGrade, ...]:
    """Every year up to *until* (included), the latest first."""
    given = {**scope.parameters(), **Filter(given_to=until).parameters()}
    found = await (await connection.execute(statement(PACKAGE, "by_year"), given, prepare=False)).fetchall()
    return tuple(
        YearGrade(
            kind=Kind(kind),
            year=year,
            grade=grade,
            count=count,
            rows=Filter(
                kind=Kind(kind),
                grade=grade,
                given_from=date(year, 1, 1),
                given_to=min(until, date(year, 12, 31)),
            ),
        )
        for kind, year, grade, count in found
    )


async def listed(connection: Connection, scope: Scope, filters: Filter, *, limit: int) -> tuple[GradeRow, ...]:
    """The grades that *filters* finds, the latest first; at most *limit*, which is at most ``LARGEST_PAGE``."""
    given = {**scope.parameters(), **filters.parameters(), "limit": max(1, min(limit, LARGEST_PAGE))}
    async with connection.cursor(row_factory=class_row(GradeRow)) as cursor:
        await cursor.execute(statement(PACKAGE, "listed"), given, prepare=False)
        return tuple(await cursor.fetchall())
