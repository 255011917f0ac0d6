"""What is done about a reporter: an entry put right without saying what it says, an officer who stands aside because of them."""

from datetime import date

import msgspec
from msgspec.structs import replace

from domain.identity import ActorId, AmendmentId, RecusalId
from domain.reports.commands import AgreeIdentity, AmendReporter, AskIdentity, AskRecusal, RefuseIdentity
from domain.reports.events import (
    AmendmentCause,
    IdentityAgreed,
    IdentityAsked,
    IdentityRefused,
    OfficerKeptAway,
    Protection,
    ReporterAmended,
    ReporterParticular,
)
from domain.reports.report import Report, decide, evolve
from tests.domain.reports.material import DAY_2, FILE, FILED, MANAGER, REPORTER, SETTING, a_filed_report, a_report
from tests.domain.reports.test_triage import ACCEPT, DECLINE, LINK, REFER
from tests.support.made_up import a_document, an_id
from tests.support.scenario import Scenario

ASKER = ActorId(an_id("who asks"))
IDENTITY_ASKED = IdentityAsked(officer=ASKER, reasons=a_document("why"), asked_on=DAY_2)
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


def test_who_reported_is_opened_by_one_once_a_second_person_agreed():
    ask, agree = AskIdentity(reasons=a_document("why")), AgreeIdentity(asker=ASKER)
    by_asker = replace(SETTING, occasion=replace(SETTING.occasion, actor=ASKER), identity_days=3)
    waits = a_filed_report().under(by_asker).when(ask)
    waits.then(IDENTITY_ASKED)
    asked = Scenario(Report(), decide=decide, evolve=evolve, setting=replace(SETTING, identity_days=3)).given(
        FILED, IDENTITY_ASKED
    )
    asked.when(agree).then(IdentityAgreed(officer=ASKER, agreed_by=MANAGER, agreed_on=DAY_2, until=date(2012, 3, 16)))
    asked.under(by_asker).when(agree).then_refused("identity-answered-by-asker")
    asked.under(by_asker).when(ask).then_refused("identity-already-asked")
    asked.when(replace(agree, asker=MANAGER)).then_refused("identity-not-asked", "identity-answered-by-asker")
    refuse = RefuseIdentity(asker=ASKER, reasons=a_document("why not"))
    no = IdentityRefused(officer=ASKER, refused_by=MANAGER, reasons=a_document("why not"), refused_on=DAY_2)
    asked.when(refuse).then(no)
    answered = asked.after(refuse)
    answered.when(agree).then_refused("identity-not-asked")
    answered.under(by_asker).when(ask).then(IDENTITY_ASKED)
    unnamed = a_report().after(replace(FILE, protection=Protection.ANONYMOUS, reporter=None))
    unnamed.when(ask).then_refused("reporter-not-on-file")


def test_an_officer_stands_aside_from_a_report_before_there_is_a_case_and_decides_nothing_of_it():
    asked = AskRecusal(recusal=RecusalId(an_id("recusal")), officer=SETTING.occasion.actor)
    a_report().when(asked).then_refused("report-not-filed")
    kept = OfficerKeptAway(recusal=asked.recusal, officer=asked.officer, kept_on=SETTING.occasion.today)
    a_filed_report().when(asked).then(kept)
    aside = a_filed_report().after(asked)
    aside.when(replace(asked, recusal=RecusalId(an_id("another")))).then_nothing()
    aside.when(replace(asked, officer=ActorId(an_id("officer")))).then_kinds(OfficerKeptAway)
    aside.when(AgreeIdentity(asker=ASKER)).then_refused("identity-not-asked", "triage-by-conflicted-officer")
    for act in (ACCEPT, DECLINE, REFER):
        aside.when(act).then_refused("triage-by-conflicted-officer")
    a_filed_report().after(ACCEPT, asked).when(LINK).then_refused("triage-by-conflicted-officer")
    a_filed_report().after(DECLINE).when(asked).then_refused("report-in-no-case")
    a_filed_report().after(REFER).when(asked).then(kept)
    in_case = Scenario(Report(), decide=decide, evolve=evolve, setting=replace(SETTING, in_case=True)).given(FILED)
    in_case.when(asked).then_nothing()
