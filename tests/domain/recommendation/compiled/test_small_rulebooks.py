"""Small rulebooks made at random: reference, table and brute force agree on every partly known state, whole."""

import random
from itertools import product

import pytest

from domain.recommendation.compiled.compiler import Compiler
from domain.recommendation.compiled.table import DENSE
from domain.recommendation.facts import Answer, FactSheet, FactStatus, KnownFact
from domain.recommendation.recommend import recommend
from domain.rulebook.catalogue import Catalogue
from tests.support.made_rulebooks import FIRST, SUBJECT, made
from tests.support.plain_reading import all_results

READ_AS = {True: FactStatus.ESTABLISHED, False: FactStatus.REFUTED}


def sheet_of(known, answers=()):
    return FactSheet(
        respondent="r",
        subject=SUBJECT,
        conduct_from=FIRST,
        conduct_to=FIRST,
        decision_on=FIRST,
        facts=tuple(KnownFact(code=code, status=READ_AS[value]) for code, value in known.items()),
        answers=tuple(Answer(question=question, choice=choice) for question, choice in answers),
        matter="made",
    )


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(4))
def test_every_partly_known_state(seed, long):
    for number in range(100 if long else 2):
        draw = random.Random(f"{seed}-{number}")
        book = made(draw, facts=5 if long else 4)
        catalogue = Catalogue((book,))
        compiler = Compiler(book, catalogue)
        codes = [fact.code for fact in book.facts]
        table = compiler.table(sheet_of({}))
        for values in product((True, False, None), repeat=len(codes)):
            known = {code: value for code, value in zip(codes, values, strict=True) if value is not None}
            opened = tuple(code for code in codes if code not in known)
            sheet = sheet_of(known)
            reference = recommend(sheet, book, references=catalogue, known_at=FIRST).outcomes
            readings = [{"q-default": "one", "q-open": choice} for choice in ("one", "two")]
            assert set(reference) == all_results((book, (), SUBJECT, FIRST), known, opened, readings)
            assert compiler.outcomes(sheet) == reference
            assert table.outcomes(table.layout.code(known)) == reference


@pytest.mark.parametrize("answers", [(("q-open", "two"),), (("q-default", "two"), ("q-open", "one")), ()])
def test_an_answer_is_part_of_the_frame(answers):
    for number in range(20):
        draw = random.Random(f"answered-{number}")
        book = made(draw)
        catalogue = Catalogue((book,))
        compiler = Compiler(book, catalogue)
        for _ in range(10):
            known = {fact.code: draw.random() < 0.5 for fact in book.facts if draw.random() < 0.8}
            sheet = sheet_of(known, answers)
            assert compiler.outcomes(sheet) == recommend(sheet, book, references=catalogue, known_at=FIRST).outcomes


def test_many_atoms_are_looked_up_as_they_are_asked_for():
    """More atoms than the dense list has room for, and words enough that no lookup is written out for them."""
    book = made(random.Random("wide"), facts=70, gates=24)
    catalogue = Catalogue((book,))
    compiler = Compiler(book, catalogue)
    table = compiler.table(sheet_of({}))
    assert len(table.atoms) > DENSE
    assert table.layout.live > 3
    draw = random.Random("states")
    for opened in (0, 4, 24):
        known = {fact.code: draw.random() < 0.5 for fact in draw.sample(book.facts, 70 - opened)}
        sheet = sheet_of(known)
        assert compiler.outcomes(sheet) == recommend(sheet, book, references=catalogue, known_at=FIRST).outcomes
