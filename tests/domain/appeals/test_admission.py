"""Admission: a wrong door is passed on, and lateness is a ground only where the track sets a time."""

from datetime import date

import pytest
from msgspec.structs import replace

from domain.appeals import commands as ask
from domain.appeals import events as happened
from tests.domain.appeals.material import (
    ABOVE,
    ACCEPTED,
    BODY,
    FILED,
    READY,
    SERVED,
    SUPERVISION,
    TODAY,
    Registry,
)
from tests.domain.proceedings.material import ELSEWHERE
from tests.support.made_up import a_document

REDIRECT = ask.RedirectAppeal(to=ABOVE, letter=a_document("letter"))
ACCEPT = ask.AcceptAppeal()
REJECT = ask.RejectAppeal(ground="not-the-respondent", reasons=a_document("reasons"))
EXTEND = ask.ExtendAppealTime(until=date(2012, 9, 3), ground=a_document("complex"))
WRONG_DOOR = replace(FILED, forum=ELSEWHERE)
LATE = replace(FILED, track="T4", forum=BODY, in_time=False)
AT_BODY = {"body": BODY}


def soe(*events):
    return Registry(*events, profile="P-SOE")


def second_step(*events):
    return soe(replace(FILED, track="T4", step="second"), *events)


def test_a_wrong_door_is_passed_on_and_the_day_of_filing_stands():
    registry = Registry(WRONG_DOOR)
    for command in (ACCEPT, REJECT):
        assert registry.refuses(command, body=ELSEWHERE) == {"forum-not-competent"}
    (redirected,) = registry.does(REDIRECT, body=ELSEWHERE)
    assert redirected == happened.AppealRedirected(to=ABOVE, redirected_on=TODAY, letter=a_document("letter"))
    passed_on = registry.and_then(redirected)
    assert (passed_on.appeal.forum, passed_on.appeal.filing.filed_on) == (ABOVE, TODAY)
    assert passed_on.does(ACCEPT)


def test_an_appeal_is_passed_to_another_body_that_the_track_names():
    assert Registry(FILED).refuses(REDIRECT) == {"appeal-redirected-to-itself"}
    assert Registry(FILED).refuses(replace(REDIRECT, to=ELSEWHERE)) == {"forum-not-competent"}
    assert Registry(FILED).does(replace(REDIRECT, to=SUPERVISION))
    assert Registry(FILED, ACCEPTED).refuses(replace(REDIRECT, to=SUPERVISION)) == {"appeal-already-accepted"}


def test_admission_starts_the_clock_where_the_track_has_one():
    assert Registry(FILED).does(ACCEPT) == (ACCEPTED,)
    assert Registry(FILED, ACCEPTED).does(ACCEPT) == ()
    (accepted,) = soe(replace(FILED, track="T4", forum=BODY)).does(ACCEPT, **AT_BODY)
    assert accepted.decide_by == date(2012, 7, 4)


def test_the_clock_of_a_civil_servant_s_review_runs_from_the_filing():
    registry = Registry(replace(FILED, track="T1", forum=BODY), profile="P-APPOINT")
    (accepted,) = registry.does(ACCEPT, on=date(2012, 6, 11), **AT_BODY)
    assert accepted.decide_by == date(2012, 7, 4)


def test_only_the_body_where_it_lies_acts():
    for command in (ACCEPT, REJECT, replace(REDIRECT, to=SUPERVISION)):
        assert Registry(FILED).refuses(command, body=BODY) == {"acting-body-not-forum"}


def test_a_late_appeal_is_admitted_only_for_an_obstacle_that_counts():
    assert soe(LATE).refuses(ACCEPT, **AT_BODY) == {"appeal-out-of-time"}
    assert soe(replace(LATE, hindrance=a_document("illness"))).refuses(ACCEPT, **AT_BODY) == {"appeal-out-of-time"}
    hindered = replace(FILED, track="T1", forum=BODY, in_time=False, hindrance=a_document("illness"))
    assert Registry(hindered, profile="P-APPOINT").does(ACCEPT, **AT_BODY)


def test_lateness_is_no_ground_where_nothing_was_late():
    late = replace(REJECT, ground="filed-late")
    assert soe(LATE).does(late, **AT_BODY)
    assert Registry(FILED).refuses(late) == {"appeal-not-late"}
    assert soe(replace(LATE, in_time=True)).refuses(late, **AT_BODY) == {"appeal-not-late"}


def test_a_rejection_has_a_known_ground_and_comes_before_the_admission():
    (rejected,) = Registry(FILED).does(REJECT)
    assert (rejected.ground, rejected.reasons) == ("not-the-respondent", a_document("reasons"))
    assert Registry(FILED).refuses(replace(REJECT, ground="wrong-door")) == {"rejection-ground-unknown"}
    assert Registry(FILED, ACCEPTED).refuses(REJECT) == {"appeal-already-accepted"}
    assert Registry(FILED, rejected).refuses(ACCEPT) == {"appeal-ended"}


@pytest.mark.parametrize("command", [REDIRECT, ACCEPT, REJECT, EXTEND], ids=lambda command: type(command).__name__)
def test_nothing_is_admitted_that_was_not_filed(command):
    assert Registry().refuses(command) >= {"appeal-not-filed"}


def test_time_is_extended_once_it_runs_within_the_cap():
    accepted = happened.AppealAccepted(accepted_on=TODAY, decide_by=date(2012, 8, 6))
    registry = second_step(accepted)
    assert registry.does(replace(EXTEND, until=date(2012, 9, 4)))
    assert registry.refuses(replace(EXTEND, until=date(2012, 9, 5))) == {"appeal-extension-over-cap"}
    assert registry.after(EXTEND).does(EXTEND) == ()
    assert registry.refuses(replace(EXTEND, until=date(2012, 8, 6))) == {"appeal-extension-not-longer"}
    assert registry.refuses(EXTEND, on=date(2012, 8, 7)) == {"appeal-time-run-out"}
    assert Registry(*READY[:2]).refuses(EXTEND) == {"appeal-time-not-extendable"}
    assert second_step().refuses(EXTEND) == {"appeal-not-accepted"}


def test_what_was_admitted_ends_without_an_outcome_only_when_its_decision_fell():
    nothing_left = replace(REJECT, ground="nothing-to-review")
    assert Registry(*READY).refuses(nothing_left) == {"appeal-already-accepted"}
    fallen = Registry(*READY, proceeding=replace(SERVED.proceeding, decision=None))
    assert fallen.refuses(REJECT) == {"appeal-already-accepted"}
    (ended,) = fallen.does(nothing_left)
    assert ended.ground == "nothing-to-review"


def test_the_body_that_decided_passes_on_what_lies_where_nobody_may_act_and_nothing_else():
    assert Registry(WRONG_DOOR).does(REDIRECT, **AT_BODY) == Registry(WRONG_DOOR).does(REDIRECT, body=ELSEWHERE)
    assert Registry(WRONG_DOOR).refuses(REDIRECT, body=SUPERVISION) == {"acting-body-not-forum"}
    elsewhere = replace(REDIRECT, to=SUPERVISION)
    assert Registry(FILED).refuses(elsewhere, **AT_BODY) == {"acting-body-not-forum"}
