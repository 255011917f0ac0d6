"""A watched duty's row. It waits for nobody: what is due or late stands among the deadlines."""

from typing import assert_never

from msgspec.structs import replace

from domain.recorded import Recorded
from domain.supervision.duties.events import (
    DutyChecked,
    DutyEnded,
    DutyEvent,
    DutyLeadRaised,
    DutyPlaced,
    ItemsObserved,
)
from projections.docket.row import DueKind, Kind, Row, Stage
from projections.docket.watched import begun_row, closed_row


def begun(recorded: Recorded[DutyEvent], event: DutyPlaced) -> Row:
    """The row of a duty that a body began to watch."""
    return begun_row(recorded, Kind.DUTY, opened_on=event.since, stage=Stage.WATCHED, organs=(event.organ,))


def changed(row: Row, event: DutyEvent) -> Row:
    """The row after *event*."""
    match event:
        case ItemsObserved(items=items):
            waiting = dict(row.memo.waiting)
            for one in items:
                if one.published_on is None:
                    waiting[one.item] = one.publish_by
                else:
                    waiting.pop(one.item, None)
            return _waiting(replace(row, memo=replace(row.memo, waiting=tuple(waiting.items()))))
        case DutyEnded(ended_on=day):
            return closed_row(row, day, Stage.ENDED)
        case DutyPlaced():  # taken up again
            return _waiting(replace(row, stage=Stage.WATCHED, open=True, closed_on=None))
        case DutyChecked() | DutyLeadRaised():
            return row
        case _:
            assert_never(event)


def _waiting(row: Row) -> Row:
    """The row with the nearest day of what is not yet found published."""
    days = [day for _, day in row.memo.waiting if day is not None]
    return replace(row, due_on=min(days, default=None), due_kind=DueKind.PUBLISH_BY if days else None)
