"""Service on person and unit, announcement, execution and rectification; a review changes none of it by itself."""

from datetime import date

import pytest
from msgspec.structs import replace

from domain.proceedings import commands as ask
from domain.proceedings import events as happened
from domain.proceedings.events import Outcome, RectificationResult, ServiceMode, Subject
from tests.domain.proceedings.material import (
    COMPETENT,
    DECIDE,
    OPENED,
    READY,
    ROLE,
    TODAY,
    Desk,
    deliberated,
    held,
    reviewed,
)
from tests.domain.proceedings.test_way import ANNOUNCE, CARRY_OUT, CHECK, CLOSE, REPORT, SERVE, SERVE_UNIT
from tests.support.made_up import a_document, an_id

DECIDED = Desk(*READY).after(DECIDE)
SERVED = DECIDED.after(SERVE, SERVE_UNIT)
TOMORROW, YESTERDAY = date(2012, 6, 5), date(2012, 6, 3)
NOTE = ask.NoteAppeal(appeal=an_id("appeal"), track="T3")
AFTER_DECISION = (SERVE, ANNOUNCE, CARRY_OUT, REPORT, CHECK)


@pytest.mark.parametrize("command", AFTER_DECISION, ids=lambda command: type(command).__name__)
def test_nothing_is_served_or_carried_out_before_the_decision(command):
    assert "no-decision-stands" in Desk(*READY).refuses(command)


def test_a_person_s_decision_is_served_on_person_and_unit_once_each():
    (served,) = DECIDED.does(replace(SERVE, opinion=a_document("what the person wrote")))
    assert (served.to, served.deemed_on, served.opinion) == (
        "respondent",
        TODAY,
        a_document("what the person wrote"),
    )
    assert SERVED.does(SERVE) == ()
    assert SERVED.refuses(replace(SERVE, served_on=TOMORROW), on=TOMORROW) == {"decision-already-served"}
    assert DECIDED.refuses(replace(SERVE, to="newspaper")) == {"addressee-unknown"}


def test_an_organ_s_decision_has_no_unit():
    organ = replace(OPENED, subject=Subject.ORGAN, person=None, role=None)
    assert Desk(organ, *DECIDED.events[1:]).refuses(SERVE_UNIT) == {"addressee-unknown"}


@pytest.mark.parametrize(("day", "rule"), [(TOMORROW, "date-in-future"), (YESTERDAY, "date-before-cause")])
def test_nothing_happens_tomorrow_or_before_its_cause(day, rule):
    assert DECIDED.refuses(replace(SERVE, served_on=day)) == {rule}
    assert DECIDED.refuses(replace(ANNOUNCE, announced_on=day)) == {rule}
    assert SERVED.refuses(replace(CARRY_OUT, carried_out_on=day, accepted_on=None)) == {rule}
    assert SERVED.refuses(replace(CARRY_OUT, accepted_on=day)) == {rule}


def test_the_decision_is_announced_once():
    announced = DECIDED.after(ANNOUNCE)
    assert announced.proceeding.decision.announced
    assert announced.does(ANNOUNCE) == ()


def test_only_what_was_decided_is_carried_out_and_only_after_service():
    assert DECIDED.refuses(CARRY_OUT) == {"decision-not-served"}
    assert SERVED.refuses(replace(CARRY_OUT, measure="transfer-from-post")) == {"measure-not-decided"}
    assert SERVED.does(CARRY_OUT) == (
        happened.MeasureCarriedOut(
            measure="written-self-examination",
            carried_out_on=TODAY,
            proof=a_document("paper"),
            accepted_on=TODAY,
        ),
    )


def test_received_and_accepted_are_two_things():
    received = SERVED.after(replace(CARRY_OUT, accepted_on=None))
    assert received.does(replace(CARRY_OUT, accepted_on=None)) == ()
    assert received.after(ANNOUNCE).refuses(CLOSE) == {"acceptance-outstanding"}
    accepted = received.after(CARRY_OUT)
    assert accepted.does(CARRY_OUT) == ()
    assert accepted.after(ANNOUNCE).does(CLOSE)


def test_a_pending_review_suspends_nothing():
    pending = SERVED.after(NOTE)
    assert pending.after(ANNOUNCE, CARRY_OUT, REPORT, CHECK).proceeding.decision.carried_out


def test_rectification_is_reported_then_checked_by_evidence():
    reported = SERVED.after(REPORT)
    assert SERVED.refuses(CHECK) == {"rectification-not-reported"}
    (checked,) = reported.does(replace(CHECK, result=RectificationResult.NOT_MET))
    assert checked.result is RectificationResult.NOT_MET
    assert reported.after(CHECK).does(CHECK) == ()
    assert reported.after(replace(CHECK, result=RectificationResult.NOT_MET), REPORT).proceeding.rectification is None


def test_where_no_breach_was_held_nothing_is_put_right():
    innocent = Desk(OPENED, COMPETENT, ROLE, *held(duty_failure="refuted"), reviewed(), deliberated())
    withdrawn = innocent.after(replace(DECIDE, outcome=Outcome.WITHDRAWN, measures=(), findings=()))
    assert withdrawn.refuses(REPORT) == {"nothing-to-rectify"}


def test_a_proceeding_closes_only_when_nothing_is_open():
    assert Desk(*READY).refuses(CLOSE) == {"no-decision-stands"}
    assert [(reason.rule, reason.about) for reason in DECIDED.reasons(CLOSE)] == [
        ("service-outstanding", ("respondent", "unit")),
        ("announcement-outstanding", ()),
        ("measure-outstanding", ("written-self-examination",)),
    ]
    done = SERVED.after(ANNOUNCE, CARRY_OUT)
    assert done.after(NOTE).refuses(CLOSE) == {"appeal-pending"}
    assert done.after(REPORT).refuses(CLOSE) == {"rectification-unchecked"}
    assert done.does(CLOSE) == (happened.ProceedingClosed(closed_on=TODAY, report=a_document("closing report")),)
    assert done.after(CLOSE).does(CLOSE) == ()


def test_a_closed_proceeding_is_only_challenged():
    closed = SERVED.after(ANNOUNCE, CARRY_OUT, CLOSE)
    for command in (SERVE_UNIT, ANNOUNCE, REPORT):
        answer = closed.answer(command)
        assert answer == () or "proceeding-closed" in {reason.rule for reason in answer.reasons}
    assert closed.does(NOTE)


def test_review_clocks_run_from_the_service_that_counts_first():
    assert SERVED.refuses(replace(SERVE, mode=ServiceMode.MAIL)) == {"decision-already-served"}
    waiting = DECIDED.after(replace(SERVE, mode=ServiceMode.PUBLIC_NOTICE))
    (handed,) = waiting.does(replace(SERVE, served_on=TOMORROW), on=TOMORROW)
    assert handed.deemed_on == TOMORROW
    decision = waiting.and_then(handed).proceeding.decision
    assert decision is not None
    assert decision.served_to("respondent") == TOMORROW
    late = date(2012, 7, 5)
    assert waiting.refuses(replace(SERVE, served_on=late), on=late) == {"decision-already-served"}


def test_service_by_public_notice_counts_when_its_time_has_passed():
    (served,) = DECIDED.does(replace(SERVE, mode=ServiceMode.PUBLIC_NOTICE))
    assert served.deemed_on == date(2012, 7, 4)
