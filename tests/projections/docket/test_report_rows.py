"""When whoever reported is to be told what came of it."""

from functools import reduce
from typing import Any

from msgspec.structs import replace

from domain.identity import BodyId, OrganId, ReportId
from domain.reports.events import (
    Protection,
    ReportDeclined,
    ReporterAsked,
    ReporterInformed,
    ReportMerged,
    ReportReferred,
)
from domain.reports.report import Report, evolve
from projections.docket.row import Kind, Step, Turn
from tests.domain.proceedings.material import TODAY
from tests.projections.docket.test_docket_projection import rows_after, until
from tests.support.made_up import a_document, an_id
from tests.support.matters import Matter, Move


def test_whoever_reported_is_to_be_told_once_something_came_of_the_report() -> None:
    matter = Matter("示例一")
    first, *_ = matter.moves(until="lead")
    ((report, _, (filed,)),) = first
    told = ReporterInformed(message=a_document("told"), informed_on=TODAY)
    declined = ReportDeclined(declined_on=TODAY, reasons=a_document("why"))
    telling = (Step.INFORM_REPORTER, Turn.LEAD_MANAGER)

    def step(*events: Any, protection: Protection = Protection.ANONYMOUS) -> tuple[Step | None, Turn | None, bool]:
        begun: Move = ((report, "report", (replace(filed, protection=protection, reporter=None), *events)),)
        row = rows_after(begun)[report]
        return row.next_step, row.turn, row.open

    assert step(declined) == (*telling, False)
    assert step(declined, told) == (None, None, False)
    assert step(told, declined) == (*telling, False), "who was told that it was taken up is told the end"
    assert step(declined, protection=Protection.NONE) == (None, None, False), "there is nobody to write to"
    assert (
        step(ReportMerged(into=ReportId(an_id("another")), merged_on=TODAY, reasons=a_document("same")))[:2] == telling
    ), "the case is known where rows are read"
    _, rows = until("end")
    linked = next(row for row in rows.values() if row.kind is Kind.REPORT)
    assert linked.next_step is (Step.INFORM_REPORTER if linked.memo.reachable else None)
    early = next(row for row in until("filed")[1].values() if row.kind is Kind.REPORT)
    assert early.next_step is None, "its case goes on"


def test_a_report_in_nobody_s_hands_is_in_those_of_whoever_deals_with_it_first_as_its_stream_says() -> None:
    matter = Matter("示例一")
    first, *_ = matter.moves(until="lead")
    ((report, _, (filed,)),) = first
    one, other = BodyId(an_id("one body")), BodyId(an_id("another body"))
    complained = OrganId(an_id("complained of"))
    why, into = a_document("why"), ReportId(an_id("joined"))
    asked = ReporterAsked(message=why, written_on=TODAY)
    declined = ReportDeclined(declined_on=TODAY, reasons=why)
    merged = ReportMerged(into=into, merged_on=TODAY, reasons=why)
    for event in (asked, declined, merged):
        for intake, by, has in (
            (None, one, one),
            (None, None, None),  # as it was recorded before the body was: still on every desk
            (None, BodyId(complained), None),
            (other, one, other),
        ):
            events = (replace(filed, intake=intake, organ=complained), replace(event, by=by))
            row = rows_after(((report, "report", events),))[report]
            state = reduce(evolve, events, Report())
            assert (row.body, row.keeper, state.keeper) == (has, has, has), (event, intake, by)
    referred = ReportReferred(to=other, referred_on=TODAY, letter=why, by=one)
    row = rows_after(((report, "report", (replace(filed, intake=None), replace(asked, by=one), referred)),))[report]
    assert (row.body, row.keeper) == (other, one)
