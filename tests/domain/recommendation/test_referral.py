"""An open gate leads into the installed rulebook it names: the derivation goes on there, nested, with its own sources."""

import re
from datetime import date

import msgspec
import pytest

from application.adapters.rulebook_files import packaged
from domain.recommendation.changes import changes
from domain.recommendation.compiled.compiler import Compilers
from domain.recommendation.facts import Answer, FactSheet, FactStatus, FixedAct, Holding, KnownFact, RunningSanction
from domain.recommendation.recommend import recommend
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.conditions import Row
from interfaces.web.proposal import differing
from interfaces.web.wording import LANGUAGES, Texts

CATALOGUE = packaged()
QYF = CATALOGUE.get("qingyuan-fault-liability", "2011-05-01")
CF07 = CATALOGUE.get("civil-servant-discipline", "2007-06-01")
ESTABLISHED = ("false-information", "duty-failure", "consequence", "causation", "needs-discipline")
DISCIPLINE = ("deception", "adverse-consequence")
HELD = (Holding(relation="personnel-authority", body="city", source="post-register"),)


def sheet(*established, day=date(2012, 3, 1), rest=True, **more):
    """QYF's own facts are all known; those of the sanction laws only where *rest* refutes what is not established."""
    codes = {fact.code for fact in QYF.facts if fact.code != QYF.role_fact}
    codes |= {fact.code for home in (QYF, CF07) for fact in CATALOGUE.general_facts(home, day)}
    other = {fact.code for fact in CF07.facts} if rest else set()
    known = dict.fromkeys(codes | other, FactStatus.REFUTED)
    known |= dict.fromkeys((*ESTABLISHED, *established), FactStatus.ESTABLISHED)
    return FactSheet(
        respondent="r",
        subject="person",
        role="direct",
        conduct_from=day,
        conduct_to=day,
        decision_on=more.pop("decision_on", day),
        facts=tuple(KnownFact(code=code, status=status, evidence=("e",)) for code, status in sorted(known.items())),
        competence=HELD,
        **more,
    )


def advised(given, catalogue=CATALOGUE, compiler=None):
    return recommend(given, QYF, references=catalogue, known_at=given.decision_on, compiler=compiler)


def led(found):
    return {each.instrument: each for each in found.referred} if found.referred is not msgspec.UNSET else {}


def every(step):
    yield step
    for inner in step.steps:
        yield from every(inner)


def test_the_discipline_track_is_derived_under_its_own_rulebook():
    found = advised(sheet(*DISCIPLINE))
    inner = led(found)["civil-servant-discipline"].recommendation
    assert inner.status == "settled"
    assert inner.identity.rulebook == "civil-servant-discipline@2007-06-01"
    assert inner.forms.permitted == ("demerit", "major-demerit", "warning")
    assert {term.measure: term.least_months for term in inner.terms.each} == {
        "warning": 6,
        "demerit": 12,
        "major-demerit": 18,
    }
    assert "civil-servant-discipline@2007-06-01" in found.identity.references


def test_nothing_of_it_becomes_a_measure_of_the_first_instrument():
    plain, found = advised(sheet()), advised(sheet(*DISCIPLINE))
    for name in ("status", "forms", "weighting", "outcomes", "competence", "procedure_missing", "remedies", "blocked"):
        assert getattr(plain, name) == getattr(found, name)
    formal = {measure.code for measure in CF07.measures}
    assert not formal & {form.measure for form in found.forms.each}


def test_bodies_procedure_and_review_are_those_of_the_track():
    found = advised(sheet(*DISCIPLINE, procedure_done=("statement-heard",)))
    inner = led(found)["civil-servant-discipline"].recommendation
    assert found.procedure_missing == ()
    assert [step.code for step in inner.procedure_missing] == ["statement-heard", "collective-deliberation"]
    assert {body.rule for body in inner.competence} == {"by-appointing-organ", "by-supervision-department"}
    assert ("city", "applies") in {(body.body, body.state) for body in inner.competence}
    assert {remedy.track for remedy in inner.remedies} == {"T1"}
    assert {remedy.track for remedy in found.remedies} == {"T3"}


def test_factors_do_not_travel():
    found = advised(sheet(*DISCIPLINE, "retaliates"))
    inner = led(found)["civil-servant-discipline"].recommendation
    assert found.weighting.heavier == "yes"
    assert inner.weighting.heavier == "no"


def test_the_tree_goes_on_below_the_gate_and_cites_the_other_text():
    found = advised(sheet(*DISCIPLINE))
    gate = next(step for step in every(found.derivation) if step.rule == "discipline")
    inner = next(step for step in gate.steps if step.stage == "referral" and step.rule.startswith("civil"))
    assert inner.state == "settled"
    assert (inner.label.zh, inner.label.en) == (CF07.title.zh, CF07.title.en)
    deceiving = next(step for step in every(inner) if step.rule == "deceiving")
    assert deceiving.state == "yes"
    assert {str(one.citation) for one in deceiving.authorities} == {"civil-servant-discipline@2007-06-01#22/1"}
    assert {because.fact for because in deceiving.because} == set(DISCIPLINE)


def test_what_nobody_looked_into_there_is_open_there_and_settles_here():
    found = advised(sheet(rest=False))
    inner = led(found)["civil-servant-discipline"].recommendation
    assert (found.status, inner.status) == ("settled", "open")
    assert "deception" in {fact.fact for fact in inner.open_facts}


@pytest.mark.parametrize("gate", ["refuted", None])
def test_a_gate_that_is_not_open_leads_nowhere(gate):
    facts = [known for known in sheet(*DISCIPLINE).facts if known.code != "needs-discipline"]
    facts += [KnownFact(code="needs-discipline", status=FactStatus(gate))] if gate else []
    found = advised(msgspec.structs.replace(sheet(), facts=tuple(facts)))
    assert found.referred is msgspec.UNSET
    assert not any(step.stage == "referral" for step in every(found.derivation))


def test_what_is_not_installed_or_not_a_basis_or_not_in_force_is_said_so():
    assert led(advised(sheet("serious-circumstances")))["guangdong-admin-fault"].state == "not-a-basis"
    found = led(advised(sheet()))
    assert found["public-officials-sanctions"].state == "not-in-force"
    without = Catalogue(book for book in CATALOGUE.rulebooks if book is not CF07)
    assert led(advised(sheet(), without))["civil-servant-discipline"].state == "not-installed"


def test_after_2020_both_sanction_laws_are_asked_each_with_its_own_bodies():
    answers = (Answer(question="AMB-22b", choice="still-in-force"),)
    found = led(advised(sheet(*DISCIPLINE, day=date(2021, 3, 1), answers=answers)))
    tracks = {name: each.recommendation for name, each in found.items()}
    assert set(tracks) == {"civil-servant-discipline", "public-officials-sanctions"}
    assert {name: each.remedies[0].track for name, each in tracks.items()} == {
        "civil-servant-discipline": "T1",
        "public-officials-sanctions": "T2",
    }


def test_acts_and_a_running_sanction_count_where_sanctions_have_periods():
    acts = (FixedAct(reference="a", measure="demerit"), FixedAct(reference="b", measure="demerit"))
    running = RunningSanction(measure="dismissal-from-post", decided_on=date(2011, 3, 1), months=24)
    found = advised(sheet(*DISCIPLINE, day=date(2012, 3, 1), acts=acts, running=running))
    assert found.terms is msgspec.UNSET
    executed = led(found)["civil-servant-discipline"].recommendation.terms.executed
    assert (executed.measure, executed.least_months, executed.most_months) == ("demerit", 12, 24)
    assert executed.remainder_until == date(2013, 3, 1)


def test_a_circle_is_entered_once():
    gate = msgspec.structs.replace(
        next(each for each in QYF.gates if each.code == "discipline"),
        code="back",
        targets=("qingyuan-fault-liability",),
        when=(Row(all_of=("deception",)),),
    )
    back = msgspec.structs.replace(CF07, gates=(gate,))
    found = advised(sheet(*DISCIPLINE), CATALOGUE.having(back))
    inner = led(found)["civil-servant-discipline"].recommendation
    assert [each.state for each in inner.referred] == ["entered-before"]


def test_a_release_question_leads_through_liability_into_discipline():
    book = CATALOGUE.get("qingyuan-social-evaluation", "2011-05-01")
    gate = next(each for each in book.gates if "qingyuan-fault-liability" in each.targets)
    opening = tuple(KnownFact(code=code, status=FactStatus.ESTABLISHED) for row in gate.when for code in row.all_of)
    given = sheet(*DISCIPLINE, matter=book.scope.matters[0])
    codes = {known.code for known in opening}
    facts = (*opening, *(known for known in given.facts if known.code not in codes))
    given = msgspec.structs.replace(given, facts=facts, subject=gate.subjects[0])
    found = recommend(given, book, references=CATALOGUE, known_at=given.decision_on)
    inner = led(found)["qingyuan-fault-liability"].recommendation
    assert inner.identity.rulebook == "qingyuan-fault-liability@2011-05-01"


def test_a_fact_of_the_other_instrument_is_known_and_a_change_there_is_a_change():
    found = advised(sheet(*DISCIPLINE))
    assert not any(caution.code == "fact-not-known" for caution in found.warnings)
    inner = led(found)["civil-servant-discipline"].recommendation
    assert not any(caution.code == "fact-not-known" for caution in inner.warnings)
    graver = advised(sheet(*DISCIPLINE, "discipline-serious"))
    (change,) = changes(found, graver)
    assert change.aspect == "referred"
    for language in LANGUAGES:
        (said,) = differing([change], found, graver, Texts(language))
        for side, codes in ((said.before, change.before), (said.after, change.after)):
            assert side
            assert not {code for code in codes if code in side}
            assert not re.search(r"@|[a-z]+-[a-z]+-|:[^ ]", side), "in words, not in codes"


def test_a_compiler_changes_no_byte_of_it():
    given = sheet(rest=False)
    compiler = Compilers(CATALOGUE).of(QYF)
    assert msgspec.json.encode(advised(given)) == msgspec.json.encode(advised(given, compiler=compiler))
