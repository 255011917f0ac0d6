"""What is held of a respondent rests on evidence of the file; points of discretion are answered from their choices."""

import pytest
from msgspec.structs import replace

from domain.cases.case import evolve as evolve_case
from domain.cases.events import EvidenceExcluded, ExclusionGround, FindingStatus
from domain.identity import EvidenceId
from domain.proceedings import commands as ask
from domain.proceedings import events as happened
from domain.proceedings.events import Outcome, Subject
from tests.domain.proceedings.material import (
    COMPETENT,
    DECIDE,
    EVIDENCE,
    HEAD,
    ISSUE,
    OPENED,
    PROCEEDING,
    READY,
    ROLE,
    TODAY,
    Desk,
    a_case,
)
from tests.support.made_up import a_document, an_id

FIND_ROLE = ask.FindRole(role="direct", evidence=(EVIDENCE,), reasons=a_document("role"))
FIND_ELEMENT = ask.FindElement(
    fact="duty-failure", status=FindingStatus.ESTABLISHED, evidence=(EVIDENCE,), reasons=a_document("why")
)
FIND_FACTOR = ask.FindFactor(
    factor="cooperates",
    status=FindingStatus.ESTABLISHED,
    evidence=(EVIDENCE,),
    reasons=a_document("why"),
    phase="after-discovery",
)
ANSWER = ask.AnswerQuestion(question="AMB-01", choice="national-period", reasons=a_document("why"))
OFFICES = ("legal-officer",)
OPEN = Desk(OPENED, COMPETENT, offices=OFFICES)
ALL = (FIND_ROLE, FIND_ELEMENT, FIND_FACTOR, ANSWER)
BY_EVIDENCE = (FIND_ROLE, FIND_ELEMENT, FIND_FACTOR)


def test_what_is_held_is_recorded_with_its_evidence():
    assert OPEN.does(FIND_ROLE) == (replace(ROLE, found_by=HEAD),)
    (element,) = OPEN.does(FIND_ELEMENT)
    assert (element.fact, element.status, element.evidence) == ("duty-failure", "established", (EVIDENCE,))
    (factor,) = OPEN.does(FIND_FACTOR)
    assert (factor.factor, factor.phase, factor.found_on) == ("cooperates", "after-discovery", TODAY)
    (answered,) = OPEN.does(ANSWER)
    assert answered == happened.QuestionAnswered(
        question="AMB-01", choice="national-period", answered_on=TODAY, reasons=a_document("why")
    )


@pytest.mark.parametrize("command", ALL, ids=lambda command: type(command).__name__)
def test_the_same_holding_again_changes_nothing(command):
    assert OPEN.after(command).does(command) == ()


@pytest.mark.parametrize("command", ALL, ids=lambda command: type(command).__name__)
def test_nothing_is_held_before_the_opening_or_after_the_decision(command):
    assert Desk(offices=OFFICES).refuses(command) == {"proceeding-not-open"}
    assert "decision-stands" in Desk(*READY).after(DECIDE).refuses(command)


@pytest.mark.parametrize("command", BY_EVIDENCE, ids=lambda command: type(command).__name__)
def test_what_evidence_does_not_show_is_not_established(command):
    assert OPEN.refuses(replace(command, evidence=())) == {"finding-without-evidence"}
    assert OPEN.refuses(replace(command, evidence=(EvidenceId(an_id("nowhere")),))) == {"evidence-unknown"}


@pytest.mark.parametrize("command", BY_EVIDENCE, ids=lambda command: type(command).__name__)
def test_an_excluded_item_grounds_nothing(command):
    assert OPEN.knowing(case=without_evidence()).refuses(command) == {"evidence-excluded"}


def without_evidence():
    return evolve_case(
        a_case(),
        EvidenceExcluded(
            evidence=EVIDENCE, ground=ExclusionGround.ILLEGAL_MEANS, excluded_on=TODAY, reasons=a_document("why")
        ),
    )


def test_a_fact_is_refuted_without_evidence():
    assert OPEN.does(replace(FIND_ELEMENT, status=FindingStatus.REFUTED, evidence=()))


def test_a_later_finding_replaces_the_earlier():
    desk = OPEN.after(FIND_FACTOR, replace(FIND_FACTOR, status=FindingStatus.REFUTED, evidence=()))
    assert [(one.code, one.status) for one in desk.proceeding.factors] == [("cooperates", "refuted")]


def test_a_factor_is_not_held_as_an_element_nor_an_unknown_word_as_a_fact():
    assert OPEN.refuses(replace(FIND_ELEMENT, fact="cooperates")) == {"fact-unknown"}
    assert OPEN.refuses(replace(FIND_FACTOR, factor="duty-failure")) == {"fact-unknown"}
    assert OPEN.refuses(replace(FIND_FACTOR, factor="bad-attitude")) == {"fact-unknown"}


def test_only_a_person_has_a_role_and_one_that_the_instrument_knows():
    organ = replace(OPENED, subject=Subject.ORGAN, person=None, role=None)
    assert Desk(organ, COMPETENT).refuses(FIND_ROLE) == {"role-of-an-organ"}
    assert OPEN.refuses(replace(FIND_ROLE, role="scapegoat")) == {"role-unknown"}


def test_an_answer_is_one_of_the_choices_of_a_question_that_is_put():
    assert OPEN.refuses(replace(ANSWER, question="AMB-99")) == {"question-unknown"}
    assert OPEN.refuses(replace(ANSWER, choice="as-i-like")) == {"choice-unknown"}


@pytest.mark.parametrize(
    ("question", "choice", "office"),
    [
        ("AMB-01", "national-period", "legal-officer"),
        ("AMB-02", "proper", "investigator"),
        ("AMB-17", "supervision-organ", "lead-manager"),
    ],
)
def test_a_question_is_answered_by_its_office_or_by_whoever_decides(question, choice, office):
    answer = replace(ANSWER, question=question, choice=choice)
    assert OPEN.knowing(offices=(office,)).does(answer)
    assert OPEN.knowing(offices=("case-reviewer", "decider")).does(answer)
    for others in ((), ("case-reviewer",)):
        reasons = OPEN.knowing(offices=others).reasons(answer)
        assert [(reason.rule, reason.about) for reason in reasons] == [("answer-of-another-office", (office,))]


def test_a_later_answer_replaces_the_earlier():
    desk = OPEN.after(ANSWER, replace(ANSWER, choice="local-or-sector-period"))
    assert desk.proceeding.answers == (("AMB-01", "local-or-sector-period"),)


def test_nothing_is_held_against_anybody_before_the_case_is_filed():
    unfiled = replace(a_case(), filed=None)
    for command in BY_EVIDENCE:
        assert OPEN.knowing(case=unfiled).refuses(command) == {"case-not-filed"}


def test_nothing_is_held_against_whoever_was_named_after_the_filing_before_it_is_extended():
    waiting = OPEN.knowing(case=replace(a_case(), unfiled=(PROCEEDING,)))
    for command in BY_EVIDENCE:
        assert waiting.refuses(command) == {"respondent-not-filed"}
    desk = Desk(*READY).knowing(case=replace(a_case(), unfiled=(PROCEEDING,)))
    assert desk.refuses(DECIDE) == {"respondent-not-filed"}
    assert "respondent-not-filed" in desk.refuses(replace(ISSUE, document=a_document("notice 2")))
    withdrawn = replace(DECIDE, outcome=Outcome.WITHDRAWN, measures=(), findings=())
    assert "respondent-not-filed" not in desk.refuses(withdrawn)


SETTLE = ask.SettleFacts(
    facts=("retaliates", "suspected-crime"), status=FindingStatus.REFUTED, reasons=a_document("looked into")
)


def test_several_facts_are_settled_at_once_factors_as_factors():
    factor, element = OPEN.does(SETTLE)
    assert (type(factor), factor.factor, factor.status) == (happened.FactorFound, "retaliates", "refuted")
    assert (type(element), element.fact, element.status) == (happened.ElementFound, "suspected-crime", "refuted")


def test_settling_the_same_facts_again_changes_nothing():
    assert OPEN.after(SETTLE).does(SETTLE) == ()


def test_one_fact_that_cannot_be_held_keeps_all_from_being_held():
    assert OPEN.refuses(replace(SETTLE, facts=("retaliates", "bad-attitude"))) == {"fact-unknown"}
    assert OPEN.refuses(replace(SETTLE, facts=())) == {"fact-unknown"}
    established = replace(SETTLE, status=FindingStatus.ESTABLISHED)
    assert OPEN.refuses(established) == {"finding-without-evidence"}
