"""What each event does to the clocks of its stream."""

from typing import Any

from msgspec.structs import replace

from domain.appeals import events as appeal
from domain.calendar.clocks import ClockKind
from domain.cases import events as case
from domain.procedure.impediment import Lapse
from domain.proceedings import events as proceeding
from domain.proceedings import execution_events as execution
from domain.proceedings import sanction_events as sanction
from domain.proceedings.terms import Formality
from domain.recorded import Recorded, stored_name
from domain.reports import events as report
from projections.deadlines import supervision
from projections.deadlines.facts import Clock, Extended, Facts

RESPONDENT = "respondent"
"""To whom a decision must be served for review clocks to run."""

UNTIL_CLOSED = (
    ClockKind.STATEMENT,
    ClockKind.SERVICE,
    ClockKind.ANNOUNCEMENT,
    ClockKind.MEASURE,
    ClockKind.PAY_CHANGE,
    ClockKind.EXECUTION_REPORT,
)
"""Clocks that end with the proceeding at the latest."""

DONE = {stored_name(one) for one in (proceeding.MeasureCarriedOut, sanction.SanctionLifted, sanction.LiftingWithheld)}
"""What ends the time of a measure for good: a variation that keeps the measure starts none again."""


def begun(recorded: Recorded[Any]) -> Facts | None:
    """The facts of a stream that *recorded* begins; None when it begins none with clocks."""
    event, stream, shard = recorded.event, recorded.stream, recorded.shard
    match event:
        case report.ReportFiled(received_on=day):
            facts = Facts(stream=stream, kind="report", shard=shard)
            return facts.begin(Clock(kind=ClockKind.TRIAGE, from_=day))
        case case.CaseOpened():
            return Facts(stream=stream, kind="case", shard=shard, case_id=stream)
        case proceeding.ProceedingOpened(case=matter, profile=profile):
            return Facts(
                stream=stream, kind="proceeding", shard=shard, case_id=matter, proceeding_id=stream, profile=profile
            )
        case appeal.AppealFiled(case=matter, proceeding=which, track=track, step=step, filed_on=day):
            facts = Facts(
                stream=stream,
                kind="appeal",
                shard=shard,
                case_id=matter,
                proceeding_id=which,
                track=track,
                step=step,
            )
            started = Clock(
                kind=ClockKind.APPEAL_DECISION, from_=day, start="receipt-of-request", track=track, step=step
            )
            return facts.begin(started)
        case _:
            return supervision.begun(recorded)


def followed(facts: Facts, event: Any) -> Facts:
    """*facts* after one more event of their stream."""
    own = {"report": _report, "case": _case, "proceeding": _proceeding, "appeal": _appeal}
    return {**own, **supervision.FOLLOWED}[facts.kind](facts, event)


def _report(facts: Facts, event: Any) -> Facts:
    by = stored_name(event)
    match event:
        case report.ReportAccepted(accepted_on=day) | report.ReportDeclined(declined_on=day):
            return facts.end(ClockKind.TRIAGE, day, by)
        case report.ReportReferred(to=body, referred_on=day):
            # The desk to which it goes has the time for triage that every desk has, from the day of the letter.
            told = Clock(kind=ClockKind.TRIAGE, key=str(body), from_=day, start="report-referred")
            return facts.end(ClockKind.TRIAGE, day, by).begin(told)
        case report.ReportMerged(merged_on=day):
            return facts.end(ClockKind.TRIAGE, day, by)
        case report.ReportLinked(linked_on=day, case=matter):
            return replace(facts.end(ClockKind.TRIAGE, day, by), case_id=matter)
        case report.IdentityAsked(officer=officer, asked_on=day):
            # Whatever becomes of the report: a second person answers whoever asked to see its reporter.
            return facts.begin(Clock(kind=ClockKind.IDENTITY_ANSWER, key=str(officer), from_=day))
        case (
            report.IdentityAgreed(officer=officer, agreed_on=day)
            | report.IdentityRefused(officer=officer, refused_on=day)
        ):
            return facts.end(ClockKind.IDENTITY_ANSWER, day, by, key=str(officer))
        case _:
            return facts


def _case(facts: Facts, event: Any) -> Facts:
    match event:
        case case.CaseFiled(filed_on=day, decide_by=until):
            facts = replace(facts, gone_on=None, gone_by=None)
            return facts.begin(Clock(kind=ClockKind.DECISION, from_=day, recorded_on=until))
        case case.TimeExtended(until=until, extended_on=day, ground=ground):
            return facts.extend(ClockKind.DECISION, Extended(until=until, on=day, ground=ground.id))
        case case.CaseTransferred(transferred_on=day) | case.CaseClosed(closed_on=day):
            return replace(facts, gone_on=day, gone_by=stored_name(event))
        case case.InvestigationReopened():
            return replace(facts, gone_on=None, gone_by=None)
        case _:
            return facts


def _proceeding(facts: Facts, event: Any) -> Facts:
    by = stored_name(event)
    match event:
        case proceeding.NoticeServed(notice=number, deemed_on=day, statement_until=until):
            told = Clock(kind=ClockKind.STATEMENT, key=str(number), from_=day, recorded_on=until)
            for earlier in range(1, number):
                facts = facts.end(ClockKind.STATEMENT, day, by, key=str(earlier))
            return facts.begin(told)
        case proceeding.StatementReceived(received_on=day):
            return facts.end(ClockKind.STATEMENT, day, by)
        case proceeding.StatementWaived(waived_on=day):
            return facts.end(ClockKind.STATEMENT, day, by)
        case proceeding.Deliberated(deliberated_on=day):
            return facts.end(ClockKind.STATEMENT, day, by)
        case proceeding.DecisionMade():
            return _decided(facts, event)
        case proceeding.DecisionVaried(measures=measures, varied_on=day):
            done = {one.measure for one in measures if facts.settled(ClockKind.MEASURE, one.measure, DONE)}
            left = tuple(one for one in measures if one.measure not in done)
            return _varied(_measures(facts.end(ClockKind.MEASURE, day, by), left, event), event)
        case proceeding.DecisionRevoked(revoked_on=day, remake=remake):
            ended = facts.end(None, day, by)
            return replace(ended, remade_from=day, remade_on=None) if remake else ended
        case proceeding.ReturnedForSupplement(returned_on=day) | proceeding.ProceedingReferred(referred_on=day):
            return facts.end(ClockKind.STATEMENT, day, by)  # the notice fell, and with it the time to answer it
        case proceeding.DefenceVerified(verified_on=day, new_adverse_fact=True):
            return facts.end(ClockKind.STATEMENT, day, by)
        case proceeding.DecisionServed(to=to, deemed_on=day) if to == RESPONDENT:
            facts = facts.end(ClockKind.SERVICE, day, by).end_earlier(ClockKind.SERVICE, day, by)
            for track in facts.tracks:
                facts = facts.begin(_filing(track, "first", day))
            return facts
        case proceeding.DecisionAnnounced(announced_on=day):
            return facts.end(ClockKind.ANNOUNCEMENT, day, by)
        case sanction.SanctionLifted(measure=measure, noted_on=day):
            return facts.end(ClockKind.SANCTION_PERIOD, day, by, key=measure)
        case sanction.LiftingWithheld(measure=measure, withheld_on=day):
            return facts.end(ClockKind.SANCTION_PERIOD, day, by, key=measure)
        case proceeding.MeasureCarriedOut(measure=measure, carried_out_on=day):
            for kind in (ClockKind.MEASURE, ClockKind.PAY_CHANGE):
                facts = facts.end(kind, day, by, key=measure)
            return facts
        case execution.MeasuresNotCarriedOut():
            return _impeded(facts, event)
        case execution.PayChangeExtended(measure=measure, until=until, extended_on=day, ground=ground):
            more = Extended(until=until, on=day, ground=ground.id)
            return facts.extend(ClockKind.PAY_CHANGE, more, key=measure)
        case execution.FormalityRecorded(formality=Formality.EXECUTION_REPORT, done_on=day):
            return facts.end(ClockKind.EXECUTION_REPORT, day, by)
        case proceeding.AppealNoted(track=track, step=step, noted_on=day):
            filed = f"{track}/{step}"
            return replace(facts.end(ClockKind.REVIEW_FILING, day, by, key=filed), noted=(*facts.noted, (filed, day)))
        case proceeding.ProceedingClosed(closed_on=day):
            for kind in UNTIL_CLOSED:
                facts = facts.end(kind, day, by)
            return facts
        case _:
            return facts


def _decided(facts: Facts, event: proceeding.DecisionMade) -> Facts:
    day, by = event.effective_on, stored_name(event)
    facts = replace(facts.end(None, day, by), tracks=event.tracks, decided_on=facts.decided_on or day)
    if facts.remade_from is not None:
        facts = replace(facts, remade_on=facts.remade_on or day)
    for kind in (ClockKind.SERVICE, ClockKind.ANNOUNCEMENT):
        facts = facts.begin(Clock(kind=kind, from_=day))
    for taken in event.measures:
        for kind in (ClockKind.SANCTION_PERIOD, ClockKind.PAY_CHANGE):
            facts = facts.begin(Clock(kind=kind, key=taken.measure, from_=day))
    if event.measures:
        facts = facts.begin(Clock(kind=ClockKind.EXECUTION_REPORT, from_=day))
    return _measures(facts, event.measures, event)


def _varied(facts: Facts, event: proceeding.DecisionVaried) -> Facts:
    """The period of a sanction in place of another runs from the decision that stands; that of one that fell ends.

    Rank and pay are changed within the time from the act that imposed the measure.
    """
    began = {
        ClockKind.SANCTION_PERIOD: facts.remade_on or facts.decided_on or event.varied_on,
        ClockKind.PAY_CHANGE: event.varied_on,
    }
    left = {taken.measure for taken in event.measures}
    for kind, since in began.items():
        kept = {clock.key for clock in facts.clocks if clock.kind is kind and clock.ended_on is None}
        for gone in sorted(kept - left):
            facts = facts.end(kind, event.varied_on, stored_name(event), key=gone)
        for new in sorted(code for code in left - kept if not facts.settled(kind, code, DONE)):
            facts = facts.begin(Clock(kind=kind, key=new, from_=since))
    return facts


LAPSING = {Lapse.SERVICE: ClockKind.SERVICE, Lapse.ANNOUNCEMENT: ClockKind.ANNOUNCEMENT}
"""The clocks that end with what falls away."""


def _impeded(facts: Facts, event: execution.MeasuresNotCarriedOut) -> Facts:
    """No time runs for what cannot be carried out; a sanction has no period in which anybody could prove themselves."""
    day, by = event.recorded_on, stored_name(event)
    for measure in event.measures:
        for kind in (ClockKind.MEASURE, ClockKind.PAY_CHANGE):
            facts = facts.end(kind, day, by, key=measure)
    for lapsed in event.lapsed:
        if lapsed in LAPSING:
            facts = facts.end(LAPSING[lapsed], day, by)
    return facts.end(ClockKind.SANCTION_PERIOD, day, by) if Lapse.SERVICE in event.lapsed else facts


def _measures(facts: Facts, measures: tuple[proceeding.MeasureTaken, ...], event: Any) -> Facts:
    day = event.varied_on if isinstance(event, proceeding.DecisionVaried) else event.effective_on
    for taken in measures:
        if taken.due_on is not None:
            facts = facts.begin(Clock(kind=ClockKind.MEASURE, key=taken.measure, from_=day, named_on=taken.due_on))
    return facts


def _filing(track: str, step: str, day: Any) -> Clock:
    return Clock(kind=ClockKind.REVIEW_FILING, key=f"{track}/{step}", from_=day, track=track, step=step)


def _appeal(facts: Facts, event: Any) -> Facts:
    by = stored_name(event)
    match event:
        case appeal.AppealAccepted(accepted_on=day, decide_by=until):
            started = Clock(
                kind=ClockKind.APPEAL_DECISION,
                key="accepted",
                from_=day,
                track=facts.track,
                step=facts.step,
                recorded_on=until,
            )
            return facts.begin(started)
        case appeal.AppealTimeExtended(until=until, extended_on=day, ground=ground):
            return facts.extend(ClockKind.APPEAL_DECISION, Extended(until=until, on=day, ground=ground.id))
        case appeal.AppealNotAccepted(decided_on=day) | appeal.AppealWithdrawn(withdrawn_on=day):
            return facts.end(ClockKind.APPEAL_DECISION, day, by)
        case (
            appeal.AppealDecided(made_on=day, further_route=further)
            | appeal.AppealOutcomeRecorded(decided_on=day, further_route=further)
        ):
            return replace(facts.end(ClockKind.APPEAL_DECISION, day, by), further=further)
        case appeal.AppealServed(deemed_on=day) if facts.further is not None and facts.track is not None:
            return facts.begin(_filing(facts.track, facts.further, day))
        case _:
            return facts
