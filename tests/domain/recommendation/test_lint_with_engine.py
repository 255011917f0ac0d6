"""R8, R13 and R14: laws over every class of states, examples that travel with a rulebook, mutants that must be noticed."""

import msgspec
import pytest

from application.adapters.rulebook_files import packaged
from domain.recommendation.examples import examples
from domain.recommendation.laws import laws
from domain.recommendation.mutants import mutants, mutated
from domain.recommendation.proving import prove
from domain.rulebook.catalogue import Catalogue, parse
from domain.rulebook.lint.finding import Level
from domain.rulebook.schema import Standing
from tests.support.toy_rulebook import toy

SHIPPED = packaged().rulebooks
BASES = [book for book in SHIPPED if book.extent == "complete"]
EXAMPLE = """
[[examples]]
code = "first"
label = { zh = "甲", en = "first" }
subject = "organ"
on = 2020-06-01
established = ["first-conduct", "grave"]
status = "settled"
permitted = ["reminder"]
heavier = true
"""

MORE_EXAMPLES = """
[[examples]]
code = "second"
label = { zh = "乙", en = "second" }
subject = "person"
on = 2020-06-01
established = ["second-conduct"]
status = "settled"
permitted = ["reminder"]
heavier = false

[[examples]]
code = "neither-alone"
label = { zh = "须同时具备", en = "both must be present" }
subject = "organ"
on = 2020-06-01
established = ["first-conduct"]
answers = { TOY-01 = "together" }
status = "not_liable"

[[examples]]
code = "nothing"
label = { zh = "无", en = "none" }
subject = "organ"
on = 2020-06-01
established = ["grave"]
status = "not_liable"
"""


def codes(found, level=None):
    return [(each.check, each.code) for each in found if level is None or each.level is level]


def proved(text):
    book = parse(text.encode())
    return prove(book, Catalogue([book]), content=text.encode())


@pytest.mark.parametrize("book", SHIPPED, ids=lambda book: book.key)
def test_every_shipped_rulebook_keeps_the_laws_and_its_examples(book):
    assert codes(laws(book, packaged()), Level.ERROR) == []
    assert codes(examples(book, packaged()), Level.ERROR) == []


@pytest.mark.parametrize("book", BASES, ids=lambda book: book.key)
def test_every_rule_of_a_basis_is_reached_by_an_example(book):
    if book.status is not Standing.DRAFT:
        assert codes(examples(book, packaged())) == []


@pytest.mark.parametrize(
    "book",
    [b for b in BASES if b.instrument in {"yunnan-e-government", "qingyuan-social-evaluation"}],
    ids=lambda b: b.key,
)
def test_no_mutant_of_it_lives(book):
    assert [(each.place, each.about) for each in mutants(book, packaged())] == []


def test_an_example_that_no_longer_holds_is_an_error_with_its_line():
    text = toy() + EXAMPLE
    assert codes(proved(text), Level.ERROR) == []
    failing = [each for each in proved(text.replace("heavier = true", "heavier = false")) if each.level is Level.ERROR]
    assert codes(failing) == [("R13", "example-fails")]
    assert failing[0].about == ("first", "heavier", "false", "yes")
    assert text.splitlines()[failing[0].line - 1] == "[[examples]]"


def test_rules_that_no_example_reaches_are_named():
    assert ("R13", "no-example") in codes(proved(toy()), Level.WARNING)
    assert ("R13", "no-example") not in codes(proved(toy() + EXAMPLE))


def test_a_subject_that_is_never_liable_is_an_error():
    book = parse(toy().encode())
    organs_only = tuple(msgspec.structs.replace(rule, subjects=("organ",)) for rule in book.triggers)
    changed = msgspec.structs.replace(book, triggers=organs_only)
    found = [each for each in laws(changed, Catalogue([changed])) if each.level is Level.ERROR]
    assert ("subject-never-liable", ("person",)) in [(each.code, each.about) for each in found]


def test_without_an_order_the_laws_of_gravity_are_not_applicable_never_passed():
    assert codes(laws(parse(toy().encode()), Catalogue()), Level.INFO) == [("R8", "law-not-applicable")]


def test_mutants_change_every_rule_and_some_live_without_examples():
    book = parse(toy().encode())
    kinds = {kind for _, kind, _ in mutated(book)}
    assert {"dropped", "row 1 dropped", "modality flipped"} <= kinds
    alive = {(each.place, each.about) for each in mutants(book, Catalogue([book]))}
    assert ("triggers[0]", ("row 1 dropped",)) in alive
    tested = parse((toy() + EXAMPLE).encode())
    after = {(each.place, each.about) for each in mutants(tested, Catalogue([tested]))}
    assert after < alive


def test_an_instrument_of_another_shape_with_enough_examples_has_no_mutant_that_lives():
    book = parse((toy() + EXAMPLE + MORE_EXAMPLES).encode())
    assert len(list(mutated(book))) == 7
    assert [(each.place, each.about) for each in mutants(book, Catalogue([book]))] == []
