"""One case about an invented bureau, its officers, and the way it usually goes."""

from datetime import date

from msgspec.structs import replace

from application.adapters.calendar_files import national_calendar
from application.adapters.profile_files import packaged_profiles
from domain.cases.case import Case, CaseSetting, Standing, decide, evolve
from domain.cases.commands import (
    AssignInvestigators,
    AuthorisePreliminaryCheck,
    CaseCommand,
    EnterEvidence,
    FileCase,
    FrameAllegation,
    MakeFinding,
    NameRespondent,
    OpenCase,
    ReportInvestigation,
    ReportPreliminaryCheck,
)
from domain.cases.events import CheckResult, EvidenceKind, FindingStatus
from domain.identity import (
    ActorId,
    AllegationId,
    BodyId,
    EvidenceId,
    OrganId,
    PartyId,
    ProceedingId,
    RecusalId,
    ReportId,
)
from domain.occasion import Occasion
from tests.support.made_up import a_document, an_id
from tests.support.scenario import Scenario

BODY = BodyId(an_id("supervising office"))
HIGHER_BODY = BodyId(an_id("office one level up"))
OTHER_BODY = BodyId(an_id("other office"))
ORGAN = OrganId(an_id("example bureau"))
REPORT = ReportId(an_id("report"))
CLERK = PartyId(an_id("某乙 the clerk"))

HEAD = ActorId(an_id("head"))
HIGHER_HEAD = ActorId(an_id("head one level up"))
FIRST, SECOND, THIRD = (ActorId(an_id(f"officer {n}")) for n in ("one", "two", "three"))
REVIEWER = ActorId(an_id("reviewer"))

ALLEGATION = AllegationId(an_id("allegation"))
EVIDENCE = EvidenceId(an_id("evidence"))
MORE_EVIDENCE = EvidenceId(an_id("more evidence"))
OF_ORGAN = ProceedingId(an_id("proceeding of the bureau"))
OF_CLERK = ProceedingId(an_id("proceeding of the clerk"))
RECUSAL = RecusalId(an_id("recusal"))

TODAY = date(2012, 3, 12)


def setting_of(
    actor: ActorId = HEAD, *, today: date = TODAY, body: BodyId = BODY, profile: str = "P-QYF", decided: bool = False
) -> CaseSetting:
    """The usual setting, seen by *actor*."""
    return CaseSetting(
        occasion=Occasion(today=today, actor=actor, body=body),
        profile=packaged_profiles()[profile],
        calendar=national_calendar(),
        heads=(HEAD,),
        next_higher=HIGHER_BODY,
        respondents=(
            Standing(proceeding=OF_ORGAN, competent=HIGHER_BODY, decided=decided, closed=decided),
            Standing(proceeding=OF_CLERK, competent=BODY, decided=decided, in_review=decided, reviewers=(REVIEWER,)),
        ),
    )


OPEN = OpenCase(
    body=BODY, instrument="cn-gd-qingyuan.fault-liability-2011", summary=a_document("summary"), reports=(REPORT,)
)
FRAME = FrameAllegation(
    allegation=ALLEGATION,
    ground="late-publication",
    organ=ORGAN,
    conduct_from=date(2012, 1, 16),
    conduct_to=date(2012, 3, 8),
    description=a_document("what is alleged"),
    facts=("not-published-in-time",),
)
AUTHORISE = AuthorisePreliminaryCheck(checkers=(FIRST, SECOND), plan=a_document("plan"))
SUPPORTED = ReportPreliminaryCheck(
    results=((ALLEGATION, CheckResult.SUPPORTED),), report=a_document("report of the check")
)
REFUTED = replace(SUPPORTED, results=((ALLEGATION, CheckResult.REFUTED),))
NAME_ORGAN = NameRespondent(proceeding=OF_ORGAN, organ=ORGAN)
NAME_CLERK = NameRespondent(proceeding=OF_CLERK, person=CLERK)
FILE = FileCase(approval=a_document("approval"))
ASSIGN = AssignInvestigators(investigators=(FIRST, SECOND))
ENTER = EnterEvidence(
    evidence=EVIDENCE,
    kind=EvidenceKind.DOCUMENT,
    document=a_document("publication log"),
    collected_on=TODAY,
    officers=(FIRST, SECOND),
    shows=("not-published-in-time",),
)
FIND = MakeFinding(
    allegation=ALLEGATION,
    fact="not-published-in-time",
    status=FindingStatus.ESTABLISHED,
    evidence=(EVIDENCE,),
    reasons=a_document("reasons"),
    occurred_on=date(2012, 2, 17),
)
REPORT_INVESTIGATION = ReportInvestigation(
    report=a_document("report of the investigation"), unit_opinions=a_document("opinions of the unit")
)

BY_HEAD, BY_FIRST = setting_of(HEAD), setting_of(FIRST)


def a_case() -> Scenario[Case]:
    """Nothing has happened yet; the head acts."""
    return Scenario(Case(), decide=decide, evolve=evolve, setting=BY_HEAD)


def done(case: Scenario[Case], *commands: CaseCommand, by: ActorId = HEAD) -> Scenario[Case]:
    """*case* after lawful commands of *by*; the head acts again afterwards."""
    return case.under(replace(BY_HEAD, occasion=replace(BY_HEAD.occasion, actor=by))).after(*commands).under(BY_HEAD)


def an_opened_case() -> Scenario[Case]:
    """Opened, one allegation framed."""
    return done(a_case(), OPEN, FRAME)


def a_checked_case(check: ReportPreliminaryCheck = SUPPORTED) -> Scenario[Case]:
    """The preliminary check was reported."""
    return done(done(an_opened_case(), AUTHORISE), check, by=FIRST)


def a_filed_case() -> Scenario[Case]:
    """Filed against the bureau and the clerk, two investigators assigned."""
    return done(a_checked_case(), NAME_ORGAN, NAME_CLERK, FILE, ASSIGN)


def an_investigated_case() -> Scenario[Case]:
    """Evidence entered, the fact found."""
    return done(a_filed_case(), ENTER, FIND, by=FIRST)


def a_reported_case() -> Scenario[Case]:
    """The investigation was reported."""
    return done(an_investigated_case(), REPORT_INVESTIGATION, by=FIRST)
