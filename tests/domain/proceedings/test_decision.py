"""A decision needs proof, notice, hearing, discussion and a competent body; whatever is missing is named, all at once."""

import json
from datetime import date

import pytest
from msgspec.structs import replace

from domain.cases.case import evolve as evolve_case
from domain.cases.events import EvidenceExcluded, ExclusionGround
from domain.proceedings import events as happened
from domain.proceedings.decision import tracks_told
from domain.proceedings.events import MeasureTaken, Outcome, Subject
from domain.proceedings.proceeding import decide
from domain.proceedings.setting import Competence
from domain.recommendation.facts import Holding, RunningSanction
from domain.recommendation.stored import stored_sheet
from domain.refusal import Refused
from tests.domain.proceedings.material import (
    ABOVE,
    ALLEGATION,
    BODY,
    COMPETENT,
    CRITICISM,
    DECIDE,
    ELSEWHERE,
    ESTABLISHED,
    EVIDENCE,
    FIRST,
    FOUND,
    HEAD,
    HEARD,
    ISSUE,
    LATE,
    OPENED,
    POLICY,
    READY,
    REVIEWER,
    ROLE,
    SELF_EXAMINATION,
    TALK,
    TODAY,
    TRANSFER,
    Desk,
    a_case,
    a_finding,
    deliberated,
    held,
    notice_served,
    noticed,
    reviewed,
)
from tests.support.made_up import a_document

AT_THE_DESK = Desk(*READY)
ORDER = MeasureTaken(measure="order-to-correct", due_on=date(2012, 7, 2))


def ready_for(*measures, facts=None, outcome=Outcome.MEASURES):
    """Notified, heard by silence, discussed."""
    before = FOUND if facts is None else (OPENED, COMPETENT, ROLE, *facts)
    waived = happened.StatementWaived(waived_on=TODAY, document=a_document("waiver"))
    return Desk(*before, reviewed(), noticed(*measures, outcome=outcome), notice_served(), waived, deliberated())


def test_what_was_notified_heard_and_discussed_may_be_decided():
    (made,) = AT_THE_DESK.does(DECIDE)
    assert (made.outcome, made.measures, made.findings) == (
        Outcome.MEASURES,
        (SELF_EXAMINATION,),
        ((ALLEGATION, LATE),),
    )


@pytest.mark.parametrize(
    ("events", "rules"),
    [
        ((), {"proceeding-not-open"}),
        (FOUND, {"notice-not-served", "not-deliberated"}),
        ((*FOUND, reviewed(), noticed(SELF_EXAMINATION)), {"notice-not-served", "not-deliberated"}),
        (
            (*FOUND, reviewed(), noticed(SELF_EXAMINATION), notice_served()),
            {"respondent-not-heard", "not-deliberated"},
        ),
        ((*FOUND, reviewed(), *HEARD[:3]), {"points-unanswered", "defence-not-verified", "not-deliberated"}),
        ((*FOUND, reviewed(), *HEARD), {"not-deliberated"}),
    ],
)
def test_no_decision_before_its_time_and_every_missing_step_is_named(events, rules):
    assert rules <= Desk(*events).refuses(DECIDE)


def test_a_better_defence_earns_nothing_heavier():
    heavier = replace(DECIDE, measures=(CRITICISM, TRANSFER))
    refused = AT_THE_DESK.reasons(heavier)
    assert {reason.rule for reason in refused} == {"heavier-than-notified", "heavier-after-defence"}
    assert {reason.about for reason in refused} == {("circulated-criticism", "transfer-from-post")}


def test_fewer_measures_than_notified_are_lighter():
    both = ready_for(SELF_EXAMINATION, TALK)
    assert both.does(replace(DECIDE, measures=(TALK,)))


def test_another_measure_is_heavier_even_if_practice_thinks_it_lighter():
    assert ready_for(TALK).refuses(DECIDE) == {"heavier-than-notified"}


def test_who_signs_decides_what_the_leaders_resolved():
    resolved = Desk(*READY[:-1], deliberated(SELF_EXAMINATION, outcome=Outcome.MEASURES))
    assert resolved.does(DECIDE)
    other = Desk(*READY[:-1], deliberated(outcome=Outcome.NOT_IMPOSED))
    assert other.refuses(DECIDE) == {"differs-from-deliberation"}


def test_no_fact_is_held_that_the_notice_did_not_name():
    new = (ALLEGATION, "guide-stale")
    desk = AT_THE_DESK.knowing(case=a_case(a_finding("guide-stale")))
    assert desk.refuses(replace(DECIDE, findings=(*DECIDE.findings, new))) == {"finding-not-notified"}


def test_a_factor_held_against_the_respondent_after_the_notice_is_notified_first():
    retaliates = happened.FactorFound(
        factor="retaliates", status=ESTABLISHED, evidence=(EVIDENCE,), found_on=TODAY, reasons=a_document("why")
    )
    reasons = AT_THE_DESK.and_then(retaliates).reasons(DECIDE)
    assert [(reason.rule, reason.about) for reason in reasons] == [
        ("review-outdated", ("retaliates",)),
        ("finding-not-notified", ("retaliates",)),
    ]
    assert AT_THE_DESK.and_then(replace(retaliates, factor="cooperates")).does(DECIDE)


def test_an_excluded_item_takes_the_decision_with_it():
    case = evolve_case(
        a_case(),
        EvidenceExcluded(
            evidence=EVIDENCE, ground=ExclusionGround.RECUSED_OFFICER, excluded_on=TODAY, reasons=a_document("why")
        ),
    )
    assert AT_THE_DESK.knowing(case=case).refuses(DECIDE) >= {"finding-not-established", "finding-on-excluded-evidence"}


def test_nobody_decides_who_investigated_reviewed_or_handled_an_appeal():
    assert AT_THE_DESK.refuses(DECIDE, by=FIRST) == {"decider-investigated"}
    assert AT_THE_DESK.refuses(DECIDE, by=REVIEWER) == {"decider-reviewed"}
    assert AT_THE_DESK.knowing(handled=(HEAD,)).refuses(DECIDE) == {"appeal-handler-acts"}


def test_only_the_body_with_authority_decides():
    assert AT_THE_DESK.refuses(DECIDE, body=ABOVE) == {"acting-body-not-competent", "body-not-competent"}


def test_the_old_organ_does_not_transfer_a_clerk_who_serves_elsewhere_now():
    relations = ("own-organ", "personnel-authority")
    holdings = tuple(Holding(relation=one, body=str(ELSEWHERE), source="register") for one in relations)
    moved = ready_for(TRANSFER).knowing(
        competence=Competence(bodies=(ELSEWHERE,), since=date(2012, 5, 2)), holdings=holdings
    )
    refused = moved.refuses(replace(DECIDE, measures=(TRANSFER,)))
    assert refused >= {"authority-moved", "body-not-competent"}


@pytest.mark.parametrize(
    ("measure", "rule"),
    [(replace(CRITICISM, scope=None), "scope-missing"), (replace(ORDER, due_on=None), "due-date-missing")],
)
def test_a_measure_says_how_far_and_until_when(measure, rule):
    assert ready_for(measure).refuses(replace(DECIDE, measures=(measure,))) == {rule}
    whole = replace(measure, scope=a_document("scope"), due_on=date(2012, 7, 2))
    assert ready_for(measure).does(replace(DECIDE, measures=(whole,)))


def test_departing_from_the_policy_is_allowed_with_reasons_and_never_silently():
    by_policy = ready_for(TALK).knowing(policy=POLICY)
    command = replace(DECIDE, measures=(TALK,))
    assert by_policy.refuses(command) == {"departure-without-reasons"}
    (made,) = by_policy.does(replace(command, departure=a_document("why otherwise")))
    assert made.seen.suggested is not None
    assert set(made.seen.suggested) != {"admonition-talk"}
    assert AT_THE_DESK.knowing(policy=POLICY).does(DECIDE)


def test_reasons_for_departing_stand_only_where_something_is_departed_from():
    idle = replace(DECIDE, departure=a_document("why otherwise"))
    for desk in (AT_THE_DESK, AT_THE_DESK.knowing(policy=POLICY)):
        assert desk.refuses(idle) == {"nothing-departed-from"}
        (made,) = desk.does(DECIDE)
        assert made.departure is None


def test_exemption_beside_a_mandatory_factor_needs_an_override():
    facts = held(cooperates="established", retaliates="established")
    desk = ready_for(facts=facts, outcome=Outcome.EXEMPT)
    command = replace(DECIDE, outcome=Outcome.EXEMPT, measures=())
    assert desk.refuses(command) == {"exemption-needs-override"}
    (made,) = desk.does(replace(command, override=a_document("approval")))
    assert made.override == a_document("approval")


def test_exemption_may_be_announced_before_it_is_approved():
    facts = held(cooperates="established", retaliates="established")
    desk = Desk(OPENED, COMPETENT, ROLE, *facts, reviewed())
    assert desk.does(replace(ISSUE, outcome=Outcome.EXEMPT, measures=()))


def test_exemption_without_a_permissive_factor_is_not_available():
    desk = ready_for(outcome=Outcome.EXEMPT)
    assert desk.refuses(replace(DECIDE, outcome=Outcome.EXEMPT, measures=())) == {"exemption-not-available"}


def test_a_person_without_consequence_is_not_handled():
    desk = ready_for(SELF_EXAMINATION, facts=held(consequence="refuted", causation="refuted"))
    assert "element-not-established" in desk.refuses(DECIDE)
    not_imposed = replace(DECIDE, outcome=Outcome.NOT_IMPOSED, measures=())
    assert desk.does(not_imposed)


def test_a_retired_person_is_neither_corrected_nor_transferred():
    desk = ready_for(TRANSFER, ORDER, facts=held(retired="established"))
    refused = desk.reasons(replace(DECIDE, measures=(TRANSFER, ORDER)))
    assert {reason.about[0] for reason in refused} == {"transfer-from-post", "order-to-correct"}
    assert {reason.rule for reason in refused} == {"form-blocked"}


def test_nothing_is_imposed_on_the_dead_and_the_case_is_withdrawn():
    facts = held(deceased="established")
    assert "form-blocked" in ready_for(SELF_EXAMINATION, facts=facts).refuses(DECIDE)
    desk = Desk(OPENED, COMPETENT, ROLE, *facts, reviewed(), deliberated())
    (made,) = desk.does(replace(DECIDE, outcome=Outcome.WITHDRAWN, measures=(), findings=()))
    assert made.tracks == ()


def test_what_is_proved_is_not_withdrawn():
    desk = Desk(*FOUND, reviewed(), deliberated())
    withdraw = replace(DECIDE, outcome=Outcome.WITHDRAWN, measures=(), findings=())
    assert desk.refuses(withdraw) == {"withdrawn-though-liable"}
    innocent = Desk(OPENED, COMPETENT, ROLE, *held(duty_failure="refuted"), deliberated())
    assert innocent.refuses(withdraw) == {"file-not-reviewed"}
    assert innocent.and_then(reviewed(), deliberated()).does(withdraw)


def test_a_transfer_names_its_addressee_and_needs_no_hearing():
    crime = Desk(OPENED, COMPETENT, ROLE, *held(suspected_crime="established"), deliberated())
    transfer = replace(DECIDE, outcome=Outcome.TRANSFERRED, measures=())
    assert crime.refuses(transfer) == {"transfer-without-addressee"}
    (made,) = crime.does(replace(transfer, transferred_to=ABOVE))
    assert made.transferred_to == ABOVE


def test_the_same_conduct_is_not_disciplined_twice():
    sanction = MeasureTaken(measure="warning")
    once = ready_for(sanction)
    assert "same-conduct-disciplined" not in once.refuses(replace(DECIDE, measures=(sanction,)))
    twice = ready_for(sanction, facts=held(sanctioned_for_same_conduct="established"))
    reasons = {reason.rule: reason for reason in twice.reasons(replace(DECIDE, measures=(sanction,)))}
    assert reasons["same-conduct-disciplined"].about == ("warning",)
    other_form = ready_for(SELF_EXAMINATION, facts=held(sanctioned_for_same_conduct="established"))
    assert other_form.does(DECIDE)


def test_an_earlier_sanction_that_rests_on_excluded_evidence_bars_nothing():
    sanction = MeasureTaken(measure="warning")
    twice = ready_for(sanction, facts=held(sanctioned_for_same_conduct="established"))
    case = evolve_case(
        a_case(),
        EvidenceExcluded(
            evidence=EVIDENCE, ground=ExclusionGround.RECUSED_OFFICER, excluded_on=TODAY, reasons=a_document("why")
        ),
    )
    refused = twice.knowing(case=case).refuses(replace(DECIDE, measures=(sanction,)))
    assert "same-conduct-disciplined" not in refused


def test_an_earlier_sanction_that_still_runs_keeps_neither_a_notice_nor_a_decision_back():
    running = RunningSanction(measure="warning", decided_on=date(2012, 1, 31), months=6)
    assert Desk(*FOUND, reviewed(), running=running).does(ISSUE)
    (made,) = Desk(*READY, running=running).does(DECIDE)
    assert json.loads(made.seen.facts)["running"]["measure"] == "warning"


def test_what_the_law_says_is_asked_for_the_day_on_which_the_leaders_decided_together():
    signed_on = date(2012, 8, 2)
    noted = happened.RunningSanctionNoted(
        measure="warning", decided_on=TODAY, months=6, evidence=(), noted_on=TODAY, reasons=a_document("runs")
    )
    (made,) = AT_THE_DESK.and_then(noted).does(DECIDE, on=signed_on)
    sheet = stored_sheet(made.seen.facts)
    assert (sheet.decision_on, made.effective_on, made.decided_on) == (TODAY, TODAY, signed_on)
    assert sheet.running is not None
    of_july = replace(noted, decided_on=date(2012, 7, 2))
    (made,) = AT_THE_DESK.and_then(of_july).does(DECIDE, on=signed_on)
    assert stored_sheet(made.seen.facts).running is None
    undiscussed = Desk(*READY[:-1]).setting(HEAD, signed_on, None).advice
    assert undiscussed is not None
    assert undiscussed.sheet.decision_on == signed_on


def test_the_ways_of_review_that_are_told_are_those_of_the_day_on_which_the_decision_is_made():
    signed_on = date(2012, 8, 2)
    setting = AT_THE_DESK.setting(HEAD, signed_on, BODY)
    (used,) = ((use, track) for use, track in setting.profile.tracks if track.code == "T3")
    for closes, told in ((date(2012, 7, 1), ("T3",)), (date(2012, 6, 3), ())):
        profile = replace(setting.profile, tracks=((used[0], replace(used[1], until=closes)),))
        assert tracks_told(AT_THE_DESK.proceeding, DECIDE, replace(setting, profile=profile)) == told


def test_a_second_decision_never_stands_beside_the_first():
    decided = AT_THE_DESK.after(DECIDE)
    assert "decision-stands" in decided.refuses(DECIDE)
    assert "decision-stands" in decided.refuses(replace(DECIDE, number="示例字2012-2"))


def test_whoever_looked_at_another_recommendation_is_told():
    setting = AT_THE_DESK.setting(HEAD, TODAY, None)
    assert setting.advice is not None
    assert AT_THE_DESK.does(replace(DECIDE, seen=setting.advice.seen.digest))
    assert AT_THE_DESK.refuses(replace(DECIDE, seen="0" * 64)) == {"recommendation-changed"}


def test_an_organ_has_no_way_of_review_and_needs_no_consequence():
    organ = replace(OPENED, subject=Subject.ORGAN, person=None, role=None)
    known = happened.CompetenceEstablished(body=ABOVE, source="register", established_on=TODAY)
    desk = Desk(
        organ,
        known,
        *held(consequence="open", duty_failure="open", causation="open"),
        reviewed(),
        *HEARD,
        deliberated(),
        competence=Competence(bodies=(ABOVE,)),
    )
    (made,) = desk.does(DECIDE, body=ABOVE)
    assert made.tracks == ()


def test_a_way_of_review_that_is_doubtful_is_not_told_as_a_right():
    (made,) = AT_THE_DESK.does(DECIDE)
    assert made.tracks == ("T3",)


def test_a_recommendation_on_other_facts_or_for_another_day_does_not_serve():
    factor = happened.FactorFound(
        factor="cooperates", status=ESTABLISHED, evidence=(EVIDENCE,), found_on=TODAY, reasons=a_document("why")
    )
    older = AT_THE_DESK.setting(HEAD, TODAY, BODY)
    changed = AT_THE_DESK.and_then(factor)
    again = AT_THE_DESK.and_then(replace(deliberated(), deliberated_on=date(2012, 6, 5)))
    tomorrow = replace(older, occasion=replace(older.occasion, today=date(2012, 6, 5)))
    for state in (changed.proceeding, again.proceeding):
        with pytest.raises(Refused) as refused:
            decide(state, DECIDE, tomorrow)
        assert [reason.rule for reason in refused.value.reasons] == ["recommendation-outdated"]
    assert decide(AT_THE_DESK.proceeding, DECIDE, older)
    assert decide(AT_THE_DESK.proceeding, DECIDE, tomorrow), "the leaders decided together on one day"
