"""A compiler changes nothing but the time: the same recommendation, to the byte, whatever it was asked before."""

import random
from datetime import date, timedelta

import msgspec
import pytest
from msgspec.structs import replace

from application.adapters.rulebook_files import packaged
from domain.recommendation.compiled.compiler import Compilers
from domain.recommendation.compiled.effects import EXPLORED
from domain.recommendation.facts import Answer, FactSheet, FactStatus, KnownFact, PresentSituation, PriorSituation
from domain.recommendation.recommend import recommend
from domain.rulebook.catalogue import Catalogue, parse
from tests.support.made_rulebooks import FIRST, SUBJECT, made
from tests.support.toy_rulebook import toy

CATALOGUE = packaged()
COMPILERS = Compilers(CATALOGUE)
SPAN = 4200
"""Days of conduct that reach back before most editions."""


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
        conduct_from=on - timedelta(days=draw.choice([0, 60, SPAN])),
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


def apart(sheet, book, draw):
    """*sheet* with the situations of its conduct told apart: some by another's ground, some with nothing left of them."""
    codes = [fact.code for fact in book.facts if fact.kind == "trigger"]
    grounds = [None, *(rule.code for rule in book.triggers)]
    span = (sheet.conduct_to - sheet.conduct_from).days
    found = []
    for number in range(draw.choice([1, 2, 3])):
        on, to = sorted(draw.randint(0, span) for _ in range(2))
        found.append(
            PresentSituation(
                on=sheet.conduct_from + timedelta(days=on),
                to=sheet.conduct_from + timedelta(days=to),
                reference=str(number),
                ground=draw.choice(grounds),
                facts=tuple(code for code in codes if draw.random() < 0.4),
                open=tuple(code for code in codes if draw.random() < 0.2),
            )
        )
    return replace(sheet, situations=tuple(found))


@pytest.mark.timeout(3600)
@pytest.mark.parametrize(
    ("book", "subject"),
    [(book, subject) for book in CATALOGUE.rulebooks for subject in book.scope.subjects],
    ids=lambda each: getattr(each, "key", each),
)
def test_the_shipped_rulebooks(book, subject, long):
    draw = random.Random(f"bytes {book.key} {subject}")
    for _ in range(1_000 if long else 8):
        sheet = drawn(book, subject, draw)
        for each in (sheet, apart(sheet, book, draw)):
            assert same(each, book, CATALOGUE, COMPILERS.of(book))


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


def test_situations_out_of_reach_or_refuted_do_not_choose_the_rules_that_are_remembered():
    amended = toy().replace('code = "gravity"\n', 'code = "gravity"\nin_force = 2022-01-01\n')
    book = parse(amended.encode())
    catalogue = Catalogue((book,))
    compiler = Compilers(catalogue).of(book)
    days = (date(2021, 6, 1), date(2022, 6, 1))
    weighed = []
    for kept in days:
        situations = (
            PresentSituation(
                on=day,
                to=day,
                reference=day.isoformat(),
                ground="conduct",
                facts=("first-conduct",) if day is kept else (),
            )
            for day in days
        )
        sheet = FactSheet(
            respondent="r",
            subject="organ",
            conduct_from=days[0],
            conduct_to=days[1],
            decision_on=days[1],
            matter="toy",
            facts=tuple(KnownFact(code=code, status=FactStatus.ESTABLISHED) for code in ("first-conduct", "grave")),
            situations=tuple(situations),
        )
        assert same(sheet, book, catalogue, compiler)
        weighed.append(recommend(sheet, book, references=catalogue, known_at=sheet.decision_on).weighting.heavier)
    assert weighed == ["no", "yes"]
