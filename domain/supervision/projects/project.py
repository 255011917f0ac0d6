"""Deciding on a project: what follows from a command, or every rule that stands against it."""

from domain.acts import says
from domain.deciding import refuse_if_any
from domain.supervision.leads import RaiseLead, RaiseLeads, raise_leads
from domain.supervision.projects import rules
from domain.supervision.projects.commands import (
    CloseProject,
    NoteFinding,
    NoteMilestone,
    NoteProgress,
    ProjectCommand,
    RegisterProject,
)
from domain.supervision.projects.events import (
    CheckFound,
    MilestoneReached,
    ProgressReported,
    ProjectClosed,
    ProjectEvent,
    ProjectLeadRaised,
    ProjectRegistered,
)
from domain.supervision.projects.standing import breaches, next_report, period_after
from domain.supervision.projects.state import Project, evolve
from domain.supervision.setting import SupervisionSetting

__all__ = ["Project", "breaches", "decide", "evolve"]


def decide(state: Project, command: ProjectCommand, setting: SupervisionSetting) -> tuple[ProjectEvent, ...]:
    """What follows from *command*; nothing when it had been done before.

    Raises:
        Refused: with every rule that stands against the command.
    """
    match command:
        case RegisterProject():
            return _registered(state, command, setting)
        case NoteMilestone():
            reached = MilestoneReached(
                milestone=command.milestone,
                reached_on=command.reached_on,
                favourable=command.favourable,
                document=command.document,
            )
            if reached in state.milestones:
                return ()
            refuse_if_any(rules.REACHING, state, command, setting)
            return (reached,)
        case NoteProgress():
            known = next((one for one in state.reports if one.period_to == command.period_to), None)
            if known is not None and (known.reported_on, known.document) == (command.reported_on, command.document):
                return ()
            refuse_if_any(rules.REPORTING, state, command, setting)
            begins = rules.period_from(state, command, setting)
            if begins is None:
                return ()  # a kind that the scheme no longer has: no period, so no report
            return (
                ProgressReported(
                    period_from=begins,
                    period_to=command.period_to,
                    reported_on=command.reported_on,
                    document=command.document,
                    next_by=next_report(state, command.period_to, setting),
                ),
            )
        case NoteFinding():
            found = CheckFound(
                finding=command.finding,
                found_on=command.found_on,
                since=command.since,
                evidence=command.evidence,
                approval=command.approval,
            )
            if found in state.found:
                return ()
            refuse_if_any(rules.FINDING, state, command, setting)
            return (found,)
        case RaiseLead() | RaiseLeads():
            return raise_leads(ProjectLeadRaised, state.leads, breaches(state, setting), command, setting)
        case CloseProject():
            if says(state.closed, command):
                return ()
            refuse_if_any(rules.CLOSING, state, command, setting)
            return (ProjectClosed(closed_on=setting.occasion.today, reasons=command.reasons),)


def _registered(state: Project, command: RegisterProject, setting: SupervisionSetting) -> tuple[ProjectEvent, ...]:
    kind = setting.schemes.projects.kind(command.kind)
    rule = kind.report.rule if kind is not None and kind.report is not None else None
    registered = ProjectRegistered(
        kind=command.kind,
        body=command.body,
        organ=command.organ,
        name=command.name,
        began_on=command.began_on,
        report_rule=rule,
        report_by=None if rule is None else period_after(command.began_on, rule, setting),
    )
    if state.registered == registered:
        return ()
    refuse_if_any(rules.REGISTERING, state, command, setting)
    return (registered,)
