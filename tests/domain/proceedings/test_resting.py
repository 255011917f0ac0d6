"""Nothing is held against anybody but on a sound review of the file as it stands, by people who need not stand aside.

And from each of these states there is an honest way on.
"""

import pytest
from msgspec.structs import replace

from domain.cases.case import evolve as evolve_case
from domain.identity import ActorId
from domain.proceedings import commands as ask
from domain.proceedings.events import Mark, Outcome
from tests.domain.proceedings.material import (
    ABOVE,
    DECIDE,
    DEPUTY,
    FIRST,
    FOUND,
    HEAD,
    ISSUE,
    READY,
    REVIEWER,
    THIRD_LEADER,
    Desk,
    deliberated,
    held,
    reviewed,
)
from tests.domain.proceedings.shared_case import REOPENED, REPORTED, about, after, ruled
from tests.domain.proceedings.test_way import DELIBERATE, REVIEW
from tests.support.made_up import a_document, an_id

REVIEW_AGAIN = replace(REVIEW, opinion=a_document("second review"))
DISCUSS_AGAIN = replace(DELIBERATE, minutes=a_document("second minutes"))
RED = replace(REVIEW_AGAIN, procedure=Mark.DEFECTIVE)
OTHERS = (ActorId(an_id("other reviewer one")), ActorId(an_id("other reviewer two")))
WITHDRAW = replace(DECIDE, outcome=Outcome.WITHDRAWN, measures=(), findings=())
EXEMPT = replace(DECIDE, outcome=Outcome.EXEMPT, measures=())
NOT_IMPOSED = replace(DECIDE, outcome=Outcome.NOT_IMPOSED, measures=())


def test_a_defect_found_after_the_hearing_stops_the_decision_until_it_is_put_right():
    red = Desk(*READY).after(RED, by=REVIEWER)
    for command in (DECIDE, EXEMPT, NOT_IMPOSED):
        assert {"review-found-defects", "not-deliberated"} <= red.refuses(command)
    for outcome in (Outcome.EXEMPT, Outcome.NOT_IMPOSED):
        assert red.refuses(replace(DISCUSS_AGAIN, outcome=outcome, measures=())) == {"review-found-defects"}
    assert red.refuses(DISCUSS_AGAIN) == {"review-found-defects"}
    sound = red.after(replace(REVIEW, opinion=a_document("third review")), by=REVIEWER)
    assert sound.refuses(DECIDE) == {"not-deliberated"}, "the leaders discuss the file as it was reviewed"
    assert sound.after(DISCUSS_AGAIN).does(DECIDE)


def test_views_may_be_exchanged_on_what_the_review_found():
    red = Desk(*READY).after(RED, by=REVIEWER)
    assert red.does(replace(DISCUSS_AGAIN, outcome=None, measures=()))


def test_a_defect_that_cannot_be_put_right_leads_back_or_to_the_end_of_the_matter():
    red = Desk(*READY).after(RED, by=REVIEWER)
    back = red.after(ask.ReturnForSupplement(items=a_document("items")), by=REVIEWER)
    again = back.knowing(case=after(REOPENED, REPORTED)).after(REVIEW, by=REVIEWER)
    assert again.does(ISSUE)
    nothing_proved = Desk(*FOUND[:3], *held(consequence="refuted"), reviewed(facts=Mark.DEFECTIVE))
    ended = nothing_proved.and_then(deliberated(outcome=Outcome.WITHDRAWN))
    assert ended.does(WITHDRAW)


def test_a_case_is_withdrawn_only_after_a_review_of_the_report_with_a_notice_or_without():
    heard = Desk(*FOUND[:3], *held(consequence="refuted"), *READY[len(FOUND) :]).and_then(
        deliberated(outcome=Outcome.WITHDRAWN)
    )
    assert heard.does(WITHDRAW)
    assert heard.knowing(case=after(REOPENED)).refuses(WITHDRAW) == {"review-outdated"}


def test_while_another_supplement_is_investigated_nobody_is_decided_on_and_the_hearing_is_kept():
    waiting = Desk(*READY).knowing(case=after(REOPENED))
    assert waiting.refuses(DECIDE) == {"review-outdated"}
    assert waiting.refuses(DISCUSS_AGAIN) == {"review-outdated"}
    supplemented = waiting.knowing(case=after(REOPENED, REPORTED))
    assert supplemented.refuses(DECIDE) == {"review-outdated"}
    again = supplemented.after(REVIEW_AGAIN, by=REVIEWER)
    assert again.proceeding.notice == waiting.proceeding.notice
    assert again.proceeding.hearing == waiting.proceeding.hearing
    assert again.after(DISCUSS_AGAIN).does(DECIDE)


def test_what_goes_to_another_authority_waits_for_no_review():
    transfer = replace(DECIDE, outcome=Outcome.TRANSFERRED, measures=(), findings=(), transferred_to=ABOVE)
    talked = Desk(*FOUND, deliberated(outcome=Outcome.TRANSFERRED)).knowing(case=after(REOPENED))
    assert talked.does(transfer)


@pytest.mark.parametrize("officer", [FIRST, REVIEWER, THIRD_LEADER])
def test_a_request_that_somebody_stand_aside_is_decided_before_the_next_act(officer: ActorId):
    asked = after(about(officer))
    noticing, discussing, deciding = Desk(*FOUND, reviewed()), Desk(*READY[:-1]), Desk(*READY)
    for desk, command in ((noticing, ISSUE), (discussing, DELIBERATE), (deciding, DECIDE)):
        assert desk.knowing(case=asked).refuses(command) == {"recusal-pending"}
        assert desk.knowing(case=evolve_case(asked, ruled(granted=False))).does(command)


def test_a_review_by_somebody_who_stands_aside_is_none_until_others_make_it():
    case = after(about(REVIEWER), ruled(granted=True))
    for desk, command in ((Desk(*FOUND, reviewed()), ISSUE), (Desk(*READY[:-1]), DELIBERATE), (Desk(*READY), DECIDE)):
        assert desk.knowing(case=case).refuses(command) == {"review-by-recused-officer"}
        assert [reason.about for reason in desk.knowing(case=case).reasons(command)] == [(str(REVIEWER),)]
    others = replace(REVIEW_AGAIN, reviewers=OTHERS)
    again = Desk(*READY).knowing(case=case).after(others, by=OTHERS[0]).after(DISCUSS_AGAIN)
    assert again.does(DECIDE)


def test_a_discussion_with_somebody_who_stands_aside_is_none_until_it_is_held_without():
    case = after(about(DEPUTY), ruled(granted=True))
    ready = Desk(*READY).knowing(case=case)
    assert ready.refuses(DECIDE) == {"deliberation-by-recused-officer"}
    without = replace(DISCUSS_AGAIN, present=(HEAD, THIRD_LEADER), voting=(HEAD, THIRD_LEADER))
    assert ready.after(without).does(DECIDE)
