"""Deciding in a social evaluation: what follows from a command, or every rule that stands against it."""

from msgspec.structs import asdict

from domain.acts import says
from domain.supervision.evaluations import rules
from domain.supervision.evaluations.commands import (
    CirculateResults,
    CloseEvaluation,
    CountAnswers,
    EvaluationCommand,
    GiveFeedback,
    GradeOrgan,
    NotePanelAnswer,
    PlanEvaluation,
    ReportResults,
    SetScheme,
)
from domain.supervision.evaluations.events import (
    AnswersCounted,
    EvaluationClosed,
    EvaluationEvent,
    EvaluationLeadRaised,
    EvaluationPlanned,
    EvaluationRectificationJudged,
    EvaluationRectificationPublished,
    EvaluationRectificationReported,
    EvaluationSchemeSet,
    FeedbackGiven,
    OrganGraded,
    PanelAnswered,
    ResultsCirculated,
    ResultsReported,
)
from domain.supervision.evaluations.standing import breaches, by_standard, kind_of, scores, written
from domain.supervision.evaluations.state import Evaluation, evolve
from domain.supervision.leads import RaiseLead, RaiseLeads, raise_leads
from domain.supervision.recording import anew
from domain.supervision.rectification import JudgeRectification, NoteRectification, PublishRectification
from domain.supervision.setting import SupervisionSetting

__all__ = ["Evaluation", "breaches", "decide", "evolve"]


def decide(state: Evaluation, command: EvaluationCommand, setting: SupervisionSetting) -> tuple[EvaluationEvent, ...]:
    """What follows from *command*; nothing when it had been done before.

    Raises:
        Refused: with every rule that stands against the command.
    """
    if isinstance(command, RaiseLead | RaiseLeads):
        return raise_leads(EvaluationLeadRaised, state.leads, breaches(state, setting), command, setting)
    if isinstance(command, CloseEvaluation) and says(state.closed, command):
        return ()
    if isinstance(command, CountAnswers) and state.counted is not None:
        return ()
    return anew(state.recorded(), _meant(state, command, setting), rules.AGAINST, state, command, setting)


def _meant(state: Evaluation, command: EvaluationCommand, setting: SupervisionSetting) -> tuple[EvaluationEvent, ...]:
    """The events that *command* asks for."""
    match command:
        case PlanEvaluation():
            kind = setting.schemes.evaluations.kind(command.kind)
            return (EvaluationPlanned(**asdict(command), next_rule=None if kind is None else kind.next_rule),)
        case SetScheme():
            return (
                EvaluationSchemeSet(
                    scheme=command.scheme,
                    questions=command.questions,
                    standard=command.standard,
                    opens_on=command.opens_on,
                    closes_on=command.closes_on,
                    seats=command.seats,
                    set_on=command.set_on,
                ),
            )
        case CountAnswers():
            return (AnswersCounted(tallies=setting.answers, counted_on=setting.occasion.today),)
        case NotePanelAnswer():
            return (PanelAnswered(**asdict(command)),)
        case GradeOrgan():
            return _graded(state, command, setting)
        case GiveFeedback():
            return (FeedbackGiven(**asdict(command)),)
        case ReportResults():
            return (ResultsReported(**asdict(command)),)
        case CirculateResults():
            return (ResultsCirculated(**asdict(command)),)
        case NoteRectification():
            return (EvaluationRectificationReported(**asdict(command)),)
        case PublishRectification():
            return (EvaluationRectificationPublished(**asdict(command)),)
        case JudgeRectification():
            return (EvaluationRectificationJudged(**asdict(command)),)
        case CloseEvaluation():
            return (EvaluationClosed(**asdict(command), closed_on=setting.occasion.today),)
        case RaiseLead() | RaiseLeads():
            return ()


def _graded(state: Evaluation, command: GradeOrgan, setting: SupervisionSetting) -> tuple[EvaluationEvent, ...]:
    """The grade with the scores that it rests on; nothing while nobody answered, which a rule says."""
    kind, found = kind_of(state, setting), scores(state, command.organ)
    if kind is None or found is None or state.scheme is None:
        return ()
    return (
        OrganGraded(
            **asdict(command),
            score=written(found.whole),
            by_standard=by_standard(found.whole, state.scheme.standard, kind),
            public=None if found.public is None else written(found.public),
            panel=None if found.panel is None else written(found.panel),
        ),
    )
