"""The pages of a list as people read them: what is overdue stands on the first page, before the rest in the order of the days shown."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import msgspec
from msgspec.structs import replace

from interfaces.api.docket import DocketQuery
from interfaces.web.docket_rows import nearest_first
from projections.docket.cursor import Order
from projections.docket.reads import LARGEST_PAGE, DocketPage, Entry

Listing = Callable[[DocketQuery], Awaitable[DocketPage]]


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of one page and the cursor of the next. ``late`` are so many at its head; ``more``: others are overdue besides."""

    entries: tuple[Entry, ...]
    next: str | None
    late: int = 0
    more: bool = False


async def overdue_first(listing: Listing, query: DocketQuery, today: date) -> Shown:
    """The page of *query* that *listing* finds.

    The docket cuts its pages by a day of its own. What its clock says is overdue may stand on any of them, so it is asked for on its
    own, shown on the first page, and left out where it would come again; what had no room there stands where the docket has it. A
    list that asks for days, or for what is closed, is shown as it was found.
    """
    if query.order is not Order.DUE or query.open is False:
        found = await listing(query)
        return Shown(entries=tuple(found.entries), next=found.next)
    if query.due_from is not None or query.due_to is not None:
        found = await listing(query)
        return Shown(entries=tuple(nearest_first(found.entries)), next=found.next)
    found = await listing(query)
    overdue = replace(query, cursor=None, open=True, due_to=today - timedelta(days=1), limit=LARGEST_PAGE)
    late = await listing(overdue)
    first = nearest_first(late.entries)[: query.limit]
    known = {one.id for one in first}
    rest = [one for one in nearest_first(found.entries) if one.id not in known]
    if query.cursor is not None:
        return Shown(entries=tuple(rest), next=found.next)
    more = late.next is not None or len(late.entries) > len(first)
    return Shown(entries=(*first, *rest), next=found.next, late=len(first), more=more)
