"""The rows of one statement that wait for an officer, cut to a page: every list of pending work is read here."""

from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import class_row

from projections.deadlines.of_rows import Clocked
from projections.docket.present import Present, parameters
from projections.docket.reads import LARGEST_PAGE
from projections.scope import Scope
from projections.statements import statement

PACKAGE = "projections.pending_work"

Connection = AsyncConnection[Any]

R = TypeVar("R", bound=Clocked)


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A role that the officer holds, for one body; None: for every body."""

    role: str
    body: UUID | None = None


def asked_by(scope: Scope, officer: UUID, roles: Sequence[Held], present: Present | None) -> dict[str, object]:
    """Who asks within which scope, as the parameters that the statements name."""
    return {
        **scope.parameters(),
        **parameters(present),
        "officer": officer,
        "roles": [held.role for held in roles],
        "bodies": [held.body for held in roles],
    }


def beginning(after: Any, *further: str) -> dict[str, object]:
    """Where a page begins: the fields of the last row before it, and those that *further* names; None from the start."""
    return {
        f"after_{name}": None if after is None else getattr(after, name) for name in ("id", "day", "position", *further)
    }


async def page_of(
    connection: Connection, name: str, row: type[R], given: dict[str, object], limit: int
) -> tuple[tuple[R, ...], R | None]:
    """The rows that the statement *name* finds, and the last of them where others follow; at most ``LARGEST_PAGE``."""
    size = max(1, min(limit, LARGEST_PAGE))
    async with connection.cursor(row_factory=class_row(row), binary=True) as rows:
        await rows.execute(statement(PACKAGE, name), {**given, "limit": size + 1}, prepare=False)
        found = await rows.fetchall()
    shown = tuple(found[:size])
    return shown, shown[-1] if len(found) > size else None
