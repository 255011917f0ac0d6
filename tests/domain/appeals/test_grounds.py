"""The grounds of an appeal one by one: filed each with its words, answered each with its reasons, and never passed over."""

import pytest
from msgspec.structs import replace

from domain.appeals import commands as ask
from domain.appeals.appeal import effect
from domain.appeals.events import AppealResult
from domain.appeals.grounds import Against, AppealPoint, Ground, GroundAnswer, Holding
from domain.appeals.state import Appeal, evolve
from domain.proceedings.events import Outcome
from domain.stored_form import FORMS
from tests.domain.appeals.material import (
    ANSWER,
    CHIEF,
    DECIDE,
    FILE,
    FILED,
    HANDLER,
    READY,
    TODAY,
    Registry,
)
from tests.domain.appeals.test_filing import ABOVE, DISMISSED, T1
from tests.support.golden import kept
from tests.support.made_up import a_document, an_id

FACTS = AppealPoint(text=a_document("the facts"), against=Against.FACTS)
HEAVY = AppealPoint(text=a_document("too heavy"), against=Against.MEASURE)
SEVERAL = replace(FILE, points=(FACTS, HEAVY))
TOLD = replace(FILED, points=SEVERAL.points)
EXAMINED = (TOLD, *READY[1:5])


def says(point: AppealPoint, holding: Holding, why: str = "why") -> GroundAnswer:
    return GroundAnswer(ground=point.text.id, holding=holding, reasons=a_document(why))


FAILS, HOLDS = says(FACTS, Holding.FAILS), says(HEAVY, Holding.HOLDS)
VARIED = replace(DECIDE, result=AppealResult.VARIED, ground="measure-unfit", outcome=Outcome.EXEMPT, reasons=None)


def test_grounds_are_filed_one_by_one_each_with_what_it_goes_against():
    (filed,) = Registry().does(SEVERAL)
    assert filed.points == (FACTS, HEAVY)
    assert [one.against for one in Registry(filed).appeal.grounds] == [Against.FACTS, Against.MEASURE]
    assert Registry().refuses(replace(FILE, points=(FACTS, replace(HEAVY, text=FACTS.text)))) == {"ground-twice"}


def test_an_application_that_was_filed_as_a_whole_is_one_ground():
    assert Registry(FILED).appeal.grounds == (Ground(text=FILED.grounds),)
    stored = FORMS.decode("appeal.filed.v1", kept("appeal.filed.v1").read_bytes().strip())
    assert stored.points == ()
    assert evolve(Appeal(), stored).grounds == (Ground(text=stored.grounds),)


def test_a_handler_answers_grounds_and_may_answer_anew_until_it_is_decided():
    asked = ask.AnswerGrounds(answers=(HOLDS, FAILS))
    first, second = Registry(*EXAMINED).does(asked, by=HANDLER)
    assert (first.text, first.holding, first.answered_on) == (FACTS.text, Holding.FAILS, TODAY)
    assert (second.text, second.reasons) == (HEAVY.text, HOLDS.reasons)
    answered = Registry(*EXAMINED, first, second)
    assert answered.does(asked, by=HANDLER) == ()
    other = ask.AnswerGrounds(answers=(says(FACTS, Holding.IN_PART, "on reflection"),))
    (anew,) = answered.does(other, by=HANDLER)
    assert [one.holding for one in Registry(*EXAMINED, first, second, anew).appeal.grounds] == [
        Holding.IN_PART,
        Holding.HOLDS,
    ]


def test_a_further_appeal_has_grounds_of_its_own_and_an_agent_files_them_one_by_one_too():
    unheard = AppealPoint(text=a_document("nobody listened"), against=Against.PROCEDURE)
    further = replace(T1, step="second", forum=ABOVE, points=(unheard,), agent=a_document("authority"))
    (filed,) = Registry(proceeding=DISMISSED, profile="P-APPOINT").does(further)
    assert (filed.step, filed.points, filed.agent) == ("second", (unheard,), further.agent)
    second = Registry(filed, *READY[1:5], profile="P-APPOINT")
    assert [one.text for one in second.appeal.grounds] == [unheard.text]
    of_the_first = ask.AnswerGrounds(answers=(FAILS,))
    assert second.refuses(of_the_first, by=HANDLER) == {"ground-unknown"}
    (answered,) = second.does(ask.AnswerGrounds(answers=(says(unheard, Holding.HOLDS),)), by=HANDLER)
    assert (answered.text, answered.holding) == (unheard.text, Holding.HOLDS)


@pytest.mark.parametrize(
    ("answers", "rules"),
    [
        ((), {"ground-answers-missing"}),
        ((FAILS, FAILS), {"ground-answered-twice"}),
        ((replace(FAILS, ground=an_id("no ground of it")),), {"ground-unknown"}),
    ],
)
def test_an_answer_belongs_to_one_ground_of_the_appeal(answers, rules):
    assert Registry(*EXAMINED).refuses(ask.AnswerGrounds(answers=answers), by=HANDLER) == rules
    if answers:
        assert rules <= Registry(*EXAMINED).refuses(replace(DECIDE, answers=answers), by=CHIEF)


def test_only_those_who_examine_it_answer_before_the_decision():
    assert Registry(*EXAMINED).refuses(ask.AnswerGrounds(answers=(FAILS,)), by=CHIEF) == {"not-a-handler"}
    assert Registry(FILED).refuses(ANSWER, by=HANDLER) == {"appeal-not-accepted"}
    assert Registry(*READY).after(DECIDE).refuses(ANSWER, by=HANDLER) == {"appeal-ended"}


def test_nothing_is_decided_over_a_ground_without_an_answer_and_the_refusal_names_its_place():
    registry = Registry(*EXAMINED)
    about = {one.rule: one.about for one in registry.reasons(replace(DECIDE, answers=(FAILS,)))}
    assert about == {"grounds-unanswered": ("2",)}
    assert registry.refuses(DECIDE) == {"grounds-unanswered"}
    first, second, decided = registry.does(replace(DECIDE, answers=(FAILS, HOLDS)), by=CHIEF)
    assert (first.holding, second.holding, decided.result) == (Holding.FAILS, Holding.HOLDS, AppealResult.UPHELD)


def test_the_decision_does_not_change_an_answer_that_stands():
    other = GroundAnswer(ground=FILED.grounds.id, holding=Holding.HOLDS, reasons=a_document("another view"))
    assert Registry(*READY).refuses(replace(DECIDE, answers=(other,))) == {"ground-answered-already"}
    (decided,) = Registry(*READY).does(replace(DECIDE, answers=ANSWER.answers))
    assert decided.result is AppealResult.UPHELD


@pytest.mark.parametrize(
    ("result", "holdings", "explained"),
    [
        (DECIDE, (Holding.FAILS, Holding.FAILS), True),
        (DECIDE, (Holding.FAILS, Holding.HOLDS), False),
        (DECIDE, (Holding.IN_PART, Holding.FAILS), False),
        (VARIED, (Holding.FAILS, Holding.HOLDS), True),
        (VARIED, (Holding.IN_PART, Holding.FAILS), True),
        (VARIED, (Holding.FAILS, Holding.FAILS), False),
    ],
)
def test_an_outcome_that_the_answers_do_not_carry_has_reasons_of_its_own(result, holdings, explained):
    answers = tuple(says(point, holding) for point, holding in zip((FACTS, HEAVY), holdings, strict=True))
    command, registry = replace(result, answers=answers, reasons=None), Registry(*EXAMINED)
    if explained:
        assert registry.does(command)[-1].reasons is None
    else:
        assert registry.refuses(command) == {"outcome-not-explained"}
    assert registry.does(replace(command, reasons=a_document("as a whole")))[-1].reasons == a_document("as a whole")


def test_without_reasons_of_its_own_the_outcome_itself_says_why_the_decision_was_varied():
    answers = (FAILS, HOLDS)
    decided = Registry(*EXAMINED).does(replace(VARIED, answers=answers))[-1]
    assert effect(an_id("appeal"), decided).reasons == VARIED.document
    assert effect(an_id("appeal"), replace(decided, reasons=a_document("own"))).reasons == a_document("own")
