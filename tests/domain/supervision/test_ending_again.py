"""Ending a matter again in the same words is nothing new; in other words it is refused, never swallowed."""

from datetime import date

import pytest

from domain.document import DocumentRef
from domain.identity import ActorId, BodyId
from domain.occasion import Occasion
from domain.refusal import Refused
from domain.supervision.assessments import assessment
from domain.supervision.assessments.commands import CloseAssessment
from domain.supervision.assessments.events import AssessmentClosed
from domain.supervision.consultations import consultation
from domain.supervision.consultations.commands import CloseConsultation
from domain.supervision.consultations.events import ConsultationClosed
from domain.supervision.duties import duty
from domain.supervision.duties.commands import EndDuty
from domain.supervision.duties.events import DutyEnded
from domain.supervision.evaluations import evaluation
from domain.supervision.evaluations.commands import CloseEvaluation
from domain.supervision.evaluations.events import EvaluationClosed
from domain.supervision.projects import project
from domain.supervision.projects.commands import CloseProject
from domain.supervision.projects.events import ProjectClosed
from tests.support.made_up import a_document, an_id
from tests.support.otherwise import variants
from tests.support.story_of_instruments import around

DAY = date(2012, 3, 1)
LATER = around(Occasion(today=date(2012, 3, 2), actor=ActorId(an_id("officer")), body=BodyId(an_id("office"))))


def why() -> DocumentRef:
    return a_document("why it ended")


ENDED = (
    (
        assessment,
        assessment.Assessment(closed=AssessmentClosed(closed_on=DAY, reasons=why())),
        CloseAssessment(reasons=why()),
    ),
    (
        consultation,
        consultation.Consultation(closed=ConsultationClosed(closed_on=DAY, reasons=why())),
        CloseConsultation(reasons=why()),
    ),
    (duty, duty.Duty(ended=DutyEnded(ended_on=DAY, reasons=why())), EndDuty(reasons=why())),
    (
        evaluation,
        evaluation.Evaluation(closed=EvaluationClosed(closed_on=DAY, archive=why())),
        CloseEvaluation(archive=why()),
    ),
    (project, project.Project(closed=ProjectClosed(closed_on=DAY, reasons=why())), CloseProject(reasons=why())),
)


@pytest.mark.parametrize(("stream", "state", "command"), ENDED, ids=lambda one: getattr(one, "__name__", None))
def test_the_end_stands_as_it_was_given(stream, state, command):
    assert stream.decide(state, command, LATER) == ()
    for _, other in variants(command):
        with pytest.raises(Refused) as refused:
            stream.decide(state, other, LATER)
        assert any(reason.rule.endswith(("-closed", "-ended")) for reason in refused.value.reasons)
