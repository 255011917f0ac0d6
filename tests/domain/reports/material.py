"""One report about an invented bureau, and who handles it."""

from datetime import date

import msgspec

from application.adapters.profile_files import packaged_profiles
from domain.identity import ActorId, BodyId, OrganId, PartyId, ReportId
from domain.occasion import Lockout, Occasion
from domain.reports.commands import FileReport
from domain.reports.events import Channel, Protection, ReportAccepted, ReportFiled, SourceKind
from domain.reports.report import Report, ReportSetting, decide, evolve
from tests.support.made_up import a_document, an_id
from tests.support.scenario import Scenario

REPORT = ReportId(an_id("report"))
OTHER_REPORT = ReportId(an_id("other report"))
BODY = BodyId(an_id("supervising office"))
OTHER_BODY = BodyId(an_id("other office"))
ORGAN = OrganId(an_id("example bureau"))
REPORTER = PartyId(an_id("某甲 the reporter"))
MANAGER = ActorId(an_id("lead manager"))

DAY_1 = date(2012, 3, 12)
DAY_2 = date(2012, 3, 13)
DAY_3 = date(2012, 3, 14)

SETTING = ReportSetting(
    occasion=Occasion(today=DAY_2, actor=MANAGER, body=BODY), profile=packaged_profiles()["P-QYF"], report=REPORT
)
LOCKED_OUT = msgspec.structs.replace(SETTING, locked_out=(Lockout(actor=MANAGER, ground="close-relative"),))
AT_THE_UNIT = msgspec.structs.replace(SETTING, occasion=Occasion(today=DAY_2, actor=MANAGER, body=BodyId(ORGAN)))

FILE = FileReport(
    received_on=DAY_1,
    source=SourceKind.COMPLAINT,
    channel=Channel.LETTER,
    protection=Protection.CONFIDENTIAL,
    account=a_document("account"),
    intake=BODY,
    organ=ORGAN,
    reporter=REPORTER,
)
FILED = ReportFiled(
    received_on=DAY_1,
    source=SourceKind.COMPLAINT,
    channel=Channel.LETTER,
    protection=Protection.CONFIDENTIAL,
    account=a_document("account"),
    intake=BODY,
    organ=ORGAN,
    reporter=REPORTER,
)
ACCEPTED = ReportAccepted(body=BODY, accepted_on=DAY_2)


def a_report() -> Scenario[Report]:
    """Nothing has happened yet."""
    return Scenario(Report(), decide=decide, evolve=evolve, setting=SETTING)


def a_filed_report() -> Scenario[Report]:
    """Registered, nothing more."""
    return a_report().given(FILED)
