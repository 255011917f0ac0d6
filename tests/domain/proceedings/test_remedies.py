"""A review varies or revokes, never for the worse; what was taken is given back; execution goes on meanwhile."""

from datetime import date

import pytest
from msgspec.structs import replace

from domain.cases.case import evolve as evolve_case
from domain.cases.events import Defect, ProcedureDefectNoted
from domain.proceedings import commands as ask
from domain.proceedings import events as happened
from domain.proceedings.events import Outcome, Subject
from domain.proceedings.terms import RestorationAnswer
from tests.domain.proceedings.material import (
    ABOVE,
    ANSWERED,
    CRITICISM,
    DECIDE,
    FIRST,
    HEAD,
    ISSUE,
    OPENED,
    READY,
    SELF_EXAMINATION,
    STATED,
    STRANGER,
    TALK,
    TODAY,
    VERIFIED,
    Desk,
    a_case,
    deliberated,
    notice_served,
    noticed,
    reviewed,
)
from tests.domain.proceedings.test_way import ANNOUNCE, CARRY_OUT, CLOSE, SERVE, SERVE_UNIT
from tests.support.made_up import a_document, an_id

APPEAL, OTHER = an_id("appeal"), an_id("another appeal")
NOTE = ask.NoteAppeal(appeal=APPEAL, track="T3")
UPHELD = ask.ApplyAppeal(appeal=APPEAL, result="upheld", reasons=a_document("reasons"))
EXEMPTED = ask.ApplyAppeal(
    appeal=APPEAL, result="varied", reasons=a_document("reasons"), outcome=Outcome.EXEMPT, ground="measure-unfit"
)
REVOKED = ask.ApplyAppeal(appeal=APPEAL, result="revoked", reasons=a_document("reasons"), ground="facts-unclear")
REMADE = replace(REVOKED, result="revoked-and-remade")
REVOKE = ask.RevokeDecision(ground="procedure-unfair", reasons=a_document("reasons"))
RESTORE = ask.CarryOutRestoration(what="reputation", carried_out_on=TODAY, proof=a_document("proof"))
NONE_DUE = ask.JudgeRestoration(
    what=("post", "pay", "reputation", "compensation"), answer=RestorationAnswer.NOT_DUE, reasons=a_document("why none")
)
DECIDED = Desk(*READY).after(DECIDE)
DONE = DECIDED.after(SERVE, SERVE_UNIT, ANNOUNCE, CARRY_OUT)
CLOSED = DONE.after(CLOSE)
DEFECT = ProcedureDefectNoted(
    defect=Defect.RECUSAL_MISSED, concerning=FIRST, noted_on=TODAY, description=a_document("what came to light")
)
DEFECTIVE = evolve_case(a_case(), DEFECT)


def test_an_appeal_is_noted_once():
    assert DECIDED.does(NOTE) == (happened.AppealNoted(appeal=APPEAL, track="T3", noted_on=TODAY),)
    assert DECIDED.after(NOTE).does(NOTE) == ()
    assert DECIDED.after(NOTE).refuses(replace(NOTE, appeal=OTHER)) == {"appeal-already-filed"}
    assert DECIDED.after(NOTE).does(replace(NOTE, appeal=OTHER, track="T1"))
    assert Desk(*READY).refuses(NOTE) == {"no-decision-stands"}


def test_upholding_changes_nothing_else():
    assert DECIDED.after(NOTE).does(UPHELD) == (happened.AppealEnded(appeal=APPEAL, ended_on=TODAY, result="upheld"),)
    assert DECIDED.after(NOTE, UPHELD).does(UPHELD) == ()
    assert CLOSED.after(NOTE, UPHELD).proceeding.closed


def test_only_a_pending_appeal_has_an_effect():
    assert DECIDED.refuses(UPHELD) == {"appeal-not-pending"}
    assert DECIDED.after(NOTE, UPHELD).refuses(REVOKED) == {"appeal-not-pending"}


@pytest.mark.parametrize(
    "command",
    [
        replace(EXEMPTED, outcome=None),
        replace(EXEMPTED, reasons=None),
        replace(EXEMPTED, outcome=Outcome.MEASURES),
        replace(REVOKED, ground=None),
        replace(REVOKED, result="nobody-knows"),
    ],
)
def test_a_result_says_what_it_changes_and_why(command):
    assert DECIDED.after(NOTE).refuses(command) == {"appeal-result-incomplete"}


def test_a_variation_replaces_the_measures_and_reopens_a_closed_file():
    ended, varied = CLOSED.after(NOTE).does(EXEMPTED)
    assert (ended.result, varied.outcome, varied.measures) == ("varied", Outcome.EXEMPT, ())
    after = CLOSED.after(NOTE, EXEMPTED)
    assert not after.proceeding.closed
    assert after.refuses(CLOSE) == {"restoration-unanswered"}
    assert after.after(NONE_DUE).does(CLOSE)


@pytest.mark.parametrize("measures", [(SELF_EXAMINATION, CRITICISM), (TALK,)])
def test_a_review_never_makes_it_worse(measures):
    heavier = replace(EXEMPTED, outcome=Outcome.MEASURES, measures=measures)
    assert DECIDED.after(NOTE).refuses(heavier) == {"heavier-after-review"}


def test_a_revoked_decision_is_gone_and_without_remaking_nothing_follows():
    after = DONE.after(NOTE, REVOKED)
    assert after.proceeding.decision is None
    assert "proceeding-ended" in after.refuses(replace(ISSUE, document=a_document("again")))
    assert after.refuses(CLOSE) == {"restoration-outstanding", "restoration-unanswered"}
    assert after.after(RESTORE).refuses(CLOSE) == {"restoration-unanswered"}
    assert after.after(RESTORE, replace(NONE_DUE, what=("post", "pay", "compensation"))).does(CLOSE)


def test_a_matter_decided_anew_goes_through_review_notice_and_hearing_again():
    after = DECIDED.after(NOTE, REMADE)
    assert after.refuses(replace(DECIDE, number="示例字2012-9")) >= {"notice-not-served", "not-deliberated"}
    assert after.refuses(ISSUE) == {"file-not-reviewed"}


def anew(*measures):
    waived = happened.StatementWaived(waived_on=TODAY, document=a_document("waiver"))
    return (reviewed(), noticed(*measures, number=2), notice_served(2), waived, deliberated())


def test_a_matter_decided_anew_does_not_become_heavier_because_of_the_review():
    after = DECIDED.after(NOTE, REMADE)
    heavier = replace(ISSUE, measures=(SELF_EXAMINATION, CRITICISM), document=a_document("notice 2"))
    protected = {"heavier-after-defence", "heavier-after-review"}  # the first notice was answered, too
    assert after.and_then(reviewed()).refuses(heavier) == protected
    command = replace(DECIDE, number="示例字2012-9", measures=(SELF_EXAMINATION, CRITICISM))
    assert after.and_then(*anew(SELF_EXAMINATION, CRITICISM)).refuses(command) == protected
    assert after.and_then(*anew(SELF_EXAMINATION)).does(replace(DECIDE, number="示例字2012-9"))


def test_a_defence_against_the_new_notice_takes_nothing_from_what_the_review_protects():
    heavy = (SELF_EXAMINATION, CRITICISM)
    heard = (STATED, ANSWERED, VERIFIED)
    after = DECIDED.after(NOTE, REMADE).and_then(
        reviewed(), noticed(*heavy, number=2), notice_served(2), *heard, deliberated()
    )
    command = replace(DECIDE, number="示例字2012-9", measures=heavy)
    assert after.refuses(command) == {"heavier-after-defence", "heavier-after-review"}
    assert after.does(replace(command, measures=(SELF_EXAMINATION,)))


def test_a_number_is_not_used_again():
    after = DECIDED.after(NOTE, REMADE).and_then(*anew(SELF_EXAMINATION))
    assert after.refuses(DECIDE) == {"number-used"}
    other = replace(DECIDE, number="示例字2012-9")
    assert after.knowing(number_taken=True).refuses(other) == {"number-used"}, "by another of the body's decisions"


def test_a_decision_made_anew_is_in_time_from_the_day_on_which_the_first_one_fell():
    fell = date(2012, 7, 2)
    (ended, revoked) = DECIDED.after(NOTE).does(REMADE, on=fell)
    after = DECIDED.after(NOTE).and_then(ended, revoked, *anew(SELF_EXAMINATION))
    (made,) = after.does(replace(DECIDE, number="示例字2012-9"), on=fell)
    assert made.decide_by == date(2013, 1, 4), "half a year from there, which ends in a holiday"
    (first,) = Desk(*READY).does(DECIDE)
    assert first.decide_by == date(2012, 10, 9)


def test_a_track_stays_open_until_the_outcome_of_its_appeal_was_served():
    appeal = an_id("appeal")
    refused = DONE.knowing(unserved=(appeal,)).reasons(CLOSE)
    assert [(one.rule, one.about) for one in refused] == [("appeal-outcome-unserved", (str(appeal),))]
    assert DONE.does(CLOSE)


def test_a_body_takes_back_its_own_decision_only_for_a_defect_on_record_and_by_others():
    assert DECIDED.refuses(REVOKE, by=STRANGER) == {"no-defect-on-record"}
    known = DECIDED.knowing(case=DEFECTIVE)
    assert known.refuses(REVOKE, by=HEAD) == {"same-panel"}
    assert known.refuses(replace(REVOKE, ground="bad-mood"), by=STRANGER) == {"revocation-ground-unknown"}
    assert known.refuses(REVOKE, by=STRANGER, body=ABOVE) == {"acting-body-not-competent"}
    assert known.after(NOTE).refuses(REVOKE, by=STRANGER) == {"appeal-pending"}
    (revoked,) = known.does(REVOKE, by=STRANGER)
    assert (revoked.appeal, revoked.remake, revoked.ground) == (None, True, "procedure-unfair")


def test_after_its_own_revocation_the_body_is_bound_as_after_a_review():
    after = DECIDED.knowing(case=DEFECTIVE).after(REVOKE, by=STRANGER)
    heavier = replace(ISSUE, measures=(SELF_EXAMINATION, CRITICISM), document=a_document("notice 2"))
    assert "heavier-after-review" in after.and_then(reviewed()).refuses(heavier)


def test_what_was_not_taken_is_not_given_back():
    assert DECIDED.refuses(RESTORE) == {"nothing-to-restore"}
    varied = DECIDED.after(NOTE, EXEMPTED)
    before, now = DECIDED.proceeding.decision, varied.proceeding.decision
    assert before is not None
    assert now is not None
    assert (before.first, now.first, now.handling.outcome) == (None, before.handling, Outcome.EXEMPT)
    assert varied.does(RESTORE)
    assert varied.refuses(replace(RESTORE, what="honour")) == {"restoration-unknown"}
    assert varied.refuses(replace(RESTORE, carried_out_on=date(2012, 6, 5))) == {"date-in-future"}
    assert varied.refuses(NONE_DUE) == {"restoration-not-open"}


def test_each_kind_is_made_good_or_reasoned_by_itself():
    fell = DONE.after(NOTE, REVOKED)
    (pay,) = fell.does(replace(RESTORE, what="pay"))
    assert pay.left == ("reputation", "post", "compensation")
    (lost,) = fell.does(replace(NONE_DUE, what=("compensation",), answer=RestorationAnswer.DUE))
    assert (lost.by_text, lost.left) == ((), ("reputation", "compensation", "post", "pay"))
    owing = fell.after(replace(NONE_DUE, what=("compensation",), answer=RestorationAnswer.DUE))
    assert owing.does(replace(NONE_DUE, what=("compensation",), answer=RestorationAnswer.DUE)) == ()
    left = owing.after(replace(NONE_DUE, what=("post", "pay")), RESTORE)
    assert left.refuses(CLOSE) == {"restoration-outstanding"}
    assert left.refuses(replace(NONE_DUE, what=("reputation",))) == {"restoration-not-open"}
    assert left.after(replace(RESTORE, what="compensation")).does(CLOSE)


def test_what_the_text_asks_for_is_seen_in_an_answer_against_it():
    fell = DONE.after(NOTE, REVOKED)
    (judged,) = fell.does(replace(NONE_DUE, what=("reputation", "post")))
    assert judged.by_text == ("reputation",)
    assert fell.refuses(replace(NONE_DUE, what=())) == {"restoration-unknown", "restoration-not-open"} - {
        "restoration-not-open"
    }


def test_nothing_is_asked_where_nothing_had_been_done_and_an_organ_has_no_post():
    assert DECIDED.after(NOTE, REVOKED).does(CLOSE)
    organ = replace(OPENED, subject=Subject.ORGAN, person=None, role=None)
    fell = Desk(organ, *DECIDED.events[1:]).after(SERVE, ANNOUNCE, CARRY_OUT, NOTE, REVOKED)
    assert fell.refuses(replace(RESTORE, what="post")) == {"restoration-unknown"}
    assert fell.after(RESTORE).refuses(CLOSE) == {"restoration-unanswered"}
    assert fell.after(RESTORE, replace(NONE_DUE, what=("compensation",))).does(CLOSE)


def test_a_second_fall_asks_anew():
    first = DONE.after(NOTE, REMADE, replace(NONE_DUE, what=("post", "pay", "compensation")), RESTORE)
    again = first.and_then(*anew(SELF_EXAMINATION)).after(
        replace(DECIDE, number="示例字2012-9"), SERVE, SERVE_UNIT, ANNOUNCE
    )
    (revoked,) = (
        event
        for event in again.after(replace(NOTE, appeal=OTHER)).does(replace(REVOKED, appeal=OTHER))
        if isinstance(event, happened.DecisionRevoked)
    )
    assert again.and_then(revoked).refuses(CLOSE) == {"restoration-outstanding", "restoration-unanswered"}


@pytest.mark.parametrize("result", ["withdrawn", "not-accepted"])
def test_an_appeal_whose_decision_another_one_revoked_still_ends(result):
    second = ask.ApplyAppeal(appeal=OTHER, result=result)
    fallen = DECIDED.after(NOTE, replace(NOTE, appeal=OTHER, track="T1"), REVOKED)
    assert fallen.refuses(replace(REVOKED, appeal=OTHER)) == {"no-decision-stands"}
    (ended,) = fallen.does(second)
    assert (ended.appeal, ended.result) == (OTHER, result)
    assert fallen.refuses(CLOSE) >= {"appeal-pending"}
    assert fallen.after(second).does(CLOSE)
