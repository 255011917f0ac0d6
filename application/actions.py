"""Every command by the name under which access is decided: ``case.enter-evidence``."""

import re
from collections.abc import Mapping
from typing import Any, get_args

import msgspec

from domain.appeals.commands import AppealCommand
from domain.cases.commands import CaseCommand
from domain.proceedings.commands import ApplyAppeal, NoteAppeal, OpenProceeding, ProceedingCommand
from domain.reports.commands import LinkReport, ReportCommand

BY_THE_SYSTEM = frozenset({LinkReport, OpenProceeding, NoteAppeal, ApplyAppeal})
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
}
"""Action -> (kind of stream, command)."""
