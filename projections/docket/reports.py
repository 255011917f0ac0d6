"""A report's row."""

from typing import assert_never
from uuid import UUID

from msgspec.structs import replace

from domain.recorded import Recorded
from domain.reports.events import (
    DuplicateNoted,
    IdentityAgreed,
    IdentityAsked,
    IdentityRefused,
    OfficerKeptAway,
    OrganIdentified,
    OutcomeRated,
    Protection,
    ReportAccepted,
    ReportDeclined,
    ReporterAmended,
    ReporterAsked,
    ReporterInformed,
    ReportEvent,
    ReportFiled,
    ReportLinked,
    ReportMerged,
    ReportReferred,
    ReportSupplemented,
)
from projections.docket.row import Kind, Memo, Row, Stage, Step, Turn


def begun(recorded: Recorded[ReportEvent], event: ReportFiled) -> Row:
    """The row of a report just registered. What could lead to its reporter is left out."""
    return Row(
        id=recorded.stream,
        kind=Kind.REPORT,
        shard=recorded.shard,
        first_position=recorded.position,
        position=recorded.position,
        version=recorded.version,
        changed_at=recorded.recorded_at,
        opened_on=event.received_on,
        stage=Stage.REGISTERED,
        next_step=Step.TRIAGE,
        turn=Turn.LEAD_MANAGER,
        body=event.intake,
        keeper=event.intake,
        organs=() if event.organ is None else (event.organ,),
        source=event.source,
        channel=event.channel,
        problem=event.problem,
        memo=Memo(reachable=event.protection is not Protection.NONE),
    )


def changed(row: Row, event: ReportEvent) -> Row:
    """The row after *event*."""
    match event:
        case OrganIdentified(organ=organ):
            return replace(row, organs=(organ,))
        case ReportAccepted(body=body):
            step, turn = Step.OPEN_CASE, Turn.LEAD_MANAGER
            return replace(row, stage=Stage.ACCEPTED, body=body, next_step=step, turn=turn)
        case ReportDeclined(declined_on=day, by=by):
            return _ended(_had(row, by), Stage.DECLINED, closed_on=day)
        case ReportReferred(to=body, by=by):
            # Nothing ended: it lies on the desk of the body to which it went, which takes it up or passes it on.
            step, turn = Step.TRIAGE, Turn.LEAD_MANAGER
            return replace(_had(row, by), stage=Stage.REFERRED, body=body, next_step=step, turn=turn)
        case OfficerKeptAway(officer=officer):
            return replace(row, memo=replace(row.memo, recused=(*row.memo.recused, officer)))
        case OutcomeRated(rating=rating):
            return replace(row, memo=replace(row.memo, rated=rating.value))
        case ReporterInformed():
            return replace(row, memo=replace(row.memo, told=row.stage))
        case ReportMerged(merged_on=day, into=into, by=by):
            row = replace(row, memo=replace(row.memo, merged_into=into))
            return _ended(_had(row, by), Stage.MERGED, closed_on=day)
        case ReportLinked(case=case, linked_on=day):
            return _ended(row, Stage.LINKED, case_id=case, closed_on=day)
        case ReporterAsked(by=by):
            return _had(row, by)
        case (
            ReportFiled()
            | ReportSupplemented()
            | DuplicateNoted()
            | ReporterAmended()
            | IdentityAsked()
            | IdentityAgreed()
            | IdentityRefused()
        ):
            return row
        case _:
            assert_never(event)


def _had(row: Row, by: UUID | None) -> Row:
    """*row* in the hands of *by*, where it was in nobody's before: it leaves the desks of all others."""
    if by is None or by in row.organs:
        return row
    return replace(row, body=row.body or by, keeper=row.keeper or by)


def _ended(row: Row, stage: Stage, **more: object) -> Row:
    return replace(row, stage=stage, open=False, next_step=None, turn=None, **more)
