"""Where a project stands on a day: which gates are open, which reports are missing, which breaches the record shows."""

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from domain.calendar.rules import deadline_under
from domain.rulebook.labels import Label
from domain.supervision.breach import Breach
from domain.supervision.projects.events import MilestoneReached
from domain.supervision.projects.scheme import Gate, Milestone, ProjectKind
from domain.supervision.projects.state import Project
from domain.supervision.setting import SupervisionSetting

LONGEST = 400
"""Periods that are looked back at: a hundred years of quarters."""


class GateStands(msgspec.Struct, frozen=True, kw_only=True):
    """One gate: what is still missing, whether the step was taken, and what the text attaches to it."""

    step: Milestone
    missing: tuple[Milestone, ...]
    taken_on: date | None
    consequence: Label


class ReportStands(msgspec.Struct, frozen=True, kw_only=True):
    """One recurring report: the period that it is for, its last day, and when it came."""

    period_from: date
    period_to: date
    reported_on: date | None


def gates(state: Project, setting: SupervisionSetting) -> tuple[GateStands, ...]:
    """Every gate of the kind, as of today."""
    kind = _kind(state, setting)
    return () if kind is None else tuple(_gate(state, gate, setting.occasion.today) for gate in kind.gates)


def reports(state: Project, setting: SupervisionSetting) -> tuple[ReportStands, ...]:
    """Every recurring report whose last day has come, or that was given before it; the oldest first."""
    registered, kind = state.registered, _kind(state, setting)
    if registered is None or kind is None or kind.report is None:
        return ()
    until = state.closed_on or setting.occasion.today
    found = []
    begins = registered.began_on
    for _ in range(LONGEST):
        ends = period_after(begins, kind.report.rule, setting)
        given = next((one for one in state.reports if one.period_to == ends), None)
        if given is None and ends > until:
            break
        found.append(
            ReportStands(period_from=begins, period_to=ends, reported_on=None if given is None else given.reported_on)
        )
        begins = ends
    return tuple(found)


def next_report(state: Project, given: date, setting: SupervisionSetting) -> date | None:
    """The last day of the earliest report that has not come, once the one of *given* has; None where there is none."""
    registered, kind = state.registered, _kind(state, setting)
    if registered is None or kind is None or kind.report is None:
        return None
    came, ends = {given, *(one.period_to for one in state.reports)}, registered.began_on
    for _ in range(LONGEST):
        ends = period_after(ends, kind.report.rule, setting)
        if ends not in came:
            return ends
    return None


def period_after(begins: date, rule: str, setting: SupervisionSetting) -> date:
    """The next last day of a period after *begins*."""
    return deadline_under(setting.rules.rule(rule), begins, setting.calendar).due


def breaches(state: Project, setting: SupervisionSetting) -> tuple[Breach, ...]:
    """Every gate passed without what it needs, every report late or missing, every unapproved finding."""
    kind = _kind(state, setting)
    if kind is None:
        return ()
    return (*_gates(state, kind), *_reports(state, kind, setting), *_findings(state, kind))


def _gates(state: Project, kind: ProjectKind) -> Iterator[Breach]:
    for gate in kind.gates:
        if gate.provision is None:
            continue
        taken = _passed(state, gate)
        if taken is not None and (missing := _missing(state, gate, taken.reached_on)):
            yield Breach(
                instrument=kind.instrument,
                provision=gate.provision,
                organs=state.organs,
                since=taken.reached_on,
                key=".".join([gate.step, *missing]),
                evidence=(taken.document,),
            )


def _reports(state: Project, kind: ProjectKind, setting: SupervisionSetting) -> Iterator[Breach]:
    if kind.report is None:
        return
    today = setting.occasion.today
    for one in reports(state, setting):
        if (one.reported_on or today) > one.period_to:
            papers = (report.document for report in state.reports if report.period_to == one.period_to)
            yield Breach(
                instrument=kind.instrument,
                provision=kind.report.provision,
                organs=state.organs,
                since=one.period_to + timedelta(days=1),
                key=one.period_to.isoformat(),
                evidence=tuple(papers),
            )


def _findings(state: Project, kind: ProjectKind) -> Iterator[Breach]:
    for place, found in enumerate(state.found, 1):
        finding = kind.finding(found.finding)
        if finding is not None and found.approval is None:
            yield Breach(
                instrument=kind.instrument,
                provision=finding.provision,
                organs=state.organs,
                since=found.since,
                key=f"{finding.code}.{place}",
                evidence=(found.evidence,),
            )


def _gate(state: Project, gate: Gate, today: date) -> GateStands:
    passed = _passed(state, gate)
    taken = None if passed is None else passed.reached_on
    return GateStands(
        step=gate.step, missing=_missing(state, gate, taken or today), taken_on=taken, consequence=gate.consequence
    )


def _passed(state: Project, gate: Gate) -> MilestoneReached | None:
    """When the step was taken first, whatever was recorded first; what comes later does not open the gate."""
    taken = (one for one in state.milestones if one.milestone is gate.step)
    return min(taken, key=lambda one: one.reached_on, default=None)


def _missing(state: Project, gate: Gate, on: date) -> tuple[Milestone, ...]:
    """What the gate needs and what was not on record, favourable, by that day.

    The last word counts: of the latest day, and of one day the one recorded last.
    """
    by_then = sorted((one for one in state.milestones if one.reached_on <= on), key=lambda one: one.reached_on)
    said = {one.milestone: one.favourable for one in by_then}
    return tuple(need for need in gate.needs if not said.get(need, False))


def _kind(state: Project, setting: SupervisionSetting) -> ProjectKind | None:
    return None if state.registered is None else setting.schemes.projects.kind(state.registered.kind)
