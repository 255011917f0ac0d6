"""Where what a rulebook names by a code stands in its text, and what it is called."""

from collections.abc import Iterable, Iterator

from domain.citation import Citation
from domain.rulebook.clauses import reference
from domain.rulebook.labels import Label
from domain.rulebook.schema import Rulebook


def label_of(book: Rulebook, code: str) -> Label | None:
    """The label of a trigger, measure, fact, role, factor, element, requirement or question."""
    return next((label for known, label, _ in _coded(book) if known == code), None)


def cites_of(book: Rulebook, code: str, subject: str) -> tuple[str, ...]:
    """Every address that the entries of *code* cite, each once. Of a measure: those of the sets that permit it to *subject*."""
    cites = [cite for known, _, found in _coded(book) if known == code for cite in found]
    for permitted in book.sets:
        if code in permitted.measures and subject in permitted.subjects:
            cites += permitted.cite_of(code)
    return tuple(dict.fromkeys(cites))


def citations(cites: Iterable[str], home: Rulebook) -> tuple[Citation, ...]:
    """What *home* cites, with instrument and edition; of another instrument the edition that is written, else ``unknown``."""
    found = []
    for text in cites:
        cite = reference(text)
        edition = home.edition_id if cite.instrument in {None, home.instrument} else cite.edition or "unknown"
        found.append(Citation(instrument=cite.instrument or home.instrument, edition=edition, address=cite.address))
    return tuple(found)


def _coded(book: Rulebook) -> Iterator[tuple[str, Label, tuple[str, ...]]]:
    yield from ((one.code, one.label, one.cite) for one in book.triggers)
    yield from ((one.code, one.label, ()) for one in book.measures)
    yield from ((one.code, one.label, one.cite) for one in book.facts)
    yield from ((one.code, one.label, one.cite) for one in book.roles)
    yield from ((one.code, one.label, one.cite) for one in book.factors)
    yield from ((one.code, one.label, one.cite) for one in book.elements)
    yield from ((one.code, one.label, one.cite) for one in book.requirements)
    yield from ((one.code, one.label, ()) for one in book.questions)
