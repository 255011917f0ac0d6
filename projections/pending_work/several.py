"""What waits for one officer out of several lists: a reader may see more of one kind of matter than of another."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from projections.docket.cursor import After, Order
from projections.docket.reads import PAGE
from projections.pending_work.reads import Connection, Held, Tasks, mine
from projections.scope import Scope


async def mine_of_several(
    connection: Connection,
    scopes: Sequence[Scope],
    *,
    officer: UUID,
    roles: Sequence[Held],
    cursor: str | None = None,
    limit: int = PAGE,
) -> Tasks:
    """As ``mine``, over rows that any of *scopes* shows. No two scopes speak of the same kind.

    Raises:
        CursorRefused: *cursor* is none of this list.
    """
    pages = [
        await mine(connection, scope, officer=officer, roles=roles, cursor=cursor, limit=limit) for scope in scopes
    ]
    tasks = sorted((task for each in pages for task in each.tasks), key=lambda task: (task.due_on or date.max, task.id))
    shown = tuple(tasks[:limit])
    more = len(tasks) > len(shown) or any(each.next is not None for each in pages)
    last = After(Order.DUE, shown[-1].id, day=shown[-1].due_on).word() if more and shown else None
    return Tasks(tasks=shown, next=last)
