"""Many cases at once: with numpy and without the same numbers for the same outcomes, and those of the single case."""

import random

import numpy as np
import pytest

from application.adapters.batch import CHUNK, Batch
from domain.recommendation.compiled.batch import NUMBERED, answered
from domain.recommendation.compiled.compiler import Compiler
from domain.recommendation.compiled.layout import SIZE
from domain.recommendation.facts import FactSheet
from domain.rulebook.catalogue import Catalogue
from tests.support.made_rulebooks import FIRST, SUBJECT, made


def table_of(facts, size=SIZE):
    book = made(random.Random(f"batch-{facts}"), facts=facts, gates=24 if facts == 70 else None)
    sheet = FactSheet(
        respondent="r", subject=SUBJECT, conduct_from=FIRST, conduct_to=FIRST, decision_on=FIRST, matter="made"
    )
    return Compiler(book, Catalogue((book,))).table(sheet, size)


def cases(table, number, share_open):
    """Columns of *number* codes, in some of which facts are open."""
    draw = random.Random(1)
    codes = [
        table.layout.code(
            {fact: None if some_open and draw.random() < 0.1 else draw.random() < 0.5 for fact in table.layout.place}
        )
        for some_open in (draw.random() < share_open for _ in range(number))
    ]
    return [np.array(word, dtype=np.uint32) for word in zip(*codes, strict=True)]


@pytest.mark.parametrize("facts", [5, 30, 70])
@pytest.mark.parametrize("share_open", [0, 0.3])
@pytest.mark.parametrize("size", [7, SIZE])
def test_the_same_with_numpy_and_without(facts, share_open, size):
    table = table_of(facts, size)
    words = cases(table, 60 if facts > 30 else 300, share_open)
    plain, outcomes = answered(table, [word.tolist() for word in words])
    found, same = Batch(table).answered(words)
    assert found.tolist() == plain
    assert same == outcomes
    singly = [table.outcomes(tuple(code)) for code in zip(*(word.tolist() for word in words), strict=True)]
    assert [outcomes[number] for number in plain] == singly


def test_more_cases_than_one_chunk_and_none():
    table = table_of(5)
    short = cases(table, 100, 0.1)
    words = [np.tile(word, CHUNK // 50) for word in short]
    batch = Batch(table)
    assert batch.answered(words)[0].tolist() == batch.answered(short)[0].tolist() * (CHUNK // 50)
    assert batch.answered([word[:0] for word in words])[0].tolist() == []


def test_words_of_sixteen_bits_will_do_where_nothing_is_open():
    table = table_of(30)
    words = cases(table, 200, 0)
    narrow = [word.astype(np.uint16) for word in words]
    assert Batch(table).answered(narrow)[0].tolist() == Batch(table).answered(words)[0].tolist()


def test_one_of_the_shapes_has_more_atoms_than_are_numbered():
    assert len(table_of(30).atoms) <= NUMBERED < len(table_of(70).atoms)
