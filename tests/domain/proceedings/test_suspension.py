"""Suspension from duty: after the filing, by the holder of authority, and no longer than the case."""

from msgspec.structs import replace

from domain.proceedings import commands as ask
from domain.proceedings import events as happened
from domain.proceedings.events import Subject
from domain.proceedings.suspension import end_with_the_case
from tests.domain.proceedings.material import (
    ABOVE,
    COMPETENT,
    DECIDE,
    OPENED,
    READY,
    TODAY,
    Desk,
    a_case,
)
from tests.support.made_up import a_document

SUSPEND = ask.SuspendFromDuty(decision=a_document("suspension"))
END = ask.EndSuspension(decision=a_document("end"))
SUSPENDED = happened.SuspendedFromDuty(suspended_on=TODAY, decision=a_document("suspension"))
OPEN = Desk(OPENED, COMPETENT)


def test_the_holder_of_authority_suspends_and_ends():
    assert OPEN.does(SUSPEND) == (SUSPENDED,)
    assert OPEN.after(SUSPEND).does(SUSPEND) == ()
    assert OPEN.after(SUSPEND).does(END) == (happened.SuspensionEnded(ended_on=TODAY, decision=a_document("end")),)


def test_nobody_is_suspended_before_the_filing_or_by_another_body():
    assert OPEN.knowing(case=replace(a_case(), filed=None)).refuses(SUSPEND) == {"case-not-filed"}
    assert OPEN.refuses(SUSPEND, body=ABOVE) == {"suspension-without-authority"}
    assert Desk(OPENED).refuses(SUSPEND) == {"suspension-without-authority"}


def test_an_organ_is_not_suspended():
    organ = replace(OPENED, subject=Subject.ORGAN, person=None, role=None)
    assert Desk(organ, COMPETENT).refuses(SUSPEND) == {"suspension-of-an-organ"}


def test_there_must_be_a_suspension_to_end():
    assert OPEN.refuses(END) == {"not-suspended"}


def test_the_decision_ends_a_suspension():
    made, ended = Desk(*READY, SUSPENDED).does(DECIDE)
    assert isinstance(made, happened.DecisionMade)
    assert ended == happened.SuspensionEnded(ended_on=TODAY, decision=DECIDE.document)
    assert "decision-stands" in Desk(*READY).after(DECIDE).refuses(SUSPEND)


def test_a_suspension_ends_with_the_case_that_leaves():
    letter, ended = a_document("letter of transfer"), happened.SuspensionEnded
    assert end_with_the_case(OPEN.proceeding, letter, TODAY) == ()
    suspended = OPEN.after(SUSPEND).proceeding
    assert end_with_the_case(suspended, letter, TODAY) == (ended(ended_on=TODAY, decision=letter),)
