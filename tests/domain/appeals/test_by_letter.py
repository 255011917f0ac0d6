"""How a body that does not act here ended an appeal: recorded from its letter where the decision was made, never heavier."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from domain.appeals import commands as ask
from domain.appeals import events as happened
from domain.appeals.appeal import effect
from domain.appeals.events import AppealResult, OutsideResult
from domain.appeals.setting import Forums
from domain.appeals.state import End
from domain.identity import AppealId
from domain.proceedings.commands import AnnounceDecision, NoteAppeal
from domain.proceedings.events import AppealNoted, MeasureTaken, Outcome, ServiceMode
from domain.proceedings.execution_commands import CarryOutMeasure, RecordNotCarriedOut
from domain.proceedings.proceeding import evolve
from tests.domain.appeals.material import (
    ABOVE,
    BODY,
    CHIEF,
    DECIDE,
    FILE,
    FILED,
    READY,
    SERVED,
    SUPERVISION,
    TODAY,
    Registry,
)
from tests.domain.proceedings import material as matter
from tests.domain.proceedings.shared_case import about, after, ruled
from tests.support.made_up import a_document, an_id

LETTER = ask.RecordOutcome(
    result=OutsideResult.UPHELD,
    number="示例复函〔2012〕1号",
    ground="decision-sound",
    decided_on=TODAY,
    document=a_document("letter of the other body"),
)
VARIED = replace(LETTER, result=OutsideResult.VARIED, ground="measure-unfit", outcome=Outcome.EXEMPT)
REVOKED = replace(LETTER, result=OutsideResult.REVOKED, ground="facts-unclear")
NOT_ACCEPTED = replace(LETTER, result=OutsideResult.NOT_ACCEPTED, ground="not-the-respondent")
HERE = {"body": BODY}
SERVE = ask.ServeAppeal(mode=ServiceMode.DIRECT, served_on=TODAY, proof=a_document("proof"))
SECOND = {"profile": "P-SOE"}


def outside(*events, **more):
    return Registry(*(events or (FILED,)), forum_is_outside=True, **more)


def test_the_body_that_decided_records_what_the_letter_says():
    (recorded,) = outside().does(LETTER, **HERE)
    assert recorded == happened.AppealOutcomeRecorded(
        result=OutsideResult.UPHELD,
        by=ABOVE,
        number=LETTER.number,
        ground="decision-sound",
        document=LETTER.document,
        decided_on=TODAY,
        recorded_on=TODAY,
    )
    ended = outside().and_then(recorded)
    assert (ended.appeal.end, ended.appeal.result, ended.appeal.decided_on) == (End.DECIDED, AppealResult.UPHELD, TODAY)
    assert ended.does(LETTER, **HERE) == (), "the same letter twice is one outcome"
    assert ended.refuses(REVOKED, **HERE) == {"appeal-ended"}


def test_where_the_body_acts_here_it_ends_the_appeal_itself():
    assert Registry(FILED).refuses(LETTER, **HERE) == {"forum-acts-here"}
    assert outside().refuses(LETTER, body=ABOVE) == {"outcome-recorded-elsewhere"}
    assert outside().refuses(LETTER, body=SUPERVISION) == {"outcome-recorded-elsewhere"}


def test_the_letter_lies_between_the_filing_and_the_day_of_its_record():
    later = TODAY + timedelta(days=1)
    assert outside().refuses(replace(LETTER, decided_on=later), **HERE) == {"date-in-future"}
    filed_later = outside(replace(FILED, filed_on=later))
    assert filed_later.refuses(LETTER, on=later, **HERE) == {"date-before-cause"}


def test_a_letter_lies_after_what_its_body_still_did_here():
    admitted = replace(READY[1], accepted_on=TODAY + timedelta(days=2))
    discussed = replace(READY[4], deliberated_on=TODAY + timedelta(days=6))
    now, before = {**HERE, "on": TODAY + timedelta(days=9)}, replace(LETTER, decided_on=TODAY + timedelta(days=1))
    assert outside().does(before, **now)
    assert outside(FILED, admitted).refuses(before, **now) == {"date-before-cause"}
    assert outside(FILED, admitted).does(replace(LETTER, decided_on=TODAY + timedelta(days=2)), **now)
    told = replace(LETTER, decided_on=TODAY + timedelta(days=5))
    assert outside(FILED, admitted, *READY[2:4]).does(told, **now)
    assert outside(FILED, admitted, *READY[2:4], discussed).refuses(told, **now) == {"date-before-cause"}
    assert outside(*READY[:2]).refuses(NOT_ACCEPTED, **HERE) == {"appeal-already-accepted"}
    nothing = replace(NOT_ACCEPTED, ground="nothing-to-review")
    gone = outside(*READY[:2], proceeding=replace(SERVED.proceeding, decision=None))
    assert outside(*READY[:2]).refuses(nothing, **HERE) == {"appeal-already-accepted"}
    assert gone.does(nothing, **HERE)


def test_a_letter_makes_nothing_heavier_and_its_ground_fits():
    heavier = replace(VARIED, outcome=Outcome.MEASURES, measures=(MeasureTaken(measure="dismissal"),))
    assert outside().refuses(heavier, **HERE) == {"heavier-after-review"}
    assert outside().refuses(replace(LETTER, ground="measure-unfit"), **HERE) == {"ground-does-not-fit"}
    assert outside().refuses(replace(VARIED, outcome=None), **HERE) == {"variation-incomplete"}
    assert outside().refuses(replace(VARIED, outcome=Outcome.WITHDRAWN), **HERE) == {"variation-outcome-unfit"}


def test_an_officer_who_stands_aside_records_no_letter():
    aside = outside(case=after(about(CHIEF), ruled(granted=True)))
    assert aside.refuses(LETTER, **HERE) == {"officer-stands-aside"}


@pytest.mark.parametrize("command", [LETTER, VARIED, REVOKED, NOT_ACCEPTED])
def test_what_the_letter_says_takes_effect_on_the_decision(command):
    (recorded,) = outside().does(command, **HERE)
    applied = effect(AppealId(an_id("appeal")), recorded)
    assert (applied.result, applied.ground) == (command.result.value, command.ground)
    assert applied.reasons == command.document
    assert (applied.outcome, applied.measures) == (command.outcome, command.measures)


def test_an_appeal_that_was_not_accepted_elsewhere_ends_so_here():
    ended = outside().after(NOT_ACCEPTED, **HERE)
    assert (ended.appeal.end, ended.appeal.result) == (End.NOT_ACCEPTED, None)


def test_a_letter_ends_what_was_examined_before_its_body_left():
    assert outside(*READY[:4]).does(LETTER, **HERE)


def test_when_the_decision_is_gone_a_letter_that_leaves_it_as_it_is_still_ends_the_appeal():
    gone = outside(proceeding=replace(SERVED.proceeding, decision=None))
    assert gone.refuses(REVOKED, **HERE) == {"challenged-decision-gone"}
    assert gone.does(LETTER, **HERE)


def test_what_came_by_letter_is_served_where_it_was_recorded():
    ended = outside().after(LETTER, **HERE)
    assert ended.does(SERVE, **HERE)
    assert ended.refuses(SERVE, body=SUPERVISION) == {"acting-body-not-forum"}
    (decided,) = Registry(*READY).does(DECIDE)
    assert outside(*READY, decided).does(SERVE, **HERE), "whoever decided it has left since"
    assert Registry(*READY, decided).refuses(SERVE, **HERE) == {"acting-body-not-forum"}


def test_the_step_that_remains_is_named_unless_the_decision_fell():
    filed = replace(FILED, track="T4", step="first", forum=ABOVE, in_time=True)
    first = outside(filed, **SECOND)
    assert first.does(LETTER, **HERE)[0].further_route == "second"
    assert first.does(NOT_ACCEPTED, **HERE)[0].further_route == "second"
    assert first.does(REVOKED, **HERE)[0].further_route is None


def test_where_the_registers_settle_no_forum_the_body_that_decided_passes_on_what_lies_with_nobody():
    redirect = ask.RedirectAppeal(to=SUPERVISION, letter=a_document("letter"))
    unsettled = {"forums": Forums(question="AMB-1")}
    assert outside(**unsettled).does(redirect, **HERE)
    assert Registry(FILED, **unsettled).refuses(redirect, **HERE) == {"acting-body-not-forum"}
    assert outside().refuses(redirect, **HERE) == {"acting-body-not-forum"}, (
        "the respondent chose among those of the track"
    )


def test_no_letter_ends_what_lies_with_a_body_that_the_track_does_not_name():
    misdirected = outside(forums=Forums(bodies=(SUPERVISION,)))
    redirect = ask.RedirectAppeal(to=SUPERVISION, letter=a_document("letter"))
    for command in (LETTER, REVOKED, NOT_ACCEPTED):
        assert misdirected.refuses(command, **HERE) == {"forum-not-competent"}
    assert misdirected.does(redirect, **HERE), "it is passed on instead"


@pytest.mark.parametrize("command", [LETTER, VARIED, NOT_ACCEPTED])
@pytest.mark.parametrize("by_officer", [True, False])
def test_a_letter_on_what_an_officer_filed_leaves_the_respondents_own_way_open(by_officer, command):
    (recorded,) = outside(replace(FILED, by_officer=by_officer or None)).does(command, **HERE)
    first = AppealId(an_id("an appeal"))
    noted = evolve(SERVED.proceeding, AppealNoted(appeal=first, track="T3", noted_on=TODAY))
    desk = matter.Desk.standing_at(noted).after(effect(first, recorded, filed_by_officer=by_officer))
    filing = Registry(proceeding=desk.proceeding, by_respondent=True)
    again = NoteAppeal(appeal=an_id("own"), track="T3")
    own_way = by_officer or command is NOT_ACCEPTED  # on that ground nothing was looked into
    if own_way:
        assert filing.does(FILE)[0].by_officer is None
        assert desk.does(again)
    else:
        assert filing.refuses(FILE) == {"appeal-already-filed"}
        assert desk.refuses(again) == {"appeal-already-filed"}


@pytest.mark.parametrize(("command", "field"), [(VARIED, "varied_on"), (REVOKED, "revoked_on")])
def test_a_letter_takes_effect_on_its_own_day_whenever_it_is_put_on_record(command, field):
    later = TODAY + timedelta(days=40)
    (recorded,) = outside().does(replace(command, decided_on=TODAY + timedelta(days=3)), on=later, **HERE)
    first = AppealId(an_id("an appeal"))
    noted = evolve(SERVED.proceeding, AppealNoted(appeal=first, track="T3", noted_on=TODAY))
    ended, changed = matter.Desk.standing_at(noted).does(effect(first, recorded), on=later)
    assert ended.ended_on == getattr(changed, field) == TODAY + timedelta(days=3)


LETTER_OF, RECORDED = TODAY + timedelta(days=3), TODAY + timedelta(days=40)
BETWEEN = TODAY + timedelta(days=10)
"""Acts between the day of a letter and the one on which it is put on record: whoever carried the decision out knew of none."""


def told_late(command, *between):
    """The track after what was done between, and the letter put on record at last."""
    first = AppealId(an_id("an appeal"))
    desk = matter.Desk.standing_at(evolve(SERVED.proceeding, AppealNoted(appeal=first, track="T3", noted_on=TODAY)))
    for act in between:
        desk = desk.after(act, on=BETWEEN)
    (recorded,) = outside(proceeding=desk.proceeding).does(replace(command, decided_on=LETTER_OF), on=RECORDED, **HERE)
    return desk.after(effect(first, recorded), on=RECORDED), desk


DONE = CarryOutMeasure(
    measure="written-self-examination", carried_out_on=BETWEEN, proof=a_document("proof"), accepted_on=BETWEEN
)
TOLD = AnnounceDecision(announced_on=BETWEEN, scope=a_document("scope"))
DIED = RecordNotCarriedOut(impediment="died", arose_on=BETWEEN, document=a_document("certificate"))


@pytest.mark.parametrize(("command", "announced"), [(VARIED, False), (REVOKED, True)])
def test_what_was_carried_out_between_is_made_good_and_not_carried_out_again(command, announced):
    after, _ = told_late(command, DONE, TOLD)
    (fall,) = after.proceeding.falls
    assert (fall.measures, fall.announced) == (("written-self-examination",), announced)


def test_what_a_variation_leaves_in_place_stays_done():
    kept = replace(VARIED, outcome=Outcome.MEASURES, measures=(MeasureTaken(measure="written-self-examination"),))
    after, before = told_late(kept, DONE, TOLD)
    decision, done = after.proceeding.decision, before.proceeding.decision
    assert (decision.carried_out, decision.accepted, decision.announced) == (done.carried_out, done.accepted, True)
    assert after.proceeding.falls == ()


def test_a_death_between_is_not_forgotten_and_nobody_is_served():
    for command in (VARIED, REVOKED, replace(REVOKED, result=OutsideResult.REVOKED_AND_REMADE)):
        after, _ = told_late(command, DIED)
        assert after.proceeding.out_of_reach


def test_a_decision_taken_back_is_made_anew_in_the_time_from_the_day_of_the_letter():
    after, _ = told_late(replace(REVOKED, result=OutsideResult.REVOKED_AND_REMADE), DONE)
    assert after.proceeding.remade_from == LETTER_OF
    assert after.proceeding.notice is None


def test_of_two_appeals_the_one_decided_between_stands_and_the_letter_makes_it_no_heavier():
    lighter = replace(
        SERVED.proceeding.decision,
        handling=replace(SERVED.proceeding.decision.handling, outcome=Outcome.EXEMPT, measures=()),
        measures=(),
    )
    between = outside(proceeding=replace(SERVED.proceeding, decision=lighter))
    same = replace(
        VARIED,
        outcome=Outcome.MEASURES,
        measures=(MeasureTaken(measure="written-self-examination"),),
        decided_on=LETTER_OF,
    )
    assert between.refuses(same, on=RECORDED, **HERE) == {"heavier-after-review"}
    assert between.does(replace(LETTER, decided_on=LETTER_OF), on=RECORDED, **HERE)
