"""Deadlines out of several lists: a reader may see more of one kind of matter than of another."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from projections.deadlines.filter import RUNNING, Filter
from projections.deadlines.reads import PAGE, Connection, DeadlinePage, Entry, of_case, page, visible
from projections.docket.cursor import After, Order
from projections.scope import Scope


async def page_of_several(
    connection: Connection,
    scopes: Sequence[Scope],
    filters: Filter = RUNNING,
    *,
    today: date,
    cursor: str | None = None,
    limit: int = PAGE,
) -> DeadlinePage:
    """As ``page``, over what any of *scopes* shows. No two scopes speak of the same kind.

    Raises:
        CursorRefused: *cursor* is not one of this list.
    """
    pages = [await page(connection, scope, filters, today=today, cursor=cursor, limit=limit) for scope in scopes]
    entries = sorted((entry for each in pages for entry in each.entries), key=lambda entry: (entry.due_on, entry.id))
    shown = tuple(entries[:limit])
    more = len(entries) > len(shown) or any(each.next is not None for each in pages)
    after = After(Order.DUE, shown[-1].id, day=shown[-1].due_on).word() if more and shown else None
    return DeadlinePage(entries=shown, next=after)


async def case_of_several(
    connection: Connection, scopes: Sequence[Scope], case: UUID, *, today: date
) -> tuple[Entry, ...]:
    """As ``of_case``, over what any of *scopes* shows."""
    found = [entry for scope in scopes for entry in await of_case(connection, scope, case, today=today)]
    return tuple(sorted(found, key=lambda entry: (entry.due_on, entry.id)))


async def visible_of_several(connection: Connection, scopes: Sequence[Scope], ids: Sequence[UUID]) -> frozenset[UUID]:
    """Which of the deadlines *ids* any of *scopes* shows."""
    found: set[UUID] = set()
    for scope in scopes:
        found |= await visible(connection, scope, ids)
    return frozenset(found)
