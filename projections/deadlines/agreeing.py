"""What waits for a second person's agreement: requests to see who reported, always within a scope."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import dict_row

from projections.deadlines.calendars import PACKAGE
from projections.deadlines.of_rows import Clocked, RowClock
from projections.scope import Scope
from projections.statements import statement

MOST = 50
"""Requests that one answer holds at most."""


class ToAgree(Clocked, frozen=True, kw_only=True):
    """The report whose reporter *officer* asked to see; ``due_on`` is the last day of the answer, ``number`` the report's in the register."""

    officer: UUID
    asked_on: date
    number: str | None
    organs: Sequence[UUID]


async def to_agree(connection: AsyncConnection[Any], scopes: Sequence[Scope], *, officer: UUID) -> tuple[ToAgree, ...]:
    """The requests of others in the reports that *scopes* show, the nearest day first. Who of their readers may answer is the caller's to say."""
    found: list[ToAgree] = []
    for scope in scopes:
        async with connection.cursor(row_factory=dict_row) as rows:
            given = {**scope.parameters(), "officer": officer, "limit": MOST}
            await rows.execute(statement(PACKAGE, "to_agree"), given, prepare=False)
            for row in await rows.fetchall():
                clock = msgspec.json.decode(row.pop("clock"), type=RowClock)
                found.append(ToAgree(**row, clock=clock))
    return tuple(sorted(found, key=lambda one: (one.due_on or date.max, one.id)))
