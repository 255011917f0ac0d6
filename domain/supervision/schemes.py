"""The schemes of all instruments: which kinds there are, which periods run, which provision each breach offends. Data."""

import msgspec

from domain.supervision.assessments.scheme import AssessmentScheme
from domain.supervision.consultations.scheme import ConsultationScheme
from domain.supervision.duties.scheme import DutyScheme
from domain.supervision.evaluations.scheme import EvaluationScheme
from domain.supervision.likeness import Likeness
from domain.supervision.projects.scheme import ProjectScheme


class Schemes(msgspec.Struct, frozen=True, kw_only=True):
    """One scheme an instrument, and what may be the same facts across them."""

    consultations: ConsultationScheme
    duties: DutyScheme
    projects: ProjectScheme
    assessments: AssessmentScheme
    evaluations: EvaluationScheme
    likeness: Likeness
