"""Sanctions that the law ranks: within the range, one grade below it, several acts, and how long each runs."""

from datetime import date

import msgspec
import pytest

from application.adapters.rulebook_files import packaged
from domain.recommendation.against import against
from domain.recommendation.facts import FactSheet, FactStatus, FixedAct, KnownFact, RunningSanction
from domain.recommendation.recommend import recommend

CATALOGUE = packaged()
CF07 = CATALOGUE.get("civil-servant-discipline", "2007-06-01")
ZW20 = CATALOGUE.get("public-officials-sanctions", "2020-07-01")
DECIDED = date(2012, 8, 31)


def advised(*established, book=CF07, open_facts=(), decided=DECIDED, **more):
    conduct = min(decided, date(2012, 3, 1)) if book is CF07 else date(2021, 3, 1)
    general = CATALOGUE.general_facts(book, decided)
    codes = dict.fromkeys(fact.code for fact in (*book.facts, *general))
    facts = tuple(
        KnownFact(code=code, status=FactStatus.ESTABLISHED if code in established else FactStatus.REFUTED)
        for code in codes
        if code not in open_facts
    )
    sheet = FactSheet(
        respondent="r",
        subject="person",
        conduct_from=conduct,
        conduct_to=conduct,
        decision_on=decided,
        facts=facts,
        matter=book.scope.matters[0],
        **more,
    )
    return recommend(sheet, book, references=CATALOGUE, known_at=decided)


def states(found):
    return {form.measure: form.state for form in found.forms.each}


def acts(*measures):
    return tuple(FixedAct(reference=f"act-{at}", measure=measure) for at, measure in enumerate(measures))


def cited(part):
    return {f"{a.citation.instrument}#{a.citation.address}" for a in part.authorities}


def test_heavier_and_lighter_move_within_the_range_and_never_below_it():
    found = advised("dereliction", "shields-others", "confessed")
    assert found.forms.permitted == ("demerit", "major-demerit")
    assert (found.weighting.heavier, found.weighting.lighter, found.weighting.lighter_required) == ("yes", "yes", True)
    assert found.step_down is msgspec.UNSET


def test_mitigation_is_one_grade_below_and_the_range_itself_is_closed():
    found = advised("dereliction", "confessed", "averted-loss")
    assert states(found) == {"warning": "permitted", "demerit": "stepped-below", "major-demerit": "stepped-below"}
    assert (found.step_down.state, found.step_down.measures, found.step_down.exempt) == (
        "required",
        ("warning",),
        False,
    )
    assert "civil-servant-discipline#15/2" in cited(found.step_down)
    assert [r.rule for r in against(found, ("demerit",), "measures")] == ["step-down-required"]
    assert against(found, ("warning",), "measures") == ()


def test_mitigation_under_a_warning_is_exemption():
    found = advised("refuses-superior", "confessed", "averted-loss")
    assert (found.step_down.measures, found.step_down.exempt) == ((), True)
    assert found.forms.permitted == ()
    assert against(found, (), "exempt") == ()


def test_where_mitigation_is_permitted_the_range_stays_open_beside_the_grade_below():
    found = advised("suppresses-criticism", "discipline-more-serious", "confessed", book=ZW20, decided=date(2021, 9, 1))
    assert set(found.forms.permitted) == {"major-demerit", "downgrading", "dismissal-from-post"}
    assert found.step_down.state == "available"
    assert found.weighting.exempt == "none"


def test_a_circumstance_still_open_leaves_the_step_below_undetermined():
    found = advised("dereliction", "confessed", open_facts=("averted-loss",))
    assert found.status == "open"
    assert found.step_down.state == "open"
    assert states(found) == dict.fromkeys(("warning", "demerit", "major-demerit"), "undetermined")
    assert "averted-loss" in {fact.fact for fact in found.open_facts}


def test_of_several_acts_the_lighter_range_is_outweighed_and_never_lightens_the_graver():
    one = advised("dereliction")
    two = advised("dereliction", "refuses-superior")
    assert states(two)["warning"] == "outweighed"
    assert set(two.forms.permitted) == set(one.forms.permitted)
    assert [r.rule for r in against(two, ("warning",), "measures")] == ["form-outweighed"]


@pytest.mark.parametrize(
    ("fixed", "executed", "least", "most", "capped"),
    [
        (("warning",), "warning", 6, 6, False),
        (("warning", "demerit"), "demerit", 12, 12, False),
        (("warning", "warning"), "warning", 6, 12, False),
        (("demerit", "demerit", "demerit"), "demerit", 12, 36, False),
        (("downgrading", "downgrading"), "downgrading", 24, 48, False),
        (("downgrading", "downgrading", "downgrading"), "downgrading", 24, 48, True),
        (("dismissal-from-post", "downgrading"), "dismissal-from-post", 24, 24, False),
        (("expulsion", "warning", "warning"), "expulsion", None, None, False),
    ],
)
def test_several_sanctions_are_carried_out_as_one(fixed, executed, least, most, capped):
    term = advised("dereliction", "refuses-superior", acts=acts(*fixed)).terms.executed
    assert (term.measure, term.least_months, term.most_months, term.capped) == (executed, least, most, capped)
    assert cited(term) <= {f"civil-servant-discipline#{address}" for address in ("6/1", "7/1", "10/1", "10/3")}


def test_a_period_runs_from_the_day_of_decision_to_the_corresponding_day():
    (term,) = (t for t in advised("refuses-superior").terms.each if t.measure == "warning")
    assert (term.least_months, term.least_until, term.most_until) == (6, date(2013, 2, 28), date(2013, 2, 28))
    assert [effect.code for effect in term.effects] == ["no-promotion"]


def test_what_is_unserved_of_a_running_sanction_is_added_up_to_the_longest_period():
    running = RunningSanction(measure="demerit", decided_on=date(2012, 3, 31), months=12)
    term = advised("refuses-superior", running=running, acts=acts("warning")).terms.executed
    assert (term.remainder_until, term.least_until) == (date(2013, 3, 31), date(2013, 9, 30))
    assert "civil-servant-discipline#10/2" in cited(term)
    long = RunningSanction(measure="dismissal-from-post", decided_on=date(2012, 8, 1), months=30)
    capped = advised("dereliction", running=long, acts=acts("downgrading", "downgrading")).terms.executed
    assert capped.capped
    assert capped.most_until == date(2016, 8, 31)


def test_a_running_sanction_that_has_ended_adds_nothing():
    over = RunningSanction(measure="warning", decided_on=date(2012, 1, 31), months=6)
    term = advised("refuses-superior", running=over, acts=acts("warning")).terms.executed
    assert term.remainder_until is None
    assert term.least_until == date(2013, 2, 28)


@pytest.mark.parametrize(("decided", "lifting"), [(date(2019, 5, 31), "by-decision"), (date(2019, 6, 1), "automatic")])
def test_lifting_is_by_decision_until_it_became_automatic(decided, lifting):
    assert [note.code for note in advised("dereliction", decided=decided).terms.lifting] == [lifting]


def test_the_later_law_takes_the_remainder_from_practice_and_says_so():
    running = RunningSanction(measure="demerit", decided_on=date(2021, 1, 1), months=12)
    found = advised(
        "suppresses-criticism", book=ZW20, decided=date(2021, 9, 1), running=running, acts=acts("warning", "warning")
    )
    practice = [a for a in found.terms.executed.authorities if a.basis == "practice"]
    assert [a.citation.address for a in practice] == ["10/2"]


def test_a_decision_carries_out_what_was_fixed():
    found = advised("dereliction", "refuses-superior", acts=acts("demerit", "major-demerit"))
    assert [r.rule for r in against(found, ("demerit",), "measures")] == ["not-what-was-fixed"]
    assert against(found, ("major-demerit",), "measures") == ()


def test_an_instrument_without_an_order_has_neither_steps_nor_terms():
    book = CATALOGUE.get("qingyuan-fault-liability", "2011-05-01")
    found = advised("release-late", book=book)
    assert b"step_down" not in msgspec.json.encode(found)
    assert b'"terms"' not in msgspec.json.encode(found)
    assert b"mitigate" not in msgspec.json.encode(found)
