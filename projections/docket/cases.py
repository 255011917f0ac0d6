"""A case's own row. Its step, clock and handlers follow from the whole matter: see ``settling``."""

from typing import TypeVar, assert_never
from uuid import UUID

from msgspec.structs import replace

from domain.cases.events import (
    AllegationFramed,
    CaseArchived,
    CaseClosed,
    CaseEvent,
    CaseFiled,
    CaseNotFiled,
    CaseOpened,
    CaseTransferred,
    CheckResult,
    EvidenceEntered,
    EvidenceExcluded,
    FilingExtended,
    FindingMade,
    HandledLightly,
    InvestigationReopened,
    InvestigationReported,
    InvestigatorsAssigned,
    PartyAmended,
    PreliminaryCheckAuthorised,
    PreliminaryCheckReported,
    ProcedureDefectNoted,
    RecusalDecided,
    RecusalRaised,
    ReportAdded,
    ReputationClarified,
    RespondentNamed,
    TimeExtended,
)
from domain.recorded import Recorded
from projections.docket.row import Kind, Memo, Row, Stage

T = TypeVar("T")


def begun(recorded: Recorded[CaseEvent], event: CaseOpened) -> Row:
    """The row of a case just taken up."""
    return Row(
        id=recorded.stream,
        kind=Kind.CASE,
        shard=recorded.shard,
        first_position=recorded.position,
        position=recorded.position,
        version=recorded.version,
        changed_at=recorded.recorded_at,
        opened_on=event.opened_on,
        stage=Stage.OPENED,
        case_id=recorded.stream,
        body=event.body,
        keeper=event.body,
        organs=() if event.organ is None else (event.organ,),
        instrument=event.instrument,
    )


def changed(row: Row, event: CaseEvent) -> Row:
    """The row after *event*."""
    match event:
        case AllegationFramed(allegation=allegation, ground=ground, organ=organ, facts=facts):
            memo = replace(row.memo, facts_open=(*row.memo.facts_open, *((allegation, fact) for fact in facts)))
            return replace(row, grounds=_with(row.grounds, ground), organs=_with(row.organs, organ), memo=memo)
        case FindingMade(allegation=allegation, fact=fact):
            unfound = tuple(one for one in row.memo.facts_open if one != (allegation, fact))
            return replace(row, memo=replace(row.memo, facts_open=unfound))
        case EvidenceEntered(evidence=evidence):
            return replace(row, memo=replace(row.memo, evidence=_with(row.memo.evidence, evidence)))
        case EvidenceExcluded(evidence=evidence):
            left = tuple(one for one in row.memo.evidence if one != evidence)
            return replace(row, memo=replace(row.memo, evidence=left))
        case PreliminaryCheckAuthorised(checkers=checkers):
            return replace(row, stage=Stage.CHECKING, memo=replace(row.memo, checkers=checkers))
        case PreliminaryCheckReported(results=results):
            refuted = bool(results) and all(result is CheckResult.REFUTED for _, result in results)
            return replace(row, stage=Stage.CHECKED, memo=replace(row.memo, refuted=refuted))
        case CaseNotFiled(decided_on=day, false_accusation=false_accusation):
            memo = replace(row.memo, to_clarify=false_accusation)
            return replace(row, stage=Stage.NOT_FILED, open=false_accusation, closed_on=day, memo=memo)
        case ReputationClarified():
            open_still = row.open and row.stage is not Stage.NOT_FILED
            return replace(row, open=open_still, memo=replace(row.memo, to_clarify=False))
        case CaseTransferred(transferred_on=day):
            return replace(row, stage=Stage.TRANSFERRED, open=False, closed_on=day)
        case CaseFiled(filed_on=day, decide_by=decide_by, decide_by_under=under):
            memo = replace(row.memo, decide_by=decide_by, decide_by_under=under or ())
            return replace(row, stage=Stage.INVESTIGATING, open=True, closed_on=None, filed_on=day, memo=memo)
        case RespondentNamed(proceeding=proceeding) if row.filed_on is not None:
            return replace(row, memo=replace(row.memo, unfiled=(*row.memo.unfiled, proceeding)))
        case FilingExtended(proceeding=proceeding):
            left = tuple(one for one in row.memo.unfiled if one != proceeding)
            return replace(row, memo=replace(row.memo, unfiled=left))
        case TimeExtended(until=until, until_under=under):
            return replace(row, memo=replace(row.memo, decide_by=until, decide_by_under=under or ()))
        case InvestigatorsAssigned(investigators=investigators):
            return replace(row, memo=replace(row.memo, investigators=investigators))
        case RecusalRaised(recusal=recusal, officer=officer):
            memo = replace(row.memo, recusals=(*row.memo.recusals, (recusal, officer)))
            return replace(row, memo=memo)
        case ProcedureDefectNoted():
            return row
        case RecusalDecided():
            return replace(row, memo=_recusal_decided(row.memo, event))
        case InvestigationReported(report=report):
            return replace(row, stage=Stage.REPORTED, memo=replace(row.memo, report=report.id))
        case InvestigationReopened():
            return replace(row, stage=Stage.INVESTIGATING, open=True, closed_on=None)
        case CaseClosed(closed_on=day):
            return replace(row, stage=Stage.CLOSED, open=False, closed_on=day)
        case CaseArchived():
            return replace(row, stage=Stage.ARCHIVED, open=False)
        case CaseOpened() | ReportAdded() | RespondentNamed() | HandledLightly() | PartyAmended():
            return row
        case _:
            assert_never(event)


def _recusal_decided(memo: Memo, event: RecusalDecided) -> Memo:
    officers = [officer for recusal, officer in memo.recusals if recusal == event.recusal]
    pending = tuple(each for each in memo.recusals if each[0] != event.recusal)
    memo = replace(memo, recusals=pending)
    return _recused(memo, tuple(officers)) if event.granted else memo


def _recused(memo: Memo, officers: tuple[UUID, ...]) -> Memo:
    left = tuple(officer for officer in memo.investigators if officer not in officers)
    return replace(memo, investigators=left, recused=tuple(dict.fromkeys((*memo.recused, *officers))))


def _with(known: tuple[T, ...], one: T) -> tuple[T, ...]:
    return known if one in known else (*known, one)
