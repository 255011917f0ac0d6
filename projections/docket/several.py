"""One page out of several lists: a reader may see more of one kind of matter than of another."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from projections.docket.cursor import Order
from projections.docket.filter import EVERYTHING, Filter
from projections.docket.present import Present
from projections.docket.reads import PAGE, Connection, DocketPage, Entry, cursor_after, page, visible
from projections.scope import Scope


async def page_of_several(
    connection: Connection,
    scopes: Sequence[Scope],
    filters: Filter = EVERYTHING,
    *,
    order: Order = Order.DUE,
    cursor: str | None = None,
    limit: int = PAGE,
    present: Present | None = None,
) -> DocketPage:
    """As ``page``, over rows that any of *scopes* shows. No two scopes speak of the same kind.

    Raises:
        CursorRefused: *cursor* is not one of this order.
    """
    pages = [
        await page(connection, scope, filters, order=order, cursor=cursor, limit=limit, present=present)
        for scope in scopes
    ]
    entries = sorted((entry for each in pages for entry in each.entries), key=_PLACE[order], reverse=order in _FALLING)
    shown = tuple(entries[:limit])
    more = len(entries) > len(shown) or any(each.next is not None for each in pages)
    return DocketPage(entries=shown, next=cursor_after(shown[-1], order) if more and shown else None)


async def visible_of_several(connection: Connection, scopes: Sequence[Scope], ids: Sequence[UUID]) -> dict[UUID, str]:
    """Those of the matters *ids* that any of *scopes* shows, each with its kind."""
    found: dict[UUID, str] = {}
    for scope in scopes:
        found |= await visible(connection, scope, ids)
    return found


def _due(entry: Entry) -> tuple[bool, date, UUID]:
    return entry.listed_on is None, entry.listed_on or date.max, entry.id


_PLACE: dict[Order, Callable[[Entry], Any]] = {
    Order.DUE: _due,
    Order.OPENED: lambda entry: (entry.opened_on, entry.id),
    Order.WAITING: lambda entry: (entry.opened_on, entry.id),
    Order.CHANGED: lambda entry: (entry.position, entry.id),
}
_FALLING = frozenset({Order.OPENED, Order.CHANGED})
"""Orders that show the last first."""
