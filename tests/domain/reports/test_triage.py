import pytest
from msgspec.structs import replace

from domain.identity import BodyId, CaseId
from domain.reports.commands import (
    AcceptReport,
    AskReporter,
    DeclineReport,
    InformReporter,
    LinkReport,
    MergeReport,
    ReferReport,
)
from domain.reports.events import (
    Protection,
    ReportAccepted,
    ReportDeclined,
    ReporterAsked,
    ReporterInformed,
    ReportLinked,
    ReportMerged,
    ReportReferred,
    SourceKind,
)
from domain.reports.report import Report, evolve
from tests.domain.reports.material import (
    ACCEPTED,
    AT_THE_UNIT,
    BODY,
    DAY_2,
    FILED,
    LOCKED_OUT,
    ORGAN,
    OTHER_BODY,
    OTHER_REPORT,
    REPORT,
    SETTING,
    a_filed_report,
    a_report,
)
from tests.support.made_up import a_document, an_id

ACCEPT = AcceptReport(body=BODY)
DECLINE = DeclineReport(reasons=a_document("reasons"))
REFER = ReferReport(to=OTHER_BODY, letter=a_document("letter"))
MERGE = MergeReport(into=OTHER_REPORT, reasons=a_document("same facts"))
CASE = CaseId(an_id("case"))
ELSEWHERE = BodyId(an_id("a third office"))
LINK = LinkReport(case=CASE)
INFORM = InformReporter(message=a_document("outcome"))
ASK = AskReporter(message=a_document("question"))

DECLINED = ReportDeclined(declined_on=DAY_2, reasons=a_document("reasons"), by=BODY)
COMPLAINT = replace(FILED, disclosure_complaint=True)


def test_a_body_takes_a_matter_up():
    a_filed_report().when(ACCEPT).then(ACCEPTED)


def test_a_body_takes_a_matter_up_once():
    a_filed_report().given(ACCEPTED).when(ACCEPT).then_nothing()


def test_no_body_takes_up_what_another_has_or_on_its_behalf():
    a_filed_report().given(ReportAccepted(body=OTHER_BODY, accepted_on=DAY_2)).when(ACCEPT).then_refused(
        "report-already-accepted"
    )
    a_filed_report().when(AcceptReport(body=OTHER_BODY)).then_refused("accepted-for-another-body")


def test_the_unit_complained_of_does_not_decide_on_the_complaint():
    at_the_unit = a_filed_report().under(AT_THE_UNIT)
    at_the_unit.when(AcceptReport(body=BodyId(ORGAN))).then_refused("triage-by-unit-complained-of")
    at_the_unit.when(DECLINE).then_refused("triage-by-unit-complained-of")
    at_the_unit.when(MERGE).then_refused("triage-by-unit-complained-of")
    at_the_unit.when(REFER).then(
        ReportReferred(to=OTHER_BODY, referred_on=DAY_2, letter=a_document("letter"), by=BodyId(ORGAN))
    )


def test_an_officer_who_must_stand_aside_does_not_triage():
    for command in (ACCEPT, DECLINE, REFER, MERGE):
        a_filed_report().under(LOCKED_OUT).when(command).then_refused("triage-by-conflicted-officer")


def test_a_report_is_declined_with_reasons_and_once():
    a_filed_report().when(DECLINE).then(DECLINED)
    a_filed_report().given(DECLINED).when(DECLINE).then_nothing()
    a_filed_report().given(DECLINED).when(replace(DECLINE, reasons=a_document("others"))).then_refused("report-ended")


def test_a_disclosure_complaint_is_not_declined_without_an_answer():
    filed = a_report().given(COMPLAINT)
    filed.when(DECLINE).then_refused("disclosure-complaint-unanswered")
    answered = replace(DECLINE, complaint_answer=a_document("answer"))
    filed.when(answered).then(replace(DECLINED, complaint_answer=a_document("answer")))


def test_every_rule_against_declining_is_named():
    command = DECLINE
    ended = a_report().given(COMPLAINT, ReportReferred(to=OTHER_BODY, referred_on=DAY_2, letter=a_document("x")))
    ended.under(replace(AT_THE_UNIT, locked_out=LOCKED_OUT.locked_out)).when(command).then_refused(
        "report-ended",
        "triage-by-unit-complained-of",
        "triage-by-conflicted-officer",
        "disclosure-complaint-unanswered",
    )


@pytest.mark.parametrize(
    ("intake", "by", "keeper"), [(None, BODY, BODY), (OTHER_BODY, BODY, OTHER_BODY), (None, BodyId(ORGAN), None)]
)
def test_whoever_passed_on_what_no_desk_had_keeps_sight_of_it(intake, by, keeper):
    passed_on = ReportReferred(to=ELSEWHERE, referred_on=DAY_2, letter=a_document("letter"), by=by)
    report = evolve(evolve(Report(), replace(FILED, intake=intake)), passed_on)
    assert report.keeper == keeper
    again = replace(passed_on, to=BODY, by=ELSEWHERE)
    assert evolve(report, again).keeper == (keeper or ELSEWHERE)


def test_a_referral_names_another_competent_body():
    a_filed_report().when(replace(REFER, to=BODY)).then_refused("referral-to-itself")
    a_filed_report().when(replace(REFER, to=BodyId(ORGAN))).then_refused("referral-to-unit-complained-of")
    a_filed_report().after(REFER).when(REFER).then_nothing()
    a_filed_report().after(REFER).when(replace(REFER, to=BodyId(an_id("third office")))).then_refused("report-ended")


def test_the_body_it_was_referred_to_takes_the_report_up_or_passes_it_on():
    there = replace(SETTING, occasion=replace(SETTING.occasion, body=OTHER_BODY))
    referred = a_filed_report().given(ACCEPTED).after(REFER)
    referred.when(ACCEPT).then_refused("report-ended")
    referred.under(there).when(AcceptReport(body=OTHER_BODY)).then(ReportAccepted(body=OTHER_BODY, accepted_on=DAY_2))
    taken_up = referred.under(there).after(AcceptReport(body=OTHER_BODY))
    taken_up.when(LINK).then_kinds(ReportLinked)
    taken_up.under(SETTING).when(LINK).then_refused("linked-by-another-body")
    third = replace(REFER, to=BodyId(an_id("third office")))
    referred.under(there).when(third).then_kinds(ReportReferred)
    referred.under(there).when(DECLINE).then_kinds(ReportDeclined)


def test_a_report_is_joined_to_another_about_the_same_facts():
    other = evolve(Report(), FILED)
    filed = a_filed_report().under(replace(SETTING, other=other))
    filed.when(MERGE).then(ReportMerged(into=OTHER_REPORT, merged_on=DAY_2, reasons=a_document("same facts"), by=BODY))
    filed.after(MERGE).when(MERGE).then_nothing()


def test_a_report_is_not_joined_to_itself_or_to_one_that_leads_nowhere():
    a_filed_report().when(replace(MERGE, into=REPORT)).then_refused("report-is-itself")
    declined = evolve(evolve(Report(), FILED), DECLINED)
    for other in (declined, Report()):
        setting = replace(SETTING, other=other)
        a_filed_report().under(setting).when(MERGE).then_refused("merge-into-ended-report")


def test_a_report_is_joined_to_one_that_is_part_of_a_case():
    linked = evolve(evolve(Report(), FILED), ReportLinked(case=CASE, linked_on=DAY_2))
    a_filed_report().under(replace(SETTING, other=linked)).when(MERGE).then_kinds(ReportMerged)


def test_only_what_was_taken_up_becomes_part_of_a_case():
    a_filed_report().when(LINK).then_refused("report-not-accepted")
    accepted = a_filed_report().given(ACCEPTED)
    accepted.when(LINK).then(ReportLinked(case=CASE, linked_on=DAY_2))
    accepted.after(LINK).when(LINK).then_nothing()
    accepted.after(LINK).when(LinkReport(case=CaseId(an_id("other case")))).then_refused("report-ended")


def test_a_report_becomes_part_of_a_case_of_the_body_that_took_it_up():
    taken_up_elsewhere = a_filed_report().given(ReportAccepted(body=OTHER_BODY, accepted_on=DAY_2))
    taken_up_elsewhere.when(LINK).then_refused("linked-by-another-body")


def test_the_reporter_is_told_an_outcome_once_there_is_one():
    a_filed_report().when(INFORM).then_refused("no-outcome-yet")
    declined = a_filed_report().given(DECLINED)
    declined.when(INFORM).then(ReporterInformed(informed_on=DAY_2, message=a_document("outcome")))
    declined.after(INFORM).when(INFORM).then_nothing()


def test_the_desk_writes_to_the_reporter_before_and_after_the_end():
    for report in (a_filed_report(), a_filed_report().given(DECLINED)):
        report.when(ASK).then(ReporterAsked(message=a_document("question"), written_on=DAY_2, by=BODY))
        report.after(ASK).when(ASK).then_nothing()


def test_nobody_is_written_to_where_nobody_reported():
    inspection = replace(FILED, source=SourceKind.INSPECTION, protection=Protection.NONE, reporter=None)
    a_report().given(inspection).when(ASK).then_refused("no-reporter")
    a_report().given(inspection, DECLINED).when(INFORM).then_refused("no-reporter")
