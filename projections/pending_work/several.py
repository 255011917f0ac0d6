"""What waits for one officer out of several lists: a reader may see more of one kind of matter than of another."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from projections.docket.present import Present
from projections.docket.reads import PAGE
from projections.docket.row import Step
from projections.pending_work.paging import Connection, Held
from projections.pending_work.reads import Task, Tasks, cursor_after, day_of_place, mine
from projections.scope import Scope


async def mine_of_several(
    connection: Connection,
    scopes: Sequence[Scope],
    *,
    officer: UUID,
    roles: Sequence[Held],
    cursor: str | None = None,
    limit: int = PAGE,
    present: Present | None = None,
    steps: Collection[Step] | None = None,
) -> Tasks:
    """As ``mine``, over rows that any of *scopes* shows. No two scopes speak of the same kind.

    Raises:
        CursorRefused: *cursor* is none of this list.
    """
    pages = [
        await mine(
            connection,
            scope,
            officer=officer,
            roles=roles,
            cursor=cursor,
            limit=limit,
            present=present,
            steps=steps,
        )
        for scope in scopes
    ]
    tasks = sorted((task for each in pages for task in each.tasks), key=_place)
    shown = tuple(tasks[:limit])
    more = len(tasks) > len(shown) or any(each.next is not None for each in pages)
    return Tasks(tasks=shown, next=cursor_after(shown[-1]) if more and shown else None)


def _place(task: Task) -> tuple[bool, date, int, UUID]:
    day = day_of_place(task)
    return day is None, day or date.max, task.first_position, task.id
