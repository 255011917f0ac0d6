"""Whoever the rulebooks name as the office that answers a question may do so."""

import pytest

from application.access import Allowed, Grant, Relation, Role, Stage, Subject, decide_access
from application.adapters.rulebook_files import packaged
from domain.identity import ActorId, BodyId
from tests.support.made_up import an_id

BODY = BodyId(an_id("body"))
OFFICES = sorted({question.answered_by for book in packaged().rulebooks for question in book.questions})


@pytest.mark.parametrize("office", OFFICES)
def test_every_office_that_a_question_names_may_answer(office: str) -> None:
    somebody = Subject(account=ActorId(an_id("officer")), grants=(Grant(role=Role(office), body=BODY),))
    matter = Relation(bodies=frozenset({BODY}), keeper=BODY, assigned=True)
    answer = decide_access(somebody, "proceeding.answer-question", matter, Stage.BEFORE_NOTICE)
    assert answer == Allowed(roles=frozenset({Role(office)}))
