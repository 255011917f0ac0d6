from datetime import date

from msgspec.structs import replace

from domain.identity import OrganId
from domain.reports.commands import IdentifyOrgan, NoteDuplicate, SupplementReport
from domain.reports.events import (
    DuplicateNoted,
    OrganIdentified,
    Protection,
    ReportDeclined,
    ReportSupplemented,
    SourceKind,
)
from tests.domain.reports.material import DAY_2, DAY_3, FILE, FILED, OTHER_REPORT, REPORT, a_filed_report, a_report
from tests.support.made_up import a_document, an_id

SUPPLEMENT = SupplementReport(received_on=DAY_2, account=a_document("more"), by_reporter=True)


def test_a_report_that_reaches_the_desk_is_registered():
    a_report().when(FILE).then(FILED)


def test_registering_the_same_report_again_adds_nothing():
    a_filed_report().when(FILE).then_nothing()


def test_another_account_under_the_same_id_is_refused():
    a_filed_report().when(replace(FILE, account=a_document("other"))).then_refused("report-already-filed")


def test_every_rule_against_a_registration_is_named():
    command = replace(
        FILE, received_on=date(2012, 3, 14), since=date(2012, 3, 15), protection=Protection.NONE, reporter=None
    )
    a_report().when(command).then_refused("received-in-future", "facts-after-report", "complaint-without-protection")


def test_receipt_today_and_facts_of_the_same_day_are_in_order():
    command = replace(FILE, received_on=DAY_2, since=DAY_2)
    a_report().when(command).then(replace(FILED, received_on=DAY_2, since=DAY_2))


def test_an_anonymous_reporter_is_not_in_the_party_register():
    a_report().when(replace(FILE, protection=Protection.ANONYMOUS)).then_refused("protection-does-not-fit")


def test_a_named_reporter_is_in_the_party_register():
    command = replace(FILE, protection=Protection.NAMED, reporter=None)
    a_report().when(command).then_refused("protection-does-not-fit")


def test_an_inspection_has_no_reporter_to_protect():
    command = replace(FILE, source=SourceKind.INSPECTION, protection=Protection.NONE, reporter=None)
    answer = a_report().when(command)
    answer.then(replace(FILED, source=SourceKind.INSPECTION, protection=Protection.NONE, reporter=None))


def test_facts_are_added_to_a_report():
    a_filed_report().when(SUPPLEMENT).then(
        ReportSupplemented(received_on=DAY_2, account=a_document("more"), by_reporter=True)
    )


def test_facts_are_added_even_after_the_end():
    ended = a_filed_report().given(ReportDeclined(declined_on=DAY_2, reasons=a_document("reasons")))
    ended.when(SUPPLEMENT).then(ReportSupplemented(received_on=DAY_2, account=a_document("more"), by_reporter=True))


def test_the_same_supplement_twice_is_one():
    a_filed_report().after(SUPPLEMENT).when(SUPPLEMENT).then_nothing()


def test_a_supplement_neither_precedes_the_report_nor_comes_from_the_future():
    a_filed_report().when(replace(SUPPLEMENT, received_on=DAY_3)).then_refused("received-in-future")
    early = replace(SUPPLEMENT, received_on=date(2012, 3, 11))
    a_filed_report().when(early).then_refused("supplement-before-report")
    a_report().when(SUPPLEMENT).then_refused("report-not-filed")


def test_an_organ_is_identified_once_and_corrected_when_wrong():
    organ = OrganId(an_id("another bureau"))
    a_filed_report().when(IdentifyOrgan(organ=organ)).then(OrganIdentified(organ=organ))
    a_filed_report().after(IdentifyOrgan(organ=organ)).when(IdentifyOrgan(organ=organ)).then_nothing()
    a_report().when(IdentifyOrgan(organ=organ)).then_refused("report-not-filed")


def test_a_likely_duplicate_is_noted_once_and_never_of_itself():
    a_filed_report().when(NoteDuplicate(of=OTHER_REPORT)).then(DuplicateNoted(of=OTHER_REPORT))
    a_filed_report().after(NoteDuplicate(of=OTHER_REPORT)).when(NoteDuplicate(of=OTHER_REPORT)).then_nothing()
    a_filed_report().when(NoteDuplicate(of=REPORT)).then_refused("report-is-itself")


def test_an_act_is_not_dated_before_the_report():
    late = a_report().given(replace(FILED, received_on=DAY_3))
    late.when(NoteDuplicate(of=OTHER_REPORT)).then_refused("report-act-out-of-order")
