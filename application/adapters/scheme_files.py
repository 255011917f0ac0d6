"""The schemes of the supervision instruments that ship with the program, read once from the package's own data."""

from functools import cache
from importlib.resources import files

import msgspec

from domain.supervision.consultations.scheme import ConsultationScheme
from domain.supervision.duties.scheme import DutyScheme
from domain.supervision.projects.scheme import ProjectScheme
from domain.supervision.schemes import Schemes

_DATA = files("domain.supervision") / "data"


@cache
def packaged_schemes() -> Schemes:
    """Every shipped scheme. Raises msgspec.ValidationError when a file does not have the agreed shape."""
    return Schemes(
        consultations=msgspec.toml.decode((_DATA / "consultations.toml").read_bytes(), type=ConsultationScheme),
        duties=msgspec.toml.decode((_DATA / "duties.toml").read_bytes(), type=DutyScheme),
        projects=msgspec.toml.decode((_DATA / "projects.toml").read_bytes(), type=ProjectScheme),
    )
