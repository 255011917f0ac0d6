"""Filing: the track decides the clock and the body; nothing is late where the text sets no time."""

from datetime import date

import pytest
from msgspec.structs import replace

from domain.appeals import commands as ask
from domain.appeals import events as happened
from domain.appeals.appeal import Forums, appeal_id, effect, next_appeal
from domain.occasion import Lockout
from domain.proceedings.commands import NoteAppeal
from domain.proceedings.events import AppealEnded, AppealNoted, Outcome, Subject
from domain.proceedings.handling import Handling
from domain.proceedings.proceeding import Proceeding, evolve
from tests.domain.appeals.material import (
    ABOVE,
    BODY,
    CHIEF,
    DECIDE,
    DECIDED,
    FILE,
    FILED,
    READY,
    SERVED,
    SUPERVISION,
    TODAY,
    Registry,
)
from tests.domain.proceedings import material as matter
from tests.support.made_up import a_document, an_id

ANYBODY = an_id("an account of the respondent")
WITHDRAW = ask.WithdrawAppeal(document=a_document("withdrawal"))
T1 = replace(FILE, track="T1", forum=BODY)
T4 = replace(FILE, track="T4", forum=BODY)


def decided_with(*measures, subject=Subject.PERSON):
    decision = replace(
        SERVED.proceeding.decision, handling=Handling(outcome=Outcome.MEASURES, measures=measures), body=BODY
    )
    return replace(SERVED.proceeding, decision=decision, subject=subject)


def ended(proceeding, track, result):
    noted = evolve(proceeding, AppealNoted(appeal=an_id("first step"), track=track, noted_on=TODAY))
    return evolve(noted, AppealEnded(appeal=an_id("first step"), ended_on=TODAY, result=result)) if result else noted


DISMISSED = decided_with("dismissal")
MANAGER = decided_with("warning")


def test_the_decision_is_challenged_on_a_track_with_a_body():
    assert Registry().does(FILE) == (FILED,)
    assert Registry(FILED).does(FILE) == ()


def test_an_officer_files_with_a_body_of_the_track_only_while_a_respondent_who_errs_is_passed_on():
    elsewhere = {"forums": Forums(bodies=(SUPERVISION,))}
    assert Registry(**elsewhere).refuses(FILE) == {"forum-not-competent"}
    (filed,) = Registry(**elsewhere, by_respondent=True).does(FILE)
    assert (filed.forum, filed.by_officer) == (ABOVE, None)
    assert Registry(forums=Forums(question="AMB-1")).does(FILE), "where the registers settle none, the filer says which"


def test_after_years_nothing_is_late_where_the_text_sets_no_time():
    (filed,) = Registry().does(FILE, on=date(2019, 6, 4))
    assert filed.in_time is None


def test_thirty_days_run_from_knowing_and_the_last_day_is_in_time():
    registry = Registry(proceeding=DISMISSED, profile="P-APPOINT")
    in_time = [registry.does(T1, on=day)[0].in_time for day in (date(2012, 7, 4), date(2012, 7, 5))]
    assert in_time == [True, False]


def test_before_service_no_clock_runs():
    unserved = replace(DISMISSED, decision=replace(DISMISSED.decision, served=()))
    (filed,) = Registry(proceeding=unserved, profile="P-APPOINT").does(T1, on=date(2013, 7, 4))
    assert filed.in_time is True


def test_after_an_obstacle_ten_working_days_remain():
    registry = Registry(proceeding=MANAGER, profile="P-SOE")
    hindered = replace(T4, hindrance=a_document("illness"), hindrance_ended_on=date(2012, 9, 3))
    in_time = [registry.does(hindered, on=day)[0].in_time for day in (date(2012, 9, 17), date(2012, 9, 18))]
    assert in_time == [True, False]
    assert registry.does(T4, on=date(2012, 9, 17))[0].in_time is False


@pytest.mark.parametrize(
    "command",
    [
        replace(T4, hindrance_ended_on=date(2012, 6, 1)),
        replace(T4, hindrance=a_document("illness"), hindrance_ended_on=date(2012, 6, 5)),
    ],
)
def test_an_obstacle_has_a_document_and_lies_in_the_past(command):
    assert Registry(proceeding=MANAGER, profile="P-SOE").refuses(command) == {"hindrance-incomplete"}


def test_a_track_is_open_for_its_respondents_and_measures_only():
    assert Registry().refuses(replace(FILE, track="T2")) == {"track-not-open"}
    assert Registry().does(replace(FILE, track="T1")), "a doubtful track is taken"
    organ = decided_with("circulated-criticism", subject=Subject.ORGAN)
    assert [(reason.rule, reason.about) for reason in Registry(proceeding=organ).reasons(FILE)] == [
        ("no-track-for-respondent", ("organ", "AMB-20"))
    ]


def test_the_second_step_follows_the_first_or_goes_straight_where_the_text_lets_it():
    second = replace(T1, step="second", forum=ABOVE)
    manager_second = replace(T4, step="second", forum=ABOVE)
    assert Registry(proceeding=DISMISSED, profile="P-APPOINT").does(second)
    assert Registry(proceeding=MANAGER, profile="P-SOE").refuses(manager_second) == {"earlier-step-first"}
    pending = Registry(proceeding=ended(MANAGER, "T4", None), profile="P-SOE")
    assert "earlier-step-pending" in pending.refuses(manager_second)
    assert Registry(proceeding=ended(MANAGER, "T4", "upheld"), profile="P-SOE").does(manager_second)
    assert Registry(proceeding=ended(MANAGER, "T4", "withdrawn"), profile="P-SOE").refuses(manager_second) == {
        "earlier-step-first"
    }


def test_the_second_clock_runs_from_the_service_of_the_first_outcome():
    second = replace(T1, step="second", forum=ABOVE)
    after_first = Registry(
        proceeding=ended(DISMISSED, "T1", "upheld"), profile="P-APPOINT", earlier_served_on=date(2012, 8, 1)
    )
    in_time = [after_first.does(second, on=day)[0].in_time for day in (date(2012, 8, 16), date(2012, 8, 17))]
    assert in_time == [True, False]


def test_a_step_that_the_track_does_not_have_is_not_taken():
    assert Registry().refuses(replace(FILE, step="second")) == {"step-unknown"}


def test_one_appeal_for_each_decision_track_and_step():
    assert Registry(FILED).refuses(replace(FILE, grounds=a_document("other"))) == {"appeal-already-filed"}
    known = Registry(proceeding=ended(SERVED.proceeding, "T3", "withdrawn"))
    assert known.refuses(FILE) == {"appeal-already-filed"}


def refused_acceptance(proceeding, ground):
    refused = happened.AppealNotAccepted(decided_on=TODAY, ground=ground, reasons=a_document("why"))
    applied = effect(an_id("an appeal"), refused)
    noted = evolve(proceeding, AppealNoted(appeal=an_id("an appeal"), track="T3", noted_on=TODAY))
    return matter.Desk.standing_at(noted).after(applied).proceeding


@pytest.mark.parametrize("ground", ["not-the-respondent", "form-not-completed"])
def test_a_refusal_that_looked_into_nothing_leaves_the_way_open(ground):
    proceeding = refused_acceptance(SERVED.proceeding, ground)
    again = Registry(proceeding=proceeding)
    assert again.does(FILE) == (FILED,)
    profile = again.setting(matter.HEAD, TODAY, matter.BODY).profile
    number = proceeding.decision.number
    second = appeal_id(matter.PROCEEDING, number, "T3", "first", 2)
    assert next_appeal(matter.PROCEEDING, proceeding, FILE, profile) == second
    noted = matter.Desk.standing_at(proceeding).after(NoteAppeal(appeal=second, track="T3")).proceeding
    assert next_appeal(matter.PROCEEDING, noted, FILE, profile) == second
    assert Registry(proceeding=noted).refuses(FILE) == {"appeal-already-filed"}


@pytest.mark.parametrize("ground", ["filed-late", "nothing-to-review"])
def test_a_refusal_for_good_does_not(ground):
    proceeding = refused_acceptance(SERVED.proceeding, ground)
    assert Registry(proceeding=proceeding).refuses(FILE) == {"appeal-already-filed"}
    assert matter.Desk.standing_at(proceeding).refuses(NoteAppeal(appeal=an_id("anew"), track="T3")) == {
        "appeal-already-filed"
    }


def test_the_stream_follows_from_what_is_challenged():
    one = appeal_id(matter.PROCEEDING, "n-1", "T3", "first")
    assert one == appeal_id(matter.PROCEEDING, "n-1", "T3", "first")
    others = {
        appeal_id(matter.PROCEEDING, "n-2", "T3", "first"),
        appeal_id(matter.PROCEEDING, "n-1", "T1", "first"),
        appeal_id(matter.PROCEEDING, "n-1", "T3", "second"),
    }
    assert len(others | {one}) == 4


def test_without_a_decision_there_is_nothing_to_challenge():
    assert Registry(proceeding=Proceeding()).refuses(FILE) == {"no-decision-stands"}
    withdrawn = replace(
        SERVED.proceeding,
        decision=replace(SERVED.proceeding.decision, handling=Handling(outcome=Outcome.WITHDRAWN)),
    )
    assert Registry(proceeding=withdrawn).refuses(FILE) == {"nothing-to-review"}
    assert DECIDED.proceeding.decision is not None


def test_the_body_is_chosen_by_the_filer_or_the_only_one():
    anywhere = replace(FILE, forum=None)
    (filed,) = Registry(forums=Forums(bodies=(SUPERVISION,))).does(anywhere)
    assert filed.forum == SUPERVISION
    assert Registry().refuses(anywhere) == {"forum-is-a-question"}
    asked = Registry(forums=Forums(question="AMB-20")).reasons(anywhere)
    assert [(reason.rule, reason.about) for reason in asked] == [("forum-is-a-question", ("AMB-20",))]


def test_an_agent_files_with_an_authority():
    (filed,) = Registry().does(replace(FILE, agent=a_document("authority")))
    assert filed.agent == a_document("authority")


def test_the_filer_withdraws_before_the_outcome_and_not_after():
    (withdrawn,) = Registry(*READY, by_respondent=True).does(WITHDRAW, by=ANYBODY, body=None)
    assert withdrawn == happened.AppealWithdrawn(withdrawn_on=TODAY, document=a_document("withdrawal"))
    assert Registry(*READY, withdrawn).does(WITHDRAW) == ()
    assert Registry(*READY).after(DECIDE).refuses(WITHDRAW) == {"appeal-ended"}
    assert Registry().refuses(WITHDRAW) == {"appeal-not-filed"}


def test_the_body_that_decided_does_not_withdraw_an_appeal_that_lies_elsewhere():
    assert Registry(*READY).refuses(WITHDRAW, by=matter.HEAD, body=BODY) == {"acting-body-not-forum"}
    related = (Lockout(actor=CHIEF, ground="close-relative"),)
    assert Registry(*READY, locked_out=related).refuses(WITHDRAW, by=CHIEF) == {"officer-locked-out"}


@pytest.mark.parametrize(("by_officer", "again"), [(True, True), (None, False)])
def test_what_an_officer_withdrew_for_the_filer_may_be_filed_anew(by_officer, again):
    (withdrawn,) = Registry(*READY, by_respondent=not by_officer).does(WITHDRAW)
    assert withdrawn.by_officer is by_officer
    noted = evolve(SERVED.proceeding, AppealNoted(appeal=an_id("an appeal"), track="T3", noted_on=TODAY))
    after = matter.Desk.standing_at(noted).after(effect(an_id("an appeal"), withdrawn))
    filing = Registry(proceeding=after.proceeding)
    if again:
        assert filing.does(FILE) == (FILED,)
        assert after.does(NoteAppeal(appeal=an_id("anew"), track="T3"))
    else:
        assert filing.refuses(FILE) == {"appeal-already-filed"}
