"""The whole lint of one rulebook: what its form shows, then, where that is sound, what the engine shows (R8, R9, R13)."""

import msgspec

from domain.recommendation.examples import examples
from domain.recommendation.laws import laws
from domain.recommendation.reading_laws import idle_readings
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.lint.check import check, clean, sorted_findings
from domain.rulebook.lint.finding import LintFinding
from domain.rulebook.lint.places import Lines
from domain.rulebook.schema import Rulebook
from domain.rulebook.text import Piece


def prove(
    book: Rulebook, catalogue: Catalogue, *, pieces: tuple[Piece, ...] = (), content: bytes | None = None
) -> tuple[LintFinding, ...]:
    """Every finding of ``check``, and those that need the engine unless the form is already at fault."""
    formal = check(book, catalogue, pieces=pieces, content=content)
    if not clean(tuple(finding for finding in formal if finding.check != "R1")):
        return formal
    found = [*laws(book, catalogue), *idle_readings(book, catalogue), *examples(book, catalogue)]
    if content is not None:
        lines = Lines(content)
        found = [msgspec.structs.replace(finding, line=lines.line(finding.place)) for finding in found]
    return sorted_findings([*formal, *found])
