"""Reads what is like one proceeding, always within the reader's scopes."""

from collections.abc import Collection, Sequence
from uuid import UUID

from projections.docket.cursor import Order
from projections.docket.filter import Filter
from projections.docket.reads import LARGEST_PAGE, Connection, Entry
from projections.docket.row import Kind
from projections.docket.several import page_of_several
from projections.like_cases.likeness import LikeCases, compare
from projections.scope import Scope
from projections.statements import statement


async def like_cases(
    connection: Connection, scopes: Sequence[Scope], own: Entry, factors: Collection[str]
) -> LikeCases:
    """What any of *scopes* shows that is like *own*; *factors* are the codes of circumstances in its law.

    Of each ground of *own* the 200 decided proceedings that moved last are looked at.
    """
    found: dict[UUID, Entry] = {}
    for ground in own.grounds:
        wanted = Filter(kinds=(Kind.PROCEEDING,), decided=True, ground=ground)
        page = await page_of_several(connection, scopes, wanted, order=Order.CHANGED, limit=LARGEST_PAGE)
        found |= {one.id: one for one in page.entries}
    return compare(own, found.values(), await circumstances_of(connection, [own.id, *found], factors))


async def circumstances_of(
    connection: Connection, proceedings: Sequence[UUID], factors: Collection[str]
) -> dict[UUID, frozenset[str]]:
    """Which of *factors* are established in each of *proceedings*; those of which nothing is known are missing."""
    given = {"proceedings": list(proceedings)}
    rows = await (await connection.execute(statement("projections.like_cases", "established"), given)).fetchall()
    return {proceeding: frozenset(codes).intersection(factors) for proceeding, codes in rows}
