"""Who must stand aside, who decides on it, and what it does to what they did."""

import pytest
from msgspec.structs import replace

from domain.cases.case import Stage
from domain.cases.commands import (
    DecideRecusal,
    ExcludeEvidence,
    MakeFinding,
    NoteProcedureDefect,
    RaiseRecusal,
    ReopenInvestigation,
)
from domain.cases.events import (
    Defect,
    EvidenceEntered,
    ExclusionGround,
    FindingMade,
    InvestigatorsAssigned,
    ProcedureDefectNoted,
    RecusalDecided,
    RecusalGround,
    RecusalRaised,
    RecusalSource,
    ReopeningCause,
)
from domain.cases.state import findings_without_support, tainted
from domain.identity import EvidenceId, RecusalId
from domain.occasion import Lockout
from tests.domain.cases.material import (
    ASSIGN,
    BODY,
    BY_FIRST,
    BY_HEAD,
    ENTER,
    FIND,
    FIRST,
    HEAD,
    HIGHER_BODY,
    HIGHER_HEAD,
    OTHER_BODY,
    RECUSAL,
    REPORT_INVESTIGATION,
    REVIEWER,
    SECOND,
    THIRD,
    TODAY,
    a_case,
    a_filed_case,
    a_reported_case,
    an_investigated_case,
    done,
    setting_of,
)
from tests.support.made_up import a_document, an_id

RAISE = RaiseRecusal(
    recusal=RECUSAL, officer=FIRST, ground=RecusalGround.CLOSE_RELATIVE, source=RecusalSource.RESPONDENT
)
GRANT = DecideRecusal(recusal=RECUSAL, granted=True, reasons=a_document("close relative"))
REFUSE = replace(GRANT, granted=False)
OF_HEAD = replace(RAISE, officer=HEAD)
FROM_ABOVE = setting_of(HIGHER_HEAD, body=HIGHER_BODY)


def pending():
    return done(a_filed_case(), RAISE)


def recused():
    return done(pending(), GRANT)


def test_a_recusal_is_raised_once_and_waits():
    a_filed_case().when(RAISE).then(
        RecusalRaised(
            recusal=RECUSAL,
            officer=FIRST,
            ground=RecusalGround.CLOSE_RELATIVE,
            source=RecusalSource.RESPONDENT,
            raised_on=TODAY,
        )
    )
    pending().when(RAISE).then_nothing()
    pending().when(replace(RAISE, officer=SECOND)).then_refused("recusal-already-raised")
    again = replace(RAISE, recusal=RecusalId(an_id("second request")))
    recused().when(again).then_refused("officer-already-recused")
    a_case().when(RAISE).then_refused("case-not-opened")


def test_whoever_asks_of_their_own_motion_asks_for_themselves():
    own = replace(RAISE, source=RecusalSource.SELF)
    a_filed_case().under(BY_FIRST).when(own).then_kinds(RecusalRaised)
    a_filed_case().when(own).then_refused("recusal-source-does-not-fit")
    a_filed_case().under(BY_FIRST).when(RAISE).then_refused("recusal-source-does-not-fit")


@pytest.mark.parametrize("command", [ENTER, FIND, REPORT_INVESTIGATION], ids=lambda c: type(c).__name__)
def test_an_officer_does_nothing_while_the_request_is_pending(command):
    assert "officer-stands-aside" in pending().under(BY_FIRST).when(command).rules
    assert "officer-stands-aside" in recused().under(BY_FIRST).when(command).rules


def test_a_refused_request_leaves_the_officer_free():
    refused = done(pending(), REFUSE)
    refused.under(BY_FIRST).when(ENTER).then_kinds(EvidenceEntered)
    refused.when(REFUSE).then_nothing()
    refused.when(GRANT).then_refused("recusal-already-decided")


def test_the_head_decides_on_officers():
    pending().when(GRANT).then(
        RecusalDecided(
            recusal=RECUSAL, granted=True, decided_on=TODAY, by_next_higher=False, reasons=a_document("close relative")
        )
    )
    pending().under(setting_of(SECOND)).when(GRANT).then_refused("recusal-not-decided-by-head")
    pending().under(FROM_ABOVE).when(replace(GRANT, by_next_higher=True)).then_kinds(RecusalDecided)
    silent = replace(setting_of(SECOND), heads=())
    pending().under(silent).when(GRANT).then_kinds(RecusalDecided)


def test_nobody_decides_on_their_own_recusal():
    pending().under(BY_FIRST).when(GRANT).then_refused("officer-stands-aside", "recusal-not-decided-by-head")


def test_whether_the_head_stands_aside_is_decided_one_level_up():
    raised = done(a_filed_case(), OF_HEAD, by=FIRST)
    raised.under(setting_of(SECOND)).when(GRANT).then_refused("recusal-of-head-decided-below")
    raised.under(FROM_ABOVE).when(GRANT).then_refused("recusal-of-head-decided-below")
    raised.under(FROM_ABOVE).when(replace(GRANT, by_next_higher=True)).then_kinds(RecusalDecided)
    for body in (BODY, OTHER_BODY):
        setting = setting_of(HIGHER_HEAD, body=body)
        raised.under(setting).when(replace(GRANT, by_next_higher=True)).then_refused(
            "recusal-of-head-decided-below", "recusal-not-decided-above"
        )


def test_a_request_nobody_made_is_not_decided():
    a_filed_case().when(GRANT).then_refused("recusal-unknown")


def test_an_officer_kept_away_by_the_register_does_nothing():
    bound = replace(BY_FIRST, locked_out=(Lockout(actor=FIRST, ground="close-relative"),))
    a_filed_case().under(bound).when(ENTER).then_refused("officer-locked-out", "evidence-by-officer-not-free")


def test_a_recused_officer_is_not_assigned_and_leaves_too_few():
    recused().when(ASSIGN).then_refused("assigned-officer-not-free")
    recused().under(setting_of(SECOND)).when(FIND).then_refused(
        "too-few-officers", "evidence-unknown", "finding-without-evidence"
    )
    fresh = replace(ASSIGN, investigators=(SECOND, THIRD))
    recused().when(fresh).then(InvestigatorsAssigned(investigators=(SECOND, THIRD), assigned_on=TODAY))
    assert done(recused(), fresh).state.former == (FIRST, SECOND, THIRD)


def test_reviewers_are_not_assigned_to_investigate():
    a_filed_case().when(replace(ASSIGN, investigators=(SECOND, REVIEWER))).then_refused("investigator-has-reviewed")


def test_evidence_of_a_recused_officer_grounds_nothing():
    case = done(done(an_investigated_case(), RAISE), GRANT)
    assert tainted(case.state, case.state.evidence[0], BY_HEAD.profile)
    assert [f.fact for f in findings_without_support(case.state, BY_HEAD.profile)] == [FIND.fact]
    renewed = done(case, replace(ASSIGN, investigators=(SECOND, THIRD)))
    by_third = setting_of(THIRD)
    renewed.under(by_third).when(FIND).then_refused("finding-without-evidence")
    renewed.under(by_third).when(REPORT_INVESTIGATION).then_refused("finding-without-support")
    retaken = replace(ENTER, evidence=EvidenceId(an_id("taken again")), officers=(SECOND, THIRD))
    again = replace(FIND, evidence=(retaken.evidence,))
    done(renewed, retaken, by=THIRD).under(by_third).when(again).then_kinds(FindingMade)


def test_three_officers_leave_two_when_one_is_recused():
    three = done(a_filed_case(), replace(ASSIGN, investigators=(FIRST, SECOND, THIRD)))
    with_three = done(three, replace(ENTER, officers=(FIRST, SECOND, THIRD)), FIND, by=SECOND)
    case = done(done(with_three, RAISE), GRANT)
    assert findings_without_support(case.state, BY_HEAD.profile) == ()


def test_a_recusal_found_after_the_decision_is_a_defect_of_the_procedure():
    late = a_reported_case().under(setting_of(decided=True)).after(RAISE)
    events = late.when(GRANT).then_kinds(RecusalDecided, ProcedureDefectNoted)
    assert (events[1].defect, events[1].concerning) == (Defect.RECUSAL_MISSED, FIRST)


def test_a_recusal_of_somebody_who_took_no_part_is_no_defect():
    late = a_reported_case().under(setting_of(decided=True)).after(replace(RAISE, officer=THIRD))
    late.when(GRANT).then_kinds(RecusalDecided)
    reviewed = a_reported_case().under(setting_of(decided=True)).after(replace(RAISE, officer=REVIEWER))
    reviewed.when(GRANT).then_kinds(RecusalDecided, ProcedureDefectNoted)


def test_a_missed_recusal_keeps_the_officer_away_once_it_is_decided_and_not_because_somebody_noted_it():
    noted = done(
        done(a_reported_case(), RAISE),
        NoteProcedureDefect(defect=Defect.RECUSAL_MISSED, description=a_document("spouse"), concerning=FIRST),
        ReopenInvestigation(because=ReopeningCause.DEFECT, items=a_document("what to do again")),
    )
    assert noted.state.stage is Stage.INVESTIGATING
    assert noted.state.recused == ()
    noted = done(noted, GRANT)
    assert noted.state.recused == (FIRST,)
    noted.when(ASSIGN).then_refused("assigned-officer-not-free")
    exclude = ExcludeEvidence(
        evidence=ENTER.evidence, ground=ExclusionGround.RECUSED_OFFICER, reasons=a_document("tainted")
    )
    done(noted, replace(ASSIGN, investigators=(SECOND, THIRD)), exclude).under(setting_of(THIRD)).when(
        MakeFinding(
            allegation=FIND.allegation,
            fact=FIND.fact,
            status=FIND.status,
            evidence=FIND.evidence,
            reasons=a_document("again"),
        )
    ).then_refused("finding-on-excluded-evidence", "finding-without-evidence")


def test_a_body_that_decides_on_one_respondent_has_only_its_own_officers_stand_aside():
    known = replace(FROM_ABOVE, heads=())
    for works_for, refused in (
        (frozenset({BODY}), True),
        (frozenset({BODY, HIGHER_BODY}), True),
        (frozenset(), True),
        (frozenset({HIGHER_BODY}), False),
    ):
        given = pending().under(replace(known, asked_to_stand_aside=((FIRST, works_for),))).when(GRANT)
        if refused:
            given.then_refused("recusal-decided-for-another-body")
        else:
            given.then_kinds(RecusalDecided)
