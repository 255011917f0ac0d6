"""How each event changes a proceeding. Never raises and never judges again: what is recorded happened."""

from typing import TypeVar

from msgspec.structs import replace

from domain.acts import Apart, kept
from domain.proceedings.disclosure_events import MaterialDisclosed
from domain.proceedings.events import (
    AppealEnded,
    AppealNoted,
    CompetenceEstablished,
    ConsentObtained,
    DecisionAnnounced,
    DecisionMade,
    DecisionRevoked,
    DecisionServed,
    DecisionVaried,
    DefenceVerified,
    Deliberated,
    ElementFound,
    FactorFound,
    FileReviewed,
    MeasureCarriedOut,
    NoticeIssued,
    NoticeServed,
    PointAnswered,
    ProceedingClosed,
    ProceedingEvent,
    ProceedingOpened,
    ProceedingReferred,
    QuestionAnswered,
    RectificationChecked,
    RectificationReported,
    ReturnedForSupplement,
    RoleFound,
    StatementReceived,
    StatementWaived,
    SuspendedFromDuty,
    SuspensionEnded,
)
from domain.proceedings.executed import executed
from domain.proceedings.execution_events import FormalityRecorded, MeasuresNotCarriedOut, PayChangeExtended
from domain.proceedings.handling import handling
from domain.proceedings.heard import answered, noticed, served, stated, unheard
from domain.proceedings.paper_service_events import PaperServed
from domain.proceedings.restoration_events import RestorationCarriedOut, RestorationJudged
from domain.proceedings.reviewed import as_reviewed
from domain.proceedings.sanction_events import LiftingWithheld, RunningSanctionNoted, SanctionFixed, SanctionLifted
from domain.proceedings.state import (
    Bound,
    BoundBy,
    Competent,
    Decision,
    Deliberation,
    Delivery,
    Fall,
    Held,
    NotedAppeal,
    PayChange,
    Proceeding,
    Role,
    RunningNoted,
)
from domain.proceedings.terms import RESPONDENT, RestorationAnswer

T = TypeVar("T")


APART: Apart = {
    CompetenceEstablished: (),
    RoleFound: (),
    ElementFound: ("fact",),
    FactorFound: ("factor",),
    SanctionFixed: ("allegation",),
    RunningSanctionNoted: (),
    SanctionLifted: ("measure",),
    LiftingWithheld: ("measure",),
    QuestionAnswered: ("question",),
    SuspendedFromDuty: (),
    FileReviewed: (),
    ReturnedForSupplement: (),
    NoticeIssued: (),
    NoticeServed: (),
    StatementReceived: ("document",),
    StatementWaived: (),
    DefenceVerified: (),
    Deliberated: (),
    ConsentObtained: ("body",),
    DecisionServed: ("to", "mode", "served_on"),
    DecisionAnnounced: (),
    MeasureCarriedOut: ("measure", "accepted_on"),
    MeasuresNotCarriedOut: ("measure", "impediment"),
    PayChangeExtended: ("measure",),
    FormalityRecorded: ("formality", "lifting"),
    RectificationChecked: (),
    AppealNoted: ("appeal",),
    RestorationJudged: ("what", "answer"),
    ProceedingClosed: (),
}
"""The acts that are kept. Each is the latest of its kind, or the latest about one thing."""


def evolve(proceeding: Proceeding, event: ProceedingEvent) -> Proceeding:
    """The proceeding after *event*."""
    return replace(_after(proceeding, event), acts=kept(proceeding.acts, event, APART))


def _after(proceeding: Proceeding, event: ProceedingEvent) -> Proceeding:
    match event:
        case ProceedingOpened():
            return replace(
                proceeding,
                case=event.case,
                subject=event.subject,
                organ=event.organ,
                person=event.person,
                post=event.post,
                profile=event.profile,
                alleged_role=event.role,
                opened_on=event.opened_on,
            )
        case CompetenceEstablished():
            known = Competent(body=event.body, source=event.source, established_on=event.established_on)
            return replace(_for_body(proceeding, known), competent=known)
        case ProceedingReferred():
            known = Competent(body=event.to, source="referral", established_on=event.referred_on)
            return replace(_for_body(proceeding, known), competent=known)
        case RoleFound():
            return replace(proceeding, role=Role(code=event.role, evidence=event.evidence, by=event.found_by))
        case ElementFound():
            held = Held(code=event.fact, status=event.status, evidence=event.evidence, by=event.found_by)
            return replace(proceeding, elements=_with(proceeding.elements, held))
        case FactorFound():
            held = Held(
                code=event.factor,
                status=event.status,
                evidence=event.evidence,
                phase=event.phase,
                basis=event.basis,
                by=event.found_by,
            )
            return replace(proceeding, factors=_with(proceeding.factors, held))
        case SanctionFixed():
            fixed = tuple(each for each in proceeding.fixed if each[0] != event.allegation)
            return replace(proceeding, fixed=(*fixed, (event.allegation, event.measure)))
        case RunningSanctionNoted():
            running = RunningNoted(measure=event.measure, decided_on=event.decided_on, months=event.months)
            return replace(proceeding, running=running)
        case SanctionLifted() | LiftingWithheld():
            return proceeding
        case QuestionAnswered():
            others = tuple(answer for answer in proceeding.answers if answer[0] != event.question)
            return replace(proceeding, answers=(*others, (event.question, event.choice)))
        case SuspendedFromDuty():
            return replace(proceeding, suspended=True)
        case SuspensionEnded():
            return replace(proceeding, suspended=False)
        case FileReviewed():
            recorder = () if event.recorded_by is None else (event.recorded_by,)
            return replace(
                proceeding,
                review=as_reviewed(event, proceeding),
                deliberation=None,  # the leaders discuss the file as it was reviewed
                reviewers=_union(proceeding.reviewers, (*event.reviewers, *recorder)),
            )
        case ReturnedForSupplement():
            return replace(unheard(proceeding), review=None, notice=None, returned=event.report)
        case NoticeIssued():
            return noticed(proceeding, event)
        case NoticeServed():
            return served(proceeding, event)
        case PaperServed():
            return replace(proceeding, deliveries=(*proceeding.deliveries, event))
        case MaterialDisclosed():
            return replace(proceeding, disclosures=(*proceeding.disclosures, event))
        case StatementReceived():
            return stated(proceeding, event)
        case StatementWaived():
            return replace(proceeding, hearing=replace(proceeding.hearing, waived=True))
        case PointAnswered():
            return answered(proceeding, event)
        case DefenceVerified():
            verified = replace(proceeding, hearing=replace(proceeding.hearing, verified=True))
            if not event.new_adverse_fact:
                return verified
            return replace(unheard(verified), review=None, notice=None, returned=event.report)
        case Deliberated():
            resolved = None if event.outcome is None else handling(event.outcome, event.measures)
            return replace(
                proceeding,
                deliberation=Deliberation(
                    present=event.present,
                    voting=event.voting,
                    minutes=event.minutes,
                    resolved=resolved,
                    deliberated_on=event.deliberated_on,
                ),
                deciders=_union(proceeding.deciders, event.present),
            )
        case ConsentObtained():
            given = {event.body: event.obtained_on} | dict(proceeding.consents)
            return replace(proceeding, consents=tuple(given.items()))
        case DecisionMade():
            return _decided(proceeding, event)
        case DecisionServed():
            return _decision_served(proceeding, event)
        case DecisionAnnounced():
            if proceeding.decision is None:
                return proceeding
            return replace(proceeding, decision=replace(proceeding.decision, announced=True))
        case MeasureCarriedOut() | MeasuresNotCarriedOut() | PayChangeExtended() | FormalityRecorded():
            return executed(proceeding, event)
        case RectificationReported():
            return replace(proceeding, rectification_reported=True, rectification=None)
        case RectificationChecked():
            return replace(proceeding, rectification=event.result)
        case AppealNoted():
            number = proceeding.decision.number if proceeding.decision else ""
            noted = NotedAppeal(appeal=event.appeal, decision=number, track=event.track, step=event.step)
            return replace(proceeding, appeals=(*proceeding.appeals, noted))
        case AppealEnded():
            appeals = tuple(
                replace(one, result=event.result, ground=event.ground, by_officer=bool(event.by_officer))
                if one.appeal == event.appeal
                else one
                for one in proceeding.appeals
            )
            return replace(proceeding, appeals=appeals)
        case DecisionVaried():
            return _varied(proceeding, event)
        case DecisionRevoked():
            return _revoked(proceeding, event)
        case RestorationCarriedOut():
            return _made_good(proceeding, (event.what,), settled=True)
        case RestorationJudged():
            return _made_good(proceeding, event.what, settled=event.answer is RestorationAnswer.NOT_DUE)
        case ProceedingClosed():
            return replace(proceeding, closed=True)


def _union(known: tuple[T, ...], more: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*known, *more)))


def _with(known: tuple[Held, ...], one: Held) -> tuple[Held, ...]:
    return (*(other for other in known if other.code != one.code), one)


def _for_body(proceeding: Proceeding, known: Competent) -> Proceeding:
    """Facts and review travel to another deciding body; what the former one intended does not."""
    if proceeding.competent is None or proceeding.competent.body == known.body:
        return proceeding
    return replace(unheard(proceeding), notice=None, consents=())


def _decided(proceeding: Proceeding, event: DecisionMade) -> Proceeding:
    decision = Decision(
        number=event.number,
        body=event.body,
        decider=event.decider,
        handling=handling(event.outcome, event.measures),
        measures=event.measures,
        findings=event.findings,
        held=proceeding.held,
        decided_on=event.decided_on,
        effective_on=event.effective_on,
        document=event.document,
        tracks=event.tracks,
        pay_changes=tuple(PayChange(measure=one.measure, since=event.effective_on) for one in event.measures),
    )
    return replace(
        proceeding,
        decision=decision,
        numbers=(*proceeding.numbers, event.number),
        deciders=_union(proceeding.deciders, (event.decider,)),
    )


def _decision_served(proceeding: Proceeding, event: DecisionServed) -> Proceeding:
    if proceeding.decision is None:
        return proceeding
    delivery = Delivery(to=event.to, mode=event.mode, served_on=event.served_on, deemed_on=event.deemed_on)
    served = (*proceeding.decision.served, delivery)
    notified = proceeding.notified or event.to == RESPONDENT
    return replace(proceeding, decision=replace(proceeding.decision, served=served), notified=notified)


def _varied(proceeding: Proceeding, event: DecisionVaried) -> Proceeding:
    decision = proceeding.decision
    if decision is None:
        return proceeding
    now = handling(event.outcome, event.measures)
    undone = tuple(code for code in decision.carried_out if code not in now.measures)
    running = {one.measure: one for one in decision.pay_changes}
    changed = replace(
        decision,
        handling=now,
        measures=event.measures,
        varied=True,
        first=decision.first if decision.first is not None else decision.handling,
        carried_out=tuple(code for code in decision.carried_out if code in now.measures),
        accepted=tuple(code for code in decision.accepted if code in now.measures),
        impeded=(),  # what is decided anew can be carried out, or is said anew to be impossible
        pay_changes=tuple(running.get(code, PayChange(measure=code, since=event.varied_on)) for code in now.measures),
        formalities=(),
    )
    falls = (*proceeding.falls, Fall(measures=undone)) if undone else proceeding.falls
    return replace(proceeding, decision=changed, falls=falls, closed=False)


def _revoked(proceeding: Proceeding, event: DecisionRevoked) -> Proceeding:
    decision = proceeding.decision
    if decision is None:
        return proceeding
    bound = Bound(because=BoundBy.REVIEW, handling=decision.handling, findings=decision.findings, held=decision.held)
    fell = Fall(measures=decision.carried_out, announced=decision.announced)
    felt = bool(decision.carried_out) or decision.announced
    return replace(
        unheard(proceeding),
        decision=None,
        notice=None,
        review=None,
        consents=(),
        bounds=_union(proceeding.bounds, (bound,)),
        revoked=True,
        remade_from=event.revoked_on if event.remake else None,
        lapsed=_union(proceeding.lapsed, decision.lapsed),
        ended=not event.remake,
        falls=(*proceeding.falls, fell) if felt else proceeding.falls,
        rectification_reported=False,
        rectification=None,
        closed=False,
    )


def _made_good(proceeding: Proceeding, kinds: tuple[str, ...], *, settled: bool) -> Proceeding:
    """Of *kinds* nothing is open any longer, or they are to be made good."""

    def after(fall: Fall) -> Fall:
        closed = tuple(one for one in fall.settled if one not in kinds)
        due = tuple(one for one in fall.due if one not in kinds)
        return replace(fall, settled=closed + kinds if settled else closed, due=due if settled else due + kinds)

    return replace(proceeding, falls=tuple(after(fall) for fall in proceeding.falls))
