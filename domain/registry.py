"""The closed registry of stored names: what the log may hold, and nothing else."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import Any, get_args

from domain.adoptions.events import AdoptionEvent
from domain.appeals.events import AppealEvent
from domain.cases.events import CaseEvent
from domain.numbering.events import NumberingEvent
from domain.papers.events import PaperEvent
from domain.proceedings.events import ProceedingEvent
from domain.recorded import Event, stored_name
from domain.reports.events import ReportEvent
from domain.supervision.assessments.events import AssessmentEvent
from domain.supervision.consultations.events import ConsultationEvent
from domain.supervision.duties.events import DutyEvent
from domain.supervision.evaluations.events import EvaluationEvent
from domain.supervision.projects.events import ProjectEvent


class StoredNameTaken(Exception):
    """Two event types claim one stored name, or one type stands in two unions. The program must not start."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


def registry(*types: Iterable[type[Event]]) -> dict[str, type[Event]]:
    """Stored name to event type, over several groups of types.

    Raises:
        StoredNameTaken: a name occurs twice.
    """
    found: dict[str, type[Event]] = {}
    for cls in (cls for group in types for cls in group):
        name = stored_name(cls)
        if name in found:
            raise StoredNameTaken(name)
        found[name] = cls
    return found


def members(union: Any) -> tuple[type[Event], ...]:
    """The event types of a closed union such as ``CaseEvent``."""
    return get_args(union)


EVENTS: MappingProxyType[str, type[Event]] = MappingProxyType(
    registry(
        members(ReportEvent),
        members(CaseEvent),
        members(ProceedingEvent),
        members(AppealEvent),
        members(AdoptionEvent),
        members(PaperEvent),
        members(NumberingEvent),
        members(ConsultationEvent),
        members(DutyEvent),
        members(ProjectEvent),
        members(AssessmentEvent),
        members(EvaluationEvent),
    )
)
"""Every event type by its stored name, for ever: a name is never taken out, never given another meaning."""


def kind_of(name: str) -> str:
    """The kind of stream that a stored name belongs to: ``case`` for ``case.evidence-entered.v1``."""
    return name.partition(".")[0]
