"""Invented matters from lead to closed appeal, as the events that the commands would leave. Deterministic by seed."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from domain.appeals import events as appeal
from domain.cases import events as case
from domain.cases.events import FindingStatus
from domain.citation import Citation
from domain.document import DocumentRef
from domain.identity import ActorId
from domain.proceedings import events as proceeding
from domain.proceedings.events import Mark, MeasureTaken, Outcome, ServiceMode, Subject
from domain.recorded import Event
from domain.reports import events as report
from tests.support.made_up import a_document, an_id

Move = tuple[tuple[UUID, str, tuple[Event, ...]], ...]
"""What one command appends: stream, kind and events, for one stream or several."""

GROUNDS = {
    "proactive-release": "release-late",
    "application-handling": "application-delayed",
    "archive-and-library-supply": "archive-supply-late",
}
"""Grounds of the Qingyuan measures, each with one of its facts."""

MEASURES = ("order-to-correct", "written-self-examination", "circulated-criticism")


class Matter:
    """One invented matter. ``moves`` are its commands in order; ``people`` is the number of respondents."""

    def __init__(self, name: str, *, seed: int = 0, people: int = 2, opened: date = date(2025, 3, 3)) -> None:
        self.name = name
        self._random = random.Random(f"{name} {seed}")
        self._day = opened
        self.report = self.an_id("report")
        self.case = self.an_id("case")
        self.body = an_id(f"body {self._random.randrange(3)}")
        self.organ = an_id(f"organ {self._random.randrange(5)}")
        self.ground = self._random.choice(tuple(GROUNDS))
        self.investigators = tuple(ActorId(an_id(f"officer {n}")) for n in self._random.sample(range(6), 2))
        self.reviewer = ActorId(an_id("reviewer"))
        self.proceedings = tuple(self.an_id(f"proceeding {n}") for n in range(people))
        self.appeal = self.an_id("appeal")
        self.allegation: Any = self.an_id("allegation")

    def an_id(self, word: str) -> Any:
        return an_id(f"{self.name} {word}")

    def document(self, word: str) -> DocumentRef:
        return a_document(f"{self.name} {word}")

    def day(self, on: int = 1) -> date:
        self._day += timedelta(days=self._random.randint(0, on))
        return self._day

    def moves(self, *, until: str = "end") -> Iterator[Move]:
        """All moves, or those up to ``lead``, ``filed``, ``investigated`` or ``decided``."""
        for stage, moves in (
            ("lead", self._lead),
            ("filed", self._filing),
            ("investigated", self._investigation),
            ("decided", self._decisions),
            ("end", self._end),
        ):
            yield from moves()
            if stage == until:
                return

    def in_case(self, *events: Event) -> Move:
        return ((self.case, "case", events),)

    def in_proceeding(self, which: UUID, *events: Event) -> Move:
        return ((which, "proceeding", events),)

    def _lead(self) -> Iterator[Move]:
        filed = report.ReportFiled(
            received_on=self.day(),
            intake=self.body,
            source=report.SourceKind.INSPECTION,
            channel=report.Channel.IMPORT,
            protection=report.Protection.NONE,
            account=self.document("account"),
            organ=self.organ,
            problem="stale-column",
        )
        yield ((self.report, "report", (filed,)),)
        accepted = report.ReportAccepted(body=self.body, accepted_on=self.day())
        yield ((self.report, "report", (accepted,)),)

    def _filing(self) -> Iterator[Move]:
        opened = case.CaseOpened(
            body=self.body,
            opened_on=self.day(),
            instrument="qingyuan-fault-liability",
            summary=self.document("summary"),
            reports=(self.report,),
            organ=self.organ,
        )
        linked = report.ReportLinked(case=self.case, linked_on=self._day)
        yield ((self.case, "case", (opened,)), (self.report, "report", (linked,)))
        start = self._day - timedelta(days=self._random.randint(10, 60))
        yield self.in_case(
            case.AllegationFramed(
                allegation=self.allegation,
                ground=self.ground,
                organ=self.organ,
                conduct_from=start,
                conduct_to=start + timedelta(days=5),
                description=self.document("allegation"),
                duty=Citation(instrument="government-information-disclosure", edition="2019-05-15", address="26"),
                facts=(GROUNDS[self.ground],),
            )
        )
        yield self.in_case(
            case.PreliminaryCheckAuthorised(
                checkers=self.investigators, authorised_on=self.day(), plan=self.document("plan")
            )
        )
        yield self.in_case(
            case.PreliminaryCheckReported(
                results=((self.allegation, case.CheckResult.SUPPORTED),),
                reported_on=self.day(9),
                report=self.document("check"),
            )
        )
        filed = self.day(3)
        yield self.in_case(
            case.CaseFiled(
                filed_on=filed,
                approval=self.document("approval"),
                decide_by=filed + timedelta(days=181),
                decide_by_at_most=filed + timedelta(days=365),
            )
        )

    def _investigation(self) -> Iterator[Move]:
        yield self.in_case(case.InvestigatorsAssigned(investigators=self.investigators, assigned_on=self.day()))
        for number, which in enumerate(self.proceedings):
            person = None if number == 0 else self.an_id(f"person {number}")
            named = case.RespondentNamed(proceeding=which, organ=self.organ if person is None else None, person=person)
            opened = proceeding.ProceedingOpened(
                case=self.case,
                subject=Subject.ORGAN if person is None else Subject.PERSON,
                organ=self.organ,
                person=person,
                profile="P-QYF",
                opened_on=self._day,
                role=None if person is None else "direct",
            )
            yield ((self.case, "case", (named,)), (which, "proceeding", (opened,)))
        approval = self.document("extension of the filing")
        yield self.in_case(
            *(
                case.FilingExtended(proceeding=which, extended_on=self._day, approval=approval)
                for which in self.proceedings
            )
        )
        if self._random.random() < 0.3:
            yield from self._recusal()
        evidence = self.an_id("evidence")
        yield self.in_case(
            case.EvidenceEntered(
                evidence=evidence,
                kind=case.EvidenceKind.ELECTRONIC,
                document=self.document("evidence"),
                collected_on=self.day(),
                officers=self.investigators,
                shows=(GROUNDS[self.ground],),
            )
        )
        yield self.in_case(
            case.FindingMade(
                allegation=self.allegation,
                fact=GROUNDS[self.ground],
                status=FindingStatus.ESTABLISHED,
                evidence=(evidence,),
                found_on=self.day(),
                reasons=self.document("finding"),
                occurred_on=self._day - timedelta(days=30),
            )
        )
        for which in self.proceedings:
            yield self.in_proceeding(
                which,
                proceeding.CompetenceEstablished(body=self.body, source="register", established_on=self._day),
                proceeding.FactorFound(
                    factor="cooperates",
                    status=self._random.choice(tuple(FindingStatus)),
                    evidence=(evidence,),
                    found_on=self.day(),
                    reasons=self.document("factor"),
                ),
            )
        yield self.in_case(
            case.InvestigationReported(
                report=self.document("report"), unit_opinions=self.document("opinions"), reported_on=self.day(20)
            )
        )

    def _recusal(self) -> Iterator[Move]:
        recusal = self.an_id("recusal")
        yield self.in_case(
            case.RecusalRaised(
                recusal=recusal,
                officer=self.investigators[0],
                ground=case.RecusalGround.INTEREST,
                source=case.RecusalSource.SELF,
                raised_on=self.day(),
            )
        )
        yield self.in_case(
            case.RecusalDecided(
                recusal=recusal,
                granted=self._random.random() < 0.5,
                decided_on=self.day(),
                by_next_higher=False,
                reasons=self.document("recusal"),
            )
        )

    def _decisions(self) -> Iterator[Move]:
        for number, which in enumerate(self.proceedings):
            yield from self._heard(number, which)
            yield self.in_proceeding(which, self._decision(number))
            yield self.in_proceeding(
                which,
                proceeding.DecisionServed(
                    to="respondent",
                    mode=ServiceMode.DIRECT,
                    served_on=self.day(3),
                    deemed_on=self._day,
                    proof=self.document("proof"),
                ),
            )

    def _heard(self, number: int, which: UUID) -> Iterator[Move]:
        yield self.in_proceeding(
            which,
            proceeding.FileReviewed(
                reviewers=(self.reviewer,),
                facts=Mark.SOUND,
                evidence=Mark.SOUND,
                qualification=Mark.SOUND,
                procedure=Mark.SOUND,
                handling=Mark.SOUND,
                competence=Mark.SOUND,
                reviewed_on=self.day(),
                opinion=self.document("review"),
            ),
        )
        yield self.in_proceeding(
            which,
            proceeding.NoticeIssued(
                notice=1,
                outcome=Outcome.MEASURES,
                measures=(MeasureTaken(measure=MEASURES[number % 3]),),
                findings=((self.allegation, GROUNDS[self.ground]),),
                document=self.document("notice"),
                issued_on=self.day(),
            ),
        )
        yield self.in_proceeding(
            which,
            proceeding.NoticeServed(
                notice=1,
                mode=ServiceMode.DIRECT,
                served_on=self.day(),
                deemed_on=self._day,
                statement_until=self._day + timedelta(days=7),
                proof=self.document("notice proof"),
            ),
        )
        point = self.an_id(f"point {number}")
        yield self.in_proceeding(
            which,
            proceeding.StatementReceived(
                received_on=self.day(5),
                document=self.document("statement"),
                points=(proceeding.StatementPoint(point=point, text=self.document("point")),),
                oral=False,
                in_time=True,
            ),
        )
        yield self.in_proceeding(
            which,
            proceeding.PointAnswered(
                point=point,
                adoption=proceeding.Adoption.PARTLY,
                reasons=self.document("answer"),
                answered_on=self.day(),
            ),
            proceeding.DefenceVerified(
                opinion=self.document("verified"), verified_on=self._day, new_adverse_fact=False
            ),
        )
        yield self.in_proceeding(
            which,
            proceeding.Deliberated(
                present=(self.reviewer,),
                voting=(self.reviewer,),
                recused=(),
                quorum=1,
                minutes=self.document("minutes"),
                deliberated_on=self.day(),
            ),
        )

    def _decision(self, number: int) -> proceeding.DecisionMade:
        day = self.day()
        return proceeding.DecisionMade(
            body=self.body,
            decider=ActorId(an_id("decider")),
            number=f"示例问责〔{day.year}〕{self.name}-{number}号",
            outcome=Outcome.MEASURES,
            measures=(MeasureTaken(measure=MEASURES[number % 3], due_on=day + timedelta(days=30)),),
            findings=((self.allegation, GROUNDS[self.ground]),),
            decided_on=day,
            effective_on=day,
            reasons=self.document("reasons"),
            document=self.document("decision"),
            seen=proceeding.RecommendationSeen(
                rulebook="0" * 64, facts="{}", digest="0" * 64, permitted=MEASURES, suggested=MEASURES[:1]
            ),
            departure=self.document("departure") if self._random.random() < 0.4 else None,
            tracks=("T1",),
        )

    def _end(self) -> Iterator[Move]:
        for number, which in enumerate(self.proceedings):
            if number == 1:
                yield from self._appealed(which)
            yield self.in_proceeding(
                which,
                proceeding.MeasureCarriedOut(
                    measure=MEASURES[number % 3], carried_out_on=self.day(9), proof=self.document("done")
                ),
            )
            yield self.in_proceeding(
                which, proceeding.ProceedingClosed(closed_on=self.day(), report=self.document("closing"))
            )
        yield self.in_case(case.CaseClosed(closed_on=self.day(), report=self.document("closed")))

    def _appealed(self, which: UUID) -> Iterator[Move]:
        filed = appeal.AppealFiled(
            case=self.case,
            proceeding=which,
            decision=f"示例问责〔2025〕{self.name}-1号",
            decided_by=self.body,
            track="T1",
            step="first",
            forum=an_id("forum"),
            filed_on=self.day(),
            grounds=self.document("grounds"),
            in_time=True,
        )
        noted = proceeding.AppealNoted(appeal=self.appeal, track="T1", noted_on=self._day)
        yield ((self.appeal, "appeal", (filed,)), (which, "proceeding", (noted,)))
        accepted = appeal.AppealAccepted(accepted_on=self.day(), decide_by=self._day + timedelta(days=30))
        yield ((self.appeal, "appeal", (accepted,)),)
        handlers = appeal.HandlersAssigned(handlers=(ActorId(an_id("examiner")),), assigned_on=self.day())
        yield ((self.appeal, "appeal", (handlers,)),)
        varied = self._random.random() < 0.5
        taken = (MeasureTaken(measure=MEASURES[0]),) if varied else ()
        decided = appeal.AppealDecided(
            result=appeal.AppealResult.VARIED if varied else appeal.AppealResult.UPHELD,
            decider=ActorId(an_id("examiner")),
            number=f"示例复核〔2025〕{self.name}号",
            ground="fitness",
            reasons=self.document("appeal reasons"),
            document=self.document("appeal decision"),
            decided_on=self.day(9),
            outcome=Outcome.MEASURES if varied else None,
            measures=taken,
        )
        ended: tuple[Event, ...] = (
            proceeding.AppealEnded(appeal=self.appeal, result="varied" if varied else "upheld", ended_on=self._day),
        )
        if varied:
            change = proceeding.DecisionVaried(
                appeal=self.appeal,
                outcome=Outcome.MEASURES,
                measures=taken,
                varied_on=self._day,
                reasons=self.document("varied"),
            )
            ended = (change, *ended)
        yield ((self.appeal, "appeal", (decided,)), (which, "proceeding", ended))
        served = appeal.AppealServed(
            mode=ServiceMode.DIRECT, served_on=self.day(), deemed_on=self._day, proof=self.document("appeal proof")
        )
        yield ((self.appeal, "appeal", (served,)),)
