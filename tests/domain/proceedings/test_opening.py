"""Each respondent has a track of their own, decided by the body that holds authority on that day."""

from datetime import date

import pytest
from msgspec.structs import replace

from domain.cases.events import RecusalGround, RecusalRaised, RecusalSource
from domain.identity import BodyId
from domain.proceedings import commands as ask
from domain.proceedings import events as happened
from domain.proceedings.events import Subject
from domain.proceedings.setting import Competence
from tests.domain.proceedings.material import (
    ABOVE,
    BODY,
    BUREAU,
    CASE,
    CLERK,
    COMPETENT,
    DECIDE,
    ELSEWHERE,
    FILED,
    FIRST,
    FOUND,
    ISSUE,
    OPENED,
    READY,
    TODAY,
    Desk,
    reviewed,
)
from tests.support.made_up import a_document, an_id

OPEN = ask.OpenProceeding(case=CASE, subject=Subject.PERSON, organ=BUREAU, profile="P-QYF", person=CLERK, role="direct")
BY_REGISTER = ask.EstablishCompetence(body=BODY, source="register")
BY_OPINION = ask.EstablishCompetence(body=ABOVE, source="written-opinion", document=a_document("opinion"))
REFER = ask.ReferProceeding(to=ELSEWHERE, letter=a_document("letter"))


def test_a_track_is_opened_for_one_respondent():
    assert Desk().does(OPEN, on=FILED) == (OPENED,)
    organ = replace(OPEN, subject=Subject.ORGAN, person=None, role=None)
    (opened,) = Desk().does(organ, on=FILED)
    assert (opened.subject, opened.person, opened.organ) == (Subject.ORGAN, None, BUREAU)


def test_opening_the_same_track_again_changes_nothing():
    assert Desk(OPENED).does(OPEN) == ()


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"person": None}, "respondent-incomplete"),
        ({"subject": Subject.ORGAN}, "respondent-incomplete"),
        ({"subject": Subject.ORGAN, "person": None}, "respondent-incomplete"),
        ({"profile": "P-SOE"}, "profile-not-for-respondent"),
    ],
)
def test_a_track_is_opened_for_a_whole_respondent_under_its_own_profile(changed, rule):
    assert Desk().refuses(replace(OPEN, **changed)) == {rule}


def test_an_organ_is_not_disciplined_like_a_civil_servant():
    organ = replace(OPEN, subject=Subject.ORGAN, person=None, role=None, profile="P-APPOINT")
    assert Desk(profile="P-APPOINT").refuses(organ) == {"profile-not-for-respondent"}


def test_one_track_is_not_given_to_another_respondent():
    assert Desk(OPENED).refuses(replace(OPEN, role="principal")) == {"proceeding-already-open"}


def test_competence_is_put_on_the_record_with_its_source():
    assert Desk(OPENED).does(BY_REGISTER, on=FILED) == (COMPETENT,)
    (known,) = Desk(OPENED).does(BY_OPINION)
    assert (known.body, known.source, known.document) == (ABOVE, "written-opinion", a_document("opinion"))
    assert Desk(OPENED, COMPETENT).does(BY_REGISTER) == ()


def test_what_the_register_does_not_say_is_a_question_and_never_a_guess():
    silent = Desk(OPENED, competence=Competence(question="AMB-18"))
    assert [(reason.rule, reason.about) for reason in silent.reasons(BY_REGISTER)] == [
        ("competence-is-a-question", ("AMB-18",))
    ]
    assert silent.does(BY_OPINION)


@pytest.mark.parametrize(
    ("command", "rule"),
    [
        (replace(BY_REGISTER, body=ABOVE), "body-without-authority"),
        (replace(BY_OPINION, document=None), "competence-without-record"),
        (replace(BY_OPINION, source="hearsay"), "competence-source-unknown"),
    ],
)
def test_competence_needs_a_source_that_bears_it_out(command, rule):
    assert Desk(OPENED).refuses(command) == {rule}


def test_either_of_two_bodies_may_be_established_for_an_organ():
    both = Desk(OPENED, competence=Competence(bodies=(BODY, ABOVE)))
    assert both.does(replace(BY_REGISTER, body=ABOVE))
    assert both.does(BY_REGISTER)


def test_nothing_happens_before_the_opening_or_after_the_decision():
    assert Desk().refuses(BY_REGISTER) == {"proceeding-not-open"}
    assert "decision-stands" in Desk(*READY).after(DECIDE).refuses(BY_OPINION)


def test_whoever_moved_is_referred_to_the_present_holder_and_the_facts_travel():
    moved = Desk(*READY, competence=Competence(bodies=(ELSEWHERE,)))
    assert "authority-moved" in moved.refuses(DECIDE)
    (referred,) = moved.does(REFER)
    assert referred == happened.ProceedingReferred(to=ELSEWHERE, referred_on=TODAY, letter=a_document("letter"))
    there = moved.and_then(referred)
    assert there.proceeding.elements == moved.proceeding.elements
    assert there.proceeding.review == moved.proceeding.review
    assert there.proceeding.notice is None
    assert there.refuses(ISSUE, body=BODY) >= {"acting-body-not-competent"}


def test_a_referral_goes_to_another_body_that_holds_authority():
    desk = Desk(*FOUND)
    assert desk.refuses(replace(REFER, to=BODY)) == {"referral-to-itself"}
    assert desk.refuses(REFER) == {"body-without-authority"}
    assert Desk(*FOUND, competence=Competence()).does(REFER)


def test_the_body_that_was_established_by_opinion_stands_against_an_older_entry_but_not_a_newer_one():
    by_opinion = happened.CompetenceEstablished(body=ABOVE, source="written-opinion", established_on=FILED)
    events = (*FOUND, by_opinion, reviewed())
    older = Desk(*events, competence=Competence(bodies=(BODY,), since=date(2012, 1, 1)))
    newer = Desk(*events, competence=Competence(bodies=(BODY,), since=date(2012, 5, 1)))
    assert older.does(ISSUE, body=ABOVE)
    assert "authority-moved" in newer.refuses(ISSUE, body=ABOVE)


def test_a_designated_body_decides_whatever_the_register_says():
    designated = happened.CompetenceEstablished(body=ABOVE, source="designation", established_on=FILED)
    desk = Desk(*FOUND, designated, reviewed(), competence=Competence(bodies=(BODY,), since=TODAY))
    assert desk.does(ISSUE, body=ABOVE)


def test_an_officer_who_stands_aside_does_nothing_here():
    case = Desk().case
    recused = replace(case, recusals_raised=(a_recusal_of(FIRST),))
    assert Desk(OPENED, case=recused).refuses(BY_REGISTER, by=FIRST) == {"officer-stands-aside"}


def a_recusal_of(officer):
    return RecusalRaised(
        recusal=an_id("recusal"),
        officer=officer,
        ground=RecusalGround.CLOSE_RELATIVE,
        source=RecusalSource.SELF,
        raised_on=TODAY,
    )


def test_a_body_that_nobody_established_does_not_act():
    desk = Desk(OPENED, *FOUND[2:], reviewed())
    assert desk.refuses(ISSUE) >= {"competence-not-established"}
    assert BodyId(an_id("nobody")) not in (BODY, ABOVE, ELSEWHERE)


def test_what_was_taken_from_the_registers_falls_when_they_are_silent_now():
    silent = Competence(question="person-holds-no-post-there")
    assert "competence-is-a-question" in Desk(*FOUND, reviewed(), competence=silent).refuses(ISSUE)
    by_opinion = happened.CompetenceEstablished(body=BODY, source="written-opinion", established_on=FILED)
    assert Desk(*FOUND, by_opinion, reviewed(), competence=silent).does(ISSUE)
