"""The derivation says of a basis whose standing somebody settled that it was answered, and not that it is unknown."""

from datetime import date

import pytest

from application.adapters.rulebook_files import packaged
from domain.recommendation.facts import Answer, FactSheet, FactStatus, KnownFact
from domain.recommendation.recommend import recommend
from interfaces.web.directory import Names
from interfaces.web.law_lines import Node, node
from interfaces.web.wording import Texts

BOOK = packaged().get("qingyuan-fault-liability", "2011-05-01")


def scope(*answers: Answer) -> Node:
    day = date(2026, 9, 1)
    sheet = FactSheet(
        respondent="r",
        subject="organ",
        role=None,
        conduct_from=day,
        conduct_to=day,
        decision_on=date(2026, 11, 2),
        facts=(KnownFact(code="application-not-accepted", status=FactStatus.ESTABLISHED),),
        matter=BOOK.scope.matters[0],
        answers=answers,
    )
    found = recommend(sheet, BOOK, references=packaged(), known_at=sheet.decision_on)
    names = Names(texts=Texts("zh"), accounts={}, called={})
    return node(found.derivation, names, found).below[0]


@pytest.mark.parametrize(
    ("answers", "state"),
    [((), "unknown"), ((Answer(question="AMB-22b", choice="still-in-force"),), "answered")],
)
def test_the_standing_of_the_basis_is_answered_once_it_was(answers: tuple[Answer, ...], state: str) -> None:
    found = scope(*answers)
    assert found.line.state == state
    assert found.below[0].line.state == state
