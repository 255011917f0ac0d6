"""Reads what is to be done next, always within a scope."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

import msgspec

from projections.deadlines.of_rows import Clocked
from projections.docket.cursor import After, CursorRefused, Order, read
from projections.docket.present import Present, parameters
from projections.docket.reads import PAGE
from projections.docket.row import Step
from projections.pending_work.paging import PACKAGE, Connection, Held, asked_by, beginning, page_of
from projections.scope import Scope
from projections.statements import statement


class Task(Clocked, frozen=True, kw_only=True):
    """One matter and its one next step. ``assigned``: to this officer by name, not only by role; ``number``: in the register;
    ``first_position``: where it began in the log; ``listed_on``: the day of its clock, by which lists have it.
    """

    kind: str
    case_id: UUID | None
    proceeding_id: UUID | None
    stage: str
    next_step: str
    turn: str
    body: UUID | None
    organs: Sequence[UUID]
    grounds: Sequence[str]
    opened_on: date
    version: int
    assigned: bool
    number: str | None
    first_position: int
    listed_on: date | None


class Tasks(msgspec.Struct, frozen=True, kw_only=True):
    """Some tasks in order of their clocks, and the cursor of the next page."""

    tasks: tuple[Task, ...]
    next: str | None


class Load(msgspec.Struct, frozen=True, kw_only=True):
    """Open matters of one officer (None: nobody's yet)."""

    officer: UUID | None
    open: int


async def mine(
    connection: Connection,
    scope: Scope,
    *,
    officer: UUID,
    roles: Sequence[Held],
    cursor: str | None = None,
    limit: int = PAGE,
    present: Present | None = None,
    steps: Collection[Step] | None = None,
) -> Tasks:
    """What waits for *officer*: by assignment, or by a role they hold for a body that has the matter in hand; of *steps* alone where given.

    The nearest clock first; of those with the same or none, what has waited longest. Without *present* a step waits for
    whom the events alone name.

    Raises:
        CursorRefused: *cursor* is none of this list.
    """
    after = None if cursor is None else read(cursor, Order.DUE)
    if after is not None and after.position is None:
        raise CursorRefused  # a cursor of the docket, which has another order
    named = None if steps is None else [step.value for step in steps]
    given = {**asked_by(scope, officer, roles, present), **beginning(after), "steps": named}
    shown, last = await page_of(connection, "mine", Task, given, limit)
    return Tasks(tasks=shown, next=None if last is None else cursor_after(last))


def cursor_after(task: Task) -> str:
    """The cursor of the page that begins after *task*."""
    return After(Order.DUE, task.id, day=day_of_place(task), position=task.first_position).word()


def day_of_place(task: Task) -> date | None:
    """The day of the place of *task*; None: after all others. What goes into the archive waits for everything else that has no day."""
    if task.listed_on is not None or task.next_step == Step.ARCHIVE:
        return task.listed_on
    return date.max


async def waiting_on_others(
    connection: Connection,
    scope: Scope,
    *,
    officer: UUID,
    roles: Sequence[Held],
    limit: int = PAGE,
    present: Present | None = None,
) -> tuple[tuple[Task, ...], int]:
    """What *officer* is assigned to and another role has to move: the first of it, and how much it is in all."""
    given = asked_by(scope, officer, roles, present)
    shown, last = await page_of(connection, "waiting", Task, given, limit)
    if last is None:
        return shown, len(shown)
    found = await (await connection.execute(statement(PACKAGE, "count_waiting"), given, prepare=False)).fetchone()
    return shown, len(shown) if found is None else int(found[0])


async def load(connection: Connection, scope: Scope) -> tuple[Load, ...]:
    """How much each officer has open; what nobody has comes last."""
    cursor = await connection.execute(statement(PACKAGE, "load"), scope.parameters(), prepare=False)
    return tuple(Load(officer=officer, open=count) for officer, count in await cursor.fetchall())


async def reviewing(connection: Connection, scope: Scope, present: Present) -> tuple[Load, ...]:
    """How many open proceedings each officer has in hand to review."""
    given = {**scope.parameters(), **parameters(present)}
    cursor = await connection.execute(statement(PACKAGE, "reviewing"), given, prepare=False)
    return tuple(Load(officer=officer, open=count) for officer, count in await cursor.fetchall())


async def left_behind(connection: Connection, officers: Collection[UUID]) -> dict[UUID, int]:
    """How many open cases and appeals each of *officers* still has in hand; who has none is missing.

    Without a scope: it is for whoever looks after accounts, who learns how many there are and nothing else of them.
    """
    found = await connection.execute(statement(PACKAGE, "left_behind"), {"officers": list(officers)})
    return dict(await found.fetchall())
