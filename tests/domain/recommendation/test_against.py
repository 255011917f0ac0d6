"""What stands against a decision, by rule code."""

from datetime import date

import pytest
from msgspec.structs import replace

from application.adapters.rulebook_files import packaged
from domain.recommendation.against import against, departure
from domain.recommendation.facts import FactSheet, FactStatus, Holding, KnownFact
from domain.recommendation.recommend import recommend
from domain.rulebook.vocabulary import FactKind

CATALOGUE = packaged()
BOOK = CATALOGUE.get("qingyuan-fault-liability", "2011-05-01")
assert BOOK is not None
POLICY = CATALOGUE.policies[0]
CLEAR = {fact.code: FactStatus.REFUTED for book in CATALOGUE.rulebooks for fact in book.facts}


def sheet(*, subject="person", role="direct", answers=(), **statuses):
    """A directly responsible person who released late with a consequence; everything else refuted unless said."""
    known = CLEAR | {"release-late": FactStatus.ESTABLISHED}
    known.pop("has-responsible-role")
    if subject == "person":
        known |= dict.fromkeys(("duty-failure", "consequence", "causation"), FactStatus.ESTABLISHED)
    known |= {code.replace("_", "-"): FactStatus(status) for code, status in statuses.items()}
    return FactSheet(
        respondent="r-1",
        subject=subject,
        role=role if subject == "person" else None,
        conduct_from=date(2012, 2, 16),
        conduct_to=date(2012, 3, 8),
        decision_on=date(2012, 6, 1),
        facts=tuple(KnownFact(code=code, status=status, evidence=("e-1",)) for code, status in known.items()),
        competence=(
            Holding(relation="own-organ", body="bureau"),
            Holding(relation="personnel-authority", body="bureau", source="register"),
        ),
        answers=answers,
    )


def recommended(given, *, policy=None):
    return recommend(given, BOOK, references=CATALOGUE, known_at=date(2012, 6, 1), policy=policy)


def codes(given, measures, outcome="measures", **more):
    return {reason.rule for reason in against(recommended(given), measures, outcome, **more)}


def test_a_permitted_form_by_the_competent_body_stands_unopposed():
    assert codes(sheet(), ("written-self-examination",), body="bureau") == set()


def test_a_sanction_of_another_instrument_is_outside_the_set():
    assert codes(sheet(), ("warning",)) == {"form-outside-set"}


def test_liability_without_a_measure_is_refused():
    assert codes(sheet(), ()) == {"measure-missing"}


def test_a_measure_behind_a_closed_gate_is_refused_with_the_gate():
    reasons = against(recommended(sheet(leading_member="established")), ("removal-from-office",), "measures")
    assert [(reason.rule, reason.about) for reason in reasons] == [
        ("gate-not-open", ("removal-from-office", "serious"))
    ]


def test_an_open_decisive_fact_is_named():
    reasons = against(recommended(sheet(consequence="open")), ("admonition-talk",), "measures")
    assert ("decisive-fact-open", ("consequence",)) in [(reason.rule, reason.about) for reason in reasons]
    assert ("element-not-established", ("consequence",)) in [(reason.rule, reason.about) for reason in reasons]


def test_exemption_needs_a_permissive_factor():
    assert codes(sheet(), (), "exempt") == {"exemption-not-available"}
    assert codes(sheet(cooperates="established"), (), "exempt") == set()


def test_exemption_beside_a_mandatory_factor_needs_an_override():
    given = sheet(cooperates="established", shifts_responsibility="established")
    assert codes(given, (), "exempt") == {"exemption-needs-override"}
    assert codes(given, (), "exempt", override=True) == set()


def test_not_imposing_is_refused_once_liability_is_proved():
    assert codes(sheet(), (), "not-imposed") == {"liability-established"}
    assert codes(sheet(consequence="refuted"), (), "not-imposed") == set()


def test_a_body_without_authority_is_refused():
    assert codes(sheet(), ("admonition-talk",), body="another") == {"body-not-competent"}


def test_without_a_source_personnel_authority_is_unknown():
    given = sheet()
    held = (given.competence[0], Holding(relation="personnel-authority", body="bureau"))
    assert codes(replace(given, competence=held), ("admonition-talk",), body="bureau") == {"competence-unknown"}


def test_no_trigger_no_measure():
    assert "no-trigger-proved" in codes(sheet(release_late="refuted"), ("admonition-talk",))


@pytest.mark.parametrize("outcome", ["withdrawn", "transferred"])
def test_withdrawing_and_transferring_need_nothing_settled(outcome):
    assert codes(sheet(consequence="open"), (), outcome) == set()


def test_departing_from_the_policy_is_seen_and_following_it_is_not():
    with_policy = recommended(sheet(), policy=POLICY)
    assert with_policy.suggestion.measures == ("written-self-examination",)
    assert departure(with_policy, ("written-self-examination",), "measures") is None
    departed = departure(with_policy, ("circulated-criticism",), "measures")
    assert departed.suggested == ("written-self-examination",)
    assert departure(recommended(sheet()), ("circulated-criticism",), "measures") is None


def test_every_fact_kind_is_used_somewhere():
    assert {fact.kind for fact in BOOK.facts} == set(FactKind)


def test_who_obeyed_after_objecting_is_not_liable_and_who_gave_the_order_is():
    obeyed = sheet(acted_on_orders="established", objected_first="established")
    assert "liability-excluded" in codes(obeyed, ("admonition-talk",))
    unlawful = sheet(
        acted_on_orders="established", objected_first="established", order_obviously_unlawful="established"
    )
    assert "liability-excluded" not in codes(unlawful, ("admonition-talk",))


def test_a_filter_that_nobody_looked_into_leaves_the_form_undetermined():
    reasons = against(recommended(sheet(nothing_correctable="open")), ("order-to-correct",), "measures")
    assert ("form-undetermined", ("order-to-correct", "nothing-to-correct")) in [(r.rule, r.about) for r in reasons]


def test_a_point_that_must_be_answered_stands_against_every_measure_until_it_is():
    given = recommended(sheet())
    first, second, *others = given.questions
    assert not any(question.required for question in given.questions)
    needed = replace(first, required=True, answer=None)
    answered = replace(second, required=True, answer=second.choices[0].code)
    asking = replace(given, questions=(needed, answered, *others))
    for measure in ("circulated-criticism", "admonition-talk"):
        reasons = against(asking, (measure,), "measures")
        assert [r.about for r in reasons if r.rule == "question-unanswered"] == [(first.code, first.answered_by)]
    assert "question-unanswered" not in {r.rule for r in against(asking, (), "withdrawn")}


def test_measures_are_combined_as_the_text_says_and_not_otherwise():
    given = recommended(sheet())
    one, everything = (replace(given, forms=replace(given.forms, combine=word)) for word in ("one", "all"))
    two = ("admonition-talk", "written-self-examination")
    assert "combination-not-allowed" not in {r.rule for r in against(given, two, "measures")}
    assert "combination-not-allowed" in {r.rule for r in against(one, two, "measures")}
    assert "combination-not-allowed" in {r.rule for r in against(everything, two, "measures")}


def test_an_outcome_that_nobody_knows_is_refused_as_such():
    assert codes(sheet(), (), "applauded") == {"outcome-not-known"}
