"""Numbers matters as they come: a matter's number is its place in the log, so every rebuild gives the same one."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from psycopg import AsyncConnection

from domain.recorded import Event, Recorded
from projections.docket.projection import begun
from projections.docket.row import Kind, Row
from projections.running.model import ReadModel
from projections.statements import statement

PACKAGE = "projections.numbers"

NO_BODY = UUID(int=0)
"""Stands for the body of a report: until one has it in hand it lies on the desk of each, so that all reports are one series."""


class Entered(msgspec.Struct, frozen=True, kw_only=True):
    """A matter as it came: ``year`` is that of the legal day it was opened on, ``place`` its position in the log."""

    id: UUID
    kind: str
    body: UUID
    year: int
    place: int


async def fold(connection: AsyncConnection[Any], events: Sequence[Recorded[Event]]) -> None:
    """See ``Fold``."""
    rows = (begun(recorded) for recorded in events if recorded.version == 1)
    entered = [
        Entered(id=row.id, kind=row.kind, body=_series(row), year=row.opened_on.year, place=row.first_position)
        for row in rows
        if row is not None
    ]
    if entered:
        given = {"rows": msgspec.json.encode(entered).decode()}
        await connection.execute(statement(PACKAGE, "give"), given)


def _series(row: Row) -> UUID:
    return NO_BODY if row.kind == Kind.REPORT or row.body is None else row.body


NUMBERS = ReadModel(
    name="matter-numbers",
    version=1,
    package=PACKAGE,
    tables=("matter_numbers_v1",),
    begin=lambda: fold,
    content="reports are one series of all bodies",
)
