"""Whatever is asked in whatever order: one decision, after notice and hearing, and never heavier for having objected."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from domain.cases.case import Case, Stage
from domain.cases.events import Defect, ProcedureDefectNoted
from domain.proceedings import commands as ask
from domain.proceedings import events as happened
from domain.proceedings.events import Adoption, Outcome, ServiceMode, StatementPoint
from domain.proceedings.proceeding import Proceeding, decide, evolve
from domain.refusal import Refused
from domain.stored_form import FORMS
from tests.domain.proceedings.material import (
    ABOVE,
    ALLEGATION,
    BODY,
    CRITICISM,
    DECIDE,
    DEPUTY,
    ELSEWHERE,
    EVIDENCE,
    FIRST,
    FOUND,
    HEAD,
    HEARD,
    LATE,
    OTHER_POINT,
    OTHER_REVIEWER,
    POINT,
    REVIEWER,
    SELF_EXAMINATION,
    STRANGER,
    TALK,
    THIRD_LEADER,
    TODAY,
    Desk,
    a_case,
    a_finding,
    deliberated,
    reviewed,
)
from tests.domain.proceedings.shared_case import REOPENED, about, after, ruled
from tests.domain.proceedings.test_way import (
    ANNOUNCE,
    CARRY_OUT,
    CHECK,
    CLOSE,
    DELIBERATE,
    OPEN,
    REPORT,
    REVIEW,
    SERVE,
    SERVE_UNIT,
    VERIFY,
)
from tests.support.campaign import examples
from tests.support.made_up import a_document, an_id

NEW = "guide-stale"
DEFECT = ProcedureDefectNoted(
    defect=Defect.RECUSAL_MISSED, concerning=FIRST, noted_on=TODAY, description=a_document("what came to light")
)
CASES = (
    a_case(),
    a_case(),
    a_case(a_finding(NEW), report="second report"),
    after(DEFECT),
    after(REOPENED),
    after(about(FIRST)),
    after(about(REVIEWER), ruled(granted=True)),
    after(about(DEPUTY), ruled(granted=True)),
)
HOLDING = (Outcome.MEASURES, Outcome.EXEMPT, Outcome.NOT_IMPOSED)

measures = st.lists(st.sampled_from([SELF_EXAMINATION, TALK, CRITICISM]), max_size=3, unique=True).map(tuple)
outcomes = st.sampled_from([Outcome.MEASURES] * 4 + list(Outcome))
findings = st.sampled_from([((ALLEGATION, LATE),), ((ALLEGATION, LATE), (ALLEGATION, NEW)), ()])
documents = st.integers(1, 4).map(lambda n: a_document(f"paper {n}"))
points = st.sampled_from([POINT, OTHER_POINT])
appeals = st.sampled_from([an_id("appeal one"), an_id("appeal two")])
served = st.integers(-1, 1).map(lambda n: TODAY + timedelta(days=n))

commands = st.one_of(
    st.sampled_from([OPEN, REVIEW, VERIFY, DELIBERATE, SERVE, SERVE_UNIT, ANNOUNCE, CARRY_OUT, REPORT, CHECK, CLOSE]),
    st.builds(ask.EstablishCompetence, body=st.sampled_from([BODY, ABOVE]), source=st.just("register")),
    st.builds(ask.ReferProceeding, to=st.just(ELSEWHERE), letter=documents),
    st.builds(
        ask.FindFactor,
        factor=st.sampled_from(["retaliates", "cooperates"]),
        status=st.sampled_from(["established", "refuted"]).map(happened.FindingStatus),
        evidence=st.just((EVIDENCE,)),
        reasons=documents,
    ),
    st.builds(ask.ReturnForSupplement, items=documents),
    st.builds(replace, st.just(REVIEW), opinion=documents, procedure=st.sampled_from(list(happened.Mark))),
    st.builds(ask.IssueNotice, outcome=outcomes, measures=measures, findings=findings, document=documents),
    st.builds(
        ask.ServeNotice,
        mode=st.sampled_from([ServiceMode.DIRECT, ServiceMode.PUBLIC_NOTICE]),
        served_on=served,
        proof=documents,
    ),
    st.builds(
        ask.FileStatement,
        document=documents,
        points=points.map(lambda point: (StatementPoint(point=point, text=a_document("point")),)),
    ),
    st.builds(ask.WaiveStatement, document=documents),
    st.builds(ask.AnswerPoint, point=points, adoption=st.sampled_from(list(Adoption)), reasons=documents),
    st.builds(ask.VerifyDefence, opinion=documents, new_adverse_fact=st.booleans()),
    st.builds(
        ask.Decide,
        number=st.integers(1, 4).map(lambda n: f"示例字2012-{n}"),
        outcome=outcomes,
        measures=measures,
        findings=findings,
        reasons=documents,
        document=documents,
        override=st.none() | documents,
        transferred_to=st.none() | st.just(ABOVE),
    ),
    st.builds(ask.NoteAppeal, appeal=appeals, track=st.just("T3"), step=st.sampled_from(["first", "second"])),
    st.builds(
        ask.ApplyAppeal,
        appeal=appeals,
        result=st.sampled_from(["upheld", "varied", "revoked", "revoked-and-remade", "withdrawn", "anything"]),
        reasons=st.none() | documents,
        ground=st.none() | st.just("facts-unclear"),
        outcome=st.none() | outcomes,
        measures=measures,
    ),
    st.builds(ask.RevokeDecision, ground=st.just("procedure-unfair"), reasons=documents, remake=st.booleans()),
    st.builds(
        ask.CarryOutRestoration, what=st.sampled_from(["reputation", "other"]), carried_out_on=served, proof=documents
    ),
)


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """One request. Most go on with the procedure or rush ahead of it; some ask for anything at all."""

    kind: str
    command: Any
    by: Any
    days: int
    body: Any
    measures: tuple[happened.MeasureTaken, ...]
    findings: tuple[Any, ...]
    number: int


acts = st.builds(
    Act,
    kind=st.sampled_from(["next"] * 5 + ["rush"] * 3 + ["anything"] * 2),
    command=commands,
    by=st.sampled_from([HEAD] * 6 + [REVIEWER, STRANGER, FIRST]),
    days=st.integers(0, 9),
    body=st.sampled_from([BODY] * 9 + [ABOVE]),
    measures=measures,
    findings=findings,
    number=st.integers(1, 99),
)


def decision(act: Act) -> Any:
    return ask.Decide(
        number=f"示例字2012-{act.number}",
        outcome=Outcome.MEASURES,
        measures=act.measures or (SELF_EXAMINATION,),
        findings=act.findings or ((ALLEGATION, LATE),),
        reasons=a_document("reasons"),
        document=a_document(f"decision {act.number}"),
    )


def next_step(state: Proceeding, act: Act) -> tuple[Any, Any]:
    """What the procedure asks for where *state* stands, and who does it."""
    paper, today = a_document(f"paper {act.number}"), TODAY + timedelta(days=act.days)
    notice, hearing = state.notice, state.hearing
    if state.decision is not None:
        pending = next(iter(state.pending_appeals), None)
        if pending is None:
            return ask.NoteAppeal(appeal=an_id(f"appeal {act.number}"), track="T3", step=str(act.number)), HEAD
        varied = ask.ApplyAppeal(
            appeal=pending.appeal,
            result="varied" if act.number % 2 else "revoked-and-remade",
            reasons=paper,
            ground="measure-unfit",
            outcome=Outcome.MEASURES if act.measures else Outcome.EXEMPT,
            measures=act.measures,
        )
        return varied, HEAD
    if state.review is None or state.review.defects or act.number % 9 == 0:
        other = replace(REVIEW, opinion=paper, reviewers=(OTHER_REVIEWER, THIRD_LEADER))
        return (other, OTHER_REVIEWER) if act.number % 2 else (replace(REVIEW, opinion=paper), REVIEWER)
    if notice is None:
        chosen = act.measures or (SELF_EXAMINATION,)
        cited = act.findings or ((ALLEGATION, LATE),)
        return ask.IssueNotice(outcome=Outcome.MEASURES, measures=chosen, findings=cited, document=paper), HEAD
    if notice.served_on is None:
        return ask.ServeNotice(mode=ServiceMode.DIRECT, served_on=today, proof=paper), HEAD
    if not (hearing.statements or hearing.waived):
        point = StatementPoint(point=an_id(f"point {act.number}"), text=paper)
        return ask.FileStatement(document=paper, points=(point,)), STRANGER
    if hearing.unanswered:
        return ask.AnswerPoint(point=hearing.unanswered[0], adoption=Adoption.ADOPTED, reasons=paper), REVIEWER
    if hearing.statements and not hearing.verified:
        return ask.VerifyDefence(opinion=paper, new_adverse_fact=act.number % 7 == 0), REVIEWER
    if state.deliberation is None:
        present = (HEAD, DEPUTY) if act.number % 2 else (HEAD, THIRD_LEADER)
        return replace(DELIBERATE, outcome=None, measures=(), minutes=paper, present=present, voting=present), HEAD
    return decision(act), act.by


def asked_for(state: Proceeding, act: Act) -> tuple[Any, Any]:
    if act.kind == "next":
        return next_step(state, act)
    if act.kind == "rush":
        hasty = replace(DELIBERATE, outcome=None, measures=(), minutes=a_document(f"minutes {act.number}"))
        return (hasty if act.number % 3 == 0 else decision(act)), act.by
    return act.command, act.by


NOTED = happened.AppealNoted(appeal=an_id("appeal one"), track="T3", noted_on=TODAY)
THE_WAY = Desk(*FOUND, reviewed(), *HEARD, deliberated()).after(DECIDE).and_then(NOTED).events
begun = st.integers(len(FOUND), len(THE_WAY)).map(lambda length: THE_WAY[:length])


class Trace:
    """What was seen so far, kept apart from the state under test."""

    def __init__(self, case: Case) -> None:
        self.case, self.review = case, None
        self.standing = self.notice = self.revoked = self.deliberated = None
        self.served_until = None
        self.waived = self.verified = False
        self.open_points: set[object] = set()
        self.stated = False
        self.facts: set[object] = set()

    def sees(self, event: object) -> None:
        match event:
            case happened.FileReviewed():
                self.review, self.deliberated = event, None
            case happened.NoticeIssued():
                self.notice, self.served_until = event, None
                self.unheard()
            case happened.NoticeServed():
                self.served_until = event.statement_until
            case happened.StatementReceived():
                self.open_points |= {point.point for point in event.points}
                self.stated, self.verified, self.deliberated = True, False, None
            case happened.StatementWaived():
                self.waived = True
            case happened.PointAnswered():
                self.open_points -= {event.point}
            case happened.DefenceVerified(new_adverse_fact=False):
                self.verified = True
            case happened.DefenceVerified() | happened.ReturnedForSupplement():
                self.notice = self.review = None
                self.unheard()
            case happened.ProceedingReferred():
                self.notice = None
                self.unheard()
            case happened.Deliberated():
                self.deliberated = event
            case happened.FactorFound(factor="retaliates", status="established"):
                self.facts.add("retaliates")
            case happened.DecisionMade():
                self.judges(event)
            case happened.DecisionVaried():
                assert self.standing is not None
                assert codes(event) <= codes(self.standing)
                self.standing = event
            case happened.DecisionRevoked():
                assert self.standing is not None
                self.revoked, self.standing, self.notice, self.review = self.standing, None, None, None
                self.unheard()

    def unheard(self) -> None:
        self.deliberated, self.waived, self.verified, self.stated = None, False, False, False
        self.open_points = set()

    def weighs(self, event: object) -> None:
        """A new notice, or a new decision that holds a breach, against the case as it is; what was done before is not."""
        match event:
            case happened.NoticeIssued():
                self.rests_on_a_review()
            case happened.DecisionMade():
                assert self.deliberated is not None
                assert not {*self.deliberated.present} & {*self.case.recused}
                assert not self.case.recusals_pending
                if event.outcome in HOLDING:
                    self.rests_on_a_review()

    def rests_on_a_review(self) -> None:
        """Sound, of the report that stands, by people who need not stand aside, while nobody's recusal is open."""
        assert self.review is not None
        assert self.case.stage is Stage.REPORTED
        assert self.review.report == self.case.reported
        marks = {self.review.facts, self.review.evidence, self.review.qualification}
        assert {*marks, self.review.procedure, self.review.handling, self.review.competence} == {happened.Mark.SOUND}
        assert not {*self.review.reviewers} & {*self.case.recused}
        assert not self.case.recusals_pending

    def judges(self, made: happened.DecisionMade) -> None:
        assert self.standing is None
        assert self.deliberated is not None
        assert made.decider != FIRST
        assert made.body == BODY
        if made.outcome in HOLDING:
            assert self.notice is not None
            assert self.served_until is not None
            assert self.stated or self.waived or made.decided_on > self.served_until
            assert not self.open_points
            assert self.verified or not self.stated
            assert codes(made) <= codes(self.notice)
            assert set(made.findings) <= set(self.notice.findings)
        if self.revoked is not None and (ALLEGATION, NEW) not in made.findings and not self.facts:
            assert codes(made) <= codes(self.revoked)
        self.standing = made


def codes(event: Any) -> set[str]:
    return {taken.measure for taken in event.measures}  # of a notice, a decision or a variation


def lawful(state: Proceeding, command: Any, setting: Any) -> tuple[Any, ...]:
    """What follows, or nothing: a refusal is the only way in which the domain says no."""
    with suppress(Refused):
        return decide(state, command, setting)
    return ()


@settings(
    max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(begun, st.lists(acts, min_size=5, max_size=30), st.sampled_from(CASES))
def test_the_protections_hold_in_any_order(events, asked, case):
    desk, trace = Desk(*events), Trace(case)
    for event in events:
        trace.sees(event)
    state = desk.proceeding
    for act in asked:
        command, by = asked_for(state, act)
        now = Desk.standing_at(state, case=case)
        found = lawful(state, command, now.setting(by, TODAY + timedelta(days=act.days), act.body))
        for event in found:
            trace.weighs(event)
            trace.sees(event)
            state = evolve(state, FORMS.decode(*FORMS.encode(event)))
        events = (*events, *found)
    folded = Proceeding()
    for event in events:
        folded = evolve(folded, event)
    assert folded == state
    assert (state.decision is not None) == (trace.standing is not None)


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(measures, findings, st.booleans()), min_size=1, max_size=4))
def test_no_chain_of_notices_and_defences_leads_to_anything_heavier_without_a_new_fact(rounds):
    state, heard = Desk(*FOUND, reviewed()).proceeding, None
    for number, (wanted, cited, answered) in enumerate(rounds):
        now = Desk.standing_at(state)
        command = ask.IssueNotice(
            outcome=Outcome.MEASURES, measures=wanted, findings=cited, document=a_document(f"notice {number}")
        )
        found = now.answer(command)
        if isinstance(found, Refused):
            continue
        (issued,) = found
        if heard is not None:
            assert codes(issued) <= heard
        now = Desk.standing_at(evolve(state, issued)).after(
            ask.ServeNotice(mode=ServiceMode.DIRECT, served_on=TODAY, proof=a_document("proof"))
        )
        if answered:
            point = StatementPoint(point=an_id(f"point {number}"), text=a_document("point"))
            now = now.after(ask.FileStatement(document=a_document(f"statement {number}"), points=(point,)))
            heard = codes(issued)
        state = now.proceeding
