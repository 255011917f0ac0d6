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


def begun(recorded: Recorded[ProjectEvent], event: ProjectRegistered) -> Row:
    """The row of a project that a body began to supervise."""
    return Row(
        id=recorded.stream,
        kind=Kind.PROJECT,
        shard=recorded.shard,
        first_position=recorded.position,
        position=recorded.position,
        version=recorded.version,
        changed_at=recorded.recorded_at,
        opened_on=event.began_on,
        stage=Stage.WATCHED,
        body=event.body,
        keeper=event.body,
        organs=(event.organ,),
        track=event.kind,
        due_on=event.report_by,
        due_kind=None if event.report_by is None else DueKind.REPORT_BY,
    )


def changed(row: Row, event: ProjectEvent) -> Row:
    """The row after *event*."""
    match event:
        case ProjectClosed(closed_on=day):
            return replace(row, stage=Stage.CLOSED, open=False, closed_on=day, due_on=None, due_kind=None)
        case ProgressReported(next_by=day) if day is not None:
            return replace(row, due_on=day, due_kind=DueKind.REPORT_BY)
        case ProjectRegistered() | MilestoneReached() | ProgressReported() | CheckFound() | ProjectLeadRaised():
            return row
        case _:
            assert_never(event)
