"""A compiler changes nothing but the time: the same recommendation, to the byte, whatever it was asked before."""

import random
from datetime import date, timedelta

import msgspec
import pytest

from application.adapters.rulebook_files import packaged
from domain.recommendation.compiled.compiler import Compilers
from domain.recommendation.compiled.effects import EXPLORED
from domain.recommendation.facts import Answer, FactSheet, FactStatus, KnownFact, PriorSituation
from domain.recommendation.recommend import recommend
from domain.rulebook.catalogue import Catalogue
from tests.support.made_rulebooks import FIRST, SUBJECT, made

CATALOGUE = packaged()
COMPILERS = Compilers(CATALOGUE)


def same(sheet, book, catalogue, compiler):
    one = recommend(sheet, book, references=catalogue, known_at=sheet.decision_on)
    two = recommend(sheet, book, references=catalogue, known_at=sheet.decision_on, compiler=compiler)
    return msgspec.json.encode(one) == msgspec.json.encode(two)


def drawn(book, subject, draw):
    """A case of any shape: four statuses, some bases, some answers, some priors, any day that the edition may meet."""
    on = (book.edition or date(2005, 1, 1)) + timedelta(days=draw.choice([-40, 30, 1200, 4000]))
    opened = draw.choice([0, 0.1, 0.4, 0.9])
    share = draw.choice([0.1, 0.5, 0.9])
    statuses = (FactStatus.REFUTED, FactStatus.REFUTED, FactStatus.UNPROVABLE, FactStatus.OPEN)
    return FactSheet(
        respondent="r",
        subject=subject,
        role=draw.choice([None, "nobody", *(role.code for role in book.roles)]),
        conduct_from=on - timedelta(days=draw.choice([0, 60])),
        conduct_to=on,
        decision_on=on + timedelta(days=draw.choice([0, 100, 4000])),
        facts=tuple(
            KnownFact(
                code=fact.code,
                status=FactStatus.ESTABLISHED if draw.random() < share else draw.choice(statuses),
                evidence=("e",),
                basis=f"{book.instrument}#1" if draw.random() < 0.5 else None,
            )
            for fact in book.facts
            if draw.random() >= opened
        ),
        answers=tuple(
            Answer(question=question.code, choice=draw.choice(question.choices).code)
            for question in book.questions
            if draw.random() < 0.4
        ),
        priors=(PriorSituation(on=on - timedelta(days=200), reference="p"),) if draw.random() < 0.5 else (),
        priors_checked_on=on if draw.random() < 0.5 else None,
        matter=draw.choice(book.scope.matters),
    )


@pytest.mark.timeout(3600)
@pytest.mark.parametrize(
    ("book", "subject"),
    [(book, subject) for book in CATALOGUE.rulebooks for subject in book.scope.subjects],
    ids=lambda each: getattr(each, "key", each),
)
def test_the_shipped_rulebooks(book, subject, long):
    draw = random.Random(f"bytes {book.key} {subject}")
    for _ in range(1_000 if long else 12):
        assert same(drawn(book, subject, draw), book, CATALOGUE, COMPILERS.of(book))


def test_small_rulebooks_in_every_partly_known_state_that_is_drawn():
    for number in range(30):
        draw = random.Random(f"bytes {number}")
        book = made(draw)
        catalogue = Catalogue((book,))
        compiler = Compilers(catalogue).of(book)
        for _ in range(12):
            assert same(drawn(book, SUBJECT, draw), book, catalogue, compiler)


def test_where_too_many_atoms_are_open_the_worlds_are_explored_as_ever():
    book = made(random.Random("wide"), facts=70, gates=24)
    catalogue = Catalogue((book,))
    compiler = Compilers(catalogue).of(book)
    known = tuple(KnownFact(code=fact.code, status=FactStatus.REFUTED) for fact in book.facts[30:])
    sheet = FactSheet(
        respondent="r",
        subject=SUBJECT,
        conduct_from=FIRST,
        conduct_to=FIRST,
        decision_on=FIRST,
        facts=known,
        answers=(Answer(question="q-open", choice="one"),),
        matter="made",
    )
    table = compiler.table(sheet)
    certain, possible = table.extent(table.layout.code({known.code: False for known in sheet.facts}))
    assert (certain ^ possible).bit_count() > EXPLORED
    assert same(sheet, book, catalogue, compiler)


def test_another_rulebook_than_the_catalogues_has_no_compiler():
    (book, *_) = CATALOGUE.rulebooks
    assert COMPILERS.of(book) is COMPILERS.of(book)
    assert COMPILERS.of(msgspec.structs.replace(book, revision=99)) is None
