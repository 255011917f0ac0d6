"""Every command of reports, cases, proceedings and appeals, with the stream after it was done."""

from collections.abc import Callable
from datetime import date
from typing import Any

from msgspec.structs import replace

from domain.appeals import commands as appeal
from domain.appeals.setting import Neighbour
from domain.cases import commands as case
from domain.cases.case import decide as decide_case
from domain.cases.events import Defect, ExclusionGround, LightForm, ReopeningCause
from domain.identity import AppealId, PartyId, ReportId
from domain.proceedings import commands as proceeding
from domain.proceedings.events import ServiceMode
from domain.proceedings.setting import Competence
from domain.proceedings.terms import RestorationAnswer
from domain.reports import commands as report
from domain.reports.events import OutcomeRating
from domain.reports.report import decide as decide_report
from tests.domain.appeals import material as registry
from tests.domain.appeals import test_admission as admission
from tests.domain.appeals import test_by_letter as by_letter
from tests.domain.appeals import test_joining as joining
from tests.domain.cases import material as cases
from tests.domain.cases.test_parties import AMEND
from tests.domain.cases.test_recusal import RAISE
from tests.domain.proceedings import material as matter
from tests.domain.proceedings import test_disclosure as disclosure
from tests.domain.proceedings import test_formalities as formalities
from tests.domain.proceedings import test_holding as holding
from tests.domain.proceedings import test_impeded as impeded
from tests.domain.proceedings import test_lifting as lifting
from tests.domain.proceedings import test_opening as opening
from tests.domain.proceedings import test_paper_service as paper_service
from tests.domain.proceedings import test_remedies as remedies
from tests.domain.proceedings import test_suspension as suspension
from tests.domain.proceedings import test_way as way
from tests.domain.reports import material as reports
from tests.domain.reports.test_reporters import AMEND_REPORTER, ASKER, IDENTITY_ASKED
from tests.domain.reports.test_triage import ACCEPT, ASK, DECLINE, INFORM, LINK, MERGE, REFER
from tests.support.made_up import a_document, an_id
from tests.support.scenario import Scenario

Done = tuple[Any, Callable[[Any], Any]]


def _after(stream: Scenario[Any], command: Any, decide: Any) -> Done:
    state = stream.after(command).state
    return command, lambda asked: decide(state, asked, stream.setting)


def _report(command: Any, *before: Any) -> Done:
    return _after(reports.a_report().after(*before), command, decide_report)


def _case(stream: Scenario[Any], command: Any, by: Any = cases.HEAD) -> Done:
    return _after(stream.under(cases.setting_of(by)), command, decide_case)


def _proceeding(desk: matter.Desk, command: Any, **how: Any) -> Done:
    after = desk.after(command, **how)
    return command, lambda asked: after.answer(asked, **how)


def _appeal(
    command: Any,
    *events: Any,
    first: tuple[Any, ...] = (),
    profile: str = "P-QYF",
    forum_is_outside: bool = False,
    neighbours: tuple[Neighbour, ...] = (),
    own: AppealId | None = None,
    **how: Any,
) -> Done:
    around = {"forum_is_outside": forum_is_outside, "neighbours": neighbours, "own": own}
    registered = registry.Registry(*events, profile=profile, **around)
    after = registered.after(*first, command, **how)
    return command, lambda asked: after.answer(asked, **how)


FILE = reports.FILE
ELSEWHERE = Competence(bodies=(matter.ELSEWHERE,))
SERVE_APPEAL = appeal.ServeAppeal(mode=ServiceMode.DIRECT, served_on=registry.TODAY, proof=a_document("proof"))
IDENTITY = reports.a_filed_report().given(IDENTITY_ASKED)
REPORTS = (
    _report(FILE),
    _report(report.SupplementReport(received_on=reports.DAY_2, account=a_document("more")), FILE),
    _report(report.IdentifyOrgan(organ=reports.ORGAN), replace(FILE, organ=None)),
    _report(report.NoteDuplicate(of=reports.OTHER_REPORT), FILE),
    _report(ASK, FILE),
    _report(ACCEPT, FILE),
    _report(DECLINE, FILE),
    _report(REFER, FILE),
    _report(MERGE, FILE),
    _report(LINK, FILE, ACCEPT),
    _report(INFORM, FILE, ACCEPT),
    _report(report.InformReporter(message=ASK.message), FILE, ASK, ACCEPT),
    _report(report.RateOutcome(rating=OutcomeRating.PARTLY), FILE, DECLINE),
    _report(AMEND_REPORTER, FILE),
    _report(report.AskIdentity(reasons=a_document("why")), FILE),
    *(
        _after(IDENTITY, answer, decide_report)
        for answer in (
            report.AgreeIdentity(asker=ASKER),
            report.RefuseIdentity(asker=ASKER, reasons=a_document("why not")),
        )
    ),
)

CHECKED, REFUTED = cases.a_checked_case(), cases.a_checked_case(cases.REFUTED)
FILED, REPORTED = cases.a_filed_case(), cases.a_reported_case()
NOT_FILED = case.DecideNotToFile(reasons=a_document("why not"))
REOPEN = case.ReopenInvestigation(because=ReopeningCause.RETURNED, items=a_document("items"))
CLOSE_CASE = case.CloseCase(report=a_document("closing report"))
CASES = (
    _case(cases.a_case(), cases.OPEN),
    _case(cases.an_opened_case(), case.AddReport(report=ReportId(an_id("a second report")))),
    _case(cases.done(cases.a_case(), cases.OPEN), cases.FRAME),
    _case(cases.an_opened_case(), cases.AUTHORISE),
    _case(cases.done(cases.an_opened_case(), cases.AUTHORISE), cases.SUPPORTED, by=cases.FIRST),
    _case(REFUTED, NOT_FILED),
    _case(REFUTED, case.ClarifyReputation(scope=a_document("scope"), letter=a_document("letter"))),
    _case(
        CHECKED,
        case.HandleLightly(
            person=PartyId(an_id("another clerk")),
            form=LightForm.REMINDER_TALK,
            record=a_document("record"),
            heard=a_document("heard"),
            circumstances=a_document("light"),
        ),
    ),
    _case(CHECKED, case.TransferCase(to=cases.OTHER_BODY, letter=a_document("letter"))),
    _case(cases.done(CHECKED, cases.NAME_ORGAN, cases.NAME_CLERK), cases.FILE),
    _case(FILED, case.ExtendTime(until=date(2012, 12, 3), ground=a_document("complex"))),
    _case(CHECKED, cases.NAME_CLERK),
    _case(
        cases.done(CHECKED, cases.NAME_ORGAN, cases.FILE, cases.NAME_CLERK),
        case.ExtendFiling(proceeding=cases.OF_CLERK, approval=a_document("approved")),
    ),
    _case(FILED, case.AssignInvestigators(investigators=(cases.FIRST, cases.THIRD))),
    _case(FILED, RAISE),
    _case(cases.done(FILED, RAISE), case.DecideRecusal(recusal=RAISE.recusal, granted=True, reasons=a_document("why"))),
    _case(FILED, cases.ENTER, by=cases.FIRST),
    _case(
        cases.an_investigated_case(),
        case.ExcludeEvidence(
            evidence=cases.EVIDENCE, ground=ExclusionGround.ILLEGAL_MEANS, reasons=a_document("by a trick")
        ),
    ),
    _case(cases.done(FILED, cases.ENTER, by=cases.FIRST), cases.FIND, by=cases.FIRST),
    _case(cases.an_investigated_case(), cases.REPORT_INVESTIGATION, by=cases.FIRST),
    _case(REPORTED, REOPEN),
    _case(
        cases.done(REPORTED, RAISE),
        case.NoteProcedureDefect(defect=Defect.RECUSAL_MISSED, description=a_document("late"), concerning=cases.FIRST),
    ),
    _case(FILED, AMEND),
    _case(cases.done(REFUTED, NOT_FILED), CLOSE_CASE),
    _case(
        cases.done(REFUTED, NOT_FILED, CLOSE_CASE), case.ArchiveCase(index=a_document("index"), retention="30-years")
    ),
)

REVIEWED = matter.Desk(*matter.FOUND, matter.reviewed())
NOTICED = REVIEWED.and_then(matter.noticed(matter.SELF_EXAMINATION))
ASKED = NOTICED.and_then(matter.notice_served())
STATED = ASKED.and_then(matter.STATED)
VERIFIED = STATED.and_then(matter.ANSWERED, matter.VERIFIED)
DECIDED = remedies.DECIDED
SERVED = DECIDED.after(way.SERVE, way.SERVE_UNIT)
FELL = remedies.DONE.after(remedies.NOTE, remedies.REVOKED)
OPEN = holding.OPEN
POST_DUE = proceeding.JudgeRestoration(what=("post",), answer=RestorationAnswer.DUE, reasons=a_document("why"))
PROCEEDINGS = (
    _proceeding(matter.Desk(), way.OPEN),
    _proceeding(matter.Desk(matter.OPENED), proceeding.EstablishCompetence(body=matter.BODY, source="register")),
    _proceeding(matter.Desk(matter.OPENED, matter.COMPETENT, competence=ELSEWHERE), opening.REFER),
    _proceeding(OPEN, holding.FIND_ROLE),
    _proceeding(OPEN, holding.FIND_ELEMENT),
    _proceeding(OPEN, holding.FIND_FACTOR),
    _proceeding(
        OPEN,
        proceeding.SettleFacts(
            facts=("duty-failure", "consequence"), status=matter.REFUTED, reasons=a_document("none of these")
        ),
    ),
    _proceeding(OPEN, proceeding.FixSanction(allegation=matter.ALLEGATION, reasons=a_document("why none"))),
    _proceeding(OPEN, proceeding.NoteRunningSanction(evidence=(matter.EVIDENCE,), reasons=a_document("nothing runs"))),
    _proceeding(OPEN, holding.ANSWER),
    _proceeding(OPEN, suspension.SUSPEND),
    _proceeding(OPEN.after(suspension.SUSPEND), suspension.END),
    _proceeding(matter.Desk(*matter.FOUND), way.REVIEW, by=matter.REVIEWER),
    _proceeding(
        matter.Desk(*matter.FOUND), proceeding.ReturnForSupplement(items=a_document("items")), by=matter.REVIEWER
    ),
    _proceeding(REVIEWED, matter.ISSUE),
    _proceeding(NOTICED, way.SERVE_NOTICE),
    _proceeding(NOTICED, disclosure.SHOW),
    _proceeding(NOTICED, disclosure.WITHHOLD),
    _proceeding(ASKED, way.STATE),
    _proceeding(ASKED, proceeding.WaiveStatement(document=a_document("waiver"))),
    _proceeding(STATED, way.ANSWER, by=matter.REVIEWER),
    _proceeding(STATED.and_then(matter.ANSWERED), way.VERIFY, by=matter.REVIEWER),
    _proceeding(VERIFIED, way.DELIBERATE),
    _proceeding(VERIFIED, proceeding.ObtainConsent(body=matter.ABOVE, document=a_document("consent"))),
    _proceeding(matter.Desk(*matter.READY), matter.DECIDE),
    _proceeding(DECIDED, way.SERVE),
    _proceeding(DECIDED, paper_service.ORDER),
    _proceeding(SERVED, way.ANNOUNCE),
    _proceeding(SERVED, way.CARRY_OUT),
    _proceeding(SERVED, replace(way.CARRY_OUT, accepted_on=None)),
    _proceeding(SERVED, impeded.REFUSED, on=impeded.TOMORROW),
    _proceeding(DECIDED, impeded.DIED),
    _proceeding(SERVED, formalities.REPORTED),
    _proceeding(formalities.downgraded(), formalities.EXTEND, on=formalities.DECIDED_ON),
    _proceeding(SERVED, way.REPORT),
    _proceeding(SERVED.after(way.REPORT), way.CHECK),
    _proceeding(DECIDED, remedies.NOTE),
    _proceeding(DECIDED.after(remedies.NOTE), remedies.EXEMPTED),
    _proceeding(DECIDED.knowing(case=remedies.DEFECTIVE), remedies.REVOKE, by=matter.STRANGER),
    _proceeding(FELL, remedies.RESTORE),
    _proceeding(FELL, POST_DUE),
    _proceeding(remedies.DONE, way.CLOSE),
    _proceeding(lifting.sanctioned(date(2012, 8, 31)), lifting.LIFT, on=date(2013, 3, 1)),
)

SECOND = (
    replace(registry.FILED, track="T4", step="second"),
    replace(registry.ACCEPTED, decide_by=date(2012, 8, 6)),
)
APPEALS = (
    _appeal(registry.FILE),
    _appeal(admission.REDIRECT, admission.WRONG_DOOR, body=matter.ELSEWHERE),
    _appeal(admission.ACCEPT, registry.FILED),
    _appeal(admission.REJECT, registry.FILED),
    _appeal(
        appeal.AssignHandlers(handlers=(registry.HANDLER, registry.SECOND_HANDLER)), registry.FILED, registry.ACCEPTED
    ),
    _appeal(joining.JOIN, registry.FILED, neighbours=(joining.BESIDE, joining.SECOND), own=joining.OWN),
    _appeal(joining.PART, *joining.JOINED, neighbours=(joining.BESIDE, joining.SECOND), own=joining.OWN),
    _appeal(admission.EXTEND, *SECOND, profile="P-SOE"),
    _appeal(appeal.ExamineAppeal(opinion=a_document("opinion")), *registry.READY[:3], by=registry.HANDLER),
    _appeal(
        appeal.DeliberateAppeal(present=registry.DISCUSSED.present, minutes=a_document("minutes")), *registry.READY[:4]
    ),
    _appeal(registry.ANSWER, *registry.READY[:4], by=registry.HANDLER),
    _appeal(registry.DECIDE, *registry.READY),
    _appeal(by_letter.LETTER, registry.FILED, forum_is_outside=True, body=registry.BODY),
    _appeal(SERVE_APPEAL, *registry.READY, first=(registry.DECIDE,)),
    _appeal(appeal.WithdrawAppeal(document=a_document("withdrawal")), registry.FILED),
)
