"""Derivations put together from stages written before are the reference's, to the byte."""

import random
from datetime import date, timedelta

import msgspec
import pytest

from application.adapters.rulebook_files import packaged
from domain.recommendation.compiled.compiler import Compiler
from domain.recommendation.compiled.derivations import Derivations
from domain.recommendation.facts import Answer, FactSheet, PresentSituation
from domain.recommendation.recommend import recommend
from domain.rulebook.catalogue import Catalogue
from tests.support.made_rulebooks import FIRST, SUBJECT, made

CATALOGUE = packaged()
BASES = [(book, subject) for book in CATALOGUE.rulebooks if book.grounds for subject in book.scope.subjects]


def compare(book, catalogue, frame, draw, rounds):
    derivations = Derivations(book, catalogue, frame, Compiler(book, catalogue))
    layout = derivations.table.layout
    shares = [(True, False), (True, False, False, None), (False, False, False, True)]
    codes = [layout.code({fact: draw.choice(draw.choice(shares)) for fact in layout.place}) for _ in range(rounds)]
    liable = layout.code({fact: draw.random() < 0.85 for fact in layout.place})
    # Neighbours share every stage but those that read the one fact in which they differ.
    codes += [liable, *(layout.with_fact(liable, fact, not layout.truth(liable, fact)) for fact in layout.place)]
    for code in codes:
        outcomes, derivation = derivations.derivation(code)
        found = recommend(derivations.sheet(code), book, references=catalogue, known_at=frame.decision_on)
        assert outcomes == found.outcomes
        assert msgspec.json.encode(derivation) == msgspec.json.encode(found.derivation)


@pytest.mark.timeout(3600)
@pytest.mark.parametrize(("book", "subject"), BASES, ids=lambda each: getattr(each, "key", each))
@pytest.mark.parametrize("later", [30, 3000])
def test_the_shipped_rulebooks(book, subject, later, long):
    on = (book.edition or date(2005, 1, 1)) + timedelta(days=later)
    frame = FactSheet(
        respondent="r",
        subject=subject,
        role=book.roles[0].code if book.roles else None,
        conduct_from=on,
        conduct_to=on,
        decision_on=on,
        proposed=tuple(measure.code for measure in book.measures[:1]),
        matter=book.scope.matters[0],
    )
    compare(book, CATALOGUE, frame, random.Random(f"{book.key} {subject}"), 2_000 if long else 8)


def test_situations_on_both_sides_of_commencement():
    book = CATALOGUE.get("qingyuan-fault-liability", "2011-05-01")
    after, codes = date(2012, 6, 1), [fact.code for fact in book.facts if fact.kind == "trigger"]
    frame = FactSheet(
        respondent="r",
        subject="organ",
        conduct_from=date(2011, 3, 10),
        conduct_to=after,
        decision_on=after,
        matter=book.scope.matters[0],
        situations=(
            PresentSituation(on=date(2011, 3, 10), to=date(2011, 3, 10), reference="before", facts=tuple(codes[:12])),
            PresentSituation(on=after, to=after, reference="after", facts=tuple(codes[8:])),
        ),
    )
    compare(book, CATALOGUE, frame, random.Random("both sides"), 12)


@pytest.mark.parametrize("answers", [(), (Answer(question="q-open", choice="two"),)])
def test_small_rulebooks_whose_stages_are_met_again_and_again(answers):
    frame = FactSheet(
        respondent="r",
        subject=SUBJECT,
        conduct_from=FIRST,
        conduct_to=FIRST,
        decision_on=FIRST,
        answers=answers,
        matter="made",
    )
    for number in range(8):
        draw = random.Random(f"derived {number}")
        book = made(draw, facts=4)
        compare(book, Catalogue((book,)), frame, draw, 60)
