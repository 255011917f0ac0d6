"""What the events of supervision instruments do to the clocks of the organs that they watch."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from domain.calendar.clocks import ClockKind
from domain.identity import OrganId
from domain.recorded import Recorded, stored_name
from domain.supervision.assessments import events as assessment
from domain.supervision.consultations import events as consultation
from domain.supervision.duties import events as duty
from domain.supervision.evaluations import events as evaluation
from domain.supervision.projects import events as project
from domain.supervision.rectification import RectificationReported
from projections.deadlines.facts import Clock, Facts


def begun(recorded: Recorded[Any]) -> Facts | None:
    """The facts of an instrument that *recorded* begins; None when it begins none with clocks."""
    match recorded.event:
        case consultation.ConsultationStarted():
            return Facts(stream=recorded.stream, kind="consultation", shard=recorded.shard)
        case duty.DutyPlaced():
            return Facts(stream=recorded.stream, kind="duty", shard=recorded.shard)
        case project.ProjectRegistered(began_on=day, report_rule=rule):
            facts = Facts(stream=recorded.stream, kind="project", shard=recorded.shard)
            return facts if rule is None else facts.begin(_report(day, rule))
        case assessment.AssessmentPlanned(period_to=day, next_rule=rule) as planned:
            facts = Facts(stream=recorded.stream, kind="assessment", shard=recorded.shard)
            return _followed_by(facts, planned, day, rule)
        case evaluation.EvaluationPlanned(planned_on=day, next_rule=rule) as planned:
            facts = Facts(stream=recorded.stream, kind="evaluation", shard=recorded.shard)
            return _followed_by(facts, planned, day, rule)
        case _:
            return None


_NEXT: Mapping[Any, ClockKind] = {
    assessment.AssessmentPlanned: ClockKind.NEXT_ASSESSMENT,
    evaluation.EvaluationPlanned: ClockKind.NEXT_EVALUATION,
}
"""What recurs: its planning ends the clock of the one before, of the same kind and body, and begins the next."""


def series_of(event: Any) -> tuple[ClockKind, str] | None:
    """The clock, by kind and key, that *event* ends in whichever matter it runs; None for every other event."""
    kind = _NEXT.get(type(event))
    return None if kind is None else (kind, f"{event.body}/{event.kind}")


def _followed_by(facts: Facts, event: Any, day: date, rule: str | None) -> Facts:
    series = series_of(event)
    if series is None or rule is None:
        return facts
    return facts.begin(Clock(kind=series[0], key=series[1], from_=day, rule=rule))


def _report(begins: date, rule: str) -> Clock:
    """The report of the period that begins then; when it ends is the rule's."""
    return Clock(kind=ClockKind.PROGRESS_REPORT, key=begins.isoformat(), from_=begins, rule=rule)


def _project(facts: Facts, event: Any) -> Facts:
    by = stored_name(event)
    match event:
        case project.ProgressReported(period_from=begins, period_to=ends, reported_on=day):
            rule = next((clock.rule for clock in facts.clocks if clock.rule is not None), None)
            facts = facts.end(ClockKind.PROGRESS_REPORT, day, by, key=begins.isoformat())
            known = {clock.key for clock in facts.clocks}
            for start in (begins, ends):
                if rule is not None and start.isoformat() not in known:
                    facts = facts.begin(_report(start, rule))
            return facts.end(ClockKind.PROGRESS_REPORT, day, by, key=begins.isoformat())
        case project.ProjectClosed(closed_on=day):
            return facts.end(None, day, by)
        case _:
            return facts


def _duty(facts: Facts, event: Any) -> Facts:
    by = stored_name(event)
    match event:
        case duty.ItemsObserved(items=items):
            return _observed(facts, items, by)
        case duty.DutyEnded(ended_on=day):
            return facts.end(None, day, by)
        case duty.DutyPlaced():  # taken up again: what had not been published runs on
            return facts.resume(stored_name(duty.DutyEnded))
        case _:
            return facts


def _observed(facts: Facts, items: Iterable[duty.Observed], by: str) -> Facts:
    """A clock for each item and rule, begun once; the day of publication as last observed ends it."""
    clocks = {clock.key: clock for clock in facts.clocks}
    for one in items:
        for rule in one.rules:
            key = f"{one.item}/{rule}"
            clock = clocks.get(key) or Clock(kind=ClockKind.PUBLICATION, key=key, from_=one.formed_on, rule=rule)
            if one.published_on is not None:
                clock = replace(clock, ended_on=one.published_on, by=by)
            clocks[key] = clock
    return replace(facts, clocks=tuple(clocks.values()))


def _consultation(facts: Facts, event: Any) -> Facts:
    by = stored_name(event)
    match event:
        case consultation.LetterReceived(organ=organ, received_on=day, rule=rule, reply_by=until):
            asked = Clock(kind=ClockKind.CONSULTATION_REPLY, key=str(organ), from_=day, rule=rule, recorded_on=until)
            return facts.begin(asked)
        case consultation.ReplyReceived(organ=organ, replied_on=day):
            return facts.end(ClockKind.CONSULTATION_REPLY, day, by, key=str(organ))
        case consultation.ConsultationClosed(closed_on=day):
            return facts.end(None, day, by)
        case _:
            return facts


def _rectification(facts: Facts, event: Any) -> Facts:
    by = stored_name(event)
    match event:
        case assessment.ConsequenceTaken(organ=organ, taken_on=day, due_on=until) if until is not None:
            return facts.begin(_ordered(organ, day, until))
        case evaluation.FeedbackGiven(organ=organ, given_on=day, rectify_by=until) if until is not None:
            return facts.begin(_ordered(organ, day, until))
        case RectificationReported(organ=organ, reported_on=day):
            return facts.end(ClockKind.RECTIFICATION, day, by, key=str(organ))
        case assessment.AssessmentClosed(closed_on=day) | evaluation.EvaluationClosed(closed_on=day):
            return facts.end(ClockKind.RECTIFICATION, day, by)
        case _:
            return facts


def _ordered(organ: OrganId, day: date, until: date) -> Clock:
    return Clock(kind=ClockKind.RECTIFICATION, key=str(organ), from_=day, named_on=until, recorded_on=until)


FOLLOWED: Mapping[str, Callable[[Facts, Any], Facts]] = {
    "consultation": _consultation,
    "duty": _duty,
    "project": _project,
    "assessment": _rectification,
    "evaluation": _rectification,
}
"""By kind of stream, what one more event does to the clocks."""
