"""The way of a case from the lead to the archive, and that each step comes in its turn."""

from datetime import date

import pytest
from msgspec.structs import replace

from domain.cases.case import Stage
from domain.cases.commands import AddReport, ArchiveCase, CloseCase, ExcludeEvidence, ExtendTime, TransferCase
from domain.cases.events import (
    AllegationFramed,
    CaseArchived,
    CaseClosed,
    CaseFiled,
    CaseOpened,
    CaseTransferred,
    EvidenceEntered,
    ExclusionGround,
    FindingMade,
    InvestigationReported,
    InvestigatorsAssigned,
    PreliminaryCheckAuthorised,
    PreliminaryCheckReported,
    ReportAdded,
    RespondentNamed,
)
from domain.identity import ReportId
from tests.domain.cases.material import (
    ASSIGN,
    AUTHORISE,
    BODY,
    BY_FIRST,
    BY_HEAD,
    ENTER,
    FILE,
    FIND,
    FIRST,
    FRAME,
    NAME_CLERK,
    NAME_ORGAN,
    OPEN,
    OTHER_BODY,
    REPORT_INVESTIGATION,
    SUPPORTED,
    TODAY,
    a_case,
    a_checked_case,
    a_filed_case,
    a_reported_case,
    an_investigated_case,
    an_opened_case,
    done,
    setting_of,
)
from tests.support.made_up import a_document, an_id

CLOSE = CloseCase(report=a_document("closing report"))
ARCHIVE = ArchiveCase(index=a_document("index"), retention="30-years")
TRANSFER = TransferCase(to=OTHER_BODY, letter=a_document("letter"))


def test_a_case_goes_from_the_lead_to_the_archive():
    a_case().when(OPEN).then_kinds(CaseOpened)
    done(a_case(), OPEN).when(FRAME).then_kinds(AllegationFramed)
    an_opened_case().when(AUTHORISE).then_kinds(PreliminaryCheckAuthorised)
    done(an_opened_case(), AUTHORISE).under(BY_FIRST).when(SUPPORTED).then_kinds(PreliminaryCheckReported)
    a_checked_case().when(NAME_ORGAN).then_kinds(RespondentNamed)
    done(a_checked_case(), NAME_ORGAN, NAME_CLERK).when(FILE).then_kinds(CaseFiled)
    done(a_checked_case(), NAME_ORGAN, NAME_CLERK, FILE).when(ASSIGN).then_kinds(InvestigatorsAssigned)
    a_filed_case().under(BY_FIRST).when(ENTER).then_kinds(EvidenceEntered)
    done(a_filed_case(), ENTER, by=FIRST).under(BY_FIRST).when(FIND).then_kinds(FindingMade)
    an_investigated_case().under(BY_FIRST).when(REPORT_INVESTIGATION).then_kinds(InvestigationReported)
    decided = setting_of(decided=True)
    a_reported_case().under(decided).when(CLOSE).then(CaseClosed(closed_on=TODAY, report=a_document("closing report")))
    a_reported_case().under(decided).after(CLOSE).when(ARCHIVE).then(
        CaseArchived(archived_on=TODAY, index=a_document("index"), retention="30-years")
    )


STEPS = [
    (a_case, OPEN, BY_HEAD),
    (lambda: done(a_case(), OPEN), FRAME, BY_HEAD),
    (an_opened_case, AUTHORISE, BY_HEAD),
    (lambda: done(an_opened_case(), AUTHORISE), SUPPORTED, BY_FIRST),
    (a_checked_case, NAME_ORGAN, BY_HEAD),
    (lambda: done(a_checked_case(), NAME_ORGAN, NAME_CLERK), FILE, BY_HEAD),
    (lambda: done(a_checked_case(), NAME_ORGAN, NAME_CLERK, FILE), ASSIGN, BY_HEAD),
    (a_filed_case, ENTER, BY_FIRST),
    (lambda: done(a_filed_case(), ENTER, by=FIRST), FIND, BY_FIRST),
    (an_investigated_case, REPORT_INVESTIGATION, BY_FIRST),
    (a_reported_case, CLOSE, setting_of(decided=True)),
    (lambda: a_reported_case().under(setting_of(decided=True)).after(CLOSE), ARCHIVE, setting_of(decided=True)),
    (an_opened_case, TRANSFER, BY_HEAD),
    (an_opened_case, AddReport(report=ReportId(an_id("another"))), BY_HEAD),
]


@pytest.mark.parametrize(("before", "command", "setting"), STEPS, ids=lambda v: type(v).__name__)
def test_a_step_taken_twice_is_one_step(before, command, setting):
    before().under(setting).after(command).when(command).then_nothing()


@pytest.mark.parametrize("command", [s[1] for s in STEPS[1:]], ids=lambda v: type(v).__name__)
def test_nothing_happens_to_a_case_that_was_never_opened(command):
    assert "case-not-opened" in a_case().under(BY_FIRST).when(command).rules


@pytest.mark.parametrize("command", [ASSIGN, FIND, REPORT_INVESTIGATION], ids=lambda v: type(v).__name__)
def test_no_act_of_the_filed_case_before_the_filing(command):
    assert "case-not-filed" in a_checked_case().under(BY_FIRST).when(command).rules


@pytest.mark.parametrize("command", [AUTHORISE, SUPPORTED], ids=lambda v: type(v).__name__)
def test_no_preliminary_act_after_the_filing(command):
    assert "case-already-filed" in a_filed_case().under(BY_FIRST).when(command).rules


def test_the_check_comes_first_and_ends_with_its_report():
    an_opened_case().when(NAME_ORGAN).then_refused("check-not-reported")
    assert "check-not-reported" in an_opened_case().when(FILE).rules
    an_opened_case().under(BY_FIRST).when(ENTER).then_refused("check-not-authorised", "evidence-by-unassigned-officer")
    other = replace(FRAME, allegation=an_id("another allegation"))
    a_checked_case().when(other).then_refused("check-already-reported")
    a_checked_case().under(BY_FIRST).when(ENTER).then_refused("check-already-reported")


def test_checkers_may_take_evidence_before_the_filing():
    checking = done(an_opened_case(), AUTHORISE)
    checking.under(BY_FIRST).when(ENTER).then_kinds(EvidenceEntered)


def test_after_its_report_an_investigation_adds_nothing():
    again = replace(ENTER, evidence=an_id("late evidence"))
    a_reported_case().under(BY_FIRST).when(again).then_refused("investigation-reported")
    changed = replace(FIND, reasons=a_document("other reasons"))
    a_reported_case().under(BY_FIRST).when(changed).then_refused("investigation-reported")


def test_a_transferred_case_has_ended_and_is_archived():
    transferred = an_opened_case().given(
        CaseTransferred(to=OTHER_BODY, transferred_on=TODAY, letter=a_document("letter"))
    )
    transferred.when(AUTHORISE).then_refused("case-ended")
    transferred.when(AddReport(report=ReportId(an_id("another")))).then_refused("case-ended")
    transferred.when(ARCHIVE).then_kinds(CaseArchived)


def test_a_case_is_transferred_to_another_body_and_keeps_its_facts():
    moved = an_investigated_case().after(TRANSFER).state
    assert (moved.stage, moved.transferred_to) == (Stage.TRANSFERRED, OTHER_BODY)
    assert (len(moved.evidence), len(moved.findings)) == (1, 1)
    an_opened_case().when(replace(TRANSFER, to=BODY)).then_refused("transfer-to-itself")
    an_investigated_case().under(setting_of(decided=True)).when(TRANSFER).then_refused("transfer-after-decision")


def test_a_case_is_opened_once_and_by_the_body_that_keeps_it():
    an_opened_case().when(replace(OPEN, summary=a_document("other"))).then_refused("case-already-opened")
    a_case().under(setting_of(body=OTHER_BODY)).when(OPEN).then_refused("opened-for-another-body")


def test_no_act_is_dated_before_the_one_it_follows():
    earlier = setting_of(today=date(2012, 3, 11))
    an_opened_case().under(earlier).when(AUTHORISE).then_refused("case-act-out-of-order")


def test_another_report_joins_the_case():
    report = ReportId(an_id("another"))
    an_opened_case().when(AddReport(report=report)).then(ReportAdded(report=report))


def test_an_old_case_is_filed_like_any_other():
    old = replace(FRAME, conduct_from=date(1999, 1, 1), conduct_to=date(1999, 1, 2))
    checked = done(done(done(a_case(), OPEN, old), AUTHORISE), SUPPORTED, by=FIRST)
    done(checked, NAME_ORGAN).when(FILE).then_kinds(CaseFiled)


def test_the_rules_against_extending_a_case_that_ended_are_all_named():
    closed = a_reported_case().under(setting_of(decided=True)).after(CLOSE)
    closed.when(ExtendTime(until=date(2013, 12, 31), ground=a_document("x"))).then_refused(
        "case-ended", "extension-over-cap"
    )
    excluding = ExcludeEvidence(evidence=an_id("unknown"), ground=ExclusionGround.OTHER, reasons=a_document("x"))
    closed.when(excluding).then_refused("case-ended", "evidence-unknown")
