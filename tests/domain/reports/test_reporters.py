"""Putting a reporter's entry right: on record, without saying what it says or whose it is."""

import msgspec
from msgspec.structs import replace

from domain.identity import ActorId, AmendmentId, RecusalId
from domain.reports.commands import AmendReporter, AskRecusal
from domain.reports.events import AmendmentCause, Protection, ReporterAmended, ReporterParticular
from domain.reports.report import Report, decide, evolve
from tests.domain.reports.material import DAY_2, FILE, FILED, REPORTER, SETTING, a_filed_report, a_report
from tests.support.made_up import an_id
from tests.support.scenario import Scenario

AMEND_REPORTER = AmendReporter(
    amendment=AmendmentId(an_id("amendment")),
    particulars=(ReporterParticular.NAME,),
    because=AmendmentCause.MISTAKEN,
)


def test_an_amendment_says_which_kind_of_particular_and_why_once():
    amended = ReporterAmended(
        amendment=AMEND_REPORTER.amendment,
        particulars=(ReporterParticular.NAME,),
        because=AmendmentCause.MISTAKEN,
        amended_on=DAY_2,
    )
    a_filed_report().when(AMEND_REPORTER).then(amended)
    assert str(REPORTER).encode() not in msgspec.json.encode(amended)
    after = a_filed_report().after(AMEND_REPORTER)
    after.when(AMEND_REPORTER).then_nothing()
    after.when(replace(AMEND_REPORTER, amendment=AmendmentId(an_id("another")))).then_kinds(ReporterAmended)


def test_an_amendment_of_nothing_or_of_nobody_is_none():
    a_filed_report().when(replace(AMEND_REPORTER, particulars=())).then_refused("reporter-unchanged")
    a_report().when(AMEND_REPORTER).then_refused("report-not-filed")
    unnamed = a_report().after(replace(FILE, protection=Protection.ANONYMOUS, reporter=None))
    unnamed.when(AMEND_REPORTER).then_refused("reporter-not-on-file")


def test_an_officer_is_asked_to_stand_aside_only_where_there_is_a_case():
    asked = AskRecusal(recusal=RecusalId(an_id("recusal")), officer=ActorId(an_id("officer")))
    a_filed_report().when(asked).then_refused("report-in-no-case")
    in_case = Scenario(Report(), decide=decide, evolve=evolve, setting=replace(SETTING, in_case=True)).given(FILED)
    in_case.when(asked).then_nothing()
