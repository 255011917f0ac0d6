"""A proceeding's own row. What it has from its case - clock, grounds, handlers - is added in ``settling``."""

from collections.abc import Iterable
from typing import assert_never

from msgspec.structs import replace

from domain.cases.events import FindingStatus
from domain.procedure.execution import Need
from domain.procedure.impediment import Lapse
from domain.proceedings.disclosure_events import MaterialDisclosed
from domain.proceedings.events import (
    AppealEnded,
    AppealNoted,
    CompetenceEstablished,
    ConsentObtained,
    DecisionAnnounced,
    DecisionMade,
    DecisionRevoked,
    DecisionServed,
    DecisionVaried,
    DefenceVerified,
    Deliberated,
    ElementFound,
    FactorFound,
    FileReviewed,
    MeasureCarriedOut,
    MeasureTaken,
    NoticeIssued,
    NoticeServed,
    Outcome,
    PointAnswered,
    ProceedingClosed,
    ProceedingEvent,
    ProceedingOpened,
    ProceedingReferred,
    QuestionAnswered,
    RectificationChecked,
    RectificationReported,
    RectificationResult,
    ReturnedForSupplement,
    RoleFound,
    StatementReceived,
    StatementWaived,
    SuspendedFromDuty,
    SuspensionEnded,
)
from domain.proceedings.execution_events import FormalityRecorded, MeasuresNotCarriedOut, PayChangeExtended
from domain.proceedings.paper_service_events import PaperServed
from domain.proceedings.restoration_events import RestorationCarriedOut, RestorationJudged
from domain.proceedings.sanction_events import LiftingWithheld, RunningSanctionNoted, SanctionFixed, SanctionLifted
from domain.proceedings.terms import RESPONDENT, Formality
from domain.recorded import Recorded
from projections.docket.row import Kind, Measure, Memo, Row, Stage


def begun(recorded: Recorded[ProceedingEvent], event: ProceedingOpened) -> Row:
    """The row of a respondent just named."""
    return Row(
        id=recorded.stream,
        kind=Kind.PROCEEDING,
        shard=recorded.shard,
        first_position=recorded.position,
        position=recorded.position,
        version=recorded.version,
        changed_at=recorded.recorded_at,
        opened_on=event.opened_on,
        stage=Stage.INVESTIGATING,
        case_id=event.case,
        proceeding_id=recorded.stream,
        organs=(event.organ,),
        subject=event.subject,
        person=event.person,
        profile=event.profile,
        role=event.role,
        memo=Memo(at=Stage.INVESTIGATING),
    )


def changed(row: Row, event: ProceedingEvent) -> Row:
    """The row after *event*."""
    match event:
        case CompetenceEstablished(body=body) | ProceedingReferred(to=body):
            return replace(row, body=body, memo=replace(row.memo, competent=True))
        case RoleFound(role=role):
            return replace(row, role=role, memo=replace(row.memo, role_found=role))
        case ElementFound(fact=fact, status=status):
            return _found(row, (fact, None), status)
        case FactorFound(factor=factor, phase=phase, status=status):
            return _found(row, (factor, phase), status)
        case FileReviewed(reviewers=reviewers, report=report):
            seen = None if report is None else report.id
            return _at(row, _after_review(row.memo.at), reviewers=reviewers, report=seen)
        case ReturnedForSupplement():
            return _at(row, Stage.INVESTIGATING)
        case NoticeIssued(outcome=outcome, measures=measures):
            row = _at(row, Stage.NOTICE, measures=_measures(measures), statement_until=None)
            return replace(row, outcome=outcome, measures=_codes(measures))
        case NoticeServed(statement_until=until):
            return replace(_at(row, Stage.STATEMENT, statement_until=until), notified=True)
        case StatementReceived(points=points):
            said = (*row.memo.points, *(point.point for point in points))
            return _at(row, Stage.VERIFICATION, points=said, unverified=True)
        case StatementWaived():  # a defence to a notice that fell is verified all the same
            return _at(row, Stage.VERIFICATION if row.memo.unverified else Stage.DELIBERATION)
        case PointAnswered(point=point):
            return replace(row, memo=replace(row.memo, points=tuple(p for p in row.memo.points if p != point)))
        case DefenceVerified(new_adverse_fact=new):
            return _at(row, Stage.INVESTIGATING if new else Stage.DELIBERATION, points=(), unverified=False)
        case Deliberated():
            return _at(row, Stage.DECISION)
        case DecisionMade():
            return _decided(row, event)
        case DecisionServed(to=to, served_on=day):
            stage = Stage.EXECUTION if row.memo.at is Stage.DECIDED else row.memo.at
            notified = row.notified or to == RESPONDENT
            served = tuple(dict.fromkeys((*row.memo.served, to)))
            return replace(_at(row, stage, served=served), served_on=row.served_on or day, notified=notified)
        case MeasureCarriedOut(measure=code, accepted_on=day):
            done = tuple(_carried_out(m, accepted=day is not None) if m.code == code else m for m in row.memo.measures)
            return replace(row, memo=replace(row.memo, measures=done))
        case MeasuresNotCarriedOut(measures=codes, lapsed=lapsed):
            impeded = tuple(replace(m, impeded=m.impeded or m.code in codes) for m in row.memo.measures)
            at = Stage.EXECUTION if row.memo.at is Stage.DECIDED else row.memo.at  # nobody is left to be served first
            gone = row.memo.out_of_reach or Lapse.SERVICE in lapsed
            silent = row.memo.no_announcement or Lapse.ANNOUNCEMENT in lapsed
            return _at(row, at, measures=impeded, out_of_reach=gone, no_announcement=silent, met=_met(row, *lapsed))
        case RectificationReported():
            return _at(row, Stage.RECTIFICATION)
        case RectificationChecked(result=result):
            at = Stage.EXECUTION if result is RectificationResult.MET else Stage.RECTIFICATION
            return _at(row, at, met=_met(row, Need.RECTIFICATION))
        case FormalityRecorded(formality=formality, lifting=None):
            return replace(row, memo=replace(row.memo, met=_met(row, formality)))
        case AppealNoted(appeal=appeal):
            return replace(row, memo=replace(row.memo, appeals=(*row.memo.appeals, appeal)))
        case AppealEnded(appeal=appeal):
            return replace(row, memo=replace(row.memo, appeals=tuple(a for a in row.memo.appeals if a != appeal)))
        case DecisionVaried(outcome=outcome, measures=measures):
            undone = any(m.done and m.code not in _codes(measures) for m in row.memo.measures)
            memo = replace(
                row.memo,
                measures=_measures(measures, done=row.memo.measures),
                to_restore=row.memo.to_restore or undone,
                met=_met(row, without=Formality),  # what is decided anew is put on file anew
            )
            return replace(row, outcome=outcome, measures=_codes(measures), overturned="varied", memo=memo)
        case DecisionRevoked(remake=remake):
            at = Stage.INVESTIGATING if remake else Stage.REVOKED
            felt = row.memo.announced or any(measure.done for measure in row.memo.measures)
            owing = row.memo.to_restore or felt
            row = _at(row, at, measures=(), to_restore=owing, announced=False, statement_until=None, met=())
            decided_on = None if remake else row.decided_on
            return replace(row, outcome=None, measures=(), overturned="revoked", decided_on=decided_on)
        case RestorationCarriedOut(left=left) | RestorationJudged(left=left):
            return replace(row, memo=replace(row.memo, to_restore=row.memo.to_restore and left != ()))
        case DecisionAnnounced():
            return replace(row, memo=replace(row.memo, announced=True))
        case ProceedingClosed(closed_on=day):
            return replace(_at(row, Stage.CLOSED), open=False, closed_on=day)
        case (
            ProceedingOpened()
            | SanctionFixed()
            | RunningSanctionNoted()
            | MaterialDisclosed()
            | PaperServed()
            | PayChangeExtended()
            | FormalityRecorded()
            | SanctionLifted()
            | LiftingWithheld()
            | QuestionAnswered()
            | SuspendedFromDuty()
            | SuspensionEnded()
            | ConsentObtained()
        ):
            return row
        case _:
            assert_never(event)


def _decided(row: Row, event: DecisionMade) -> Row:
    gone = event.outcome is Outcome.TRANSFERRED
    row = _at(
        row,
        Stage.TRANSFERRED if gone else Stage.DECIDED,
        measures=_measures(event.measures),
        served=(),
        announced=False,
        statement_until=None,
        met=(),
        numbers=(*row.memo.numbers, event.number),
    )
    return replace(
        row,
        body=event.body,
        outcome=event.outcome,
        measures=_codes(event.measures),
        decided_on=event.effective_on,
        served_on=None,
        departed=event.departure is not None,
    )


def _found(row: Row, circumstance: tuple[str, str | None], status: FindingStatus) -> Row:
    left = tuple(one for one in row.memo.found if one != circumstance)
    if status is FindingStatus.ESTABLISHED:
        left = (*left, circumstance)
    return replace(row, memo=replace(row.memo, found=left))


def _after_review(at: Stage | None) -> Stage | None:
    """A review after the notice leaves notice and hearing as they are; a discussion before it is held again."""
    if at is Stage.DECISION:
        return Stage.DELIBERATION
    return at if at in {Stage.NOTICE, Stage.STATEMENT, Stage.VERIFICATION, Stage.DELIBERATION} else Stage.REVIEWED


def _at(row: Row, stage: Stage | None, **memo: object) -> Row:
    return replace(row, memo=replace(row.memo, at=stage, **memo))


def _codes(measures: tuple[MeasureTaken, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(measure.measure for measure in measures))


def _carried_out(measure: Measure, *, accepted: bool) -> Measure:
    return replace(measure, done=True, impeded=False, accepted=measure.accepted or accepted)


def _met(row: Row, *more: str, without: Iterable[str] = ()) -> tuple[str, ...]:
    left = (one for one in row.memo.met if one not in set(without))
    return tuple(dict.fromkeys((*left, *(str(one) for one in more))))


def _measures(measures: tuple[MeasureTaken, ...], *, done: tuple[Measure, ...] = ()) -> tuple[Measure, ...]:
    known = {measure.code: measure for measure in done}
    return tuple(
        replace(known.get(m.measure, Measure(code=m.measure)), due_on=m.due_on, impeded=False) for m in measures
    )
