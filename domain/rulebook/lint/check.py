"""All checks of one rulebook, in a fixed order, with lines where the file is at hand."""

from collections.abc import Iterable

import msgspec

from domain.rulebook.catalogue import Catalogue
from domain.rulebook.lint.citations import against_text, citations, unread, unused
from domain.rulebook.lint.finding import Level, LintFinding
from domain.rulebook.lint.places import Lines
from domain.rulebook.lint.sanctions import sanctions
from domain.rulebook.lint.tables import sets, weights
from domain.rulebook.lint.vocabulary import discretion, idle, names
from domain.rulebook.schema import Rulebook
from domain.rulebook.text import Piece


def check(
    book: Rulebook, catalogue: Catalogue, *, pieces: tuple[Piece, ...] = (), content: bytes | None = None
) -> tuple[LintFinding, ...]:
    """Every finding, errors first. ``pieces`` is the official text; ``content`` the file, for lines."""
    found = [
        *citations(book, catalogue),
        *(against_text(book, pieces) if pieces else unread(book)),
        *unused(book),
        *sets(book),
        *weights(book),
        *names(book, catalogue),
        *sanctions(book, catalogue),
        *idle(book),
        *discretion(book),
    ]
    if content is not None:
        lines = Lines(content)
        found = [msgspec.structs.replace(finding, line=lines.line(finding.place)) for finding in found]
    return sorted_findings(found)


def sorted_findings(found: Iterable[LintFinding]) -> tuple[LintFinding, ...]:
    """Each once, errors first, then by check, line and place."""
    order = {level: at for at, level in enumerate(Level)}
    return tuple(sorted(dict.fromkeys(found), key=lambda f: (order[f.level], int(f.check[1:]), f.line or 0, f.place)))


def clean(findings: tuple[LintFinding, ...]) -> bool:
    """Whether nothing stands against adoption."""
    return all(finding.level is not Level.ERROR for finding in findings)
