"""What the rows of all supervision instruments have in common: how they begin and how they end."""

from datetime import date
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from domain.recorded import Recorded
from projections.docket.row import Kind, Row, Stage, Step, Turn


def begun_row(
    recorded: Recorded[Any],
    kind: Kind,
    *,
    opened_on: date,
    stage: Stage,
    organs: tuple[UUID, ...],
    next_step: Step | None = None,
) -> Row:
    """The row of an instrument that *recorded* begins: kept by the body of the event, of the event's kind.

    A *next_step* is the lead manager's.
    """
    return Row(
        id=recorded.stream,
        kind=kind,
        shard=recorded.shard,
        first_position=recorded.position,
        position=recorded.position,
        version=recorded.version,
        changed_at=recorded.recorded_at,
        opened_on=opened_on,
        stage=stage,
        next_step=next_step,
        turn=None if next_step is None else Turn.LEAD_MANAGER,
        body=recorded.event.body,
        keeper=recorded.event.body,
        organs=organs,
        track=recorded.event.kind,
    )


def closed_row(row: Row, on: date, stage: Stage = Stage.CLOSED) -> Row:
    """The row once nothing remains to be done and no day is waited for."""
    return replace(row, stage=stage, open=False, closed_on=on, next_step=None, turn=None, due_on=None, due_kind=None)
