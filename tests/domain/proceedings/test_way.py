"""One proceeding from the naming of the respondent to its closing, each step by a command."""

from datetime import date, timedelta

from msgspec.structs import replace

from domain.proceedings import commands as ask
from domain.proceedings import events as happened
from domain.proceedings.events import Adoption, Mark, RectificationResult, ServiceMode, StatementPoint, Subject
from domain.proceedings.execution_commands import CarryOutMeasure, CheckRectification, ReportRectification
from domain.proceedings.facts import made_on
from domain.proceedings.state import Proceeding
from tests.domain.proceedings.material import (
    BODY,
    BUREAU,
    CASE,
    CLERK,
    DECIDE,
    DEPUTY,
    EVIDENCE,
    HEAD,
    ISSUE,
    OTHER_REVIEWER,
    POINT,
    READY,
    REVIEWER,
    TODAY,
    Desk,
    held,
)
from tests.support.made_up import a_document

OPEN = ask.OpenProceeding(case=CASE, subject=Subject.PERSON, organ=BUREAU, profile="P-QYF", person=CLERK, role="direct")
FIND_ROLE = ask.FindRole(role="direct", evidence=(EVIDENCE,), reasons=a_document("role"))
REVIEW = ask.ReviewFile(
    reviewers=(REVIEWER, OTHER_REVIEWER),
    facts=Mark.SOUND,
    evidence=Mark.SOUND,
    qualification=Mark.SOUND,
    procedure=Mark.SOUND,
    handling=Mark.SOUND,
    competence=Mark.SOUND,
    opinion=a_document("review"),
)
SERVE_NOTICE = ask.ServeNotice(mode=ServiceMode.DIRECT, served_on=TODAY, proof=a_document("proof"))
STATE = ask.FileStatement(
    document=a_document("statement"), points=(StatementPoint(point=POINT, text=a_document("point one")),)
)
ANSWER = ask.AnswerPoint(point=POINT, adoption=Adoption.PARTLY, reasons=a_document("why partly"))
VERIFY = ask.VerifyDefence(opinion=a_document("verification"))
DELIBERATE = ask.Deliberate(
    present=(HEAD, DEPUTY),
    voting=(HEAD, DEPUTY),
    minutes=a_document("minutes"),
    quorum=2,
    outcome=DECIDE.outcome,
    measures=DECIDE.measures,
)
SERVE = ask.ServeDecision(to="respondent", mode=ServiceMode.DIRECT, served_on=TODAY, proof=a_document("proof"))
SERVE_UNIT = ask.ServeDecision(to="unit", mode=ServiceMode.DIRECT, served_on=TODAY, proof=a_document("proof"))
ANNOUNCE = ask.AnnounceDecision(announced_on=TODAY, scope=a_document("scope"))
CARRY_OUT = CarryOutMeasure(
    measure="written-self-examination", carried_out_on=TODAY, proof=a_document("paper"), accepted_on=TODAY
)
REPORT = ReportRectification(report=a_document("put right"))
CHECK = CheckRectification(result=RectificationResult.MET, opinion=a_document("check"))
CLOSE = ask.CloseProceeding(report=a_document("closing report"))


def test_a_proceeding_goes_from_the_naming_to_the_closing():
    desk = Desk().after(OPEN, ask.EstablishCompetence(body=BODY, source="register"), FIND_ROLE).and_then(*held())
    desk = desk.after(REVIEW, by=REVIEWER).after(ISSUE, SERVE_NOTICE, STATE)
    desk = desk.after(ANSWER, VERIFY, by=REVIEWER).after(DELIBERATE, DECIDE)
    desk = desk.after(SERVE, SERVE_UNIT, ANNOUNCE, CARRY_OUT, REPORT, CHECK, CLOSE)
    assert [
        type(event) for event in desk.events if not isinstance(event, happened.FactorFound | happened.ElementFound)
    ] == [
        happened.ProceedingOpened,
        happened.CompetenceEstablished,
        happened.RoleFound,
        happened.FileReviewed,
        happened.NoticeIssued,
        happened.NoticeServed,
        happened.StatementReceived,
        happened.PointAnswered,
        happened.DefenceVerified,
        happened.Deliberated,
        happened.DecisionMade,
        happened.DecisionServed,
        happened.DecisionServed,
        happened.DecisionAnnounced,
        happened.MeasureCarriedOut,
        happened.RectificationReported,
        happened.RectificationChecked,
        happened.ProceedingClosed,
    ]
    assert desk.proceeding.closed


def test_the_decision_takes_effect_on_the_day_of_the_deliberation_whenever_it_is_signed_and_keeps_what_was_seen():
    ready = Desk().after(OPEN, ask.EstablishCompetence(body=BODY, source="register"), FIND_ROLE).and_then(*held())
    ready = ready.after(REVIEW, by=REVIEWER).after(ISSUE, SERVE_NOTICE, STATE)
    ready = ready.after(ANSWER, VERIFY, by=REVIEWER).after(DELIBERATE)
    later = TODAY + timedelta(days=30)
    (made,) = ready.does(DECIDE, on=later)
    advice = ready.setting(HEAD, later, BODY).advice
    assert advice is not None
    assert (made.decided_on, made.effective_on, made.decide_by) == (later, TODAY, date(2012, 10, 9))
    assert (made.body, made.decider, made.tracks, made.seen) == (BODY, HEAD, ("T3",), advice.seen)


def test_a_late_decision_is_made_and_shows_that_it_was_late():
    ready = Desk().after(OPEN, ask.EstablishCompetence(body=BODY, source="register"), FIND_ROLE).and_then(*held())
    ready = ready.after(REVIEW, by=REVIEWER).after(ISSUE, SERVE_NOTICE, STATE)
    ready = ready.after(ANSWER, VERIFY, by=REVIEWER)
    late = date(2013, 6, 3)
    (made,) = ready.after(DELIBERATE, on=late).does(DECIDE, on=late)
    assert made.effective_on > made.decide_by


def test_without_a_deliberation_a_decision_is_made_by_signing_it():
    assert made_on(Proceeding(), TODAY) == TODAY


def test_nothing_that_needs_the_paper_comes_before_it_is_signed():
    later = TODAY + timedelta(days=6)
    desk = Desk(*READY)
    signed = desk.after(DECIDE, on=later)
    assert signed.refuses(SERVE, on=later) == {"date-before-cause"}
    assert signed.does(replace(SERVE, served_on=later), on=later)
