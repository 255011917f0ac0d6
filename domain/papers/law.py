"""The words and addresses of the rulebook, as a paper cites them."""

from collections.abc import Iterator, Mapping

import msgspec

from domain.rulebook.clauses import reference
from domain.rulebook.labels import Label
from domain.rulebook.numerals import written
from domain.rulebook.schema import Rulebook


class LawWords(msgspec.Struct, frozen=True, kw_only=True):
    """One edition's labels, and the titles of every instrument at hand for what it cites elsewhere."""

    book: Rulebook | None
    titles: Mapping[str, Label]
    subject: str = "person"

    def of(self, code: str) -> Label | None:
        """The label of a trigger, measure, fact, role, factor, element or question."""
        return next((label for known, label, _ in self._coded() if known == code), None)

    def basis(self, code: str) -> Label | None:
        """Where the code stands: every address its entry cites, in words. Of a measure: the sets that permit it."""
        if self.book is None:
            return None
        cites = list(dict.fromkeys(cite for known, _, found in self._coded() if known == code for cite in found))
        for permitted in self.book.sets:
            if code in permitted.measures and self.subject in permitted.subjects:
                cites += [cite for cite in permitted.cite if cite not in cites]
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
        since = "" if edition is None else f"（{edition.year}年{edition.month}月{edition.day}日起施行）"
        in_force = "" if edition is None else f" (in force from {edition.isoformat()})"
        return Label(zh=f"《{self.book.title.zh}》{since}", en=f"{self.book.title.en}{in_force}")

    def cited(self, instrument: str, edition: str, *addresses: str) -> Label:
        """Addresses in words, with the title in full once. *edition* is its first day; without one, the present one."""
        title = self.titles.get(instrument)
        zh = f"《{title.zh}》" if title is not None else instrument
        en = title.en if title is not None else instrument
        if self.book is not None and instrument == self.book.instrument and not edition:
            edition = self.book.edition_id
        listed = "、".join(_address_zh(address) for address in addresses)
        places = "; ".join(_address_en(address) for address in addresses)
        return Label(zh=f"{zh}{listed}", en=f"{places} of {en} ({edition or 'present edition'})")

    def _coded(self) -> Iterator[tuple[str, Label, tuple[str, ...]]]:
        if self.book is None:
            return
        book = self.book
        yield from ((one.code, one.label, one.cite) for one in book.triggers)
        yield from ((one.code, one.label, ()) for one in book.measures)
        yield from ((one.code, one.label, one.cite) for one in book.facts)
        yield from ((one.code, one.label, one.cite) for one in book.roles)
        yield from ((one.code, one.label, one.cite) for one in book.factors)
        yield from ((one.code, one.label, one.cite) for one in book.elements)
        yield from ((one.code, one.label, ()) for one in book.questions)


def _address_zh(address: str) -> str:
    units = ("条", "款", "项", "目")
    numbers = [written(int(part)) for part in address.split("/")]
    return "".join(f"第{number}{unit}" for number, unit in zip(numbers, units, strict=False))


def _address_en(address: str) -> str:
    units = ("Article", "paragraph", "item", "sub-item")
    return ", ".join(f"{unit} {number}" for unit, number in zip(units, address.split("/"), strict=False))
