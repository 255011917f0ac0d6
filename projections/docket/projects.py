"""A supervised project's row, with the last day of its next recurring report."""

from typing import assert_never

from msgspec.structs import replace

from domain.recorded import Recorded
from domain.supervision.projects.events import (
    CheckFound,
    MilestoneReached,
    ProgressReported,
    ProjectClosed,
    ProjectEvent,
    ProjectLeadRaised,
    ProjectRegistered,
)
from projections.docket.row import DueKind, Kind, Row, Stage
from projections.docket.watched import begun_row, closed_row


def begun(recorded: Recorded[ProjectEvent], event: ProjectRegistered) -> Row:
    """The row of a project that a body began to supervise."""
    row = begun_row(recorded, Kind.PROJECT, opened_on=event.began_on, stage=Stage.WATCHED, organs=(event.organ,))
    due = None if event.report_by is None else DueKind.REPORT_BY
    return replace(row, due_on=event.report_by, due_kind=due)


def changed(row: Row, event: ProjectEvent) -> Row:
    """The row after *event*."""
    match event:
        case ProjectClosed(closed_on=day):
            return closed_row(row, day)
        case ProgressReported(next_by=day) if day is not None:
            return replace(row, due_on=day, due_kind=DueKind.REPORT_BY)
        case ProjectRegistered() | MilestoneReached() | ProgressReported() | CheckFound() | ProjectLeadRaised():
            return row
        case _:
            assert_never(event)
