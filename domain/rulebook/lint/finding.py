"""One finding of the lint: which check, how grave, where, about what."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec


class Level(StrEnum):
    """Only an error keeps a rulebook from being adopted."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class LintFinding(msgspec.Struct, frozen=True, kw_only=True):
    """``check`` is R1 to R14; ``code`` names the sentence; ``place`` is a path in the file (``triggers[2].cite``).

    ``line`` counts from 1 where the file is at hand. ``witness`` is a case that shows it: facts taken as established.
    """

    check: str
    code: str
    level: Level
    place: str
    about: tuple[str, ...] = ()
    witness: tuple[str, ...] = ()
    line: int | None = None


def error(check: str, code: str, place: str, *about: str, witness: Iterable[str] = ()) -> LintFinding:
    """A finding that must be mended."""
    return LintFinding(check=check, code=code, level=Level.ERROR, place=place, about=about, witness=tuple(witness))


def warning(check: str, code: str, place: str, *about: str, witness: Iterable[str] = ()) -> LintFinding:
    """A finding to look at."""
    return LintFinding(check=check, code=code, level=Level.WARNING, place=place, about=about, witness=tuple(witness))


def info(check: str, code: str, place: str, *about: str) -> LintFinding:
    """Something worth knowing."""
    return LintFinding(check=check, code=code, level=Level.INFO, place=place, about=about)
