"""The words and addresses of the rulebook, as a paper cites them."""

import re
from collections.abc import Iterable
from datetime import date

import msgspec

from domain.papers.days import day
from domain.rulebook.clauses import reference
from domain.rulebook.labels import Label, chinese
from domain.rulebook.law_names import LawNames
from domain.rulebook.numerals import written
from domain.rulebook.schema import Rulebook
from domain.rulebook.sources import cites_of, label_of

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class LawWords(msgspec.Struct, frozen=True, kw_only=True):
    """One edition's labels, and what every law at hand is called, for what it cites elsewhere."""

    book: Rulebook | None
    names: LawNames
    subject: str = "person"

    def of(self, code: str) -> Label | None:
        """The label of a trigger, measure, fact, role, factor, element, requirement or question."""
        return None if self.book is None else label_of(self.book, code)

    def basis(self, code: str) -> Label | None:
        """Where the code stands: every address its entry cites, in words. Of a measure: the sets that permit it."""
        if self.book is None:
            return None
        cites = cites_of(self.book, code, self.subject)
        by_instrument: dict[str, list[str]] = {}
        for cite in cites:
            found = reference(cite)
            by_instrument.setdefault(found.instrument or self.book.instrument, []).append(found.address)
        labels = [self.cited(instrument, "", *addresses) for instrument, addresses in by_instrument.items()]
        if not labels:
            return None
        return Label(zh="、".join(one.zh for one in labels), en="; ".join(one.en for one in labels))

    @property
    def title(self) -> Label | None:
        """The instrument with the day of its edition."""
        if self.book is None:
            return None
        edition = self.book.edition
        since, in_force = _since(edition)
        return Label(zh=f"{_named(self.book.title.zh)}{since}", en=f"{self.book.title.en}{in_force}")

    def edition(self, key: str) -> Label:
        """The rulebook ``instrument@edition``, by its title in full and the first day of that edition."""
        instrument, _, edition = key.partition("@")
        title = self.names.title(instrument, edition)
        if title is None:
            return Label(zh=instrument, en=instrument)
        since, in_force = _since(date.fromisoformat(edition) if _DAY.fullmatch(edition) else None)
        return Label(zh=f"{_named(title.zh)}{since}", en=f"{title.en}{in_force}")

    def cited(self, instrument: str, edition: str, *addresses: str) -> Label:
        """Addresses in words, with the title in full once. *edition* is its first day, and is then written; without one, the
        present one is meant.
        """
        own = self.book is not None and instrument == self.book.instrument and not edition
        title = self.book.title if self.book is not None and own else self.names.title(instrument, edition)
        zh = _named(title.zh) if title is not None else instrument
        en = title.en if title is not None else instrument
        since, in_force = _since(date.fromisoformat(edition) if _DAY.fullmatch(edition) else None)
        if self.book is not None and own:
            _, in_force = _since(self.book.edition)
        listed = "、".join(_shorter(addresses))
        places = "; ".join(_address_en(address) for address in addresses)
        return Label(zh=f"{zh}{listed}{since}", en=f"{places} of {en}{in_force or ' (present edition)'}")

    def source(self, cites: Iterable[str]) -> Label | None:
        """Citations as rules of procedure write them (``GWY18 95``), in words; a whole law by its title."""
        labels = [self._source(cite) for cite in cites]
        return Label(zh="、".join(one.zh for one in labels), en="; ".join(one.en for one in labels)) if labels else None

    def _source(self, cite: str) -> Label:
        named = self.names.named(cite)
        if named.citation is not None:
            return self.cited(named.instrument, named.edition, named.address)
        return Label(zh=named.instrument, en=named.instrument) if named.title is None else in_marks(named.title)


def in_marks(title: Label) -> Label:
    """A title as a sentence names it."""
    return Label(zh=_named(title.zh), en=title.en)


def _since(edition: date | None) -> tuple[str, str]:
    """From which day an edition is in force, as a document writes it after its name, in Chinese and in English."""
    if edition is None:
        return "", ""
    first = day(edition)
    return f"（{first.zh}起施行）", f" (in force from {first.en})"


def _named(title: str) -> str:
    """A law's full name as a document writes it: in 《》, its brackets of full width."""
    return f"《{chinese(title)}》"


def _shorter(addresses: tuple[str, ...]) -> list[str]:
    """Addresses in a row; of the same article its number is written once: 第六条第一款、第二款."""
    found = []
    before: list[str] = []
    for address in addresses:
        parts = address.split("/")
        shared = 0
        while shared < min(len(parts), len(before)) - 1 and parts[shared] == before[shared]:
            shared += 1
        alike = shared if len(parts) == len(before) else 0
        found.append(_address_zh(address, alike))
        before = parts
    return found


def _address_zh(address: str, without: int = 0) -> str:
    units = ("条", "款", "项", "目")
    numbers = [written(int(part)) for part in address.split("/")]
    return "".join([f"第{number}{unit}" for number, unit in zip(numbers, units, strict=False)][without:])


def _address_en(address: str) -> str:
    units = ("Article", "paragraph", "item", "sub-item")
    return ", ".join(f"{unit} {number}" for unit, number in zip(units, address.split("/"), strict=False))
