"""A social evaluation's row."""

from typing import assert_never

from msgspec.structs import replace

from domain.recorded import Recorded
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
from projections.docket.rectifying import ordered, reported
from projections.docket.row import Kind, Row, Stage, Step
from projections.docket.watched import begun_row, closed_row


def begun(recorded: Recorded[EvaluationEvent], event: EvaluationPlanned) -> Row:
    """The row of a social evaluation just planned."""
    return begun_row(
        recorded,
        Kind.EVALUATION,
        opened_on=event.planned_on,
        stage=Stage.PLANNED,
        organs=event.organs,
        next_step=Step.SET_SCHEME,
    )


def changed(row: Row, event: EvaluationEvent) -> Row:
    """The row after *event*."""
    match event:
        case EvaluationSchemeSet():
            return replace(row, stage=Stage.ANSWERING, next_step=Step.COUNT_ANSWERS)
        case AnswersCounted():
            return replace(row, stage=Stage.COUNTED, next_step=Step.GRADE_ORGANS)
        case OrganGraded():
            return replace(row, stage=Stage.GRADED, next_step=Step.GIVE_FEEDBACK)
        case FeedbackGiven(organ=organ, rectify_by=day):
            told = replace(row, next_step=Step.REPORT_RESULTS)
            return told if day is None else ordered(told, organ, day)
        case ResultsReported() | ResultsCirculated():
            return replace(row, stage=Stage.REPORTED_UPWARD, next_step=Step.CLOSE_EVALUATION)
        case EvaluationRectificationReported(organ=organ):
            return reported(row, organ)
        case EvaluationClosed(closed_on=day):
            return closed_row(row, day)
        case (
            EvaluationPlanned()
            | PanelAnswered()
            | EvaluationRectificationPublished()
            | EvaluationRectificationJudged()
            | EvaluationLeadRaised()
        ):
            return row
        case _:
            assert_never(event)
