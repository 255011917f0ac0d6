"""Exact reasoning under open facts: equal to brute force, monotone, and blind to order."""

import random
from datetime import date
from itertools import product

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from application.adapters.rulebook_files import packaged
from domain.recommendation.facts import Answer, FactSheet, FactStatus, KnownFact, PresentSituation
from domain.recommendation.outcome import Status
from domain.recommendation.parts import Truth
from domain.recommendation.recommend import recommend
from domain.rulebook.catalogue import Catalogue, content_id
from tests.support.campaign import examples
from tests.support.plain_reading import all_results

CATALOGUE = packaged()
BOOK = CATALOGUE.get("qingyuan-fault-liability", "2011-05-01")
assert BOOK is not None
ON = date(2021, 3, 1)
GENERAL = tuple(book for book in CATALOGUE.in_force(ON) if book is not BOOK)
EXCLUDING = [
    code for book in GENERAL for rule in book.exclusions for row in rule.when for code in row.all_of + row.none_of
]
CODES = sorted(
    {
        fact.code
        for fact in BOOK.facts
        if fact.code != BOOK.role_fact
        and fact.kind in ("trigger", "element", "factor", "gate")
        and not fact.needs_basis
    }
    | set(EXCLUDING)
    | {code for gate in BOOK.gates for row in gate.when for code in row.all_of + row.none_of}
)
DEFAULTS = {question.code: question.default for question in BOOK.questions if question.default}
UNDECIDED = {"AMB-11": ("causal-for-both", "obstruction-alone")}
ANSWERED = (Answer(question="AMB-22b", choice="still-in-force"),)

truth_values = st.sampled_from([True, True, False])


@st.composite
def situations(draw, most_open=7):
    """A subject, known truth values for every fact but a few, and those few."""
    subject = draw(st.sampled_from(["person", "person", "organ"]))
    # Half of the facts drawn open sit where they matter; the rest is anywhere.
    usual = ["consequence", "duty-failure", "retaliates", "cooperates", "suspected-crime", "obstructs-investigation"]
    opened = draw(st.lists(st.sampled_from(usual) | st.sampled_from(CODES), max_size=most_open, unique=True))
    liable = draw(st.booleans())
    known = {code: draw(truth_values) for code in CODES if code not in opened}
    if liable:
        known |= {code: True for code in ("duty-failure", "consequence", "causation") if code not in opened}
    return subject, known, tuple(opened)


def sheet_of(subject, known, *, answers=ANSWERED, order=None):
    facts = [
        KnownFact(code=code, status=FactStatus.ESTABLISHED if value else FactStatus.REFUTED, evidence=(f"e-{code}",))
        for code, value in known.items()
    ]
    if order is not None:
        order.shuffle(facts)
    return FactSheet(
        respondent="r",
        subject=subject,
        role="direct" if subject == "person" else None,
        conduct_from=ON,
        conduct_to=ON,
        decision_on=ON,
        facts=tuple(facts),
        answers=answers,
    )


def recommended(sheet, book=BOOK):
    return recommend(sheet, book, references=CATALOGUE, known_at=ON)


def readings():
    for choices in product(*UNDECIDED.values()):
        yield DEFAULTS | dict(zip(UNDECIDED, choices, strict=True))


def brute(subject, known, opened):
    truths = dict(known) | {"has-responsible-role": True} | dict.fromkeys(("other-disclosure-breach",), False)
    hidden = ("other-heavier-circumstance", "other-lighter-circumstance", "revoked-or-ordered-to-perform")
    return all_results((BOOK, GENERAL, subject, ON), truths | dict.fromkeys(hidden, False), opened, list(readings()))


CLOSED = {"other-disclosure-breach": False, "other-heavier-circumstance": False, "other-lighter-circumstance": False}


@settings(max_examples=examples(150), deadline=None)
@given(situations())
def test_the_outcomes_are_those_of_every_completion(situation):
    subject, known, opened = situation
    known |= {"revoked-or-ordered-to-perform": False} | CLOSED
    found = recommended(sheet_of(subject, known))
    assert set(found.outcomes) == brute(subject, known, opened)


CONDUCT = sorted(fact.code for fact in BOOK.facts if fact.code in CODES and fact.kind == "trigger")
BEFORE = date(2011, 3, 10)
divided = st.sets(st.sampled_from(CONDUCT))


@settings(max_examples=examples(25), deadline=None)
@given(situations(), divided, divided)
def test_what_only_situations_before_commencement_have_counts_for_nothing(situation, theirs, ours):
    subject, known, opened = situation
    known |= {"revoked-or-ordered-to-perform": False} | CLOSED
    earlier = PresentSituation(on=BEFORE, to=BEFORE, reference="before", facts=tuple(sorted(theirs)))
    within = PresentSituation(on=ON, to=ON, reference="within", facts=tuple(sorted(ours)))
    sheet = replace(sheet_of(subject, known), conduct_from=BEFORE, situations=(earlier, within))
    aside = theirs - ours
    found = recommended(sheet)
    left = tuple(code for code in opened if code not in aside)
    assert set(found.outcomes) == brute(subject, known | dict.fromkeys(aside, False), left)
    assert {fact.fact for fact in found.open_facts}.isdisjoint(aside)


@settings(max_examples=examples(60), deadline=None)
@given(situations(most_open=5))
def test_a_fact_is_called_open_exactly_when_some_completion_turns_on_it(situation):
    subject, known, opened = situation
    known |= {"revoked-or-ordered-to-perform": False} | CLOSED
    found = recommended(sheet_of(subject, known))
    named = {fact.fact for fact in found.open_facts if any(not c.startswith("form:") for c in fact.changes)}
    turning = set()
    for code in opened:
        others = [each for each in opened if each != code]
        for values in product((True, False), repeat=len(others)):
            rest = known | dict(zip(others, values, strict=True))
            for answers in readings():
                one, two = (
                    all_results(
                        (BOOK, GENERAL, subject, ON), rest | {code: value, "has-responsible-role": True}, (), [answers]
                    )
                    for value in (True, False)
                )
                if one != two:
                    turning.add(code)
    assert named == turning
    for fact in found.open_facts:
        if fact.fact in named:
            for value, count in ((True, fact.if_established), (False, fact.if_refuted)):
                left = tuple(code for code in opened if code != fact.fact)
                truths = known | {fact.fact: value, "has-responsible-role": True}
                assert len(all_results((BOOK, GENERAL, subject, ON), truths, left, list(readings()))) == count


@settings(max_examples=examples(60), deadline=None)
@given(situations(), st.integers(min_value=0), st.booleans())
def test_finding_out_never_adds_an_outcome(situation, which, value):
    subject, known, opened = situation
    before = recommended(sheet_of(subject, known))
    if not opened:
        return
    after = recommended(sheet_of(subject, known | {opened[which % len(opened)]: value}))
    assert set(after.outcomes) <= set(before.outcomes)
    assert len(after.outcomes) < len(before.outcomes) or set(after.outcomes) == set(before.outcomes)


@settings(max_examples=examples(60), deadline=None)
@given(situations())
def test_a_proved_mandatory_factor_is_never_silent(situation):
    subject, known, _ = situation
    found = recommended(sheet_of(subject, known))
    if found.weighting.mandatory and any(outcome.liable for outcome in found.outcomes):
        assert found.weighting.heavier is Truth.YES
        assert found.weighting.exempt in ("none", "needs_override", "open")
        assert all(outcome.exempt != "available" for outcome in found.outcomes if outcome.liable)


@settings(max_examples=examples(60), deadline=None)
@given(situations())
def test_unknown_is_never_false(situation):
    subject, known, opened = situation
    assumed = recommended(sheet_of(subject, known | dict.fromkeys(opened, False)))
    unknown = recommended(sheet_of(subject, known))
    assert set(assumed.outcomes) <= set(unknown.outcomes)
    if unknown.status is Status.SETTLED:
        assert assumed.outcomes == unknown.outcomes


@settings(max_examples=examples(40), deadline=None)
@given(situations(), st.integers())
def test_the_order_of_facts_is_irrelevant_to_the_byte(situation, seed):
    subject, known, _ = situation
    one = recommended(sheet_of(subject, known))
    two = recommended(sheet_of(subject, known, order=random.Random(seed)))
    assert msgspec.json.encode(one) == msgspec.json.encode(two)


@settings(max_examples=examples(30), deadline=None)
@given(situations(), st.integers())
def test_the_order_of_rules_in_the_file_is_irrelevant_to_the_outcome(situation, seed):
    subject, known, _ = situation
    order = random.Random(seed)

    def shuffled(rules):
        return tuple(order.sample(rules, len(rules)))

    names = ("facts", "triggers", "elements", "factors", "weights", "gates", "filters", "sets", "questions", "burdens")
    book = msgspec.structs.replace(BOOK, **{name: shuffled(getattr(BOOK, name)) for name in names})
    one, two = recommended(sheet_of(subject, known)), recommended(sheet_of(subject, known), book)
    assert normal(one) == normal(two)


def normal(found):
    """What is compared when rules stand in another order: sets of gates may be listed in another order."""
    return (
        found.status,
        {msgspec.structs.replace(outcome, gates=tuple(sorted(outcome.gates))) for outcome in found.outcomes},
        found.forms.permitted,
        found.weighting.heavier,
        found.weighting.lighter,
        found.weighting.exempt,
        {(fact.fact, fact.changes) for fact in found.open_facts},
        {question.code for question in found.questions},
    )


def test_the_same_catalogue_in_another_order_gives_the_same_bytes():
    other = Catalogue(reversed(CATALOGUE.rulebooks), reversed(CATALOGUE.policies))
    sheet = sheet_of("person", dict.fromkeys(CODES, True))
    one = recommend(sheet, BOOK, references=CATALOGUE, known_at=ON)
    two = recommend(sheet, BOOK, references=other, known_at=ON)
    assert msgspec.json.encode(one) == msgspec.json.encode(two)
    assert one.identity.content_id == content_id(BOOK)


def test_everything_open_is_answered_and_counts_every_open_fact():
    found = recommended(sheet_of("person", {}))
    assert found.status is Status.OPEN
    assert {"consequence", "retaliates", "suspected-crime"} <= {fact.fact for fact in found.open_facts}
    fewest = [min(fact.if_established, fact.if_refuted) for fact in found.open_facts if "liability" in fact.changes]
    assert fewest == sorted(fewest)


def test_an_instrument_that_has_nothing_to_do_with_it_changes_not_a_byte():
    sheet = sheet_of("person", dict.fromkeys(CODES, True))
    toy = msgspec.structs.replace(BOOK, instrument="another", commencement=(), straddling=None)
    more = Catalogue((*CATALOGUE.rulebooks, toy), CATALOGUE.policies)
    one = recommend(sheet, BOOK, references=CATALOGUE, known_at=ON)
    two = recommend(sheet, BOOK, references=more, known_at=ON)
    assert msgspec.json.encode(one) == msgspec.json.encode(two)
    assert {question.code for question in one.questions} <= {question.code for question in BOOK.questions}
    assert set(one.identity.references) >= {
        "civil-servants-law@2019-06-01",
        "government-information-disclosure@2019-05-15",
    }
