"""What an investigation waits for, and its tracks with it."""

from uuid import UUID

from domain.cases.events import (
    CaseTransferred,
    EvidenceEntered,
    EvidenceExcluded,
    ExclusionGround,
    FindingMade,
    InvestigationReported,
)
from domain.identity import BodyId
from projections.docket.projection import fold
from projections.docket.row import Row, Stage, Step, Turn
from tests.domain.proceedings.material import TODAY
from tests.support.made_up import a_document, an_id
from tests.support.matters import Matter, Move
from tests.support.weaving import holds, recorded


def rows_after(*moves: Move) -> dict[UUID, Row]:
    return fold({}, recorded(moves))


def test_a_track_under_investigation_has_the_step_of_its_case_and_is_closed_where_the_case_ended_first() -> None:
    matter = Matter("示例一")
    moves = list(matter.moves(until="investigated"))
    seen = set()
    for place in range(len(moves)):
        rows = rows_after(*moves[: place + 1])
        case = rows.get(matter.case)
        if case is not None and case.next_step in {Step.ENTER_EVIDENCE, Step.MAKE_FINDINGS, Step.INVESTIGATE}:
            found = any(holds(one, FindingMade) for one in moves[: place + 1])
            assert (case.next_step is Step.INVESTIGATE) is found
        for track in matter.proceedings:
            row = rows.get(track)
            if row is not None and row.stage is Stage.INVESTIGATING:
                assert (row.next_step, row.turn) == (rows[matter.case].next_step, rows[matter.case].turn)
                seen.add(row.next_step)
    assert {Step.ENTER_EVIDENCE, Step.MAKE_FINDINGS, Step.INVESTIGATE} <= seen, (
        "what is open is looked into before it is reported"
    )
    gone = CaseTransferred(to=BodyId(an_id("elsewhere")), transferred_on=TODAY, letter=a_document("letter"))
    before = moves[: next(n for n, move in enumerate(moves) if holds(move, InvestigationReported))]
    row = rows_after(*before, matter.in_case(gone))[matter.proceedings[0]]
    assert (row.next_step, row.turn) == (Step.CLOSE_PROCEEDING, Turn.LEAD_MANAGER)


def test_an_investigation_without_evidence_on_file_waits_for_evidence_and_not_for_a_finding() -> None:
    matter = Matter("示例一")
    moves = list(matter.moves(until="investigated"))
    entered = next(n for n, move in enumerate(moves) if holds(move, EvidenceEntered))
    ((_, _, (item, *_)),) = moves[entered]
    left_out = EvidenceExcluded(
        evidence=item.evidence, ground=ExclusionGround.ILLEGAL_MEANS, excluded_on=TODAY, reasons=a_document("why")
    )
    before, after = moves[:entered], moves[: entered + 1]
    for so_far, step in (
        (before, Step.ENTER_EVIDENCE),
        (after, Step.MAKE_FINDINGS),
        ([*after, matter.in_case(left_out)], Step.ENTER_EVIDENCE),
    ):
        rows = rows_after(*so_far)
        steps = {(rows[each].next_step, rows[each].turn) for each in (matter.case, *matter.proceedings)}
        assert steps == {(step, Turn.INVESTIGATOR)}, "its tracks wait for the same"
