"""Deciding in an assessment: what follows from a command, or every rule that stands against it."""

from msgspec.structs import asdict

from domain.acts import says
from domain.calendar.rules import deadline_under
from domain.supervision.amounts import plain, total
from domain.supervision.assessments import rules
from domain.supervision.assessments.commands import (
    ApproveResults,
    AssessmentCommand,
    CheckOrgans,
    CloseAssessment,
    ConsiderEvaluation,
    CopyResults,
    IssueScheme,
    NoteSituation,
    NotifyOrgan,
    PlanAssessment,
    PublishResults,
    ScoreOrgan,
    TakeConsequence,
    TakeSelfAssessment,
)
from domain.supervision.assessments.events import (
    AssessmentClosed,
    AssessmentEvent,
    AssessmentLeadRaised,
    AssessmentPlanned,
    AssessmentRectificationJudged,
    AssessmentRectificationReported,
    ConsequenceTaken,
    EvaluationConsidered,
    OrganChecked,
    OrganNotified,
    OrganScored,
    ResultsApproved,
    ResultsCopied,
    ResultsPublished,
    SchemeIssued,
    SelfAssessed,
    SituationNoted,
)
from domain.supervision.assessments.standing import breaches, kind_of, results
from domain.supervision.assessments.state import Assessment, evolve
from domain.supervision.leads import RaiseLead, RaiseLeads, raise_leads
from domain.supervision.recording import anew
from domain.supervision.rectification import JudgeRectification, NoteRectification
from domain.supervision.setting import SupervisionSetting

__all__ = ["Assessment", "breaches", "decide", "evolve"]


def decide(state: Assessment, command: AssessmentCommand, setting: SupervisionSetting) -> tuple[AssessmentEvent, ...]:
    """What follows from *command*; nothing when it had been done before.

    Raises:
        Refused: with every rule that stands against the command.
    """
    if isinstance(command, RaiseLead | RaiseLeads):
        return raise_leads(AssessmentLeadRaised, state.leads, breaches(state, setting), command, setting)
    if isinstance(command, CloseAssessment) and says(state.closed, command):
        return ()
    if isinstance(command, ScoreOrgan) and _scored_so(state, command):
        return ()
    return anew(state.recorded(), _meant(state, command, setting), rules.AGAINST, state, command, setting)


def _scored_so(state: Assessment, command: ScoreOrgan) -> bool:
    """Whether the organ has these very points, from whatever sheet and whichever day they came."""
    one = state.organ(command.organ)
    return one is not None and one.scored is not None and one.scored.points == command.points


def _meant(state: Assessment, command: AssessmentCommand, setting: SupervisionSetting) -> tuple[AssessmentEvent, ...]:
    """The events that *command* asks for."""
    match command:
        case PlanAssessment():
            kind = setting.schemes.assessments.kind(command.kind)
            return (AssessmentPlanned(**asdict(command), next_rule=None if kind is None else kind.next_rule),)
        case IssueScheme():
            return (SchemeIssued(**asdict(command)),)
        case TakeSelfAssessment():
            return (SelfAssessed(**asdict(command)),)
        case CheckOrgans(organs=organs, manner=manner, record=record, checked_on=day):
            return tuple(OrganChecked(organ=one, manner=manner, record=record, checked_on=day) for one in organs)
        case ScoreOrgan():
            return (OrganScored(**asdict(command), total=plain(total(command.points))),)
        case ConsiderEvaluation():
            return (EvaluationConsidered(**asdict(command), results=setting.evaluated),)
        case ApproveResults():
            found = results(state, command.approved_on, setting)
            return (ResultsApproved(**asdict(command), results=found),)
        case NotifyOrgan():
            return (OrganNotified(**asdict(command)),)
        case CopyResults():
            return (ResultsCopied(**asdict(command)),)
        case PublishResults():
            return _published(state, command, setting)
        case TakeConsequence():
            return (ConsequenceTaken(**asdict(command)),)
        case NoteRectification():
            return (AssessmentRectificationReported(**asdict(command)),)
        case JudgeRectification():
            return (AssessmentRectificationJudged(**asdict(command)),)
        case NoteSituation():
            return (SituationNoted(**asdict(command)),)
        case CloseAssessment():
            return (AssessmentClosed(**asdict(command), closed_on=setting.occasion.today),)
        case RaiseLead() | RaiseLeads():
            return ()


def _published(state: Assessment, command: PublishResults, setting: SupervisionSetting) -> tuple[AssessmentEvent, ...]:
    kind = kind_of(state, setting)
    if kind is None or state.planned is None:
        return (ResultsPublished(**asdict(command), next_by=command.published_on),)
    next_by = deadline_under(setting.rules.rule(kind.next_rule), state.planned.period_to, setting.calendar).due
    return (ResultsPublished(**asdict(command), next_by=next_by),)
