"""Packaged rulebooks and policies, and those of a folder, as a catalogue. The only place that reads their files."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from domain.rulebook.catalogue import Catalogue, RulebookRefused, parse, parse_policy
from domain.rulebook.lint.check import check
from domain.rulebook.lint.finding import Level, LintFinding
from domain.rulebook.policy import Policy
from domain.rulebook.schema import Rulebook


class RulebookFileRefused(Exception):
    """A file is not a rulebook or policy. ``name`` is its name, ``place`` and ``why`` where and what."""

    def __init__(self, name: str, refused: RulebookRefused) -> None:
        self.name, self.place, self.why = name, refused.place, refused.why
        super().__init__(f"{name}: {refused}")


@cache
def packaged() -> Catalogue:
    """Everything shipped. Read once in the life of the process; a decision never reads a file."""
    home = files("domain.rulebook")
    return _catalogue(home / "data", home / "policies")


class RulebookFaulty(Exception):
    """A rulebook decodes, but its lint finds errors: nothing is derived from it. Carries its key and the errors."""

    def __init__(self, key: str, findings: tuple[LintFinding, ...]) -> None:
        self.key, self.findings = key, findings
        super().__init__(f"{key}: {', '.join(finding.code for finding in findings)}")


def with_folder(folder: Path, *, checked: bool = True) -> Catalogue:
    """Everything shipped, and the rulebooks (``data/``) and policies (``policies/``) of *folder*.

    Raises:
        RulebookFileRefused: a file does not decode, or gives an edition that is there already.
        RulebookFaulty: unless *checked* is false, a rulebook of the folder has an error that the lint finds.
    """
    shipped, added = packaged(), _catalogue(folder / "data", folder / "policies")
    keys = {book.key for book in shipped.rulebooks}
    for book in added.rulebooks:
        if book.key in keys:
            raise RulebookFileRefused(book.key, RulebookRefused("$.edition", "this edition is shipped already"))
    whole = Catalogue((*shipped.rulebooks, *added.rulebooks), (*shipped.policies, *added.policies))
    for book in added.rulebooks if checked else ():
        _refuse_faulty(book, whole)
    return whole


def faultless(book: Rulebook, catalogue: Catalogue) -> Catalogue:
    """*catalogue* with *book* in it, in place of the same edition if it has one. Raises RulebookFaulty."""
    whole = catalogue.having(book)
    _refuse_faulty(book, whole)
    return whole


def _refuse_faulty(book: Rulebook, whole: Catalogue) -> None:
    errors = tuple(finding for finding in check(book, whole) if finding.level is Level.ERROR)
    if errors:
        raise RulebookFaulty(book.key, errors)


def packaged_file(book: Rulebook) -> Traversable | None:
    """The shipped file of *book*, for messages that name lines; None when it was not shipped."""
    name = book.status.value if book.edition is None else book.edition_id
    found = files("domain.rulebook") / "data" / book.instrument / f"{name}.toml"
    return found if found.is_file() else None


def _catalogue(rulebooks: Traversable | Path, policies: Traversable | Path) -> Catalogue:
    books: list[Rulebook] = []
    for place in _toml_below(rulebooks):
        try:
            book = parse(place.read_bytes())
        except RulebookRefused as refused:
            raise RulebookFileRefused(place.name, refused) from refused
        if any(other.key == book.key for other in books):
            raise RulebookFileRefused(place.name, RulebookRefused("$.edition", f"{book.key} is given twice"))
        books.append(book)
    found: list[Policy] = []
    for place in _toml_below(policies):
        try:
            found.append(parse_policy(place.read_bytes()))
        except RulebookRefused as refused:
            raise RulebookFileRefused(place.name, refused) from refused
        if not found[-1].signatures and not found[-1].sample:
            raise RulebookFileRefused(place.name, RulebookRefused("$.signatures", f"{found[-1].name} is not signed"))
    return Catalogue(books, found)


def _toml_below(place: Traversable | Path) -> list[Traversable | Path]:
    if not place.is_dir():
        return []
    inner = sorted(place.iterdir(), key=lambda item: item.name)
    below = [found for item in inner if item.is_dir() for found in _toml_below(item)]
    return below + [item for item in inner if item.name.endswith(".toml")]
