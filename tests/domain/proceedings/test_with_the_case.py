"""Where the track of a respondent meets the case: its ends, its tainted evidence, its closing."""

from msgspec.structs import replace

from application.adapters.profile_files import packaged_profiles
from domain.cases.case import Stage
from domain.cases.case import evolve as evolve_case
from domain.cases.events import CaseNotFiled, CaseTransferred
from domain.proceedings import commands as ask
from domain.proceedings import events as happened
from domain.proceedings.closing import only_a_review_remains
from domain.proceedings.events import ProceedingClosed
from tests.domain.proceedings.material import (
    DECIDE,
    ELSEWHERE,
    FIRST,
    OPENED,
    READY,
    TODAY,
    Desk,
    a_case,
)
from tests.domain.proceedings.shared_case import about, ruled
from tests.domain.proceedings.shared_case import after as case_after
from tests.support.made_up import a_document, an_id

CLOSE = ask.CloseProceeding(report=a_document("closing report"))
FIND_ROLE = ask.FindRole(role="direct", evidence=(an_id("evidence"),), reasons=a_document("role"))
PROFILE = packaged_profiles()["P-QYF"]


def test_a_track_ends_with_a_case_that_is_not_filed_or_goes_to_another_body():
    unfiled = replace(a_case(), filed=None, stage=Stage.CHECKED)
    not_filed = evolve_case(
        unfiled, CaseNotFiled(decided_on=TODAY, reasons=a_document("no case"), false_accusation=False)
    )
    moved = evolve_case(a_case(), CaseTransferred(to=ELSEWHERE, transferred_on=TODAY, letter=a_document("letter")))
    for case in (not_filed, moved):
        (closed,) = Desk(OPENED, case=case).does(CLOSE)
        assert isinstance(closed, ProceedingClosed)
    assert Desk(OPENED).refuses(CLOSE) == {"no-decision-stands"}


def test_nothing_is_held_on_what_an_officer_took_who_had_to_stand_aside():
    tainted = case_after(about(FIRST), ruled(granted=True))
    assert Desk(OPENED, case=tainted).refuses(FIND_ROLE) == {"finding-without-evidence"}


def test_nothing_is_decided_on_what_an_officer_took_who_had_to_stand_aside():
    tainted = case_after(about(FIRST), ruled(granted=True))
    rules = {reason.rule: reason.about for reason in Desk(*READY).knowing(case=tainted).reasons(DECIDE)}
    assert "finding-not-established" in rules
    assert {"role", "duty-failure", "consequence", "causation"} <= set(rules["finding-on-excluded-evidence"])


def test_only_a_review_remains_once_the_decision_is_carried_out():
    decided = Desk(*READY).after(DECIDE)
    served = [
        happened.DecisionServed(
            to=to, mode=happened.ServiceMode.DIRECT, served_on=TODAY, deemed_on=TODAY, proof=a_document("proof")
        )
        for to in ("respondent", "unit")
    ]
    noted = happened.AppealNoted(appeal=an_id("appeal"), track="T3", noted_on=TODAY, step="first")
    announced = happened.DecisionAnnounced(announced_on=TODAY, scope=a_document("scope"))
    carried_out = happened.MeasureCarriedOut(
        measure="written-self-examination", carried_out_on=TODAY, proof=a_document("paper"), accepted_on=TODAY
    )
    steps = (*served, announced, carried_out)
    assert only_a_review_remains(decided.and_then(noted, *steps).proceeding, PROFILE)
    assert not only_a_review_remains(decided.and_then(*steps).proceeding, PROFILE)
    for left_out in steps:
        some = [step for step in steps if step is not left_out]
        assert not only_a_review_remains(decided.and_then(noted, *some).proceeding, PROFILE)
