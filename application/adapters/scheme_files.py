"""The schemes of the supervision instruments that ship with the program, read once from the package's own data."""

from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

from domain.supervision.assessments.scheme import AssessmentScheme
from domain.supervision.consultations.scheme import ConsultationScheme
from domain.supervision.duties.scheme import DutyScheme
from domain.supervision.evaluations.scheme import EvaluationScheme
from domain.supervision.likeness import Likeness
from domain.supervision.projects.scheme import ProjectScheme
from domain.supervision.schemes import Schemes

_DATA = files("domain.supervision") / "data"

S = TypeVar("S")


@cache
def packaged_schemes() -> Schemes:
    """Every shipped scheme. Raises msgspec.ValidationError when a file does not have the agreed shape."""
    return Schemes(
        consultations=_read("consultations", ConsultationScheme),
        assessments=_read("assessments", AssessmentScheme),
        evaluations=_read("evaluations", EvaluationScheme),
        duties=_read("duties", DutyScheme),
        projects=_read("projects", ProjectScheme),
        likeness=_read("likeness", Likeness),
    )


def _read(name: str, scheme: type[S]) -> S:
    return msgspec.toml.decode((_DATA / f"{name}.toml").read_bytes(), type=scheme)
