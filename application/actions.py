"""Every command by the name under which access is decided: ``case.enter-evidence``."""

import re
from collections.abc import Mapping
from typing import Any, get_args
from uuid import UUID

import msgspec

from domain.adoptions.commands import AdoptionCommand
from domain.appeals.commands import AppealCommand
from domain.cases.commands import CaseCommand, EnterEvidence, FrameAllegation, RaiseRecusal
from domain.papers.commands import PaperCommand
from domain.proceedings.commands import ApplyAppeal, NoteAppeal, OpenProceeding, ProceedingCommand
from domain.proceedings.events import StatementPoint
from domain.reports.commands import AskRecusal, LinkReport, ReportCommand
from domain.supervision.assessments.commands import AssessmentCommand
from domain.supervision.consultations.commands import ConsultationCommand
from domain.supervision.duties.commands import DutyCommand, NoteCheck, NoteItem, ObserveLog
from domain.supervision.evaluations.commands import EvaluationCommand
from domain.supervision.projects.commands import ProjectCommand

BY_THE_SYSTEM = frozenset({ObserveLog, LinkReport, OpenProceeding, NoteAppeal, ApplyAppeal})
"""Commands that follow from another one in the same append; nobody issues them alone."""

_WORD = re.compile(r"(?<!^)(?=[A-Z])")


def verb_of(command: type) -> str:
    """``EnterEvidence`` -> ``enter-evidence``."""
    return _WORD.sub("-", command.__name__).lower()


def _listed(kind: str, union: Any) -> dict[str, tuple[str, type[msgspec.Struct]]]:
    return {f"{kind}.{verb_of(c)}": (kind, c) for c in get_args(union) if c not in BY_THE_SYSTEM}


COMMANDS: Mapping[str, tuple[str, type[msgspec.Struct]]] = {
    **_listed("report", ReportCommand),
    **_listed("case", CaseCommand),
    **_listed("proceeding", ProceedingCommand),
    **_listed("appeal", AppealCommand),
    **_listed("adoption", AdoptionCommand),
    **_listed("paper", PaperCommand),
    **_listed("consultation", ConsultationCommand),
    **_listed("duty", DutyCommand),
    **_listed("project", ProjectCommand),
    **_listed("assessment", AssessmentCommand),
    **_listed("evaluation", EvaluationCommand),
}
"""Action -> (kind of stream, command)."""

NEW_IDS: Mapping[type, frozenset[str]] = {
    FrameAllegation: frozenset({"allegation"}),
    EnterEvidence: frozenset({"evidence"}),
    RaiseRecusal: frozenset({"recusal"}),
    AskRecusal: frozenset({"recusal"}),
    StatementPoint: frozenset({"point"}),
    NoteItem: frozenset({"item"}),
    NoteCheck: frozenset({"item"}),
}
"""Which field of a Struct names something new. Whoever asks may leave it to the system."""


def named_by(command: Any) -> dict[str, UUID]:
    """The ids of what *command* brings into being, by field; points of a statement by their place."""
    found = {name: getattr(command, name) for name in NEW_IDS.get(type(command), ())}
    for place, point in enumerate(getattr(command, "points", ())):
        if isinstance(point, StatementPoint):  # the grounds of an appeal are named by their documents
            found[f"point/{place + 1}"] = point.point
    return found
