"""Nobody waits for a measure that cannot be carried out, until it is done after all."""

from datetime import UTC, date, datetime

from msgspec.structs import replace

from domain.identity import AppealId
from domain.procedure.impediment import Lapse
from domain.proceedings.events import (
    DecisionServed,
    DecisionVaried,
    MeasureCarriedOut,
    MeasureTaken,
    Outcome,
    ServiceMode,
)
from domain.proceedings.execution_events import MeasuresNotCarriedOut
from projections.docket.proceedings import changed
from projections.docket.row import DueKind, Kind, Measure, Memo, Row, Stage, Step
from projections.docket.settling import settled
from tests.support.made_up import a_document, an_id

DAY, DUE = date(2012, 6, 4), date(2012, 7, 4)
ORDER, TALK = "order-to-correct", "admonition-talk"
TRACK = Row(
    id=an_id("track"),
    kind=Kind.PROCEEDING,
    shard=0,
    first_position=1,
    position=1,
    version=1,
    changed_at=datetime(2012, 6, 4, tzinfo=UTC),
    opened_on=DAY,
    stage=Stage.EXECUTION,
    subject="person",
    outcome=Outcome.MEASURES.value,
    memo=Memo(
        at=Stage.EXECUTION,
        measures=(Measure(code=ORDER, due_on=DUE), Measure(code=TALK, done=True)),
        served=("respondent", "unit"),
        announced=True,
    ),
)
CANNOT = MeasuresNotCarriedOut(
    measure=ORDER,
    measures=(ORDER,),
    impediment="left-office",
    arose_on=DAY,
    recorded_on=DAY,
    document=a_document("retired"),
)


def test_what_cannot_be_done_is_no_next_step_and_has_no_day() -> None:
    before, after = only(TRACK), only(changed(TRACK, CANNOT))
    assert (before.next_step, before.due_on, before.due_kind) == (Step.CARRY_OUT, DUE, DueKind.MEASURE_DUE)
    assert (after.next_step, after.due_on, after.due_kind) == (Step.CLOSE_PROCEEDING, None, None)
    done = changed(
        changed(TRACK, CANNOT), MeasureCarriedOut(measure=ORDER, carried_out_on=DUE, proof=a_document("proof"))
    )
    assert [(one.done, one.impeded) for one in done.memo.measures] == [(True, False), (True, False)]


def test_after_a_death_before_service_the_track_is_in_execution() -> None:
    memo = replace(TRACK.memo, at=Stage.DECIDED, served=(), announced=False)
    decided = replace(TRACK, stage=Stage.DECIDED, memo=memo)
    lapsed = (Lapse.SERVICE, Lapse.ANNOUNCEMENT)
    died = replace(CANNOT, measure=None, measures=(ORDER, TALK), impediment="died", lapsed=lapsed)
    on_the_unit = DecisionServed(
        to="unit", mode=ServiceMode.DIRECT, served_on=DAY, deemed_on=DAY, proof=a_document("proof")
    )
    assert only(changed(decided, died)).next_step is Step.SERVE_DECISION, "on the unit it is served all the same"
    assert only(changed(changed(decided, died), on_the_unit)).next_step is Step.CLOSE_PROCEEDING


def test_nobody_waits_to_serve_the_outcome_of_an_appeal_on_somebody_who_is_no_more() -> None:
    died = replace(CANNOT, measure=None, measures=(), impediment="died", lapsed=(Lapse.SERVICE,))
    appeal = replace(
        TRACK, id=an_id("appeal"), kind=Kind.APPEAL, proceeding_id=TRACK.id, next_step=Step.SERVE_APPEAL, memo=Memo()
    )
    pending = replace(appeal, next_step=Step.EXAMINE_APPEAL)
    for events, row, waits in (((), appeal, True), ((CANNOT,), appeal, True), ((died,), appeal, False)):
        track = replace(TRACK, stage=Stage.REVOKED, memo=replace(TRACK.memo, at=Stage.REVOKED))
        for event in (*events, *((CANNOT,) if events else ())):
            track = changed(track, event)
        now = next(one for one in settled((track, row)) if one.id == row.id)
        assert (now.open, now.next_step is not None) == (waits, waits)
        assert next(one for one in settled((track, pending)) if one.id == row.id).open, "its forum still decides it"
    assert track.memo.at is Stage.REVOKED


def test_a_variation_is_carried_out_anew_but_for_what_was_done() -> None:
    varied = DecisionVaried(
        appeal=AppealId(an_id("appeal")),
        outcome=Outcome.MEASURES,
        measures=(MeasureTaken(measure=ORDER, due_on=DUE), MeasureTaken(measure="written-self-examination")),
        varied_on=DUE,
        reasons=a_document("reasons"),
    )
    new = ("written-self-examination", False, False)
    anew = changed(changed(TRACK, CANNOT), varied).memo.measures
    assert [(one.code, one.impeded, one.done) for one in anew] == [(ORDER, False, False), new]
    carried_out = MeasureCarriedOut(measure=ORDER, carried_out_on=DUE, proof=a_document("proof"))
    kept = changed(changed(TRACK, carried_out), varied).memo.measures
    assert [(one.code, one.impeded, one.done) for one in kept] == [(ORDER, False, True), new]


def only(row: Row) -> Row:
    """The row as the docket shows it, without its case."""
    (found,) = settled((row,))
    return found
