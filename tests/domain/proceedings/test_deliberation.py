"""The leaders of the deciding organ discuss the matter together, after the hearing, without those who must stand aside."""

from datetime import date

import pytest
from msgspec.structs import replace

from domain.proceedings import commands as ask
from domain.proceedings import events as happened
from domain.proceedings.events import Outcome
from tests.domain.proceedings.material import (
    ABOVE,
    CRITICISM,
    DECIDE,
    DEPUTY,
    FIRST,
    FOUND,
    HEAD,
    HEARD,
    READY,
    REVIEWER,
    SELF_EXAMINATION,
    STATED,
    THIRD_LEADER,
    TODAY,
    Desk,
    deliberated,
    notice_served,
    noticed,
    reviewed,
)
from tests.domain.proceedings.shared_case import about, after, ruled
from tests.support.made_up import a_document

DELIBERATE = ask.Deliberate(present=(HEAD, DEPUTY), voting=(HEAD, DEPUTY), minutes=a_document("minutes"), quorum=2)
CONSENT = ask.ObtainConsent(body=ABOVE, document=a_document("consent"))
HEARD_DESK = Desk(*FOUND, reviewed(), *HEARD)


def test_the_leaders_discuss_the_matter_together():
    assert HEARD_DESK.does(DELIBERATE) == (deliberated(),)
    assert HEARD_DESK.after(DELIBERATE).does(DELIBERATE) == ()


@pytest.mark.parametrize(
    ("changed", "rules"),
    [
        ({"voting": (HEAD,)}, {"quorum-not-met"}),
        ({"quorum": 3}, {"quorum-not-met"}),
        ({"voting": (HEAD, DEPUTY, THIRD_LEADER)}, {"voters-not-present"}),
        ({"voting": (HEAD, HEAD)}, {"voters-not-present", "quorum-not-met"}),
        ({"present": (HEAD, DEPUTY, FIRST), "voting": (HEAD, DEPUTY, FIRST)}, {"investigator-votes"}),
        ({"present": (HEAD, DEPUTY, REVIEWER), "voting": (HEAD, REVIEWER)}, {"reviewer-votes"}),
        ({"recused": (DEPUTY,)}, {"recused-present"}),
        ({"outcome": Outcome.MEASURES}, {"resolution-incomplete"}),
        ({"measures": (SELF_EXAMINATION,)}, {"resolution-incomplete"}),
        (
            {"outcome": Outcome.MEASURES, "measures": (SELF_EXAMINATION, CRITICISM)},
            {"heavier-than-notified"},
        ),
    ],
)
def test_a_discussion_has_its_form(changed, rules):
    assert HEARD_DESK.refuses(replace(DELIBERATE, **changed)) == rules


def test_an_investigator_may_be_present_without_a_vote():
    assert HEARD_DESK.does(replace(DELIBERATE, present=(HEAD, DEPUTY, FIRST)))


def test_whoever_must_stand_aside_is_not_in_the_room():
    desk = HEARD_DESK.knowing(case=after(about(DEPUTY)))
    assert desk.refuses(DELIBERATE) == {"recusal-pending", "recused-present"}
    desk = HEARD_DESK.knowing(case=after(about(DEPUTY), ruled(granted=True)))
    assert [(reason.rule, reason.about) for reason in desk.reasons(DELIBERATE)] == [("recused-present", (str(DEPUTY),))]


def test_nobody_discusses_what_was_not_heard():
    served = Desk(*FOUND, reviewed(), noticed(SELF_EXAMINATION), notice_served())
    assert served.refuses(DELIBERATE) == {"respondent-not-heard"}
    assert served.does(DELIBERATE, on=date(2012, 6, 12))
    assert served.and_then(STATED).refuses(DELIBERATE) == {"points-unanswered", "defence-not-verified"}
    assert Desk(*FOUND, reviewed()).refuses(DELIBERATE) == {"notice-not-served"}
    assert HEARD_DESK.refuses(DELIBERATE, body=ABOVE) == {"acting-body-not-competent"}


def test_a_withdrawal_needs_no_hearing():
    assert Desk(*FOUND, reviewed()).does(replace(DELIBERATE, outcome=Outcome.WITHDRAWN))


def test_a_needed_consent_is_recorded_once():
    assert HEARD_DESK.does(CONSENT) == (
        happened.ConsentObtained(body=ABOVE, obtained_on=TODAY, document=a_document("consent")),
    )
    assert HEARD_DESK.after(CONSENT).does(CONSENT) == ()


def test_after_the_decision_nothing_is_discussed_or_consented_to():
    decided = Desk(*READY).after(DECIDE)
    assert decided.refuses(replace(DELIBERATE, minutes=a_document("others"))) == {"decision-stands"}
    assert decided.refuses(CONSENT) == {"decision-stands"}


def test_a_reviewer_may_be_in_the_room_and_whoever_handled_an_appeal_has_no_vote():
    assert HEARD_DESK.does(replace(DELIBERATE, present=(*DELIBERATE.present, REVIEWER)))
    assert HEARD_DESK.knowing(handled=(DEPUTY,)).refuses(DELIBERATE) == {"appeal-handler-acts"}
