import pytest
from msgspec.structs import replace

from domain.identity import CaseId
from domain.reports.commands import RateOutcome
from domain.reports.events import (
    OutcomeRated,
    OutcomeRating,
    ReportDeclined,
    ReporterInformed,
    ReportLinked,
    ReportMerged,
    ReportReferred,
)
from tests.domain.reports.material import (
    ACCEPTED,
    DAY_2,
    OTHER_BODY,
    OTHER_REPORT,
    SETTING,
    a_filed_report,
    a_report,
)
from tests.support.made_up import a_document, an_id

RATE = RateOutcome(rating=OutcomeRating.PARTLY, words=a_document("what I think"))
RATED = OutcomeRated(rating=OutcomeRating.PARTLY, rated_on=DAY_2, words=a_document("what I think"))
DECLINED = ReportDeclined(declined_on=DAY_2, reasons=a_document("reasons"))
REFERRED = ReportReferred(to=OTHER_BODY, referred_on=DAY_2, letter=a_document("letter"))
LINKED = ReportLinked(case=CaseId(an_id("case")), linked_on=DAY_2)
MERGED = ReportMerged(into=OTHER_REPORT, merged_on=DAY_2, reasons=a_document("same facts"))
INFORMED = ReporterInformed(informed_on=DAY_2, message=a_document("outcome"))
OVER = replace(SETTING, in_case=True, case_ended=True)


@pytest.mark.parametrize("events", [(DECLINED,), (REFERRED,), (ACCEPTED, LINKED, INFORMED), (MERGED, INFORMED)])
def test_an_outcome_is_rated_once_and_the_rating_stands(events):
    report = a_filed_report().given(*events)
    report.when(RATE).then(RATED)
    report.after(RATE).when(RATE).then_nothing()
    report.after(RATE).when(replace(RATE, rating=OutcomeRating.SATISFIED)).then_refused("outcome-already-rated")
    report.after(RATE).when(replace(RATE, words=None)).then_refused("outcome-already-rated")


def test_there_is_nothing_to_rate_before_there_is_an_outcome():
    a_report().when(RATE).then_refused("report-not-filed")
    for events in ((), (ACCEPTED,), (ACCEPTED, INFORMED), (ACCEPTED, INFORMED, LINKED), (MERGED,)):
        a_filed_report().given(*events).when(RATE).then_refused("outcome-not-there-yet")


def test_the_end_of_the_case_is_an_outcome_also_where_nobody_told_it():
    for events in ((ACCEPTED, LINKED), (MERGED,)):
        a_filed_report().given(*events).under(OVER).when(RATE).then(RATED)


def test_a_report_that_was_passed_on_and_taken_up_has_another_outcome_to_rate():
    rated = a_filed_report().given(REFERRED, RATED)
    rated.given(ACCEPTED).when(RATE).then_refused("outcome-not-there-yet")
    rated.given(DECLINED).when(RATE).then(RATED)
    rated.given(replace(REFERRED, to=an_id("a third office"))).when(RATE).then(RATED)
