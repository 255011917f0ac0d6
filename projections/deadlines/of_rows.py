"""The clock behind the day of a row of the docket: which it is, how long it runs, on what it rests."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from psycopg import AsyncConnection

from domain.calendar.clocks import ClockKind
from domain.calendar.period import Period
from domain.procedure.basis import Basis
from projections.deadlines.calendars import PACKAGE
from projections.docket.row import DueKind
from projections.scope import Scope
from projections.statements import statement

KINDS = {
    DueKind.DECIDE_BY: ClockKind.DECISION,
    DueKind.STATEMENT_UNTIL: ClockKind.STATEMENT,
    DueKind.APPEAL_DECIDE_BY: ClockKind.APPEAL_DECISION,
    DueKind.REPLY_BY: ClockKind.CONSULTATION_REPLY,
    DueKind.PUBLISH_BY: ClockKind.PUBLICATION,
    DueKind.RECTIFY_BY: ClockKind.RECTIFICATION,
    DueKind.REPORT_BY: ClockKind.PROGRESS_REPORT,
}
"""Which clock a day of the docket belongs to. Of what follows a decision the docket tells the measures alone: such a row, and
one without a day, has the nearest clock of its own."""
CLOCKS = msgspec.json.encode(KINDS).decode()
"""The same as ``docket/sql/day.sql`` asks for it."""


class RowClock(msgspec.Struct, frozen=True, kw_only=True):
    """A clock that runs. ``matter`` has it: the row itself, or a track of the case.

    ``period`` is None where the law names the day itself, and where an order did (``ordered``); ``more`` is time that was
    counted on after it, and ``extended`` says that the last day was put off. ``due_on`` follows the notices known by now.
    """

    id: UUID
    matter: UUID
    case_id: UUID | None
    kind: ClockKind
    due_on: date
    basis: Basis
    cites: tuple[str, ...]
    provisional: bool
    extended: bool
    ordered: bool
    period: Period | None
    more: Period | None


class Clocked(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a list with the day that the docket tells; ``clock`` is what the day was counted by.

    Of a track that is decided, and of a row without a day, ``clock`` is the nearest of its own that somebody can be late with.
    """

    id: UUID
    due_on: date | None
    due_kind: str | None
    clock: RowClock | None = None


R = TypeVar("R", bound=Clocked)


async def with_clocks(connection: AsyncConnection[Any], scopes: Sequence[Scope], rows: Sequence[R]) -> tuple[R, ...]:
    """*rows* of *scopes* in their order, each with its ``clock`` where one runs that is the reader's body's.

    No two scopes speak of the same kind; whose a clock is depends on the one that speaks of reports.
    """
    reports = next((scope for scope in scopes if "report" in scope.kinds), Scope(kinds=frozenset()))
    given = {
        **reports.parameters(),
        "ids": [one.id for one in rows],
        "order": list(ClockKind),
        "kinds": [None if one.due_kind is None else KINDS.get(DueKind(one.due_kind)) for one in rows],
    }
    found = await (await connection.execute(statement(PACKAGE, "of_rows"), given)).fetchall()
    clocks = {row: msgspec.json.decode(clock, type=RowClock) for row, clock in found}
    return tuple(msgspec.structs.replace(one, clock=clocks[one.id]) if one.id in clocks else one for one in rows)
