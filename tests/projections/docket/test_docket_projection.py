"""How a matter goes through the docket."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from domain.cases.events import (
    CaseFiled,
    CaseNotFiled,
    CheckResult,
    FilingExtended,
    PreliminaryCheckReported,
    RecusalDecided,
    RecusalGround,
    RecusalRaised,
    RecusalSource,
    RespondentNamed,
    TimeExtended,
)
from domain.identity import BodyId, ItemId, OrganId, PartyId, ProceedingId
from domain.proceedings.events import (
    CompetenceEstablished,
    DecisionServed,
    Outcome,
    ProceedingClosed,
    ProceedingOpened,
    ReturnedForSupplement,
    ServiceMode,
    StatementWaived,
    Subject,
)
from domain.recorded import Recorded
from domain.reports.events import (
    ReportAccepted,
    ReportReferred,
)
from domain.supervision.duties.events import DutyEnded, DutyPlaced, ItemsObserved, Observed
from projections.docket.projection import fold
from projections.docket.row import DueKind, Kind, Row, Stage, Step, Turn
from tests.domain.proceedings.material import (
    ANSWERED,
    DECIDE,
    READY,
    STATED,
    TODAY,
    VERIFIED,
    Desk,
    notice_served,
    noticed,
)
from tests.support.made_up import a_document, an_id
from tests.support.matters import Matter, Move
from tests.support.weaving import holds, recorded, woven


def rows_after(*moves: Move) -> dict[UUID, Row]:
    return fold({}, recorded(moves))


def until(stage: str) -> tuple[Matter, dict[UUID, Row]]:
    matter = Matter("示例一", seed=1)
    return matter, rows_after(*matter.moves(until=stage))


def test_a_report_waits_for_triage_then_for_a_case() -> None:
    matter = Matter("示例一")
    first, second = matter.moves(until="lead")
    row = rows_after(first)[matter.report]
    assert (row.kind, row.stage, row.next_step, row.turn) == (
        Kind.REPORT,
        Stage.REGISTERED,
        Step.TRIAGE,
        Turn.LEAD_MANAGER,
    )
    assert rows_after(first, second)[matter.report].next_step is Step.OPEN_CASE


def test_a_referred_report_waits_at_the_body_to_which_it_went() -> None:
    matter = Matter("示例一")
    (first, *_), there = matter.moves(until="lead"), an_id("another body")
    referred = ReportReferred(to=BodyId(there), referred_on=date(2026, 1, 5), letter=a_document("letter"))
    accepted = ReportAccepted(body=BodyId(there), accepted_on=date(2026, 1, 6))
    moves: list[Move] = [first, ((matter.report, "report", (referred,)),)]
    row = rows_after(*moves)[matter.report]
    assert (row.open, row.stage, row.body, row.keeper) == (True, Stage.REFERRED, there, matter.body)
    assert (row.next_step, row.turn) == (Step.TRIAGE, Turn.LEAD_MANAGER)
    row = rows_after(*moves, ((matter.report, "report", (accepted,)),))[matter.report]
    assert (row.open, row.stage, row.next_step, row.closed_on) == (True, Stage.ACCEPTED, Step.OPEN_CASE, None)


def test_a_decision_without_a_notice_tells_the_respondent_once_it_is_served_on_them() -> None:
    matter = Matter("示例一")
    track = matter.proceedings[0]
    (decided,) = Desk(*READY).does(DECIDE)
    withdrawn = replace(decided, outcome=Outcome.WITHDRAWN, measures=(), findings=())
    moves: list[Move] = [*matter.moves(until="investigated"), matter.in_proceeding(track, withdrawn)]
    assert [
        rows_after(*moves, *more)[track].notified for more in ((), on("unit", matter), on("respondent", matter))
    ] == [
        False,
        False,
        True,
    ]


def test_a_decision_is_listed_and_counted_by_the_day_on_which_the_leaders_made_it() -> None:
    matter = Matter("示例一")
    track = matter.proceedings[0]
    (decided,) = Desk(*READY).does(DECIDE, on=TODAY + timedelta(days=30))
    row = rows_after(*matter.moves(until="investigated"), matter.in_proceeding(track, decided))[track]
    assert (row.decided_on, decided.decided_on) == (TODAY, TODAY + timedelta(days=30))


def test_what_was_said_to_a_notice_that_fell_is_answered_and_verified_under_the_next() -> None:
    matter = Matter("示例一")
    track = matter.proceedings[0]
    back = ReturnedForSupplement(items=a_document("items"), returned_on=TODAY)
    waived = StatementWaived(waived_on=TODAY, document=a_document("nothing more"))
    events = (noticed(number=1), notice_served(), STATED, back, noticed(number=2), notice_served(number=2), waived)
    moves: list[Move] = [*matter.moves(until="investigated"), *(matter.in_proceeding(track, one) for one in events)]
    row = rows_after(*moves)[track]
    assert (row.stage, row.next_step) == (Stage.VERIFICATION, Step.ANSWER_POINTS)
    row = rows_after(*moves, matter.in_proceeding(track, ANSWERED))[track]
    assert (row.stage, row.next_step) == (Stage.VERIFICATION, Step.VERIFY_DEFENCE)
    verified = (matter.in_proceeding(track, one) for one in (ANSWERED, VERIFIED))
    assert rows_after(*moves, *verified, matter.in_proceeding(track, waived))[track].memo.points == ()


def on(to: str, matter: Matter) -> tuple[Move, ...]:
    """The decision is served on *to*."""
    served = DecisionServed(
        to=to,
        mode=ServiceMode.DIRECT,
        served_on=matter.day(),
        deemed_on=matter.day(),
        proof=a_document("proof"),
    )
    return (matter.in_proceeding(matter.proceedings[0], served),)


def test_a_linked_report_is_no_longer_open_and_names_its_case() -> None:
    matter, rows = until("filed")
    row = rows[matter.report]
    assert (row.open, row.stage, row.case_id, row.next_step) == (False, Stage.LINKED, matter.case, None)


def test_a_filed_case_has_a_clock_and_wants_respondents() -> None:
    matter, rows = until("filed")
    row = rows[matter.case]
    assert row.filed_on is not None
    assert (row.due_on, row.due_kind) == (row.filed_on + timedelta(days=181), DueKind.DECIDE_BY)
    assert (row.stage, row.next_step) == (Stage.INVESTIGATING, Step.NAME_RESPONDENT)
    assert row.grounds == (matter.ground,)


def test_a_respondent_named_after_the_filing_waits_for_the_approver() -> None:
    matter, rows = until("filed")
    assert rows[matter.case].next_step is not Step.EXTEND_FILING
    late = ProceedingId(an_id("named late"))
    named = RespondentNamed(proceeding=late, person=PartyId(an_id("another clerk")))
    opened = ProceedingOpened(
        case=matter.case,
        subject=Subject.PERSON,
        organ=matter.organ,
        profile="P-QYF",
        opened_on=TODAY,
        person=named.person,
    )
    after = rows | fold(rows, recorded([(*matter.in_case(named), *matter.in_proceeding(late, opened))]))
    first = (Step.ESTABLISH_COMPETENCE, Turn.LEAD_MANAGER)
    assert (after[matter.case].next_step, after[matter.case].turn) == first, "else the extension is refused"
    competent = CompetenceEstablished(body=BodyId(matter.body), source="register", established_on=TODAY)
    after |= fold(after, recorded([matter.in_proceeding(late, competent)]))
    assert (after[matter.case].next_step, after[matter.case].turn) == (Step.EXTEND_FILING, Turn.APPROVER)
    withdrawn = ProceedingClosed(closed_on=TODAY, report=a_document("withdrawn"))
    gone = after | fold(after, recorded([matter.in_proceeding(late, withdrawn)]))
    assert gone[matter.case].next_step is not Step.EXTEND_FILING, (
        "nobody waits for a filing that the head does not want"
    )
    extended = FilingExtended(proceeding=late, extended_on=TODAY, approval=a_document("approved"))
    after |= fold(after, recorded([matter.in_case(extended)]))
    assert after[matter.case].next_step is not Step.EXTEND_FILING


def test_after_the_check_a_respondent_is_named_before_anybody_decides_on_filing() -> None:
    matter = Matter("示例一")
    moves = list(matter.moves(until="filed"))
    place = next(n for n, move in enumerate(moves) if holds(move, PreliminaryCheckReported))
    checked = moves[: place + 1]
    case = rows_after(*checked)[matter.case]
    assert (case.next_step, case.turn) == (Step.NAME_RESPONDENT, Turn.LEAD_MANAGER), "else the filing is refused"
    track = ProceedingId(an_id("the track"))
    named = RespondentNamed(proceeding=track, organ=OrganId(matter.organ))
    opened = ProceedingOpened(
        case=matter.case, subject=Subject.ORGAN, organ=matter.organ, profile="P-QYF", opened_on=TODAY, person=None
    )
    with_one = [*checked, (*matter.in_case(named), *matter.in_proceeding(track, opened))]

    def both(*more: Move) -> list[tuple[Stage, Step | None, Turn | None]]:
        rows = rows_after(*with_one, *more)
        return [(row.stage, row.next_step, row.turn) for row in (rows[matter.case], rows[track])]

    unknown = (Stage.CHECKED, Step.ESTABLISH_COMPETENCE, Turn.LEAD_MANAGER)
    assert both() == [unknown] * 2, "else the filing is refused"
    competent = matter.in_proceeding(
        track, CompetenceEstablished(body=BodyId(matter.body), source="register", established_on=TODAY)
    )
    filing = (Stage.CHECKED, Step.DECIDE_ON_FILING, Turn.APPROVER)
    assert both(competent) == [filing] * 2, "it is not investigated before"
    other = ProceedingId(an_id("another track"))
    second = (*matter.in_case(replace(named, proceeding=other)), *matter.in_proceeding(other, opened))
    assert both(competent, second) == [unknown, (Stage.CHECKED, None, None)], "it waits for the others of its case"
    assert both(moves[place + 1])[1][0] is Stage.INVESTIGATING
    not_filed = CaseNotFiled(decided_on=TODAY, reasons=a_document("why not"), false_accusation=False)
    closing = (Stage.NOT_FILED, Step.CLOSE_PROCEEDING, Turn.LEAD_MANAGER)
    assert both(matter.in_case(not_filed))[1] == closing
    refuted = PreliminaryCheckReported(
        results=((matter.allegation, CheckResult.REFUTED),), reported_on=TODAY, report=a_document("nothing in it")
    )
    case = rows_after(*moves[:place], matter.in_case(refuted))[matter.case]
    assert (case.next_step, case.turn) == (Step.DECIDE_ON_FILING, Turn.APPROVER), "nobody is suspected"


def test_an_extension_moves_the_clock_of_case_and_proceedings() -> None:
    matter = Matter("示例一")
    moves = list(matter.moves(until="investigated"))
    later = rows_after(*moves)[matter.case].due_on
    assert later is not None
    later += timedelta(days=90)
    extended = TimeExtended(until=later, ground=a_document("why"), extended_on=later)
    rows = rows_after(*moves, matter.in_case(extended))
    assert {rows[each].due_on for each in (matter.case, *matter.proceedings)} == {later}


def test_each_respondent_s_row_has_the_day_of_its_own_profile_and_the_case_the_first_of_them() -> None:
    matter = Matter("示例一")
    rows = rows_after(*matter.moves(until="investigated"))
    filed_on = rows[matter.case].filed_on
    assert filed_on is not None
    first, other = matter.proceedings[:2]
    own = {rows[each].profile or "": filed_on + timedelta(days=300) for each in (first,)}
    named = replace(rows[other], profile="P-SUPERVISE")
    filed = CaseFiled(
        filed_on=filed_on,
        approval=a_document("approval"),
        decide_by=filed_on + timedelta(days=200),
        decide_by_at_most=filed_on + timedelta(days=400),
        decide_by_under=(*own.items(), ("P-SUPERVISE", filed_on + timedelta(days=200))),
    )
    known = rows | {other: named}
    after = fold(known, recorded([matter.in_case(filed)]))
    after = known | after
    assert {each: after[each].due_on for each in (first, other, matter.case)} == {
        first: filed_on + timedelta(days=300),
        other: filed_on + timedelta(days=200),
        matter.case: filed_on + timedelta(days=200),
    }
    longer = filed_on + timedelta(days=390)
    extended = TimeExtended(
        until=longer, ground=a_document("why"), extended_on=filed_on, until_under=(("P-SUPERVISE", longer),)
    )
    again = after | fold(after, recorded([matter.in_case(extended)]))
    assert again[other].due_on == longer
    assert again[first].due_on == longer, "a profile that the extension does not tell has the day of the case"


def test_a_proceeding_is_reviewed_once_the_investigation_is_reported() -> None:
    matter, rows = until("investigated")
    row = rows[matter.proceedings[1]]
    assert (row.stage, row.next_step, row.turn) == (Stage.REVIEW, Step.REVIEW_FILE, Turn.CASE_REVIEWER)
    assert (row.keeper, row.grounds, row.filed_on) == (matter.body, (matter.ground,), rows[matter.case].filed_on)


def test_from_the_report_on_a_case_waits_for_nobody_until_its_tracks_are_done_and_then_for_the_approver() -> None:
    matter = Matter("示例一")
    moves, steps = list(matter.moves()), []
    known: dict[UUID, Row] = {}
    for place in range(len(moves)):
        rows = rows_after(*moves[: place + 1])
        case = rows.get(matter.case)
        if case is None or case.stage is not Stage.REPORTED:
            continue
        assert (case.turn is None) is (case.next_step is None)
        steps.append((case.next_step, case.turn))
        known = rows
    assert list(dict.fromkeys(steps)) == [(None, None), (Step.CLOSE_CASE, Turn.APPROVER)]
    assert all(not known[track].open for track in matter.proceedings)


def test_a_served_decision_waits_for_its_measure_by_its_own_day() -> None:
    matter, rows = until("decided")
    row = rows[matter.proceedings[0]]
    assert row.decided_on is not None
    assert (row.next_step, row.due_kind) == (Step.CARRY_OUT, DueKind.MEASURE_DUE)
    assert row.due_on == row.decided_on + timedelta(days=30)
    assert rows[matter.case].due_on is None, "every respondent has a decision, so the time to decide has ended"


def test_a_closed_matter_asks_for_nothing_but_the_archive() -> None:
    matter, rows = until("end")
    assert [row.id for row in rows.values() if row.open] == []
    steps = {row.next_step for row in rows.values()}
    assert steps == {None, Step.ARCHIVE}
    assert rows[matter.case].next_step is Step.ARCHIVE


def test_what_an_appeal_overturned_stays_visible() -> None:
    found = set()
    for seed in range(8):
        matter = Matter("示例一", seed=seed)
        rows = rows_after(*matter.moves())
        assert (rows[matter.proceedings[1]].overturned == "varied") == (rows[matter.appeal].outcome == "varied")
        found.add(rows[matter.appeal].outcome)
    assert found == {"varied", "upheld"}, "both ways were tried"


def test_an_officer_stands_aside_until_a_recusal_is_decided_and_for_good_when_it_is_granted() -> None:
    matter = Matter("示例一", seed=4)
    moves = list(matter.moves(until="investigated"))
    officer = matter.investigators[1]
    raised = RecusalRaised(
        recusal=an_id("r"),
        officer=officer,
        ground=RecusalGround.WITNESS,
        source=RecusalSource.SELF,
        raised_on=matter.day(),
    )
    rows = rows_after(*moves, matter.in_case(raised))
    assert officer not in rows[matter.case].handlers
    assert rows[matter.case].next_step is Step.DECIDE_RECUSAL
    for granted in (True, False):
        decided = RecusalDecided(
            recusal=an_id("r"),
            granted=granted,
            decided_on=matter.day(),
            by_next_higher=False,
            reasons=a_document("why"),
        )
        rows = rows_after(*moves, matter.in_case(raised), matter.in_case(decided))
        assert (officer in rows[matter.case].handlers) is not granted
        assert (officer in rows[matter.proceedings[0]].locked_out) is granted


@pytest.mark.parametrize("size", [1, 2, 7, 100])
def test_rows_do_not_depend_on_how_events_come_in_pages(size: int) -> None:
    events = recorded(woven([Matter(f"示例{n}", seed=n) for n in range(6)]))
    assert in_pages(events, size) == fold({}, events)


def in_pages(events: tuple[Recorded[Any], ...], size: int) -> dict[UUID, Row]:
    rows: dict[UUID, Row] = {}
    for start in range(0, len(events), size):
        page = events[start : start + size]
        streams = {each.stream for each in page}
        named = {case for each in page if (case := getattr(each.event, "case", None)) is not None}
        cases = named | {rows[s].case_id or s for s in streams if s in rows}
        known = {row.id: row for row in rows.values() if row.id in streams or row.case_id in cases}
        rows |= fold(known, page)
    return rows


def test_a_duty_that_is_taken_up_again_waits_for_what_was_not_published() -> None:
    duty, day = an_id("duty"), date(2012, 2, 1)
    placed = DutyPlaced(
        kind="proactive-release", body=BodyId(an_id("office")), organ=OrganId(an_id("bureau")), since=day
    )
    seen = Observed(item=ItemId(an_id("item")), formed_on=day, publish_by=date(2012, 2, 29), rules=("D-01",))
    observed = ItemsObserved(items=(seen,), observed_on=day)
    ended = DutyEnded(ended_on=day, reasons=a_document("reasons"))
    moves: list[Move] = [((duty, "duty", (placed, observed, ended)),)]
    row = rows_after(*moves)[duty]
    assert (row.open, row.stage, row.due_on, row.closed_on) == (False, Stage.ENDED, None, day)
    row = rows_after(*moves, ((duty, "duty", (placed,)),))[duty]
    assert (row.open, row.stage, row.due_on, row.closed_on) == (True, Stage.WATCHED, date(2012, 2, 29), None)
    assert (row.due_kind, row.first_position, row.version) == (DueKind.PUBLISH_BY, 1, 4)


def test_an_event_before_its_beginning_is_not_taken_for_something_else() -> None:
    second = recorded(Matter("示例一").moves(until="lead"))[1]
    with pytest.raises(LookupError):
        fold({}, [second])
