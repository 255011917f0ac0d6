"""Which law decides: the edition of the day of the conduct, unless a later one is lighter; each part by its own date."""

from datetime import date, timedelta

import msgspec
import pytest

from application.adapters.rulebook_files import packaged
from domain.recommendation.against import against
from domain.recommendation.editions import basis_of
from domain.recommendation.facts import Answer, FactSheet, FactStatus, Holding, KnownFact
from domain.recommendation.recommend import recommend
from domain.rulebook.catalogue import Catalogue, parse
from tests.support.toy_rulebook import toy

CATALOGUE = packaged()
OLD, NEW = "civil-servant-discipline", "public-officials-sanctions"
OLDER = CATALOGUE.editions(OLD)[0]
CODES = dict.fromkeys(
    fact.code
    for facts in (OLDER.facts, CATALOGUE.editions(NEW)[0].facts, CATALOGUE.general_facts(OLDER, date(2020, 9, 1)))
    for fact in facts
)
CONDUCT, DECIDED = date(2020, 3, 2), date(2020, 9, 1)


def sheet(*established, open_facts=(), conduct=CONDUCT, decided=DECIDED, began=None, answers=()):
    facts = tuple(
        KnownFact(code=code, status=FactStatus.ESTABLISHED if code in established else FactStatus.REFUTED)
        for code in CODES
        if code not in open_facts
    )
    return FactSheet(
        respondent="r",
        subject="person",
        conduct_from=began or conduct,
        conduct_to=conduct,
        decision_on=decided,
        facts=facts,
        answers=tuple(Answer(question=question, choice=choice) for question, choice in answers),
        matter="civil-service-discipline",
    )


def decided_under(one, instrument=OLD):
    book = basis_of(one, instrument, CATALOGUE)
    return book.instrument, recommend(one, book, references=CATALOGUE, known_at=one.decision_on)


def relations(found):
    return [(each.rulebook.partition("@")[0], each.relation, each.applied) for each in found.time.weighed]


def codes(notes):
    return {note.code for note in notes}


@pytest.mark.parametrize(
    ("established", "relation", "instrument"),
    [
        (("dereliction", "adverse-consequence"), "lighter", NEW),
        (("dereliction",), "lighter", NEW),
        (("refuses-superior", "discipline-serious"), "lighter", NEW),
        (("suppresses-criticism", "discipline-serious"), "same", OLD),
        (("deception", "adverse-consequence"), "same", OLD),
        (("withholds-work-information", "adverse-consequence", "discipline-serious"), "heavier", OLD),
    ],
)
def test_the_older_law_decides_unless_the_later_is_lighter(established, relation, instrument):
    taken, found = decided_under(sheet(*established))
    assert taken == instrument
    assert relations(found) == [(NEW, relation, instrument == NEW)]
    assert found.blocks == ()
    assert [a.citation.address for a in found.time.weighed[0].authorities] == ["67/1"]


def test_the_later_law_is_never_heavier_than_what_it_replaces():
    _, found = decided_under(sheet("dereliction", "adverse-consequence"))
    assert found.forms.permitted == ("demerit", "major-demerit", "warning")
    assert "later-law-applied" in codes(found.time.notes)


CROSSING = ("dereliction", "adverse-consequence", "minor-circumstances", "corrected-after-criticism")


def test_laws_that_cross_are_a_conflict_with_both_outcomes_and_a_person_decides():
    taken, found = decided_under(sheet(*CROSSING))
    assert (taken, found.status) == (OLD, "conflict")
    assert relations(found) == [(NEW, "crossed", False)]
    assert found.weighting.exempt == "available"
    assert found.alternative.weighting.exempt == "none"
    assert "warning" in found.alternative.forms.permitted
    assert found.alternative.derivation.steps
    assert [(q.code, q.required) for q in found.questions if q.code == "ZW-67"] == [("ZW-67", True)]
    assert {"editions-cross", "question-unanswered"} <= {r.rule for r in against(found, ("demerit",), "measures")}


@pytest.mark.parametrize(("choice", "instrument"), [("earlier", OLD), ("later", NEW)])
def test_the_answer_decides_between_laws_that_cross(choice, instrument):
    taken, found = decided_under(sheet(*CROSSING, answers=[("ZW-67", choice)]))
    assert (taken, found.status) == (instrument, "settled")
    assert found.alternative is msgspec.UNSET
    assert found.blocks == ()


def test_while_facts_are_open_that_decide_it_the_older_law_stays_and_says_so():
    taken, found = decided_under(sheet("deception", open_facts=("adverse-consequence", "dereliction")))
    assert taken == OLD
    assert relations(found) == [(NEW, "open", False)]


def test_conduct_that_continues_past_commencement_falls_under_the_later_law_directly():
    continuing = sheet("dereliction", "adverse-consequence", began=CONDUCT, conduct=date(2020, 7, 1))
    assert basis_of(continuing, NEW, CATALOGUE).instrument == NEW
    found = recommend(continuing, CATALOGUE.get(NEW, "2020-07-01"), references=CATALOGUE, known_at=DECIDED)
    assert "conduct-straddles-commencement" in codes(found.time.notes)
    assert found.blocks == ()


def test_a_case_decided_before_the_later_law_never_sees_it():
    taken, found = decided_under(sheet("dereliction", "adverse-consequence", decided=date(2020, 6, 30)))
    assert taken == OLD
    assert found.time.weighed is msgspec.UNSET


@pytest.mark.parametrize(
    ("established", "wrong", "block"),
    [
        (("dereliction", "adverse-consequence"), OLD, "later-law-is-lighter"),
        (("deception", "adverse-consequence"), NEW, "earlier-law-applies"),
    ],
)
def test_the_wrong_one_of_the_two_is_refused_by_name(established, wrong, block):
    book = CATALOGUE.editions(wrong)[0]
    found = recommend(sheet(*established), book, references=CATALOGUE, known_at=DECIDED)
    assert block in codes(found.blocks)
    assert found.status == "blocked"


EARLIER = toy()
LATER = EARLIER.replace("edition = 2020-01-01", "edition = 2022-01-01").replace(
    "[[questions]]",
    """[[competence]]
code = "by-next-higher-organ"
relation = "next-higher-organ"
effect = "decides"
cite = ["3/1"]
label = { zh = "上一级", en = "next higher organ" }
[[procedure]]
code = "panel"
cite = ["3/1"]
label = { zh = "评议", en = "panel" }
[[remedies]]
code = "review"
track = "T3"
to = "deciding-body"
cite = ["3/1"]
label = { zh = "复核", en = "review" }
[[questions]]""",
    1,
)


def toys(sheet_on, *books, known_at=None, facts=None, **more):
    catalogue = Catalogue(parse(text.encode()) for text in books)
    book = catalogue.edition_for("toy", sheet_on)
    one = FactSheet(
        respondent="r",
        subject="organ",
        conduct_from=sheet_on,
        conduct_to=sheet_on,
        decision_on=date(2022, 6, 1),
        matter="toy",
        competence=(Holding(relation="next-higher-organ", body="city"),),
        facts=facts or (KnownFact(code="first-conduct", status=FactStatus.ESTABLISHED),),
        **more,
    )
    return recommend(one, book, references=catalogue, known_at=known_at or one.decision_on)


def test_bodies_procedure_and_review_are_those_of_the_day_of_decision():
    found = toys(date(2021, 5, 1), EARLIER, LATER)
    assert found.identity.rulebook == "toy@2020-01-01"
    assert [(body.rule, body.authorities[0].citation.edition) for body in found.competence] == [
        ("by-next-higher-organ", "2022-01-01")
    ]
    assert [step.code for step in found.procedure_missing] == ["panel"]
    assert [remedy.code for remedy in found.remedies] == ["review"]


def test_a_later_edition_without_a_rule_on_older_conduct_is_not_weighed():
    assert toys(date(2021, 5, 1), EARLIER, LATER).time.weighed is msgspec.UNSET


@pytest.mark.parametrize(("on", "heavier"), [(date(2021, 12, 31), "no"), (date(2022, 1, 1), "yes")])
def test_a_factor_amended_into_the_text_counts_from_its_own_first_day(on, heavier):
    amended = EARLIER.replace('code = "gravity"\n', 'code = "gravity"\nin_force = 2022-01-01\n')
    facts = tuple(KnownFact(code=code, status=FactStatus.ESTABLISHED) for code in ("first-conduct", "grave"))
    assert toys(on, amended, facts=facts).weighting.heavier == heavier


@pytest.mark.parametrize(("known_at", "state"), [(date(2022, 3, 1), "open"), (date(2022, 3, 2), "yes")])
def test_what_became_known_later_is_open_as_of_an_earlier_day(known_at, state):
    fact = KnownFact(code="first-conduct", status=FactStatus.ESTABLISHED, known_on=date(2022, 3, 2))
    found = toys(date(2021, 5, 1), EARLIER, known_at=known_at, facts=(fact,))
    assert [trigger.state for trigger in found.triggers] == [state]
    assert found.time.known_at == known_at


def test_what_was_said_then_is_said_again_to_the_byte():
    fact = KnownFact(code="first-conduct", status=FactStatus.ESTABLISHED, known_on=date(2022, 3, 2))
    one, two = (
        toys(date(2021, 5, 1), EARLIER, known_at=date(2022, 4, 1) + timedelta(days=0), facts=(fact,)) for _ in range(2)
    )
    assert msgspec.json.encode(one) == msgspec.json.encode(two)
