"""Every discretion point of the fault-liability measures is put when the facts raise it, and not otherwise."""

from datetime import date

import pytest
from msgspec.structs import replace

from domain.recommendation.against import against
from domain.recommendation.facts import Answer, FactStatus, PriorSituation
from domain.recommendation.parts import Truth
from domain.rulebook.labels import Label
from tests.domain.recommendation.test_against import BOOK, recommended, sheet

REGULATION = "government-information-disclosure@2008-05-01#35"


def put(given):
    return {question.code: question for question in recommended(given).questions}


def an_organ(**statuses):
    return sheet(subject="organ", **statuses)


def of_the_spring_of_2011(given):
    return replace(given, conduct_from=date(2011, 3, 1), conduct_to=date(2011, 6, 1))


def without_authority(given):
    return replace(given, competence=given.competence[:1])


def resting_on(given, code, basis):
    """The fact *code* established with the outside rule that it needs."""
    facts = tuple(
        replace(fact, status=FactStatus.ESTABLISHED, basis=basis) if fact.code == code else fact for fact in given.facts
    )
    return replace(given, facts=facts)


def once_before(given):
    return replace(given, priors=(PriorSituation(on=date(2011, 9, 1), reference="p/a"),))


RAISED = {
    "AMB-01": (sheet(), sheet(release_late="refuted", information_withheld="established")),
    "AMB-02": (
        sheet(release_late="refuted", application_not_accepted="established", no_proper_reason="open"),
        sheet(),
    ),
    "AMB-03": (sheet(secrecy_mechanism_missing="established"), sheet()),
    "AMB-04": (resting_on(sheet(), "other-disclosure-breach", REGULATION), sheet()),
    "AMB-05": (an_organ(), sheet()),
    "AMB-06": (sheet(), an_organ()),
    "AMB-07": (sheet(serious_circumstances="open"), sheet()),
    "AMB-08": (sheet(needs_discipline="open"), sheet()),
    "AMB-09": (sheet(), an_organ()),
    "AMB-10": (an_organ(), sheet()),
    "AMB-11": (sheet(obstructs_investigation="established"), sheet()),
    "AMB-12": (sheet(major_economic_loss="established"), sheet()),
    "AMB-13": (once_before(sheet()), sheet()),
    "AMB-14": (sheet(revoked_or_ordered_to_perform="established"), sheet()),
    "AMB-15": (resting_on(sheet(), "other-heavier-circumstance", REGULATION), sheet()),
    "AMB-16": (sheet(cooperates="established"), sheet()),
    "AMB-17": (an_organ(), sheet()),
    "AMB-18": (without_authority(sheet()), sheet()),
    "AMB-19": (sheet(several_bodies_concerned="established"), sheet()),
    "AMB-20": (sheet(), sheet(consequence="refuted")),
    "AMB-21": (sheet(public_utility="established"), sheet()),
    "AMB-22": (of_the_spring_of_2011(sheet()), sheet()),
    "AMB-32": (sheet(same_form_already_imposed="established"), sheet()),
    "AMB-33": (sheet(corrects_in_time="established"), sheet()),
    "AMB-34": (sheet(not_disclosure_staff="established"), sheet(role="principal", not_disclosure_staff="established")),
}


def test_every_discretion_point_of_the_brief_is_here():
    assert set(RAISED) == {f"AMB-{number:02}" for number in (*range(1, 23), 32, 33, 34)}
    assert {question.code for question in BOOK.questions} >= set(RAISED)


@pytest.mark.parametrize("code", sorted(RAISED))
def test_a_discretion_point_is_put_where_it_arises_with_its_choices_and_whoever_answers(code):
    arises, does_not = RAISED[code]
    question = put(arises)[code]
    assert isinstance(question.label, Label)
    assert question.label.zh != question.label.en
    assert question.choices
    assert question.answered_by
    assert question.authorities
    assert question.default is None or question.default in {choice.code for choice in question.choices}
    assert code not in put(does_not)


@pytest.mark.parametrize("code", sorted(RAISED))
def test_an_answer_is_kept_with_the_question(code):
    arises, _ = RAISED[code]
    choice = put(arises)[code].choices[0].code
    answered = replace(arises, answers=(Answer(question=code, choice=choice),))
    assert put(answered)[code].answer == choice if code in put(answered) else code in {"AMB-02", "AMB-07", "AMB-08"}


CATCH_ALL = "other-breach"
FIVE = ("admonition-talk", "circulated-criticism", "order-to-correct", "transfer-from-post", "written-self-examination")
BOTH = ("circulated-criticism", "written-self-examination")


def answered(given, code, choice):
    return recommended(replace(given, answers=(*given.answers, Answer(question=code, choice=choice))))


@pytest.mark.parametrize(
    ("choice", "combine", "allowed"),
    [(None, "not_stated", True), ("one", "one", False), ("both", "any", True)],
)
def test_whether_an_organ_may_get_both_measures_follows_the_answer(choice, combine, allowed):
    given = an_organ()
    found = recommended(given) if choice is None else answered(given, "AMB-05", choice)
    assert (found.forms.permitted, found.forms.combine) == (BOTH, combine)
    assert ("combination-not-allowed" not in {reason.rule for reason in against(found, BOTH, "measures")}) is allowed


@pytest.mark.parametrize(
    ("code", "binding", "free", "fact", "gone"),
    [
        ("AMB-32", "not-again", "again", "same_form_already_imposed", {"circulated-criticism"}),
        ("FORM-RETIRED", "not-apt", "apt", "retired", {"circulated-criticism"}),
        ("AMB-21", "triggers-only", "triggers-and-forms", "public_utility", set(FIVE)),
    ],
)
def test_a_form_stays_or_goes_as_the_question_about_it_is_answered(code, binding, free, fact, gone):
    given = sheet(**{fact: "established"})
    before = set(recommended(given).forms.permitted)
    assert before == set(answered(given, code, free).forms.permitted)
    found = answered(given, code, binding)
    assert set(found.forms.permitted) == before - gone
    assert {bar.measure for bar in found.blocked} >= before & gone
    assert put(replace(given, answers=(Answer(question=code, choice=binding),)))[code].answer == binding


def test_the_catch_all_yields_where_a_person_says_that_another_situation_fits():
    given = resting_on(sheet(release_late="refuted"), "other-disclosure-breach", REGULATION)
    state = {"named-rule": Truth.YES, "use-specific": Truth.NO}
    assert {
        choice: next(one.state for one in answered(given, "AMB-04", choice).triggers if one.code == CATCH_ALL)
        for choice in state
    } == state
    assert next(one.state for one in recommended(given).triggers if one.code == CATCH_ALL) is Truth.YES


@pytest.mark.parametrize("code", ["other-disclosure-breach", "other-heavier-circumstance"])
def test_a_catch_all_without_a_named_rule_counts_for_nothing(code):
    named = recommended(resting_on(sheet(), code, REGULATION))
    unnamed = recommended(resting_on(sheet(), code, None))
    assert "basis-missing" in {caution.code for caution in unnamed.warnings}
    assert "basis-missing" not in {caution.code for caution in named.warnings}


def test_a_normative_document_is_no_source_of_a_further_factor():
    own = resting_on(sheet(), "other-heavier-circumstance", "qingyuan-disclosure-assessment@2011-05-01#10")
    found = recommended(own)
    assert "basis-of-wrong-rank" in {caution.code for caution in found.warnings}
    assert "other-heavier" not in found.weighting.mandatory
    lawful = recommended(resting_on(sheet(), "other-heavier-circumstance", REGULATION))
    assert "other-heavier" in lawful.weighting.mandatory
