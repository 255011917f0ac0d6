"""An assessment's row."""

from typing import assert_never

from msgspec.structs import replace

from domain.recorded import Recorded
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
from projections.docket.rectifying import ordered, reported
from projections.docket.row import Kind, Row, Stage, Step
from projections.docket.watched import begun_row, closed_row


def begun(recorded: Recorded[AssessmentEvent], event: AssessmentPlanned) -> Row:
    """The row of an assessment just planned."""
    return begun_row(
        recorded,
        Kind.ASSESSMENT,
        opened_on=event.planned_on,
        stage=Stage.PLANNED,
        organs=event.organs,
        next_step=Step.ISSUE_SCHEME,
    )


def changed(row: Row, event: AssessmentEvent) -> Row:
    """The row after *event*."""
    match event:
        case SchemeIssued():
            return replace(row, stage=Stage.SCHEME_ISSUED, next_step=Step.SCORE_ORGANS)
        case OrganScored():
            return replace(row, stage=Stage.SCORING, next_step=Step.APPROVE_RESULTS)
        case ResultsApproved():
            return replace(row, stage=Stage.APPROVED, next_step=Step.NOTIFY_AND_PUBLISH)
        case ResultsPublished():
            return replace(row, stage=Stage.PUBLISHED, next_step=Step.CLOSE_ASSESSMENT)
        case ConsequenceTaken(organ=organ, due_on=day):
            return row if day is None else ordered(row, organ, day)
        case AssessmentRectificationReported(organ=organ):
            return reported(row, organ)
        case AssessmentClosed(closed_on=day):
            return closed_row(row, day)
        case (
            AssessmentPlanned()
            | SelfAssessed()
            | OrganChecked()
            | EvaluationConsidered()
            | OrganNotified()
            | ResultsCopied()
            | AssessmentRectificationJudged()
            | SituationNoted()
            | AssessmentLeadRaised()
        ):
            return row
        case _:
            assert_never(event)
