"""Every shipped rulebook, whatever its shape: partly known states agree with brute force over their completions."""

import random
from datetime import date, timedelta
from itertools import product

import pytest

from application.adapters.rulebook_files import packaged
from domain.recommendation.compiled.compiler import Compiler
from domain.recommendation.facts import Answer, FactSheet, FactStatus, KnownFact
from domain.recommendation.recommend import recommend
from tests.support.plain_reading import all_results

CATALOGUE = packaged()
BASES = [book for book in CATALOGUE.rulebooks if book.grounds]
STATES = 60
"""Drawn states for each rulebook and subject; the long campaign draws ten thousand."""


def test_the_bases_are_the_instruments_with_liability():
    assert len(BASES) >= 9


@pytest.mark.timeout(7200)
@pytest.mark.parametrize(
    ("book", "subject"),
    [(book, subject) for book in BASES for subject in book.scope.subjects],
    ids=lambda each: getattr(each, "key", each),
)
def test_reference_table_and_brute_force_agree_on_partly_known_states(book, subject, long):
    draw = random.Random(f"{book.key} {subject}")
    on = (book.edition or date(2005, 1, 1)) + timedelta(days=30)
    general = tuple(other for other in CATALOGUE.in_force(on) if other.instrument != book.instrument)
    asked = {question.code: question for question in book.questions}
    upheld = tuple(Answer(question=v.question, choice=v.upheld) for v in book.validity if v.question and v.upheld)
    readings = list(readings_of(book, asked))
    compiler = Compiler(book, CATALOGUE)
    for _ in range(10_000 if long else STATES):
        known, opened = state_of(book, general, draw)
        facts = tuple(
            KnownFact(code=code, status=FactStatus.ESTABLISHED if value else FactStatus.REFUTED)
            for code, value in known.items()
        )
        sheet = FactSheet(
            respondent="r",
            subject=subject,
            role=book.roles[0].code if book.roles and subject == "person" else None,
            conduct_from=on,
            conduct_to=on,
            decision_on=on,
            facts=facts,
            answers=upheld,
            matter=book.scope.matters[0],
        )
        found = recommend(sheet, book, references=CATALOGUE, known_at=on)
        truths = known | ({book.role_fact: True} if book.role_fact and subject == "person" else {})
        assert set(found.outcomes) == all_results((book, general, subject, on), truths, opened, readings)
        table = compiler.table(sheet)
        assert compiler.outcomes(sheet) == found.outcomes
        assert table.outcomes(table.layout.code(truths)) == found.outcomes


def state_of(book, general, draw):
    """Truth values for every fact but at most six, which stay open; facts that need a basis are refuted."""
    used = {fact.code for fact in book.facts if fact.code != book.role_fact}
    used |= {
        code for other in general for rule in other.exclusions for row in rule.when for code in row.all_of + row.none_of
    }
    fixed = {fact.code for fact in book.facts if fact.needs_basis}
    codes = sorted(used - fixed)
    opened = tuple(draw.sample(codes, draw.randint(0, min(6, len(codes)))))
    share = draw.choice([0.1, 0.5, 0.9])
    known = {code: draw.random() < share for code in codes if code not in opened}
    return known | dict.fromkeys(sorted(fixed), False), opened


def readings_of(book, asked):
    """Every combination of answers that is still possible: defaults stand, the rest is open."""
    rules = (*book.triggers, *book.elements, *book.factors, *book.weights, *book.gates)
    named = {reading.question for rule in rules for reading in rule.readings}
    named |= {rule.reading.question for rule in book.exclusions if rule.reading}
    options = [
        [(code, asked[code].default)]
        if asked[code].default
        else [(code, choice.code) for choice in asked[code].choices]
        for code in sorted(named)
    ]
    return map(dict, product(*options))
