"""Organs that have to rectify, as the row of an instrument keeps them: the nearest day shows."""

from datetime import date
from uuid import UUID

from msgspec.structs import replace

from projections.docket.row import DueKind, Row


def ordered(row: Row, organ: UUID, due_on: date) -> Row:
    """The row with one more organ that has to rectify."""
    return _with(row, (*row.memo.waiting, (organ, due_on)))


def reported(row: Row, organ: UUID) -> Row:
    """The row without an organ that reported."""
    return _with(row, tuple(each for each in row.memo.waiting if each[0] != organ))


def _with(row: Row, waiting: tuple[tuple[UUID, date | None], ...]) -> Row:
    days = [day for _, day in waiting if day is not None]
    return replace(
        row,
        memo=replace(row.memo, waiting=waiting),
        due_on=min(days, default=None),
        due_kind=DueKind.RECTIFY_BY if days else None,
    )
