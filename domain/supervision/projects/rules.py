"""What stands against a command on a project. Each rule's sources and wording are data of the procedure profile."""

from datetime import date
from typing import TypeAlias

from msgspec.structs import replace

from domain.refusal import Reason
from domain.supervision.projects.commands import (
    NoteFinding,
    NoteMilestone,
    NoteProgress,
    ProjectCommand,
    RegisterProject,
)
from domain.supervision.projects.standing import reports
from domain.supervision.projects.state import Project
from domain.supervision.setting import SupervisionSetting

Dated: TypeAlias = RegisterProject | NoteMilestone | NoteProgress | NoteFinding
"""Commands that record something that happened on a day."""


def kind_is_known(_: Project, command: RegisterProject, setting: SupervisionSetting) -> Reason | None:
    """The kind is one of the scheme: it says which gates there are."""
    if setting.schemes.projects.kind(command.kind) is not None:
        return None
    return Reason(rule="project-kind-unknown", about=(command.kind,))


def not_registered_before(state: Project, _: RegisterProject, __: SupervisionSetting) -> Reason | None:
    """A project is registered once."""
    return Reason(rule="project-already-registered") if state.registered is not None else None


def registered_for_own_body(_: Project, command: RegisterProject, setting: SupervisionSetting) -> Reason | None:
    """Nobody registers a project for another body."""
    if setting.occasion.body == command.body:
        return None
    return Reason(rule="project-for-another-body", about=(str(command.body),))


def was_registered(state: Project, _: ProjectCommand, __: SupervisionSetting) -> Reason | None:
    """Nothing is recorded of a project that nobody registered."""
    return Reason(rule="project-not-registered") if state.registered is None else None


def not_closed(state: Project, _: ProjectCommand, __: SupervisionSetting) -> Reason | None:
    """Nothing more is recorded once it is no longer supervised."""
    return Reason(rule="project-closed") if state.closed_on is not None else None


def not_in_the_future(_: Project, command: Dated, setting: SupervisionSetting) -> Reason | None:
    """What is recorded happened today or earlier."""
    day = _day(command)
    return None if day <= setting.occasion.today else Reason(rule="project-day-in-future", about=(day.isoformat(),))


def since_precedes_the_check(_: Project, command: NoteFinding, __: SupervisionSetting) -> Reason | None:
    """What a check found was so on its day or before."""
    if command.since <= command.found_on:
        return None
    return Reason(rule="project-found-before-it-was", about=(command.since.isoformat(),))


def finding_is_known(state: Project, command: NoteFinding, setting: SupervisionSetting) -> Reason | None:
    """What is found is one of the findings of the kind."""
    kind = None if state.registered is None else setting.schemes.projects.kind(state.registered.kind)
    if kind is None or kind.finding(command.finding) is not None:
        return None
    return Reason(rule="project-finding-unknown", about=(command.finding,))


def period_is_reported_on(state: Project, command: NoteProgress, setting: SupervisionSetting) -> Reason | None:
    """The report is for a period that the rule of the kind knows, and that is over or runs out next."""
    kind = None if state.registered is None else setting.schemes.projects.kind(state.registered.kind)
    if kind is None:
        return None
    if kind.report is None:
        return Reason(rule="project-without-report", about=(kind.code,))
    if period_from(state, command, setting) is not None:
        return None
    return Reason(rule="project-period-unknown", about=(command.period_to.isoformat(),))


def reported_once(state: Project, command: NoteProgress, _: SupervisionSetting) -> Reason | None:
    """A period is reported on once."""
    if all(one.period_to != command.period_to for one in state.reports):
        return None
    return Reason(rule="project-reported-already", about=(command.period_to.isoformat(),))


def period_from(state: Project, command: NoteProgress, setting: SupervisionSetting) -> date | None:
    """Where the period that ends on the day of *command* begins; None when no period ends there."""
    looked_at = replace(setting, occasion=replace(setting.occasion, today=command.period_to))
    return next((one.period_from for one in reports(state, looked_at) if one.period_to == command.period_to), None)


def _day(command: Dated) -> date:
    match command:
        case RegisterProject(began_on=day) | NoteMilestone(reached_on=day) | NoteFinding(found_on=day):
            return day
        case NoteProgress(reported_on=day):
            return day


REGISTERING = (not_registered_before, kind_is_known, registered_for_own_body, not_in_the_future)
REACHING = (was_registered, not_closed, not_in_the_future)
REPORTING = (was_registered, not_closed, not_in_the_future, period_is_reported_on, reported_once)
FINDING = (was_registered, not_closed, not_in_the_future, since_precedes_the_check, finding_is_known)
CLOSING = (was_registered, not_closed)
