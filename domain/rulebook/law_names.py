"""What laws are called, and what a citation names: written in full, or with the short name of the law as rules of procedure do."""

import re
from collections.abc import Iterable, Mapping

import msgspec

from domain.citation import Citation
from domain.rulebook.clauses import is_address
from domain.rulebook.labels import Label
from domain.rulebook.schema import Rulebook

_IN_FULL = re.compile(r"(?P<instrument>[a-z0-9-]+)@(?P<edition>[0-9a-z-]+)#(?P<address>[0-9/]+)")
_SHORT = re.compile(
    r"(?P<code>[A-Z]+[0-9]*)(?: (?P<article>[0-9]+)(?:¶(?P<paragraph>[0-9]+))?(?:\((?P<item>[0-9]+)\))?)?"
)


class OtherLaw(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A law that is cited and is no rulebook. ``edition`` is its first day in force, or ``unknown``."""

    instrument: str
    title: Label
    edition: str = "unknown"


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """What a citation names. ``title`` is None for a law that nobody knows here; ``address`` is empty for a whole law.

    ``instrument`` is what was written where even that could not be read.
    """

    title: Label | None
    instrument: str
    edition: str = ""
    address: str = ""

    @property
    def citation(self) -> Citation | None:
        """The place of one provision; None of a whole law."""
        if not self.address:
            return None
        return Citation(instrument=self.instrument, edition=self.edition, address=self.address)


class LawNames:
    """The titles of the rulebooks at hand and of other laws, by instrument and by short name."""

    def __init__(self, rulebooks: Iterable[Rulebook] = (), others: Mapping[str, OtherLaw] | None = None) -> None:
        """*others* by their short name."""
        self._titles: dict[tuple[str, str], Label] = {}
        self._short: dict[str, tuple[str, str]] = {}
        for code, law in (others or {}).items():
            self._take(code, law.instrument, law.edition, law.title)
        for book in rulebooks:
            self._take(book.code, book.instrument, book.edition_id, book.title)

    def named(self, written: str | Citation) -> Named:
        """What ``civil-servants-law@2019-06-01#95/1``, ``GWY18 63¶2`` or ``CF07 39(1)`` names. Whatever cannot be read stands for itself.

        An item without a paragraph is one of the first paragraph.
        """
        if isinstance(written, Citation):
            return self._found(written.instrument, written.edition, written.address)
        full = _IN_FULL.fullmatch(written)
        if full is not None and is_address(full["address"]):
            return self._found(full["instrument"], full["edition"], full["address"])
        short = _SHORT.fullmatch(written)
        if short is None or short["code"] not in self._short:
            return Named(title=None, instrument=written)
        parts = [short["article"], short["paragraph"] or ("1" if short["item"] else None), short["item"]]
        return self._found(*self._short[short["code"]], "/".join(part for part in parts if part))

    def title(self, instrument: str, edition: str) -> Label | None:
        """The title of that edition; of another edition where this one is not at hand."""
        return self._titles.get((instrument, edition)) or self._titles.get((instrument, ""))

    def _take(self, code: str, instrument: str, edition: str, title: Label) -> None:
        self._short[code] = instrument, edition
        self._titles[instrument, edition] = self._titles[instrument, ""] = title

    def _found(self, instrument: str, edition: str, address: str) -> Named:
        return Named(title=self.title(instrument, edition), instrument=instrument, edition=edition, address=address)
