"""Reads the archive: which file falls due when. No names and no content: it is for whoever keeps the archive, of all bodies."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import class_row

from domain.procedure.retention import RetentionClass
from projections.docket.cursor import After, Order, read
from projections.retention.projection import PACKAGE
from projections.statements import statement

PAGE = 100
LARGEST_PAGE = 500

Connection = AsyncConnection[Any]


class ArchivedFile(msgspec.Struct, frozen=True, kw_only=True):
    """The file of a case in the archive. ``due_on`` is None where its class gives no day; ``number`` is the case's in the register."""

    case_id: UUID
    retention: str
    archived_on: date
    archived_by: UUID | None
    keeper: UUID | None
    number: str | None
    due_on: date | None


class ClassCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many files of a class there are, and how many of them are due."""

    retention: str
    count: int
    due: int


class FilesPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some files, what falls due first, and the cursor of the next page; None when this was the last."""

    entries: tuple[ArchivedFile, ...]
    next: str | None


async def listed(
    connection: Connection,
    classes: Sequence[RetentionClass],
    *,
    due_to: date | None = None,
    retention: str | None = None,
    cursor: str | None = None,
    limit: int = PAGE,
) -> FilesPage:
    """A page of the files that fall due by *due_to* and are of the class *retention*, where these are given.

    Raises:
        CursorRefused: *cursor* is not one of this list.
    """
    after = None if cursor is None else read(cursor, Order.DUE)
    size = max(1, min(limit, LARGEST_PAGE))
    given = {
        "classes": _years(classes),
        "due_to": due_to,
        "retention": retention,
        "after_id": None if after is None else after.id,
        "after_day": None if after is None else after.day,
        "limit": size + 1,
    }
    async with connection.cursor(row_factory=class_row(ArchivedFile)) as rows:
        await rows.execute(statement(PACKAGE, "listed"), given)
        found = await rows.fetchall()
    shown = tuple(found[:size])
    more = len(found) > size
    return FilesPage(
        entries=shown, next=After(Order.DUE, shown[-1].case_id, day=shown[-1].due_on).word() if more else None
    )


async def counted(connection: Connection, classes: Sequence[RetentionClass], *, due_to: date) -> tuple[ClassCount, ...]:
    """Every class of which there are files, with how many fall due by *due_to* (included)."""
    given = {"classes": _years(classes), "due_to": due_to}
    found = await (await connection.execute(statement(PACKAGE, "counted"), given)).fetchall()
    return tuple(ClassCount(retention=code, count=count, due=due) for code, count, due in found)


async def kept_for(connection: Connection, classes: Sequence[RetentionClass], person: UUID, *, today: date) -> int:
    """How many files that name *person* are still to be kept on the day *today*."""
    given = {"classes": _years(classes), "person": person, "today": today}
    row = await (await connection.execute(statement(PACKAGE, "kept_for"), given)).fetchone()
    return int(row[0]) if row is not None else 0


def _years(classes: Sequence[RetentionClass]) -> str:
    return msgspec.json.encode([{"code": one.code, "years": one.years} for one in classes]).decode()
