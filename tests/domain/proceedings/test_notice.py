"""The notice announces what may follow, on proved facts, lawfully, and never heavier because of a defence."""

from datetime import date

import pytest
from msgspec.structs import replace

from domain.cases.case import evolve as evolve_case
from domain.cases.events import EvidenceExcluded, ExclusionGround
from domain.proceedings import commands as ask
from domain.proceedings import events as happened
from domain.proceedings.events import Outcome, ServiceMode
from tests.domain.proceedings.material import (
    ABOVE,
    ALLEGATION,
    ANSWERED,
    CITED,
    COMPETENT,
    CRITICISM,
    DECIDE,
    ELSEWHERE,
    ESTABLISHED,
    EVIDENCE,
    FOUND,
    HEARD,
    ISSUE,
    LATE,
    OPEN,
    OPENED,
    POINT,
    READY,
    ROLE,
    SELF_EXAMINATION,
    STATED,
    TALK,
    TODAY,
    VERIFIED,
    Desk,
    a_case,
    a_finding,
    deliberated,
    held,
    notice_served,
    noticed,
    reviewed,
)
from tests.support.made_up import a_document

SERVE = ask.ServeNotice(mode=ServiceMode.DIRECT, served_on=TODAY, proof=a_document("proof"))
REVIEWED = Desk(*FOUND, reviewed())
HEAVIER = replace(ISSUE, measures=(SELF_EXAMINATION, CRITICISM), document=a_document("notice 2"))
NEW_FACT = "guide-stale"


def test_a_notice_announces_what_is_intended():
    assert REVIEWED.does(ISSUE) == (noticed(SELF_EXAMINATION),)
    assert REVIEWED.after(ISSUE).does(ISSUE) == ()


def test_the_same_paper_for_other_measures_is_another_notice():
    (again,) = REVIEWED.after(ISSUE).does(replace(ISSUE, measures=(TALK,)))
    assert (again.notice, again.measures, again.document) == (2, (TALK,), ISSUE.document)


def test_notices_are_counted():
    (second,) = Desk(*FOUND, reviewed(), noticed(TALK)).does(replace(ISSUE, document=a_document("notice 2")))
    assert second.notice == 2


@pytest.mark.parametrize(
    ("changed", "rules"),
    [
        ({"measures": ()}, {"measure-missing"}),
        ({"measures": (SELF_EXAMINATION, SELF_EXAMINATION)}, {"measure-twice"}),
        ({"measures": (happened.MeasureTaken(measure="warning"),)}, {"form-outside-set"}),
        ({"measures": (replace(TALK, due_on=date(2012, 6, 3)),)}, {"due-date-passed"}),
        ({"outcome": Outcome.EXEMPT}, {"measure-unexpected", "exemption-not-available"}),
        ({"findings": ()}, {"findings-missing"}),
        ({"findings": ((ALLEGATION, NEW_FACT),)}, {"finding-not-established", "trigger-not-cited"}),
    ],
)
def test_what_is_announced_is_complete_and_lawful(changed, rules):
    assert REVIEWED.refuses(replace(ISSUE, **changed)) == rules


def test_among_the_facts_cited_is_one_that_calls_for_liability():
    beside = REVIEWED.knowing(case=a_case(a_finding("no-proper-reason")))
    assert beside.refuses(replace(ISSUE, findings=((ALLEGATION, "no-proper-reason"),))) == {"trigger-not-cited"}


def test_a_finding_falls_with_its_evidence():
    case = evolve_case(
        a_case(),
        EvidenceExcluded(
            evidence=EVIDENCE, ground=ExclusionGround.ILLEGAL_MEANS, excluded_on=TODAY, reasons=a_document("why")
        ),
    )
    refused = {reason.rule: reason.about for reason in REVIEWED.knowing(case=case).reasons(ISSUE)}
    assert refused["finding-not-established"] == (f"{ALLEGATION}/{LATE}",)
    assert refused["finding-on-excluded-evidence"][-3:] == ("causation", "consequence", "duty-failure")


def test_nothing_is_announced_while_a_fact_that_decides_is_open():
    undecided = Desk(OPENED, COMPETENT, ROLE, *held(consequence=OPEN), reviewed())
    assert undecided.refuses(ISSUE) == {"decisive-fact-open", "element-not-established"}


def test_only_the_competent_body_announces_on_a_recommendation_of_today():
    assert REVIEWED.refuses(ISSUE, body=ABOVE) == {"acting-body-not-competent", "body-not-competent"}
    assert REVIEWED.refuses(ISSUE, body=None) == {"acting-body-not-competent"}
    assert REVIEWED.knowing(advice=False).refuses(ISSUE) == {"recommendation-missing"}
    setting = REVIEWED.setting(ISSUE.document.id, TODAY, None)
    assert setting.advice is not None


def test_service_starts_the_period_in_working_days():
    issued = Desk(*FOUND, reviewed(), noticed(SELF_EXAMINATION))
    assert issued.does(SERVE) == (notice_served(),)
    assert issued.after(SERVE).does(SERVE) == ()


def test_public_notice_counts_only_after_its_time():
    issued = Desk(*FOUND, reviewed(), noticed(SELF_EXAMINATION))
    (served,) = issued.does(replace(SERVE, mode=ServiceMode.PUBLIC_NOTICE))
    assert served.served_on == TODAY
    assert served.deemed_on == date(2012, 7, 4)
    assert served.statement_until > served.deemed_on


@pytest.mark.parametrize(
    ("day", "rule"), [(date(2012, 6, 5), "date-in-future"), (date(2012, 6, 3), "date-before-cause")]
)
def test_service_lies_between_the_notice_and_today(day, rule):
    issued = Desk(*FOUND, reviewed(), noticed(SELF_EXAMINATION))
    assert issued.refuses(replace(SERVE, served_on=day)) == {rule}


def test_a_notice_is_served_once_and_only_when_there_is_one():
    issued = Desk(*FOUND, reviewed(), noticed(SELF_EXAMINATION), notice_served())
    assert issued.refuses(replace(SERVE, served_on=date(2012, 6, 5)), on=date(2012, 6, 5)) == {"notice-already-served"}
    assert REVIEWED.refuses(SERVE) == {"notice-not-issued"}


def test_a_second_service_is_never_taken_for_the_first():
    direct = Desk(*FOUND, reviewed(), noticed(SELF_EXAMINATION), notice_served())
    assert direct.refuses(replace(SERVE, mode=ServiceMode.MAIL)) == {"notice-already-served"}


def test_what_is_handed_over_while_a_public_notice_waits_counts_from_its_own_day():
    later = date(2012, 6, 5)
    handed = replace(SERVE, served_on=later)
    waiting = Desk(*FOUND, reviewed(), noticed(SELF_EXAMINATION)).after(replace(SERVE, mode=ServiceMode.PUBLIC_NOTICE))
    (served,) = waiting.does(handed, on=later)
    assert (served.deemed_on, served.statement_until) == (later, date(2012, 6, 12))
    assert waiting.after(handed, on=later).refuses(replace(SERVE, served_on=date(2012, 6, 6)), on=date(2012, 6, 6)) == {
        "notice-already-served"
    }
    too_late = date(2012, 7, 5)
    assert waiting.refuses(replace(SERVE, served_on=too_late), on=too_late) == {"notice-already-served"}
    assert waiting.and_then(STATED).refuses(handed, on=later) == {"notice-already-served"}


def test_before_anybody_answered_the_body_may_correct_its_notice():
    assert Desk(*FOUND, reviewed(), noticed(SELF_EXAMINATION), notice_served()).does(HEAVIER)


def test_after_a_defence_a_heavier_notice_needs_a_newly_proved_fact():
    heard = Desk(*FOUND, reviewed(), *HEARD)
    assert [(reason.rule, reason.about) for reason in heard.reasons(HEAVIER)] == [
        ("heavier-after-defence", ("circulated-criticism",))
    ]
    assert heard.does(replace(ISSUE, document=a_document("notice 2")))


def test_another_notice_does_not_bury_what_was_said_to_the_one_before():
    stated = Desk(*FOUND, reviewed(), noticed(SELF_EXAMINATION), notice_served(), STATED)
    again = replace(ISSUE, document=a_document("notice 2"))
    assert [(reason.rule, reason.about) for reason in stated.reasons(again)] == [
        ("points-unanswered", (str(POINT),)),
        ("defence-not-verified", ()),
    ]
    assert stated.and_then(ANSWERED).refuses(again) == {"defence-not-verified"}
    assert stated.and_then(ANSWERED, VERIFIED).does(again)


FELL = happened.ReturnedForSupplement(
    items=a_document("what is missing"), returned_on=TODAY, report=a_document("report of the investigation")
)
REFERRED = happened.ProceedingReferred(to=ELSEWHERE, referred_on=TODAY, letter=a_document("letter"))
REVOKED = happened.DecisionRevoked(
    appeal=None, remake=True, revoked_on=TODAY, ground="facts-unclear", reasons=a_document("why")
)


@pytest.mark.parametrize("fell", [FELL, REFERRED])
def test_what_was_said_to_a_notice_that_fell_is_answered_and_verified_in_the_next_hearing(fell):
    stated = Desk(*FOUND, reviewed(), noticed(SELF_EXAMINATION), notice_served(), STATED)
    fallen = stated.and_then(fell).proceeding
    assert (fallen.notice, fallen.hearing.statements, fallen.hearing.unanswered) == (None, (), (POINT,))
    again = stated.and_then(fell, COMPETENT, reviewed(), noticed(SELF_EXAMINATION, number=2), notice_served(number=2))
    waived = again.and_then(happened.StatementWaived(waived_on=TODAY, document=a_document("nothing more")))
    assert waived.refuses(DECIDE) == {"points-unanswered", "defence-not-verified", "not-deliberated"}
    assert waived.and_then(ANSWERED).refuses(DECIDE) == {"defence-not-verified", "not-deliberated"}
    assert waived.and_then(ANSWERED, VERIFIED).refuses(DECIDE) == {"not-deliberated"}
    assert again.does(replace(ISSUE, document=a_document("notice 3"))), "a notice not answered yet may be corrected"


def test_a_defence_that_was_verified_is_not_asked_about_again():
    heard = Desk(*FOUND, reviewed(), *HEARD)
    assert heard.and_then(FELL).proceeding.hearing.points == ()
    answered = Desk(*FOUND, reviewed(), *HEARD[:-1]).and_then(FELL).proceeding.hearing
    assert (len(answered.points), answered.unanswered, answered.is_unverified) == (1, (), True)


def test_a_decision_without_a_hearing_that_falls_leaves_what_was_said_to_be_answered():
    stated = Desk(*FOUND, reviewed(), noticed(SELF_EXAMINATION), notice_served(), STATED, deliberated())
    (made,) = Desk(*READY).does(DECIDE)
    passed_on = replace(made, outcome=Outcome.TRANSFERRED, measures=(), findings=())
    assert stated.and_then(passed_on, REVOKED).proceeding.hearing.unanswered == (POINT,)


def test_a_new_adverse_fact_leads_back_to_the_investigation_and_to_a_new_notice():
    surprised = Desk(*FOUND, reviewed(), *HEARD[:-1], replace(VERIFIED, new_adverse_fact=True))
    assert surprised.refuses(HEAVIER) >= {"file-not-reviewed"}
    assert surprised.refuses(DECIDE) >= {"notice-not-served"}
    case = a_case(a_finding(NEW_FACT), report="second report")
    again = surprised.knowing(case=case).and_then(reviewed("second report"))
    assert again.refuses(HEAVIER) == {"heavier-after-defence"}
    assert again.does(replace(HEAVIER, findings=(*CITED, (ALLEGATION, NEW_FACT))))


def test_a_newly_held_heavier_factor_lifts_the_bound_and_a_lighter_one_does_not():
    heard = Desk(*FOUND, reviewed(), *HEARD)
    retaliates = happened.FactorFound(
        factor="retaliates", status=ESTABLISHED, evidence=(EVIDENCE,), found_on=TODAY, reasons=a_document("why")
    )
    assert heard.and_then(retaliates).refuses(HEAVIER) == {"review-outdated"}
    assert heard.and_then(retaliates, reviewed()).does(HEAVIER)
    assert heard.and_then(replace(retaliates, factor="cooperates")).refuses(HEAVIER) == {"heavier-after-defence"}


def test_after_the_decision_no_notice_is_issued_or_served():
    decided = Desk(*READY).after(DECIDE)
    assert decided.refuses(replace(ISSUE, document=a_document("notice 2"))) >= {"decision-stands"}
    assert "decision-stands" in decided.refuses(replace(SERVE, served_on=date(2012, 6, 5)), on=date(2012, 6, 5))
