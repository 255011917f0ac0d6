"""The fact sheet reads case and proceeding and adds nothing."""

from datetime import date

from msgspec.structs import replace

from application.adapters.rulebook_files import packaged
from domain.cases.case import evolve as evolve_case
from domain.cases.events import AllegationFramed, CheckResult, EvidenceExcluded, ExclusionGround
from domain.identity import AllegationId, OrganId
from domain.proceedings.events import FactorFound
from domain.proceedings.facts import case_conduct_ended, fact_sheet, last_conduct
from domain.proceedings.proceeding import Proceeding, evolve
from domain.proceedings.sanction_events import SanctionFixed
from domain.proceedings.terms import Subject
from domain.recommendation.editions import basis_of
from domain.recommendation.facts import FactStatus, PresentSituation
from domain.recommendation.recommend import recommend
from tests.domain.proceedings.material import (
    ALLEGATION,
    BUREAU,
    EVIDENCE,
    FOUND,
    HEARD,
    LATE,
    OPENED,
    PROCEEDING,
    REFUTED,
    TODAY,
    Desk,
    a_case,
    a_finding,
    reviewed,
)
from tests.support.made_up import a_document, an_id

AGAIN = AllegationId(an_id("allegation of May"))
PROFILE = Desk().setting(an_id("anybody"), TODAY, None).profile


def sheet_of(proceeding, case, on=TODAY):
    return fact_sheet(PROCEEDING, proceeding, case, profile=PROFILE, matter="toy", today=on)


def state_of(*events):
    state = Proceeding()
    for event in events:
        state = evolve(state, event)
    return state


def test_findings_are_shared_and_elements_are_the_respondent_s_own():
    sheet = sheet_of(state_of(*FOUND), a_case())
    assert sheet is not None
    facts = {fact.code: fact for fact in sheet.facts}
    assert facts[LATE].status is FactStatus.ESTABLISHED
    assert facts[LATE].evidence == (str(EVIDENCE),)
    assert facts["consequence"].status is FactStatus.ESTABLISHED
    assert (sheet.role, sheet.subject) == ("direct", "person")
    assert (sheet.conduct_from, sheet.conduct_to) == (date(2012, 2, 16), date(2012, 3, 8))


def alleged_again(case, *facts):
    """*case* with a second allegation, of a day in May, and *facts* established under it."""
    framed = AllegationFramed(
        allegation=AGAIN,
        ground="application-handling",
        organ=BUREAU,
        conduct_from=date(2012, 5, 21),
        conduct_to=date(2012, 5, 22),
        description=a_document("what is alleged besides"),
        facts=("application-delayed", "information-withheld"),
    )
    for event in (framed, *(replace(a_finding(fact), allegation=AGAIN) for fact in facts)):
        case = evolve_case(case, event)
    return case


MARCH = PresentSituation(
    on=date(2012, 2, 16), to=date(2012, 3, 8), reference=str(ALLEGATION), ground="proactive-release", facts=(LATE,)
)
MAY = PresentSituation(
    on=date(2012, 5, 21),
    to=date(2012, 5, 22),
    reference=str(AGAIN),
    ground="application-handling",
    facts=("information-withheld",),
    open=("application-delayed",),
)


def test_several_allegations_are_told_apart_by_their_days_and_what_each_has_established():
    once, proved = a_case(), alleged_again(a_case(), "information-withheld")
    assert sheet_of(state_of(*FOUND), once).situations == ()
    assert sheet_of(state_of(*FOUND), proved).situations == (MARCH, MAY)
    nothing_yet = replace(MAY, facts=(), open=("application-delayed", "information-withheld"))
    assert sheet_of(state_of(*FOUND), alleged_again(once)).situations == (MARCH, nothing_yet)
    gone = EvidenceExcluded(
        evidence=EVIDENCE, ground=ExclusionGround.RECUSED_OFFICER, excluded_on=TODAY, reasons=a_document("why")
    )
    lost = sheet_of(state_of(*FOUND), evolve_case(proved, gone)).situations
    assert lost == (replace(MARCH, facts=(), open=(LATE,)), nothing_yet)


def refuted_again(case, *facts):
    for fact in facts:
        case = evolve_case(case, replace(a_finding(fact, REFUTED), allegation=AGAIN))
    return case


def test_what_is_refuted_stretches_the_conduct_of_nobody():
    both = alleged_again(a_case())
    for case, until, told in (
        (both, MAY.to, 2),
        (refuted_again(both, "information-withheld"), MAY.to, 2),
        (refuted_again(both, "information-withheld", "application-delayed"), MARCH.to, 0),
        (replace(both, check_results=((AGAIN, CheckResult.REFUTED),)), MARCH.to, 0),
        (alleged_again(replace(a_case(), check_results=((AGAIN, CheckResult.REFUTED),)), *MAY.facts), MAY.to, 2),
    ):
        sheet = sheet_of(state_of(*FOUND), case)
        assert sheet is not None
        assert (sheet.conduct_from, sheet.conduct_to, len(sheet.situations)) == (MARCH.on, until, told)
        assert last_conduct(case, BUREAU) == case_conduct_ended(case) == until


def test_each_allegation_is_judged_by_the_duty_of_its_own_day_and_a_refuted_one_by_none():
    law = packaged()
    framed = AllegationFramed(
        allegation=AGAIN,
        ground="application-handling",
        organ=BUREAU,
        conduct_from=date(2020, 5, 6),
        conduct_to=date(2020, 6, 10),
        description=a_document("what is alleged besides"),
        facts=("information-withheld",),
    )
    both = evolve_case(a_case(), framed)
    proved = evolve_case(both, replace(a_finding("information-withheld"), allegation=AGAIN))
    for case, editions in (
        (proved, {"proactive-release": {"2008-05-01"}, "application-handling": {"2019-05-15"}}),
        (refuted_again(both, "information-withheld"), {"proactive-release": {"2008-05-01"}}),
    ):
        sheet = sheet_of(state_of(replace(OPENED, subject=Subject.ORGAN)), case, on=date(2020, 12, 1))
        assert sheet is not None
        book = basis_of(sheet, "qingyuan-fault-liability", law)
        found = recommend(sheet, book, references=law, known_at=sheet.decision_on)
        told: dict[str, set[str]] = {}
        for duty in found.duties:
            told.setdefault(duty.trigger, set()).add(duty.authority.citation.edition)
        assert told == editions


def test_the_conduct_is_all_that_was_alleged_where_all_of_it_is_refuted():
    case = replace(alleged_again(a_case()), findings=())
    refuted = replace(case, check_results=((ALLEGATION, CheckResult.REFUTED), (AGAIN, CheckResult.REFUTED)))
    sheet = sheet_of(state_of(*FOUND), refuted)
    assert sheet is not None
    assert (sheet.conduct_from, sheet.conduct_to) == (MARCH.on, MAY.to)


def test_several_situations_are_the_organ_s_own_and_no_person_s_before_it_is_found():
    several = alleged_again(a_case(), "information-withheld")
    for subject, case, open_yet in (
        (Subject.PERSON, several, True),
        (Subject.ORGAN, several, False),
        (Subject.PERSON, a_case(), False),
    ):
        sheet = sheet_of(state_of(replace(OPENED, subject=subject)), case)
        assert sheet is not None
        assert sheet.parts_open is open_yet


def test_what_nobody_looked_into_is_not_on_the_sheet():
    sheet = sheet_of(state_of(OPENED), a_case())
    assert sheet is not None
    assert {fact.code for fact in sheet.facts}.isdisjoint({"consequence", "cooperates"})


def test_a_finding_without_support_is_open_again():
    case = evolve_case(
        a_case(),
        EvidenceExcluded(
            evidence=EVIDENCE, ground=ExclusionGround.ILLEGAL_MEANS, excluded_on=TODAY, reasons=a_document("why")
        ),
    )
    sheet = sheet_of(state_of(OPENED), case)
    assert sheet is not None
    assert LATE not in {fact.code for fact in sheet.facts}


def test_what_was_held_of_the_respondent_falls_with_its_evidence_and_what_was_refuted_stays():
    gone = EvidenceExcluded(
        evidence=EVIDENCE, ground=ExclusionGround.ILLEGAL_MEANS, excluded_on=TODAY, reasons=a_document("why")
    )
    refuted = replace(next(one for one in FOUND if isinstance(one, FactorFound)), status=REFUTED)
    sheet = sheet_of(state_of(*FOUND, refuted), evolve_case(a_case(), gone))
    assert sheet is not None
    held = {fact.code: fact.status for fact in sheet.facts}
    assert "consequence" not in held
    assert held[refuted.factor] is FactStatus.REFUTED


def test_an_act_for_which_no_sanction_was_fixed_is_none_on_the_sheet():
    fixed = SanctionFixed(allegation=ALLEGATION, measure="demerit", fixed_on=TODAY, reasons=a_document("why"))
    for measure, acts in (("demerit", [(str(ALLEGATION), "demerit")]), (None, [])):
        sheet = sheet_of(state_of(*FOUND, replace(fixed, measure=measure)), a_case())
        assert sheet is not None
        assert [(one.reference, one.measure) for one in sheet.acts] == acts


def other_allegation(organ):
    return AllegationFramed(
        allegation=AllegationId(an_id("other allegation")),
        ground="proactive-release",
        organ=organ,
        conduct_from=date(2012, 1, 4),
        conduct_to=date(2012, 4, 5),
        description=a_document("more"),
    )


def test_another_organ_s_conduct_is_not_on_the_sheet():
    elsewhere = OrganId(an_id("another bureau"))
    case = evolve_case(a_case(), other_allegation(elsewhere))
    assert sheet_of(state_of(OPENED), case) == sheet_of(state_of(OPENED), a_case())
    assert sheet_of(state_of(replace(OPENED, organ=OrganId(an_id("a third bureau")))), case) is None


def test_a_fact_proved_in_one_allegation_is_proved_although_refuted_in_another():
    case = evolve_case(a_case(), other_allegation(OPENED.organ))
    refuted = replace(a_finding(LATE, REFUTED), allegation=AllegationId(an_id("other allegation")))
    sheet = sheet_of(state_of(OPENED), evolve_case(case, refuted))
    assert sheet is not None
    assert {fact.code: fact.status for fact in sheet.facts}[LATE] is FactStatus.ESTABLISHED
    assert (sheet.conduct_from, sheet.conduct_to) == (MARCH.on, MARCH.to), "what is refuted has no days of its own"
    assert refuted.allegation != ALLEGATION


def test_the_statement_counts_as_heard_when_it_was_verified_or_the_period_passed():
    served = state_of(*FOUND, reviewed(), *HEARD[:2])
    after = date(2012, 6, 12)
    done = [
        getattr(sheet_of(state, a_case(), on), "procedure_done", None)
        for state, on in ((served, TODAY), (served, after), (state_of(*FOUND, reviewed(), *HEARD), TODAY))
    ]
    assert done == [(), ("statement-heard",), ("statement-heard",)]


def test_the_same_record_gives_the_same_sheet():
    assert sheet_of(state_of(*FOUND), a_case()) == sheet_of(state_of(*FOUND), a_case())
