"""What follows from a whole matter: each row's step, clock and handlers, given the rows of its case.

A pure function of the rows' own columns, so it gives the same however the events came in batches.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from msgspec.structs import replace

from domain.proceedings.events import Outcome
from domain.proceedings.terms import RESPONDENT, UNIT, Subject
from projections.docket.row import DueKind, Kind, Row, Stage, Step, Turn
from projections.docket.terms import normalised, of_id, rated, resting_on

_BEFORE_FILING = {
    Stage.CHECKING: (Step.REPORT_CHECK, Turn.INVESTIGATOR),
    Stage.CHECKED: (Step.DECIDE_ON_FILING, Turn.APPROVER),
    Stage.CLOSED: (Step.ARCHIVE, Turn.LEAD_MANAGER),
}

_STEPS = {
    Stage.REVIEW: (Step.REVIEW_FILE, Turn.CASE_REVIEWER),
    Stage.REVIEWED: (Step.ISSUE_NOTICE, Turn.CASE_REVIEWER),
    Stage.NOTICE: (Step.SERVE_NOTICE, Turn.LEAD_MANAGER),
    Stage.STATEMENT: (Step.FILE_STATEMENT, Turn.RESPONDENT),
    Stage.VERIFICATION: (Step.VERIFY_DEFENCE, Turn.CASE_REVIEWER),
    Stage.DELIBERATION: (Step.DELIBERATE, Turn.DECIDER),
    Stage.DECISION: (Step.DECIDE, Turn.DECIDER),
    Stage.RECTIFICATION: (Step.CHECK_RECTIFICATION, Turn.LEAD_MANAGER),
}

_REPORTED = frozenset({Stage.REPORTED, Stage.CLOSED, Stage.ARCHIVED})
_ON_THE_REVIEW = frozenset({Stage.INVESTIGATING, Stage.REVIEWED, Stage.DELIBERATION, Stage.DECISION})
_OF_THE_CASE = frozenset({Stage.INVESTIGATING, Stage.CHECKED, Stage.NOT_FILED})
_OVER = frozenset({Stage.NOT_FILED, Stage.TRANSFERRED, Stage.CLOSED, Stage.ARCHIVED})
_ENDS_OF_A_REPORT = frozenset({Stage.DECLINED, Stage.LINKED, Stage.MERGED})
_ENDED_UNDECIDED = frozenset({Stage.NOT_FILED, Stage.TRANSFERRED})
_WHERE_A_DECISION_STANDS = frozenset({Stage.DECIDED, Stage.TRANSFERRED, Stage.EXECUTION})
_AFTER_DECISION = frozenset(
    {Stage.DECIDED, Stage.TRANSFERRED, Stage.EXECUTION, Stage.RECTIFICATION, Stage.REVOKED, Stage.CLOSED}
)


def settled(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows of one matter - a case with its proceedings and appeals, or a report - with what follows from all."""
    matter = tuple(rows)
    case = next((row for row in matter if row.kind is Kind.CASE), None)
    proceedings = {row.id: row for row in matter if row.kind is Kind.PROCEEDING}
    appeals = tuple(row for row in matter if row.kind is Kind.APPEAL)
    waiting = tuple(one for one in appeals if one.open and not _out_of_reach(one, proceedings))
    unserved = any(one.next_step is Step.SERVE_APPEAL for one in waiting)
    own_step = (None, None) if case is None else _case_step(case, tuple(proceedings.values()), unserved=unserved)
    done: list[Row] = []
    for row in matter:
        match row.kind:
            case Kind.CASE:
                now = _case(row, tuple(proceedings.values()), own_step)
                now = replace(now, appeal_handlers=_examiners(appeals))
            case Kind.PROCEEDING:
                own = tuple(appeal for appeal in appeals if appeal.proceeding_id == row.id)
                now = _proceeding(row, case, own_step, appealed=any(one in waiting for one in own))
                now = replace(now, appeal_handlers=_examiners(own))
            case Kind.APPEAL:
                now = _appeal(row, case, proceedings.get(row.proceeding_id) if row.proceeding_id else None)
            case Kind.REPORT:
                now = _report(row, case)
            case _:
                now = row  # a supervision instrument: its own events say it all
        recused = row.memo.recused if case is None else case.memo.recused
        done.append(replace(now, locked_out=recused, terms=_terms(now)))
    return tuple(done)


def _report(row: Row, case: Row | None) -> Row:
    """Whoever reported is told once the report was declined, or the case that took it up is over; of one that was merged the case is
    known where rows are read, and of one that was passed on the desk where it lies has its own step.
    """
    if row.stage not in _ENDS_OF_A_REPORT:
        return row
    over = case is not None and case.stage in _OVER if row.stage is Stage.LINKED else True
    step, turn = None, None
    if row.memo.reachable and row.memo.told is not row.stage and over:
        step, turn = Step.INFORM_REPORTER, Turn.LEAD_MANAGER
    handlers = row.handlers if case is None else _assigned(case)
    return replace(row, handlers=handlers, next_step=step, turn=turn)


def _out_of_reach(appeal: Row, proceedings: Mapping[UUID, Row]) -> bool:
    """Whether nobody is left to be served with what the appeal came to."""
    track = proceedings.get(appeal.proceeding_id) if appeal.proceeding_id else None
    return track is not None and track.memo.out_of_reach and appeal.next_step is Step.SERVE_APPEAL


def _case(row: Row, proceedings: tuple[Row, ...], own_step: tuple[Step | None, Turn | None]) -> Row:
    left = tuple(each for each in proceedings if each.memo.at not in _AFTER_DECISION)
    undecided = not proceedings or bool(left)
    days = [day for each in left if (day := _decide_by(each, row)) is not None]
    due = min(days, default=row.memo.decide_by) if row.open and undecided else None
    step, turn = own_step
    return replace(
        row,
        handlers=_assigned(row),
        next_step=step,
        turn=turn,
        due_on=due,
        due_kind=None if due is None else DueKind.DECIDE_BY,
        decided_on=_last(each.decided_on for each in proceedings) if not undecided else None,
    )


def _case_step(row: Row, proceedings: tuple[Row, ...], *, unserved: bool) -> tuple[Step | None, Turn | None]:
    """The case's own step. From the report of the investigation on nobody acts on the case until nothing remains in any track
    but a pending review: each track waits for its own people, and the approver closes the case. What an appeal came to is
    served first (*unserved*), also where its track was closed before it.
    """
    if row.memo.recusals and row.open:
        return Step.DECIDE_RECUSAL, Turn.APPROVER
    undecided_still = {each.id: each for each in proceedings if each.open and each.memo.at not in _AFTER_DECISION}
    unfiled = [undecided_still[one] for one in row.memo.unfiled if one in undecided_still]
    if row.open and unfiled:
        return _once_competent(unfiled, Step.EXTEND_FILING)
    if row.memo.to_clarify:
        return Step.CLARIFY, Turn.LEAD_MANAGER
    if row.stage is Stage.OPENED:
        return (Step.AUTHORISE_CHECK, Turn.APPROVER) if row.grounds else (Step.FRAME_ALLEGATION, Turn.LEAD_MANAGER)
    if row.stage is Stage.CHECKED and not proceedings and not row.memo.refuted:
        return Step.NAME_RESPONDENT, Turn.LEAD_MANAGER  # a filing names who is suspected
    if row.stage is Stage.CHECKED and not row.memo.refuted:
        return _once_competent(proceedings, Step.DECIDE_ON_FILING)
    if row.stage is Stage.INVESTIGATING:
        if not proceedings:
            return Step.NAME_RESPONDENT, Turn.LEAD_MANAGER
        if not row.memo.investigators:
            return Step.ASSIGN_INVESTIGATORS, Turn.LEAD_MANAGER
        if not row.memo.facts_open:
            return Step.INVESTIGATE, Turn.INVESTIGATOR
        # Nothing is established without evidence; what is on file already may ground the next finding too.
        return (Step.MAKE_FINDINGS if row.memo.evidence else Step.ENTER_EVIDENCE), Turn.INVESTIGATOR
    if row.stage is Stage.REPORTED:
        done = proceedings and not unserved and all(not each.open or _in_review(each) for each in proceedings)
        return (Step.CLOSE_CASE, Turn.APPROVER) if done else (None, None)
    return _BEFORE_FILING.get(row.stage, (None, None))


def _once_competent(tracks: Iterable[Row], step: Step) -> tuple[Step, Turn]:
    """The approver's *step*, which is refused before it is known of each of *tracks* which body decides."""
    if all(each.memo.competent for each in tracks):
        return step, Turn.APPROVER
    return Step.ESTABLISH_COMPETENCE, Turn.LEAD_MANAGER


def _in_review(row: Row) -> bool:
    """Whether what was decided on this respondent is carried out, and a review of the decision is pending."""
    done = row.memo.at in _WHERE_A_DECISION_STANDS and not row.memo.to_restore and _to_carry_out(row) is None
    return bool(row.memo.appeals) and done


def _proceeding(row: Row, case: Row | None, of_case: tuple[Step | None, Turn | None], *, appealed: bool) -> Row:
    stage = _proceeding_stage(row, case)
    step, turn = _proceeding_step(row, stage)
    if (appealed or row.memo.appeals) and step is Step.CLOSE_PROCEEDING:
        step, turn = None, None  # it waits for the body where the appeal lies, and for its outcome to be served
    if row.open and stage in _OF_THE_CASE and case is not None:
        # The case is checked, filed and investigated for all of its respondents; where it ended first, only closing is left.
        step, turn = (Step.CLOSE_PROCEEDING, Turn.LEAD_MANAGER) if case.stage in _ENDED_UNDECIDED else of_case
        if step is Step.ESTABLISH_COMPETENCE and row.memo.competent:
            step, turn = None, None  # it waits for the others of its case
    due, kind = _proceeding_due(row, stage, case)
    officers: tuple[UUID, ...] = row.memo.reviewers
    decide_by = None if case is None or stage in _AFTER_DECISION else _decide_by(row, case)
    if case is not None:
        standing_aside = {officer for _, officer in case.memo.recusals}
        officers = tuple(o for o in (*case.memo.investigators, *officers) if o not in standing_aside)
        row = replace(row, keeper=case.keeper, grounds=case.grounds, filed_on=case.filed_on, instrument=case.instrument)
    return replace(
        row,
        stage=stage,
        next_step=step,
        turn=turn,
        due_on=due,
        due_kind=kind,
        handlers=tuple(dict.fromkeys(officers)),
        body=row.body or row.keeper,
        memo=replace(
            row.memo, decide_by=decide_by, then=_after_silence(row, case) if stage is Stage.STATEMENT else None
        ),
    )


def _proceeding_stage(row: Row, case: Row | None) -> Stage:
    """How far its own stream and the investigation that it shares have brought it.

    Of a case that is not filed yet, or was not filed, nobody is under investigation. What rests on the review waits while
    the investigation goes on again, and then for a review of the new report; it is reviewed again as well when a reviewer
    has to stand aside.
    """
    stage = row.memo.at or Stage.INVESTIGATING
    if case is None or stage not in _ON_THE_REVIEW:
        return stage
    if case.stage not in _REPORTED:
        return case.stage if case.stage in _OF_THE_CASE else Stage.INVESTIGATING
    if stage is Stage.INVESTIGATING or row.memo.report != case.memo.report:
        return Stage.REVIEW
    return Stage.REVIEW if {*row.memo.reviewers} & {*case.memo.recused} else stage


def _after_silence(row: Row, case: Row | None) -> tuple[Step, Turn] | None:
    """The step once the time for a statement has passed without one: what was said to an earlier notice is dealt with first."""
    at = Stage.VERIFICATION if row.memo.unverified else Stage.DELIBERATION
    silent = replace(row, memo=replace(row.memo, at=at))
    step, turn = _proceeding_step(silent, _proceeding_stage(silent, case))
    return None if step is None or turn is None else (step, turn)


def _proceeding_step(row: Row, stage: Stage) -> tuple[Step | None, Turn | None]:
    if not row.open:
        return None, None
    if stage is Stage.INVESTIGATING:
        return Step.INVESTIGATE, Turn.INVESTIGATOR
    if stage is Stage.VERIFICATION and row.memo.points:
        return Step.ANSWER_POINTS, Turn.CASE_REVIEWER
    if stage in _AFTER_DECISION and row.memo.to_restore:
        return Step.RESTORE, Turn.LEAD_MANAGER
    if stage in _WHERE_A_DECISION_STANDS:
        return _to_carry_out(row) or Step.CLOSE_PROCEEDING, Turn.LEAD_MANAGER
    if stage is Stage.REVOKED:
        return Step.CLOSE_PROCEEDING, Turn.LEAD_MANAGER
    return _STEPS.get(stage, (None, None))


def _to_carry_out(row: Row) -> Step | None:
    """What is still to be done about the decision that stands, as far as its own stream tells; what only the procedure profile
    asks for (acceptance, copies on file) is not known here.
    """
    memo = row.memo
    addressees = {RESPONDENT} if row.subject == Subject.ORGAN else {RESPONDENT, UNIT}
    unserved = addressees - {*memo.served, *({RESPONDENT} if memo.out_of_reach else ())}
    if unserved and memo.at is not Stage.EXECUTION:
        return Step.SERVE_DECISION
    if any(measure.waits for measure in memo.measures):
        return Step.CARRY_OUT
    if unserved:
        return Step.SERVE_DECISION
    told = memo.announced or memo.no_announcement or row.outcome != Outcome.MEASURES
    return None if told else Step.ANNOUNCE


def _proceeding_due(row: Row, stage: Stage, case: Row | None) -> tuple[date | None, DueKind | None]:
    if not row.open:
        return None, None
    if stage in _AFTER_DECISION:
        days = [m.due_on for m in row.memo.measures if m.due_on is not None and m.waits]
        return (min(days), DueKind.MEASURE_DUE) if days else (None, None)
    if stage is Stage.STATEMENT and row.memo.statement_until is not None:
        return row.memo.statement_until, DueKind.STATEMENT_UNTIL
    decide_by = None if case is None else _decide_by(row, case)
    return decide_by, None if decide_by is None else DueKind.DECIDE_BY


def _decide_by(row: Row, case: Row) -> date | None:
    """The last day to decide on this respondent: that of its own profile where the case told it, else that of the case."""
    return dict(case.memo.decide_by_under).get(row.profile or "", case.memo.decide_by)


def _appeal(row: Row, case: Row | None, proceeding: Row | None) -> Row:
    if case is not None:
        row = replace(row, keeper=case.keeper, grounds=case.grounds, instrument=case.instrument)
    if proceeding is not None:
        named = {"organs": proceeding.organs, "subject": proceeding.subject, "person": proceeding.person}
        row = replace(row, profile=proceeding.profile, role=proceeding.role, **named)
        if proceeding.memo.out_of_reach and row.next_step is Step.SERVE_APPEAL:
            return replace(row, open=False, next_step=None, turn=None)
    return row


def _terms(row: Row) -> tuple[str, ...]:
    """Own id, the ids of case, track and organs, numbers, grounds, kind of problem; and what it rests on."""
    ids = (row.id, row.case_id, row.proceeding_id, *row.organs)
    found = [term for identifier in ids if identifier is not None for term in of_id(identifier)]
    codes = (*row.memo.numbers, *row.grounds, *(() if row.problem is None else (row.problem,)))
    rests = (*row.grounds, *row.measures, row.memo.role_found, *(code for code, _ in row.memo.found))
    found += [normalised(code) for code in codes]
    if row.memo.rated is not None:
        found.append(rated(row.memo.rated))
    return tuple(dict.fromkeys([*found, *(resting_on(code) for code in rests if code is not None)]))


def _assigned(case: Row) -> tuple[UUID, ...]:
    """Who checks or investigates, without those who stand aside until their recusal is decided."""
    checking = case.stage in {Stage.CHECKING, Stage.CHECKED}
    standing_aside = {officer for _, officer in case.memo.recusals}
    assigned = case.memo.checkers if checking else case.memo.investigators
    return tuple(officer for officer in assigned if officer not in standing_aside)


def _examiners(appeals: Iterable[Row]) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys(handler for appeal in appeals for handler in appeal.handlers))


def _last(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)
