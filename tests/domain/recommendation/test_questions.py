"""Every discretion point of the fault-liability measures is put when the facts raise it, and not otherwise."""

from datetime import date

import pytest
from msgspec.structs import replace

from domain.recommendation.facts import Answer, FactStatus, PriorSituation
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
