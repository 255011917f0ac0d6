"""One respondent's proceeding in an invented matter, with the recommendation that really follows from its facts."""

import hashlib
from datetime import date
from functools import cache
from typing import Any

import msgspec
from msgspec.structs import replace

from application.adapters.calendar_files import deadline_rules, national_calendar, service_modes
from application.adapters.profile_files import packaged_profiles
from application.adapters.rulebook_files import packaged
from domain.cases.case import Case
from domain.cases.case import evolve as evolve_case
from domain.cases.events import (
    AllegationFramed,
    CaseFiled,
    CaseOpened,
    EvidenceEntered,
    EvidenceKind,
    FindingMade,
    FindingStatus,
    InvestigationReported,
    InvestigatorsAssigned,
)
from domain.identity import (
    ActorId,
    AllegationId,
    BodyId,
    CaseId,
    EvidenceId,
    OrganId,
    PartyId,
    PointId,
    ProceedingId,
)
from domain.occasion import Occasion
from domain.proceedings import commands as ask
from domain.proceedings import events as happened
from domain.proceedings.events import (
    Adoption,
    Mark,
    MeasureTaken,
    Outcome,
    RecommendationSeen,
    ServiceMode,
    StatementPoint,
    Subject,
)
from domain.proceedings.facts import fact_sheet
from domain.proceedings.proceeding import Proceeding, decide, evolve
from domain.proceedings.setting import Advice, Competence, ProceedingSetting
from domain.recommendation.facts import FactSheet, Holding
from domain.recommendation.outcome import Recommendation
from domain.recommendation.recommend import recommend
from domain.refusal import Reason, Refused
from domain.rulebook.policy import Policy
from domain.rulebook.vocabulary import FactKind
from tests.support.made_up import a_document, an_id

CATALOGUE = packaged()
QYF = next(book for book in CATALOGUE.rulebooks if book.instrument == "qingyuan-fault-liability")
POLICY = CATALOGUE.policies[0]
BOOKS = (QYF, *(book for book in CATALOGUE.rulebooks if book is not QYF))
FACTS = {fact.code: fact for book in reversed(BOOKS) for fact in book.facts}

BUREAU = OrganId(an_id("example bureau"))
BODY, ABOVE, ELSEWHERE = BodyId(BUREAU), BodyId(an_id("office one level up")), BodyId(an_id("bureau of another county"))
CLERK = PartyId(an_id("某乙 the clerk"))
CASE, PROCEEDING = CaseId(an_id("case")), ProceedingId(an_id("proceeding of the clerk"))
ALLEGATION, EVIDENCE = AllegationId(an_id("allegation")), EvidenceId(an_id("evidence"))
POINT, OTHER_POINT = PointId(an_id("point one")), PointId(an_id("point two"))
FIRST, SECOND, REVIEWER, OTHER_REVIEWER = (ActorId(an_id(f"officer {n}")) for n in ("one", "two", "three", "four"))
HEAD, DEPUTY, THIRD_LEADER, STRANGER = (ActorId(an_id(f"leader {n}")) for n in ("one", "two", "three", "four"))

FILED = date(2012, 4, 9)
TODAY = date(2012, 6, 4)
LATE = "release-late"
ESTABLISHED, REFUTED, OPEN = FindingStatus.ESTABLISHED, FindingStatus.REFUTED, FindingStatus.OPEN
CITED = ((ALLEGATION, LATE),)
SELF_EXAMINATION = MeasureTaken(measure="written-self-examination")
TALK = MeasureTaken(measure="admonition-talk")
CRITICISM = MeasureTaken(measure="circulated-criticism", scope=a_document("scope"))
TRANSFER = MeasureTaken(measure="transfer-from-post")


def a_finding(fact: str, status: FindingStatus = ESTABLISHED, evidence: tuple[EvidenceId, ...] = (EVIDENCE,)) -> Any:
    """A finding of the case on *fact*."""
    return FindingMade(
        allegation=ALLEGATION,
        fact=fact,
        status=status,
        evidence=evidence if status is ESTABLISHED else (),
        found_on=TODAY,
        reasons=a_document(f"why {fact}"),
    )


def a_case(*findings: FindingMade, report: str = "report of the investigation") -> Case:
    """Filed, investigated and reported: late publication by the bureau, every other trigger refuted."""
    triggers = (code for code, fact in FACTS.items() if fact.kind is FactKind.TRIGGER and code != LATE)
    case = Case()
    for event in (
        CaseOpened(body=BODY, opened_on=FILED, instrument=QYF.instrument, summary=a_document("summary")),
        AllegationFramed(
            allegation=ALLEGATION,
            ground="proactive-release",
            organ=BUREAU,
            conduct_from=date(2012, 2, 16),
            conduct_to=date(2012, 3, 8),
            description=a_document("what is alleged"),
            facts=(LATE,),
        ),
        CaseFiled(
            filed_on=FILED,
            approval=a_document("approval"),
            decide_by=date(2012, 10, 9),
            decide_by_at_most=date(2013, 4, 9),
        ),
        InvestigatorsAssigned(investigators=(FIRST, SECOND), assigned_on=FILED),
        EvidenceEntered(
            evidence=EVIDENCE,
            kind=EvidenceKind.DOCUMENT,
            document=a_document("publication log"),
            collected_on=FILED,
            officers=(FIRST, SECOND),
        ),
        *(a_finding(code, REFUTED) for code in sorted(triggers)),
        a_finding(LATE),
        *findings,
        InvestigationReported(
            report=a_document(report), unit_opinions=a_document("opinions of the unit"), reported_on=TODAY
        ),
    ):
        case = evolve_case(case, event)
    return case


def held(case_facts: frozenset[str] = frozenset(), **statuses: str) -> tuple[Any, ...]:
    """What the proceeding holds: the elements of personal liability, everything else refuted unless said."""
    elements = dict.fromkeys(("duty-failure", "consequence", "causation"), ESTABLISHED)
    said = elements | {code.replace("_", "-"): FindingStatus(status) for code, status in statuses.items()}
    found: list[Any] = []
    for code, fact in sorted(FACTS.items()):
        status = said.get(code, REFUTED)
        if fact.kind is FactKind.TRIGGER or code == QYF.role_fact or code in case_facts or status is OPEN:
            continue
        evidence = (EVIDENCE,) if status is ESTABLISHED else ()
        reasons = a_document(f"why {code}")
        if fact.kind is FactKind.FACTOR:
            found.append(
                happened.FactorFound(factor=code, status=status, evidence=evidence, found_on=TODAY, reasons=reasons)
            )
        else:
            found.append(
                happened.ElementFound(fact=code, status=status, evidence=evidence, found_on=TODAY, reasons=reasons)
            )
    return tuple(found)


OPENED = happened.ProceedingOpened(
    case=CASE,
    subject=Subject.PERSON,
    organ=BUREAU,
    person=CLERK,
    profile="P-QYF",
    opened_on=FILED,
    role="direct",
)
COMPETENT = happened.CompetenceEstablished(body=BODY, source="register", established_on=FILED)
ROLE = happened.RoleFound(role="direct", evidence=(EVIDENCE,), found_on=TODAY, reasons=a_document("role"))
FOUND = (OPENED, COMPETENT, ROLE, *held())


def reviewed(report: str = "report of the investigation", **marks: Mark) -> happened.FileReviewed:
    """The file reviewed, sound unless said."""
    points = ("facts", "evidence", "qualification", "procedure", "handling", "competence")
    return happened.FileReviewed(
        reviewers=(REVIEWER, OTHER_REVIEWER),
        reviewed_on=TODAY,
        opinion=a_document("review"),
        report=a_document(report),
        **{point: marks.get(point, Mark.SOUND) for point in points},
    )


def noticed(*measures: MeasureTaken, number: int = 1, outcome: Outcome = Outcome.MEASURES) -> happened.NoticeIssued:
    """A notice of these measures."""
    return happened.NoticeIssued(
        notice=number,
        outcome=outcome,
        measures=measures,
        findings=CITED,
        document=a_document(f"notice {number}"),
        issued_on=TODAY,
    )


def notice_served(number: int = 1) -> happened.NoticeServed:
    """Served today; five working days to answer."""
    return happened.NoticeServed(
        notice=number,
        mode=ServiceMode.DIRECT,
        served_on=TODAY,
        deemed_on=TODAY,
        statement_until=date(2012, 6, 11),
        proof=a_document("proof"),
    )


STATED = happened.StatementReceived(
    received_on=TODAY,
    document=a_document("statement"),
    points=(StatementPoint(point=POINT, text=a_document("point one"), about="consequence"),),
    oral=False,
    in_time=True,
)
ANSWERED = happened.PointAnswered(
    point=POINT, adoption=Adoption.PARTLY, reasons=a_document("why partly"), answered_on=TODAY
)
VERIFIED = happened.DefenceVerified(
    opinion=a_document("verification"),
    verified_on=TODAY,
    new_adverse_fact=False,
    report=a_document("report of the investigation"),
)


def deliberated(*measures: MeasureTaken, outcome: Outcome | None = None) -> happened.Deliberated:
    """The leaders met; views only unless an outcome is given."""
    return happened.Deliberated(
        present=(HEAD, DEPUTY),
        voting=(HEAD, DEPUTY),
        recused=(),
        quorum=2,
        minutes=a_document("minutes"),
        deliberated_on=TODAY,
        outcome=outcome,
        measures=measures,
    )


HEARD = (noticed(SELF_EXAMINATION), notice_served(), STATED, ANSWERED, VERIFIED)
READY = (*FOUND, reviewed(), *HEARD, deliberated())

DECIDE = ask.Decide(
    number="示例字2012-1",
    outcome=Outcome.MEASURES,
    measures=(SELF_EXAMINATION,),
    findings=CITED,
    reasons=a_document("reasons"),
    document=a_document("decision"),
)
ISSUE = ask.IssueNotice(
    outcome=Outcome.MEASURES,
    measures=(SELF_EXAMINATION,),
    findings=CITED,
    document=a_document("notice 1"),
)

ASIDE = frozenset({"profile", "holdings", "advice", "running", "running_searched"})
"""What a desk is told that is not a field of the setting as it stands."""


@cache
def recommended(sheet: FactSheet, by_policy: bool, on: date) -> Recommendation:
    """The recommendation on *sheet*; the same facts are asked for many times over."""
    return recommend(sheet, QYF, references=CATALOGUE, policy=POLICY if by_policy else None, known_at=on)


class Desk:
    """A proceeding where it stands. Immutable: every step gives another desk. The setting is made anew each time."""

    def __init__(self, *events: Any, case: Case | None = None, policy: Policy | None = None, **setting: Any) -> None:
        self.case = a_case() if case is None else case
        self.policy, self.kept = policy, setting
        self.proceeding = Proceeding()
        self.events = events
        for event in events:
            self.proceeding = evolve(self.proceeding, event)

    @classmethod
    def standing_at(cls, proceeding: Proceeding, *, case: Case | None = None) -> "Desk":
        """A desk at which *proceeding* stands, however it came to be."""
        desk = cls(case=case)
        desk.proceeding = proceeding
        return desk

    def and_then(self, *events: Any) -> "Desk":
        """The desk after further events."""
        desk = Desk(case=self.case, policy=self.policy, **self.kept)
        desk.events, desk.proceeding = (*self.events, *events), self.proceeding
        for event in events:
            desk.proceeding = evolve(desk.proceeding, event)
        return desk

    def knowing(self, *, case: Case | None = None, policy: Policy | None = None, **setting: Any) -> "Desk":
        """The same proceeding in other surroundings."""
        desk = Desk(case=case or self.case, policy=policy or self.policy, **(self.kept | setting))
        desk.events, desk.proceeding = self.events, self.proceeding
        return desk

    def setting(self, by: ActorId, on: date, body: BodyId | None) -> ProceedingSetting:
        """What the application would gather."""
        profile = packaged_profiles()[self.kept.get("profile", "P-QYF")]
        known = {name: value for name, value in self.kept.items() if name not in ASIDE}
        plain = ProceedingSetting(
            proceeding=PROCEEDING,
            occasion=Occasion(today=on, actor=by, body=body),
            profile=profile,
            case=self.case,
            modes=service_modes(),
            deadlines=deadline_rules(),
            rulebooks=BOOKS,
            **({"competence": Competence(bodies=(BODY,)), "calendar": national_calendar()} | known),
        )
        return replace(plain, advice=self.advice(profile, on) if self.kept.get("advice", True) else None)

    def advice(self, profile: Any, on: date) -> Advice | None:
        """The recommendation on the facts as they stand."""
        holdings = (
            Holding(relation="own-organ", body=str(BODY), source="register"),
            Holding(relation="personnel-authority", body=str(BODY), source="register"),
            Holding(relation="next-higher-organ", body=str(ABOVE), source="register"),
        )
        sheet = fact_sheet(
            PROCEEDING,
            self.proceeding,
            self.case,
            profile=profile,
            matter=QYF.scope.matters[0],
            today=on,
            priors_checked_on=on,
            competence=self.kept.get("holdings", holdings),
            running=self.kept.get("running"),
        )
        if sheet is None:
            return None
        made = recommended(sheet, self.policy is not None, on)
        facts = msgspec.json.encode(sheet, order="sorted").decode()
        digest = hashlib.sha256(msgspec.json.encode(made, order="sorted")).hexdigest()
        seen = RecommendationSeen(
            rulebook=made.identity.content_id,
            facts=facts,
            digest=digest,
            permitted=made.forms.permitted,
            suggested=made.suggestion.measures if made.suggestion else None,
            policy=made.identity.policy_content_id,
        )
        searched = self.kept.get("running_searched", True)
        return Advice(recommendation=made, sheet=sheet, seen=seen, running_searched=searched)

    def answer(self, command: Any, *, by: ActorId = HEAD, on: date = TODAY, body: BodyId | None = BODY) -> Any:
        """The events, or the refusal."""
        try:
            return decide(self.proceeding, command, self.setting(by, on, body))
        except Refused as refusal:
            return refusal

    def does(self, command: Any, **how: Any) -> tuple[Any, ...]:
        """What the command leads to; it must be lawful."""
        found = self.answer(command, **how)
        assert not isinstance(found, Refused), f"refused: {found}"
        return found

    def after(self, *commands: Any, **how: Any) -> "Desk":
        """The desk after lawful commands."""
        desk = self
        for command in commands:
            desk = desk.and_then(*desk.does(command, **how))
        return desk

    def refuses(self, command: Any, **how: Any) -> set[str]:
        """Every rule that stands against the command; there must be one."""
        return {reason.rule for reason in self.reasons(command, **how)}

    def reasons(self, command: Any, **how: Any) -> tuple[Reason, ...]:
        """Every reason, whole."""
        found = self.answer(command, **how)
        assert isinstance(found, Refused), f"accepted: {found}"
        return found.reasons
