"""A policy's own lint: within the set, after the law's order, and the laws on gravity under the order that it gives."""

import msgspec
import pytest

from application.adapters.rulebook_files import packaged
from domain.recommendation.difference import Side
from domain.recommendation.edition_laws import edition_laws
from domain.recommendation.editions import deciding
from domain.recommendation.facts import FactSheet, FactStatus, KnownFact
from domain.recommendation.policy_proving import prove_policy
from domain.recommendation.severity import Ordering, agreed, compare
from domain.recommendation.situation import Situation
from domain.recommendation.worlds import worlds
from domain.rulebook.catalogue import parse_policy
from domain.rulebook.lint.finding import Level
from domain.rulebook.policy import Scale
from tests.support.made_policy import PERSON, policy

CATALOGUE = packaged()
POLICY = parse_policy(policy("city").encode())


def errors(given, catalogue=CATALOGUE):
    return [(each.code, each.place) for each in prove_policy(given, catalogue) if each.level is Level.ERROR]


def scaled(**changed):
    first, *others = POLICY.scales
    return msgspec.structs.replace(POLICY, scales=(msgspec.structs.replace(first, **changed), *others))


def test_what_ships_and_what_is_made_for_the_tests_is_clean():
    assert [errors(each) for each in (*CATALOGUE.policies, POLICY)] == [[]] * (len(CATALOGUE.policies) + 1)


@pytest.mark.parametrize(
    ("given", "code", "place"),
    [
        (msgspec.structs.replace(POLICY, instrument="none-such"), "instrument-of-policy-unknown", "instrument"),
        (msgspec.structs.replace(POLICY, instrument="guangdong-e-government"), "policy-without-basis", "instrument"),
        (msgspec.structs.replace(POLICY, until=POLICY.effective), "policy-never-in-force", "until"),
        (msgspec.structs.replace(POLICY, scales=()), "policy-without-scale", "scales"),
        (
            msgspec.structs.replace(POLICY, scales=(POLICY.scales[0], POLICY.scales[0])),
            "scale-twice",
            "scales[1].subject",
        ),
        (scaled(subject="robot"), "subject-outside-scope", "scales[0].subject"),
        (scaled(measures=(*PERSON, "demerit")), "measure-outside-set", "scales[0].measures"),
        (scaled(start_by_trigger={"none": 1}), "start-unknown", "scales[0].start_by_trigger"),
        (scaled(start_by_role={"none": 1}), "start-unknown", "scales[0].start_by_role"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_each_fault_is_named_with_its_place(given, code, place):
    assert (code, place) in errors(given)


def test_where_the_law_ranks_a_body_ranks_no_other_way():
    turned = Scale(subject="person", measures=("demerit", "warning"), start=0)
    given = msgspec.structs.replace(POLICY, instrument="civil-servant-discipline", scales=(turned,))
    assert errors(given) == [("order-against-law", "scales[0].measures")]


def test_the_laws_are_tried_under_the_policys_order():
    """A factor made to open a lighter set breaks L1 once a policy says which measure is lighter."""
    (book,) = CATALOGUE.editions("qingyuan-fault-liability")
    person = next(rule for rule in book.sets if "person" in rule.subjects)
    heavier = next(factor for factor in book.factors if factor.group == "heavier")
    code = heavier.when[0].all_of[0]
    split = (
        msgspec.structs.replace(
            person,
            code="plain",
            subjects=("person",),
            measures=PERSON[1:],
            items={},
            when=(type(heavier.when[0])(none_of=(code,)),),
        ),
        msgspec.structs.replace(
            person,
            code="split",
            subjects=("person",),
            measures=PERSON[:1],
            items={},
            when=(type(heavier.when[0])(all_of=(code,)),),
        ),
    )
    others = tuple(rule for rule in book.sets if rule is not person)
    broken = msgspec.structs.replace(book, sets=(*split, *others))
    found = errors(POLICY, CATALOGUE.having(broken))
    assert found == [("law-broken", "scales[0].measures")]


def test_l10_is_tried_where_a_law_takes_over_and_holds():
    book = CATALOGUE.get("public-officials-sanctions", "2020-07-01")
    assert list(edition_laws(book, CATALOGUE)) == []


def test_l10_notices_a_choice_that_takes_the_heavier_law(monkeypatch):
    book = CATALOGUE.get("public-officials-sanctions", "2020-07-01")
    monkeypatch.setattr("domain.recommendation.edition_laws.takes_over", lambda relation: relation == "heavier")
    (found,) = edition_laws(book, CATALOGUE)
    assert (found.code, found.about[0]) == ("law-broken", "L10")
    assert found.witness


def test_the_edition_that_decides_is_never_heavier_than_the_law_of_the_time():
    """L10 with the engine itself, on each outcome that the older law can have and what the other says of the same facts."""
    earlier = CATALOGUE.get("civil-servant-discipline", "2007-06-01")
    later = CATALOGUE.get("public-officials-sanctions", "2020-07-01")
    codes = sorted({fact.code for book in (earlier, later) for fact in book.facts})
    general = {fact.code for fact in CATALOGUE.general_facts(earlier, later.edition)}
    day = later.edition.replace(month=6)
    triggers = ("dereliction", "deception", "leaks", "collects-unlawfully", "suppresses-criticism", "abuses-power")
    graver = ((), ("discipline-more-serious",), ("discipline-serious",))
    applied = set()
    for trigger in triggers:
        for grade in graver:
            for factor in ((), ("confessed",), ("confessed", "averted-loss"), ("shields-others",)):
                held = {trigger, "adverse-consequence", *grade, *factor}
                sheet = FactSheet(
                    respondent="r",
                    subject="person",
                    conduct_from=day,
                    conduct_to=day,
                    decision_on=later.edition,
                    facts=tuple(
                        KnownFact(code=code, status=FactStatus.ESTABLISHED if code in held else FactStatus.REFUTED)
                        for code in sorted({*codes, *general})
                    ),
                    matter="civil-service-discipline",
                )
                chosen = deciding(sheet, earlier, CATALOGUE)
                applied.add(chosen.key)
                one, two = (Side(Situation(sheet, book, CATALOGUE, later.edition)) for book in (earlier, chosen))
                (mine,), (theirs,) = worlds(one.features), worlds(two.features)
                order = agreed(one.ranking(mine), two.ranking(theirs))
                relation = compare(one.handling(mine), two.handling(theirs), order)
                assert relation in (Ordering.SAME, Ordering.LIGHTER), (held, chosen.key)
    assert applied == {earlier.key, later.key}
