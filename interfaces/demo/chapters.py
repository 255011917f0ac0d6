"""The chapters of a generated case, from the report as far as its plot goes."""

from uuid import UUID

from application.casework.naming import NamedRespondent
from domain.cases import commands as on_case
from domain.cases.events import CheckResult, EvidenceKind, FindingStatus
from domain.document import DocumentRef
from domain.identity import AllegationId, BodyId, CaseId, EvidenceId, OrganId, PartyId, PostId, ProceedingId, ReportId
from domain.proceedings import commands as on_track
from domain.proceedings.events import Mark, MeasureTaken, Outcome, ServiceMode
from domain.proceedings.execution_commands import CarryOutMeasure
from domain.reports import commands as on_report
from domain.reports.events import Channel, Protection, SourceKind
from interfaces.demo.cast import account_id, demo_id, organ_id
from interfaces.demo.plot import Plot
from interfaces.demo.telling import Teller, pairs

CITY = BodyId(organ_id("city"))
INSTRUMENT = "qingyuan-fault-liability"
STILL_IN_FORCE = ("AMB-22b", "still-in-force")
ELEMENTS = ("duty-failure", "consequence", "causation")
LOOKED_INTO = (
    "acted-on-orders",
    "averts-harm",
    "confirmed-unlawful",
    "cooperates",
    "corrects-in-time",
    "deceased",
    "disabled-in-duty",
    "dismissal-ground",
    "harm-occurred-or-grew",
    "in-medical-period",
    "leading-member",
    "major-economic-loss",
    "needs-discipline",
    "no-remedial-measures",
    "nothing-correctable",
    "objected-first",
    "obstructs-investigation",
    "order-obviously-unlawful",
    "other-heavier-circumstance",
    "other-lighter-circumstance",
    "pregnant-or-nursing",
    "resigned",
    "retaliates",
    "retired",
    "serious-adverse-impact",
    "serious-circumstances",
    "shifts-responsibility",
    "suspected-crime",
)
"""Facts about a person that are settled in every case, refuted where the plot does not say otherwise."""
STAGES = ("reported", "declined", "checking", "investigating", "noticed", "decided", "closed")


def told_id(plot: Plot, name: str) -> UUID:
    """The id of something of a generated case: of its ``report``, its ``case`` and so on."""
    return demo_id("generated", str(plot.number), name)


class Chapters:
    """Tells one plot. ``filed`` is the text of its report; the teller has that of the case."""

    def __init__(self, plot: Plot, teller: Teller, filed: DocumentRef) -> None:
        self._filed = filed
        self._plot, self._teller = plot, teller
        self._report = ReportId(told_id(plot, "report"))
        self._case = CaseId(told_id(plot, "case"))
        self._track = ProceedingId(self._id("proceeding"))
        self._allegation = AllegationId(self._id("allegation"))
        self._evidence = EvidenceId(self._id("evidence"))
        self._officers = (account_id("investigator-1"), account_id("investigator-2"))

    def _id(self, name: str) -> UUID:
        return told_id(self._plot, name)

    async def tell(self) -> None:
        """Everything that happens in the plot."""
        far = STAGES.index(self._plot.stage)
        await self._reported()
        if self._plot.stage == "declined":
            await self._declined()
            return
        if far >= STAGES.index("checking"):
            await self._checked()
        if far >= STAGES.index("investigating"):
            await self._investigated()
        if far >= STAGES.index("noticed"):
            await self._noticed()
        if far >= STAGES.index("decided"):
            await self._decided()
        if far >= STAGES.index("closed"):
            await self._closed()

    async def _reported(self) -> None:
        tell, plot = self._teller, self._plot
        filed = on_report.FileReport(
            received_on=tell.day,
            source=SourceKind.INSPECTION,
            channel=Channel.LETTER,
            protection=Protection.NONE,
            account=self._filed,
            intake=CITY,
            organ=OrganId(organ_id(plot.organ)),
            problem=plot.ground.ground,
            origin=f"demo:{plot.number}",
        )
        await tell.does("intake", "report.file-report", self._report, filed)

    async def _declined(self) -> None:
        self._teller.later(self._plot.pace)
        declined = on_report.DeclineReport(reasons=self._filed)
        await self._teller.does("manager", "report.decline-report", self._report, declined)

    async def _checked(self) -> None:
        tell, plot = self._teller, self._plot
        tell.later(plot.pace)
        await tell.does("manager", "report.accept-report", self._report, on_report.AcceptReport(body=CITY))
        organ = OrganId(organ_id(plot.organ))
        opened = on_case.OpenCase(
            body=CITY, instrument=INSTRUMENT, summary=tell.paper, reports=(self._report,), organ=organ
        )
        await tell.does("manager", "case.open-case", self._case, opened)
        framed = on_case.FrameAllegation(
            allegation=self._allegation,
            ground=plot.ground.ground,
            organ=organ,
            conduct_from=plot.begins,
            conduct_to=plot.begins,
            description=tell.paper,
            facts=plot.ground.facts,
        )
        await tell.does("manager", "case.frame-allegation", self._case, framed)
        check = on_case.AuthorisePreliminaryCheck(checkers=self._officers, plan=tell.paper)
        await tell.does("approver", "case.authorise-preliminary-check", self._case, check)

    async def _investigated(self) -> None:
        tell, plot = self._teller, self._plot
        tell.later(plot.pace)
        results = on_case.ReportPreliminaryCheck(
            results=((self._allegation, CheckResult.SUPPORTED),), report=tell.paper
        )
        await tell.does("investigator-1", "case.report-preliminary-check", self._case, results)
        person = None if plot.against_organ else PartyId(demo_id("generated-person", str(plot.number)))
        named = NamedRespondent(
            organ=OrganId(organ_id(plot.organ)),
            person=person,
            post=None if person is None else PostId(demo_id("generated-post", str(plot.number))),
            proceeding=self._track,
        )
        await tell.does("manager", "case.name-respondent", self._case, named)
        competent = on_track.EstablishCompetence(body=CITY, source="register")
        await tell.does("manager", "proceeding.establish-competence", self._track, competent)
        tell.later(plot.pace)
        await tell.does("approver", "case.file-case", self._case, on_case.FileCase(approval=tell.paper))
        assigned = on_case.AssignInvestigators(investigators=self._officers)
        await tell.does("approver", "case.assign-investigators", self._case, assigned)
        entered = on_case.EnterEvidence(
            evidence=self._evidence,
            kind=EvidenceKind.DOCUMENT,
            document=tell.paper,
            collected_on=tell.day,
            officers=self._officers,
            shows=plot.ground.facts,
        )
        await tell.does("investigator-1", "case.enter-evidence", self._case, entered)

    async def _noticed(self) -> None:
        tell, plot = self._teller, self._plot
        tell.later(7 * plot.pace)
        for fact in plot.ground.facts:
            found = on_case.MakeFinding(
                allegation=self._allegation,
                fact=fact,
                status=FindingStatus.ESTABLISHED,
                evidence=(self._evidence,),
                reasons=tell.paper,
                occurred_on=plot.begins,
            )
            await tell.does("investigator-1", "case.make-finding", self._case, found)
        if not plot.against_organ:
            await self._held_against_the_person()
        question, choice = STILL_IN_FORCE
        answered = on_track.AnswerQuestion(question=question, choice=choice, reasons=tell.paper)
        await tell.does("legal", "proceeding.answer-question", self._track, answered)
        reported = on_case.ReportInvestigation(report=tell.paper, unit_opinions=tell.paper)
        await tell.does("investigator-1", "case.report-investigation", self._case, reported)
        tell.later(plot.pace)
        sound = Mark.SOUND
        reviewed = on_track.ReviewFile(
            reviewers=(account_id("reviewer"),),
            facts=sound,
            evidence=sound,
            qualification=sound,
            procedure=sound,
            handling=sound,
            competence=sound,
            opinion=tell.paper,
        )
        await tell.does("reviewer", "proceeding.review-file", self._track, reviewed)
        notice = on_track.IssueNotice(
            outcome=self._outcome,
            findings=pairs(self._allegation, plot.ground.facts),
            document=tell.paper,
            measures=self._measures,
        )
        await tell.does("reviewer", "proceeding.issue-notice", self._track, notice)
        served = on_track.ServeNotice(mode=ServiceMode.DIRECT, served_on=tell.day, proof=tell.paper)
        await tell.does("manager", "proceeding.serve-notice", self._track, served)

    async def _held_against_the_person(self) -> None:
        tell, evidence = self._teller, (self._evidence,)
        role = on_track.FindRole(role="direct", evidence=evidence, reasons=tell.paper)
        await tell.does("investigator-1", "proceeding.find-role", self._track, role)
        about = self._plot.treatment.facts
        settled = {
            FindingStatus.ESTABLISHED: (*ELEMENTS, *about),
            FindingStatus.REFUTED: tuple(fact for fact in LOOKED_INTO if fact not in about),
        }
        for status, facts in settled.items():
            settle = on_track.SettleFacts(facts=facts, status=status, evidence=evidence, reasons=tell.paper)
            await tell.does("investigator-1", "proceeding.settle-facts", self._track, settle)

    async def _decided(self) -> None:
        tell, plot = self._teller, self._plot
        tell.later(plot.pace)
        waived = on_track.WaiveStatement(document=tell.paper)
        await tell.does("manager", "proceeding.waive-statement", self._track, waived)
        leaders = tuple(account_id(name) for name in ("decider", "decider-2", "decider-3"))
        discussed = on_track.Deliberate(
            present=leaders,
            voting=leaders,
            minutes=tell.paper,
            quorum=3,
            outcome=self._outcome,
            measures=self._measures,
        )
        await tell.does("decider", "proceeding.deliberate", self._track, discussed)
        decided = on_track.Decide(
            number=f"示例责〔{tell.day.year}〕演{plot.number}号",
            outcome=self._outcome,
            findings=pairs(self._allegation, plot.ground.facts),
            reasons=tell.paper,
            document=tell.paper,
            measures=self._measures,
            departure=tell.paper if plot.treatment.departs else None,
            transferred_to=BodyId(organ_id("supervision")) if self._is_referral else None,
        )
        await tell.does("decider", "proceeding.decide", self._track, decided)

    async def _closed(self) -> None:
        tell, plot = self._teller, self._plot
        tell.later(plot.pace)
        for to in ("respondent",) if plot.against_organ else ("respondent", "unit"):
            served = on_track.ServeDecision(to=to, mode=ServiceMode.DIRECT, served_on=tell.day, proof=tell.paper)
            await tell.does("manager", "proceeding.serve-decision", self._track, served)
        if not self._is_referral:
            announced = on_track.AnnounceDecision(announced_on=tell.day, scope=tell.paper)
            await tell.does("manager", "proceeding.announce-decision", self._track, announced)
            done = CarryOutMeasure(
                measure=plot.treatment.measure, carried_out_on=tell.day, proof=tell.paper, accepted_on=tell.day
            )
            await tell.does("manager", "proceeding.carry-out-measure", self._track, done)
        tell.later(plot.pace)
        closed = on_track.CloseProceeding(report=tell.paper)
        await tell.does("manager", "proceeding.close-proceeding", self._track, closed)
        await tell.does("approver", "case.close-case", self._case, on_case.CloseCase(report=tell.paper))

    @property
    def _is_referral(self) -> bool:
        return self._plot.treatment.measure == "referral"

    @property
    def _outcome(self) -> Outcome:
        return Outcome.TRANSFERRED if self._is_referral else Outcome.MEASURES

    @property
    def _measures(self) -> tuple[MeasureTaken, ...]:
        if self._is_referral:
            return ()
        scope = self._teller.paper if self._plot.treatment.measure == "circulated-criticism" else None
        return (MeasureTaken(measure=self._plot.treatment.measure, scope=scope),)
