"""R7 and R8 where the law ranks its measures: each law broken on purpose, with the plainest case that shows it."""

from datetime import date

import pytest
from msgspec.structs import replace

from application.adapters.rulebook_files import packaged
from domain.recommendation.examples import examples
from domain.recommendation.laws import laws
from domain.recommendation.mutants import mutated
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.conditions import Row
from domain.rulebook.lint.check import check
from domain.rulebook.lint.finding import Level
from interfaces.cli.rulebook_wording import sentence

CATALOGUE = packaged()
CF07 = CATALOGUE.editions("civil-servant-discipline")[0]


def among(book):
    others = [other for other in CATALOGUE.rulebooks if other.key != book.key]
    return Catalogue([*others, book])


def errors(found):
    return [each for each in found if each.level is Level.ERROR]


def broken(book):
    return {each.about[0]: each for each in errors(laws(book, among(book))) if each.code == "law-broken"}


def at(rules, code, **changed):
    """*rules* with the one of that code changed."""
    assert any(rule.code == code for rule in rules)
    return tuple(replace(rule, **changed) if rule.code == code else rule for rule in rules)


def split(code, fact, measures):
    """The set *code* opens *measures* instead once *fact* holds."""
    rule = next(each for each in CF07.sets if each.code == code)
    plain = tuple(replace(row, none_of=(*row.none_of, fact)) for row in rule.when)
    other = tuple(replace(row, all_of=(*row.all_of, fact)) for row in rule.when)
    more = replace(rule, code=f"{code}-otherwise", measures=measures, when=other)
    return replace(CF07, sets=(*at(CF07.sets, code, when=plain), more))


def test_what_is_shipped_keeps_every_law_that_applies():
    assert broken(CF07) == {}
    (only,) = (each for each in laws(CF07, CATALOGUE) if each.code == "law-not-applicable")
    assert only.about == ("L10",)


@pytest.mark.parametrize(
    ("book", "law", "fact"),
    [
        (split("from-demerit-ordinary", "main-part", ("warning",)), "L1", "main-part"),
        (split("from-demerit-ordinary", "reported-others", ("major-demerit",)), "L2", "reported-others"),
        (replace(CF07, sets=at(CF07.sets, "from-demerit-serious", measures=("demerit",))), "L4", "discipline-serious"),
        (replace(CF07, mergers=CF07.mergers[1:]), "L8", None),
    ],
    ids=["L1", "L2", "L4", "L8"],
)
def test_a_broken_law_is_named_with_a_witness(book, law, fact):
    found = broken(book)
    assert law in found
    assert fact is None or found[law].about[2] == fact
    assert found[law].witness
    assert "[" in found[law].place
    assert sentence(found[law], "zh") != sentence(found[law], "en")


def test_a_law_without_an_order_is_not_applicable_and_never_passed():
    book = CATALOGUE.editions("qingyuan-fault-liability")[0]
    (only,) = (each for each in laws(book, CATALOGUE) if each.code == "law-not-applicable")
    assert only.about == ("L1, L2, L4, L8, L10",)


def test_a_fact_whose_rows_another_row_swallows_never_matters():
    rows = (Row(all_of=("dereliction",)), Row(all_of=("dereliction", "adverse-consequence")))
    triggers = tuple(
        replace(rule, when=rows if rule.code == "dereliction-of-duty" else (Row(all_of=("dereliction",)),))
        for rule in CF07.triggers
        if rule.code in {"dereliction-of-duty", "deceiving"}
    )
    found = errors(laws(replace(CF07, triggers=triggers), CATALOGUE))
    assert ("R6", "fact-never-matters", "adverse-consequence") in [(e.check, e.code, e.about[0]) for e in found]


@pytest.mark.parametrize(
    ("book", "code", "place"),
    [
        (replace(CF07, ranking=None), "order-missing", "weights[2].effects"),
        (replace(CF07, ranking=None), "order-missing", "mergers[0].effect"),
        (
            replace(CF07, sets=at(CF07.sets, "slackness-only", measures=("demerit", "warning"))),
            "order-differs",
            "sets[6].measures",
        ),
        (
            replace(CF07, ranking=replace(CF07.ranking, measures=CF07.ranking.measures[1:])),
            "measure-not-ranked",
            "sets[0].measures",
        ),
        (
            replace(CF07, ranking=replace(CF07.ranking, measures=(*CF07.ranking.measures, "fine"))),
            "measure-unknown",
            "ranking.measures",
        ),
        (
            replace(CF07, mergers=at(CF07.mergers, "like-kinds", measures=("expulsion",))),
            "period-missing",
            "mergers[1].measures",
        ),
        (
            replace(CF07, factors=at(CF07.factors, "collusion", until=date(2007, 6, 1))),
            "never-in-force",
            "factors[2]",
        ),
    ],
)
def test_an_order_that_does_not_hold_together_is_an_error(book, code, place):
    found = [each for each in errors(check(book, among(book))) if (each.code, each.place) == (code, place)]
    assert found
    assert all(sentence(each, spoken) for each in found for spoken in ("zh", "en"))


def test_dropping_a_rule_on_several_sanctions_is_noticed_by_an_example_or_a_law():
    dropped = {
        place: mutant for place, kind, mutant in mutated(CF07) if place.startswith("mergers") and kind == "dropped"
    }
    assert dropped
    for place, mutant in dropped.items():
        law = among(mutant)
        assert errors((*check(mutant, law), *laws(mutant, law), *examples(mutant, law))), place
