"""R9: a reading is idle only where no state has another outcome under it, however it is written."""

import msgspec
import pytest

from application.adapters.rulebook_files import packaged
from domain.recommendation.proving import prove
from domain.recommendation.reading_laws import idle_readings
from domain.rulebook.catalogue import Catalogue, parse
from domain.rulebook.conditions import Row
from domain.rulebook.lint.finding import Level
from tests.support.toy_rulebook import toy

CATALOGUE = packaged()
(BOOK,) = CATALOGUE.editions("qingyuan-fault-liability")
AT, FACTOR = next((at, each) for at, each in enumerate(BOOK.factors) if each.readings)


def idle(*rows):
    """What is found when the factor's first reading says *rows*."""
    reading = msgspec.structs.replace(FACTOR.readings[0], when=rows)
    changed = msgspec.structs.replace(FACTOR, readings=(reading, *FACTOR.readings[1:]))
    book = msgspec.structs.replace(BOOK, factors=(*BOOK.factors[:AT], changed, *BOOK.factors[AT + 1 :]))
    catalogue = CATALOGUE.having(book)
    return [each.place for each in idle_readings(book, catalogue)]


def test_no_shipped_reading_is_idle():
    assert [found for book in CATALOGUE.rulebooks for found in idle_readings(book, CATALOGUE)] == []


def test_a_reading_that_says_the_same_in_other_words_is_idle():
    (row, *others) = FACTOR.when
    narrower = Row(all_of=(*row.all_of, "retaliates"), none_of=row.none_of)
    assert idle(row, *others, narrower) == [f"factors[{AT}].readings[0]"], "what is narrower adds no state"


def test_a_reading_that_changes_one_state_is_none():
    assert idle(*FACTOR.when, Row(all_of=("cooperates",))) == []


@pytest.mark.parametrize("name", ["triggers", "sets", "factors"])
def test_a_rule_that_claims_the_text_and_cites_nothing_is_an_error(name):
    (first, *others) = getattr(BOOK, name)
    book = msgspec.structs.replace(BOOK, **{name: (msgspec.structs.replace(first, cite=()), *others)})
    found = [each for each in prove(book, CATALOGUE.having(book)) if each.level is Level.ERROR]
    assert [(each.check, each.code, each.place) for each in found] == [("R1", "citation-missing", f"{name}[0]")]


def test_the_same_rows_in_a_planted_rulebook_are_a_warning():
    same = toy().replace(
        'when = [{ all_of = ["first-conduct", "second-conduct"] }]',
        'when = [{ all_of = ["first-conduct"] }, { all_of = ["second-conduct"] }]',
    )
    book = parse(same.encode())
    found = {(each.code, each.level) for each in prove(book, Catalogue((book,)))}
    assert ("reading-changes-nothing", Level.WARNING) in found
