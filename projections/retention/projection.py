"""Keeps which case's file went to the archive, with its retention class, and who handed it over."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from psycopg import AsyncConnection

from domain.cases.events import CaseArchived, InvestigationReopened
from domain.recorded import Event, Recorded
from projections.running.model import ReadModel, Rows

PACKAGE = "projections.retention"


class FileRow(msgspec.Struct, frozen=True, kw_only=True):
    """The file of a case. ``archived_on`` is None while it is out of the archive: the case was opened again."""

    case_id: UUID
    retention: str | None = None
    archived_on: date | None = None
    archived_by: UUID | None = None


def rows(events: Iterable[Recorded[Event]]) -> tuple[FileRow, ...]:
    """The rows that *events* give; the last word on a case holds."""
    found: dict[UUID, FileRow] = {}
    for recorded in events:
        match recorded.event:
            case CaseArchived(archived_on=day, retention=retention):
                found[recorded.stream] = FileRow(
                    case_id=recorded.stream, retention=retention, archived_on=day, archived_by=recorded.actor
                )
            case InvestigationReopened():
                found[recorded.stream] = FileRow(case_id=recorded.stream)
            case _:
                pass
    return tuple(found.values())


class RetentionFold:
    """Writes the files of a page."""

    def __init__(self) -> None:
        self._rows: Rows[UUID, FileRow] = Rows(PACKAGE, "files", FileRow, lambda row: row.case_id)

    async def __call__(self, connection: AsyncConnection[Any], events: Sequence[Recorded[Event]]) -> None:
        """See ``Fold``."""
        await self._rows.put(connection, rows(events))


RETENTION = ReadModel(name="retention", version=1, package=PACKAGE, tables=("retention_v1",), begin=RetentionFold)
