"""Reads grades, always within a scope: each one, and how many of each in a year."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import class_row

from projections.docket.cursor import place_of, written
from projections.docket.row import Kind
from projections.grades.filter import Filter
from projections.grades.projection import PACKAGE, GradeRow
from projections.scope import Scope
from projections.statements import statement

PAGE = 200
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


class After(msgspec.Struct, frozen=True, array_like=True):
    """The last grade of a page."""

    day: date
    matter: UUID
    organ: UUID


class GradePage(msgspec.Struct, frozen=True, kw_only=True):
    """Some grades, the latest first, and the cursor of the next page; None when this was the last."""

    entries: tuple[GradeRow, ...]
    next: str | None


async def listed(
    connection: Connection, scopes: Sequence[Scope], filters: Filter, *, limit: int, cursor: str | None = None
) -> GradePage:
    """The grades that *filters* finds in what any of *scopes* shows; at most *limit*, which is at most ``LARGEST_PAGE``.

    Raises:
        CursorRefused: *cursor* is not one of this list.
    """
    after = None if cursor is None else place_of(cursor, After)
    size = max(1, min(limit, LARGEST_PAGE))
    place = {
        "after_day": None if after is None else after.day,
        "after_matter": None if after is None else after.matter,
        "after_organ": None if after is None else after.organ,
        "limit": size + 1,
    }
    found: list[GradeRow] = []
    async with connection.cursor(row_factory=class_row(GradeRow)) as rows:
        for scope in scopes:
            given = {**scope.parameters(), **filters.parameters(), **place}
            await rows.execute(statement(PACKAGE, "listed"), given, prepare=False)
            found += await rows.fetchall()
    found.sort(key=lambda one: (one.given_on, one.matter, one.organ), reverse=True)
    shown = tuple(found[:size])
    last = shown[-1] if len(found) > size else None
    return GradePage(
        entries=shown, next=None if last is None else written(After(last.given_on, last.matter, last.organ))
    )
