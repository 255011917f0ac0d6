"""The respondent is heard before anybody decides, each point is answered, and silence is no admission."""

from datetime import date

import pytest
from msgspec.structs import replace

from application.adapters.calendar_files import national_calendar
from domain.calendar.calendar import Calendar
from domain.calendar.notice import Festival, KnownFromBasis, Notice, Title
from domain.proceedings import commands as ask
from domain.proceedings import events as happened
from domain.proceedings.events import Adoption, StatementPoint
from tests.domain.proceedings.material import (
    ANSWERED,
    DECIDE,
    FIRST,
    FOUND,
    HEARD,
    OTHER_POINT,
    POINT,
    READY,
    REVIEWER,
    SELF_EXAMINATION,
    STATED,
    TODAY,
    VERIFIED,
    Desk,
    deliberated,
    notice_served,
    noticed,
    reviewed,
)
from tests.support.made_up import a_document

STATE = ask.FileStatement(document=STATED.document, points=STATED.points)
MORE = ask.FileStatement(
    document=a_document("more"), points=(StatementPoint(point=OTHER_POINT, text=a_document("point two")),), oral=True
)
WAIVE = ask.WaiveStatement(document=a_document("waiver"))
ANSWER = ask.AnswerPoint(point=POINT, adoption=Adoption.PARTLY, reasons=a_document("why partly"))
VERIFY = ask.VerifyDefence(opinion=a_document("verification"))
LAST_DAY, TOO_LATE = date(2012, 6, 11), date(2012, 6, 12)

UNSERVED = Desk(*FOUND, reviewed(), noticed(SELF_EXAMINATION))
SERVED = UNSERVED.and_then(notice_served())
ANSWERED_DESK = SERVED.and_then(STATED, ANSWERED)
HEARD_DESK = Desk(*FOUND, reviewed(), *HEARD)


def test_a_statement_is_taken_point_by_point():
    assert SERVED.does(STATE) == (STATED,)
    assert SERVED.after(STATE).does(STATE) == ()


def test_the_last_day_is_in_time_and_the_day_after_is_taken_and_marked_late():
    (last,) = SERVED.does(STATE, on=LAST_DAY)
    (late,) = SERVED.does(STATE, on=TOO_LATE)
    assert (last.in_time, late.in_time) == (True, False)


def test_a_holiday_proclaimed_after_the_service_lengthens_the_time_that_was_told_and_none_shortens_it():
    def proclaimed(**days: tuple[date, ...]) -> Calendar:
        festival = Festival(code="example", title=Title(zh="示例", en="example"), **days)
        notice = Notice(
            id="example",
            title=festival.title,
            known_from=TODAY,
            known_from_basis=KnownFromBasis.NOTICE,
            festivals=(festival,),
        )
        return Calendar((*national_calendar().notices, notice))

    longer = SERVED.knowing(calendar=proclaimed(off=(LAST_DAY,)))
    (then,) = longer.does(STATE, on=TOO_LATE)
    assert then.in_time
    assert "respondent-not-heard" in longer.refuses(DECIDE, on=TOO_LATE)
    shorter = SERVED.knowing(calendar=proclaimed(work=(date(2012, 6, 9), date(2012, 6, 10))))
    (last,) = shorter.does(STATE, on=LAST_DAY)
    assert last.in_time


@pytest.mark.parametrize(
    ("command", "rule"),
    [
        (replace(STATE, points=()), "statement-without-points"),
        (replace(STATE, points=(*STATE.points, *STATE.points)), "point-twice"),
    ],
)
def test_a_statement_has_points_each_once(command, rule):
    assert SERVED.refuses(command) == {rule}


def test_a_further_statement_does_not_reuse_a_point():
    assert SERVED.and_then(STATED).refuses(replace(STATE, document=a_document("more"))) == {"point-twice"}


@pytest.mark.parametrize("command", [STATE, WAIVE, ANSWER, VERIFY], ids=lambda command: type(command).__name__)
def test_nobody_is_heard_before_the_notice_reached_them_or_after_the_decision(command):
    before = UNSERVED.refuses(command, by=REVIEWER)
    assert "notice-not-served" in before
    after = Desk(*READY).after(DECIDE).answer(replace_document(command), by=REVIEWER)
    assert "decision-stands" in {reason.rule for reason in after.reasons}


def replace_document(command):
    match command:
        case ask.FileStatement():
            return MORE
        case ask.AnswerPoint():
            return replace(command, adoption=Adoption.ADOPTED)
        case _:
            return command


def test_a_waiver_is_taken_once_and_not_after_a_statement():
    (waived,) = SERVED.does(WAIVE)
    assert waived == happened.StatementWaived(waived_on=TODAY, document=a_document("waiver"))
    assert SERVED.and_then(waived).does(WAIVE) == ()
    assert SERVED.and_then(STATED).refuses(WAIVE) == {"statement-already-made"}


def test_a_statement_in_time_undoes_a_discussion_that_did_not_wait_for_it():
    hasty = HEARD_DESK.and_then(deliberated())
    later = hasty.and_then(*hasty.does(MORE, on=LAST_DAY))
    assert later.proceeding.deliberation is None
    assert not later.proceeding.hearing.verified
    assert later.refuses(DECIDE) >= {"points-unanswered", "defence-not-verified", "not-deliberated"}


def test_a_late_statement_is_taken_until_the_matter_was_deliberated():
    assert HEARD_DESK.does(MORE, on=TOO_LATE)
    assert HEARD_DESK.and_then(deliberated()).refuses(MORE, on=TOO_LATE) == {"statement-after-deliberation"}


def test_each_point_is_answered_by_somebody_who_did_not_investigate():
    stated = SERVED.and_then(STATED)
    assert stated.does(ANSWER, by=REVIEWER) == (ANSWERED,)
    assert stated.and_then(ANSWERED).does(ANSWER, by=REVIEWER) == ()
    assert stated.refuses(ANSWER, by=FIRST) == {"verifier-investigated"}
    assert stated.refuses(replace(ANSWER, point=OTHER_POINT), by=REVIEWER) == {"point-unknown"}


def test_an_answer_may_change_until_the_verification_closes():
    other = replace(ANSWER, adoption=Adoption.ADOPTED)
    assert ANSWERED_DESK.does(other, by=REVIEWER)
    assert HEARD_DESK.refuses(other, by=REVIEWER) == {"defence-already-verified"}


def test_the_verification_closes_when_every_point_is_answered():
    assert ANSWERED_DESK.does(VERIFY, by=REVIEWER) == (VERIFIED,)
    assert HEARD_DESK.does(VERIFY, by=REVIEWER) == ()
    unanswered = SERVED.and_then(STATED)
    assert [(reason.rule, reason.about) for reason in unanswered.reasons(VERIFY, by=REVIEWER)] == [
        ("points-unanswered", (str(POINT),))
    ]


def test_without_a_word_the_verification_waits_for_the_whole_period():
    assert SERVED.refuses(VERIFY, by=REVIEWER, on=LAST_DAY) == {"respondent-not-heard"}
    assert SERVED.does(VERIFY, by=REVIEWER, on=TOO_LATE)
    assert SERVED.after(WAIVE).does(VERIFY, by=REVIEWER)
