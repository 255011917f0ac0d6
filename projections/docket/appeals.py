"""An appeal's own row. Organ and grounds come from its proceeding: see ``settling``."""

from datetime import date
from typing import assert_never
from uuid import UUID

from msgspec.structs import replace

from domain.appeals.events import (
    AppealAccepted,
    AppealDecided,
    AppealDeliberated,
    AppealEvent,
    AppealExamined,
    AppealFiled,
    AppealJoined,
    AppealNotAccepted,
    AppealOutcomeRecorded,
    AppealParted,
    AppealRedirected,
    AppealServed,
    AppealTimeExtended,
    AppealWithdrawn,
    GroundAnswered,
    HandlersAssigned,
    OutsideResult,
)
from domain.proceedings.events import MeasureTaken
from domain.recorded import Recorded
from projections.docket.row import DueKind, Kind, Memo, Row, Stage, Step, Turn

STAGES = (
    Stage.FILED,
    Stage.NOT_ACCEPTED,
    Stage.ACCEPTED,
    Stage.EXAMINED,
    Stage.DELIBERATED,
    Stage.DECIDED,
    Stage.SERVED,
    Stage.WITHDRAWN,
)
"""Those in which an appeal can be, in their order."""


def begun(recorded: Recorded[AppealEvent], event: AppealFiled) -> Row:
    """The row of an appeal just filed."""
    return Row(
        id=recorded.stream,
        kind=Kind.APPEAL,
        shard=recorded.shard,
        first_position=recorded.position,
        position=recorded.position,
        version=recorded.version,
        changed_at=recorded.recorded_at,
        opened_on=event.filed_on,
        filed_on=event.filed_on,
        stage=Stage.FILED,
        case_id=event.case,
        proceeding_id=event.proceeding,
        body=event.forum,
        track=event.track,
        next_step=Step.ACCEPT_APPEAL,
        turn=TURNS[Step.ACCEPT_APPEAL],
        notified=True,
        memo=Memo(numbers=(event.decision,), decided_by=event.decided_by),
    )


def changed(row: Row, event: AppealEvent) -> Row:
    """The row after *event*."""
    match event:
        case AppealRedirected(to=body):
            return replace(row, body=body)
        case AppealAccepted(decide_by=decide_by):
            due = None if decide_by is None else DueKind.APPEAL_DECIDE_BY
            row = replace(row, due_on=decide_by, due_kind=due)
            return _next(row, Stage.ACCEPTED, Step.EXAMINE_APPEAL if row.handlers else Step.ASSIGN_HANDLERS)
        case AppealNotAccepted():
            return _to_serve(row, Stage.NOT_ACCEPTED, row.body)
        case HandlersAssigned(handlers=handlers):
            step = Step.EXAMINE_APPEAL if row.stage is Stage.ACCEPTED else row.next_step
            row = replace(row, handlers=handlers, appeal_handlers=handlers)
            return row if step is None else _next(row, row.stage, step)
        case AppealTimeExtended(until=until):
            return replace(row, due_on=until, due_kind=DueKind.APPEAL_DECIDE_BY)
        case AppealJoined() | AppealParted() | GroundAnswered():
            return row  # neither whose turn it is nor a day moves
        case AppealExamined():
            return _next(row, Stage.EXAMINED, Step.DELIBERATE_APPEAL)
        case AppealDeliberated():
            return _next(row, Stage.DELIBERATED, Step.DECIDE_APPEAL)
        case AppealDecided(made_on=day, number=number, result=result, measures=measures):
            return _decided(row, number, result.value, measures, day)
        case AppealOutcomeRecorded(result=OutsideResult.NOT_ACCEPTED):
            return _to_serve(row, Stage.NOT_ACCEPTED, row.memo.decided_by)
        case AppealOutcomeRecorded(decided_on=day, number=number, result=result, measures=measures):
            ended = _decided(row, number, result.value, measures, day)
            return _to_serve(ended, Stage.DECIDED, row.memo.decided_by)
        case AppealServed(served_on=day):
            stage = Stage.NOT_ACCEPTED if row.stage is Stage.NOT_ACCEPTED else Stage.SERVED
            return _ended(row, stage, served_on=day, closed_on=day)
        case AppealWithdrawn(withdrawn_on=day):
            return _ended(row, Stage.WITHDRAWN, closed_on=day)
        case AppealFiled():
            return row
        case _:
            assert_never(event)


TURNS = {
    Step.ACCEPT_APPEAL: Turn.APPROVER,
    Step.ASSIGN_HANDLERS: Turn.LEAD_MANAGER,
    Step.EXAMINE_APPEAL: Turn.APPEAL_HANDLER,
    Step.DELIBERATE_APPEAL: Turn.APPEAL_HANDLER,
    Step.DECIDE_APPEAL: Turn.DECIDER,
    Step.SERVE_APPEAL: Turn.APPEAL_HANDLER,
    Step.RECORD_OUTCOME: Turn.APPROVER,
}
"""Who takes the step: a role that the access table lets issue the command."""


def _next(row: Row, stage: Stage, step: Step) -> Row:
    return replace(row, stage=stage, next_step=step, turn=TURNS[step])


def _to_serve(row: Row, stage: Stage, by: UUID | None) -> Row:
    """What nobody examined here, or another body ended by letter, is served by the lead manager of the body *by*."""
    step, turn = Step.SERVE_APPEAL, Turn.LEAD_MANAGER
    return replace(row, stage=stage, next_step=step, turn=turn, body=by, due_on=None, due_kind=None)


def _decided(row: Row, number: str, result: str, measures: tuple[MeasureTaken, ...], day: date) -> Row:
    row = _next(row, Stage.DECIDED, Step.SERVE_APPEAL)
    codes = tuple(dict.fromkeys(measure.measure for measure in measures))
    memo = replace(row.memo, numbers=(*row.memo.numbers, number))
    return replace(row, outcome=result, measures=codes, decided_on=day, due_on=None, due_kind=None, memo=memo)


def _ended(row: Row, stage: Stage, **more: object) -> Row:
    return replace(row, stage=stage, open=False, next_step=None, turn=None, due_on=None, due_kind=None, **more)
