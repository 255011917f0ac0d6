"""Reopening, defects, closing."""

import pytest
from msgspec.structs import replace

from domain.cases.commands import (
    ArchiveCase,
    CloseCase,
    ExcludeEvidence,
    NoteProcedureDefect,
    RaiseRecusal,
    ReopenInvestigation,
)
from domain.cases.events import (
    Defect,
    EvidenceEntered,
    ExclusionGround,
    InvestigationReopened,
    ProcedureDefectNoted,
    RecusalGround,
    RecusalSource,
    ReopeningCause,
)
from domain.identity import EvidenceId
from tests.domain.cases.material import (
    BY_FIRST,
    BY_HEAD,
    ENTER,
    EVIDENCE,
    FIRST,
    OF_CLERK,
    OF_ORGAN,
    RECUSAL,
    REPORT_INVESTIGATION,
    SECOND,
    TODAY,
    a_checked_case,
    a_filed_case,
    a_reported_case,
    done,
    setting_of,
)
from tests.domain.cases.test_recusal import RAISE
from tests.support.made_up import a_document, an_id

DECIDED = setting_of(decided=True)
CLOSE = CloseCase(report=a_document("closing report"))
REOPEN = ReopenInvestigation(because=ReopeningCause.RETURNED, items=a_document("items"))
DEFECT = NoteProcedureDefect(defect=Defect.NOTICE_MISSING, description=a_document("no notice"))


def closed():
    return a_reported_case().under(DECIDED).after(CLOSE)


def test_the_reviewers_return_the_file_and_the_investigation_goes_on():
    a_reported_case().when(REOPEN).then(
        InvestigationReopened(reopened_on=TODAY, because=ReopeningCause.RETURNED, items=a_document("items"))
    )
    reopened = a_reported_case().after(REOPEN)
    reopened.when(REOPEN).then_nothing()
    more = replace(ENTER, evidence=EvidenceId(an_id("supplement")))
    reopened.under(BY_FIRST).when(more).then_kinds(EvidenceEntered)
    again = replace(REPORT_INVESTIGATION, report=a_document("second report"))
    reopened.under(BY_FIRST).after(again).when(again).then_nothing()


def test_a_case_that_was_never_filed_is_not_reopened():
    a_checked_case().when(REOPEN).then_refused("case-not-filed")


@pytest.mark.parametrize("cause", [ReopeningCause.RETURNED, ReopeningCause.NEW_ADVERSE_FACT])
def test_a_closed_case_is_not_reopened_for_more_of_the_same(cause):
    closed().when(replace(REOPEN, because=cause)).then_refused("closed-case-reopened")


def test_a_closed_or_archived_case_is_reopened_when_its_decision_was_revoked():
    revoked = replace(REOPEN, because=ReopeningCause.REVOKED)
    archived = closed().after(ArchiveCase(index=a_document("index"), retention="30-years"))
    fell = replace(DECIDED, respondents=(DECIDED.respondents[0], replace(DECIDED.respondents[1], revoked=True)))
    for ended in (closed(), archived):
        ended.when(revoked).then_refused("no-decision-revoked")
        ended.under(fell).when(revoked).then_kinds(InvestigationReopened)


def test_an_investigation_that_goes_on_is_not_reopened():
    a_filed_case().when(REOPEN).then_refused("investigation-goes-on")
    a_reported_case().after(REOPEN).when(replace(REOPEN, items=a_document("more"))).then_refused(
        "investigation-goes-on"
    )


def test_whoever_reopens_for_a_defect_names_it_first():
    defect = replace(REOPEN, because=ReopeningCause.DEFECT)
    closed().when(defect).then_refused("no-defect-noted")
    closed().after(DEFECT).when(defect).then_kinds(InvestigationReopened)


def test_a_defect_is_noted_once_and_a_missed_recusal_names_the_officer():
    a_reported_case().when(DEFECT).then(
        ProcedureDefectNoted(
            defect=Defect.NOTICE_MISSING, concerning=None, noted_on=TODAY, description=a_document("no notice")
        )
    )
    a_reported_case().after(DEFECT).when(DEFECT).then_nothing()
    missed = replace(DEFECT, defect=Defect.RECUSAL_MISSED)
    a_reported_case().when(missed).then_refused("defect-names-nobody")
    named = replace(missed, concerning=FIRST)
    a_reported_case().when(named).then_refused("recusal-not-raised")
    a_reported_case().after(RAISE).when(named).then_kinds(ProcedureDefectNoted)
    a_reported_case().after(RAISE).when(replace(named, concerning=SECOND)).then_refused("recusal-not-raised")


def test_a_case_is_closed_when_every_respondent_is_done_or_in_review():
    (reason,) = a_reported_case().when(CLOSE).refused.reasons
    assert (reason.rule, set(reason.about)) == ("respondent-still-pending", {str(OF_ORGAN), str(OF_CLERK)})
    unknown = replace(DECIDED, respondents=DECIDED.respondents[:1])
    a_reported_case().under(unknown).when(CLOSE).then_refused("respondent-still-pending")


def test_a_case_waits_for_the_service_of_what_an_appeal_came_to():
    appeal = an_id("appeal")
    first, *others = DECIDED.respondents
    told = replace(DECIDED, respondents=(replace(first, unserved=(appeal,)), *others))
    (reason,) = a_reported_case().under(told).when(CLOSE).refused.reasons
    assert (reason.rule, reason.about) == ("appeal-outcome-unserved", (str(appeal),))


def test_every_rule_against_closing_is_named():
    exclude = ExcludeEvidence(evidence=EVIDENCE, ground=ExclusionGround.ILLEGAL_MEANS, reasons=a_document("why"))
    ask = RaiseRecusal(recusal=RECUSAL, officer=SECOND, ground=RecusalGround.WITNESS, source=RecusalSource.BODY)
    done(a_reported_case(), exclude, ask).when(CLOSE).then_refused(
        "respondent-still-pending", "recusal-pending", "finding-without-support"
    )


def test_a_filed_case_is_closed_once_all_were_referred_elsewhere():
    a_filed_case().under(DECIDED).after(CLOSE).when(CLOSE).then_nothing()
    closed().when(replace(CLOSE, report=a_document("other"))).then_refused("case-ended")


def test_only_a_closed_case_is_archived():
    a_reported_case().under(BY_HEAD).when(ArchiveCase(index=a_document("index"), retention="30-years")).then_refused(
        "case-not-closed"
    )
