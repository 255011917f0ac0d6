"""A supervised project's row. What is due of it stands among the deadlines."""

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
from projections.docket.row import Kind, Row, Stage


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
    )


def changed(row: Row, event: ProjectEvent) -> Row:
    """The row after *event*."""
    match event:
        case ProjectClosed(closed_on=day):
            return replace(row, stage=Stage.CLOSED, open=False, closed_on=day)
        case ProjectRegistered() | MilestoneReached() | ProgressReported() | CheckFound() | ProjectLeadRaised():
            return row
        case _:
            assert_never(event)
