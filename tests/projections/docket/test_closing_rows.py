"""A track and a case wait to be closed only once they can be: not over an appeal, its service, or an announcement."""

from uuid import UUID

from msgspec.structs import replace

from domain.identity import AppealId
from domain.proceedings.events import AppealNoted, DecisionAnnounced
from projections.docket.projection import fold
from projections.docket.row import Kind, Memo, Row, Stage, Step, Turn
from projections.docket.settling import settled
from tests.domain.proceedings.material import TODAY
from tests.support.made_up import a_document, an_id
from tests.support.matters import Matter
from tests.support.weaving import recorded


def decided() -> tuple[Matter, dict[UUID, Row]]:
    matter = Matter("示例一")
    return matter, fold({}, recorded(matter.moves(until="decided")))


def test_a_case_is_closed_while_a_review_is_pending_and_not_while_a_measure_waits() -> None:
    matter, rows = decided()
    (track, other), appeal = matter.proceedings, an_id("pending appeal")
    done = replace(rows[other], memo=replace(rows[other].memo, at=Stage.CLOSED), open=False)
    noted = matter.in_proceeding(track, AppealNoted(appeal=AppealId(appeal), track="T1", noted_on=TODAY))
    rows |= {other: done}
    rows |= fold(rows, recorded([noted]))
    assert rows[track].next_step is Step.CARRY_OUT
    assert rows[matter.case].next_step is None
    measures = tuple(replace(one, done=True) for one in rows[track].memo.measures)
    rows |= {track: replace(rows[track], memo=replace(rows[track].memo, measures=measures, announced=False))}
    rows |= fold(rows, recorded([noted]))
    assert (rows[track].next_step, rows[matter.case].next_step) == (Step.ANNOUNCE, None)
    announced = DecisionAnnounced(announced_on=TODAY, scope=a_document("scope"))
    rows |= fold(rows, recorded([matter.in_proceeding(track, announced)]))
    assert (rows[track].open, rows[track].next_step, rows[track].turn) == (True, None, None), "it waits for the review"
    assert (rows[matter.case].next_step, rows[matter.case].turn) == (Step.CLOSE_CASE, Turn.APPROVER)


def test_a_track_is_closed_and_a_case_once_what_an_appeal_came_to_was_served() -> None:
    matter, rows = decided()
    track, other = matter.proceedings
    memo = replace(rows[track].memo, measures=(), served=("respondent", "unit"), announced=True, at=Stage.EXECUTION)
    done = replace(rows[track], memo=memo)
    gone = replace(done, memo=replace(memo, out_of_reach=True))
    closed = replace(rows[other], memo=replace(rows[other].memo, at=Stage.CLOSED), open=False)
    appeal = replace(
        done, id=an_id("appeal"), kind=Kind.APPEAL, proceeding_id=track, next_step=Step.EXAMINE_APPEAL, memo=Memo()
    )
    told, ended = replace(appeal, next_step=Step.SERVE_APPEAL), replace(appeal, open=False, next_step=None)
    of_the_closed = replace(told, proceeding_id=other)
    close_it, close_case = (Step.CLOSE_PROCEEDING, Turn.LEAD_MANAGER), (Step.CLOSE_CASE, Turn.APPROVER)
    nobody = (None, None)
    for mine, appealed, of_track, of_case in (
        (done, appeal, nobody, nobody),
        (done, told, nobody, nobody),
        (gone, told, close_it, nobody),
        (done, ended, close_it, nobody),
        (replace(done, memo=replace(memo, at=Stage.CLOSED), open=False), of_the_closed, nobody, nobody),
        (replace(done, memo=replace(memo, at=Stage.CLOSED), open=False), ended, nobody, close_case),
    ):
        case = replace(rows[matter.case], stage=Stage.REPORTED)
        now = {one.id: one for one in settled((case, mine, closed, appealed))}
        assert (now[track].next_step, now[track].turn) == of_track
        assert (now[matter.case].next_step, now[matter.case].turn) == of_case
