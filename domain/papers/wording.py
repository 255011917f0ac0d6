"""How a value of an event is written in a paper: days, codes, names, citations and texts, in both languages."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

import msgspec

from domain.calendar.period import Period, Unit
from domain.citation import Citation
from domain.document import DocumentRef
from domain.papers.days import day
from domain.papers.law import LawWords
from domain.procedure.profile import Label
from domain.procedure.track import ForumKind
from domain.rulebook.labels import Label as LawLabel

Words = Mapping[str, Mapping[str, Label]]
"""Words of codes: by the type's name (or the field's) and the code."""

DIGITS = 16
"""So many digits of a file's digest tell it apart from every other of its matter."""

_UNITS = {
    Unit.WORKING_DAY: ("个工作日", "working days"),
    Unit.DAY: ("日", "days"),
    Unit.MONTH: ("个月", "months"),
    Unit.YEAR: ("年", "years"),
}


class Sheeted(msgspec.Struct, frozen=True, kw_only=True):
    """The final sheet of an approved paper: what kind of paper it is, and its number."""

    kind: Label
    number: str


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """What the words are taken from.

    ``names`` has organs, officers and, where the drafter may be told them, persons; ``evidence`` the number of each item
    in the order of the file; ``text_of`` the text of a document, None when it is none or may not be read. ``files`` are the
    documents that can be read and are no text, by id: those that are final sheets with what they are called. ``forums`` are
    the bodies that a kind of forum comes to, as far as the registers know them.
    """

    names: Mapping[UUID, str]
    evidence: Mapping[UUID, int]
    law: LawWords
    words: Words
    text_of: Callable[[DocumentRef], str | None]
    files: Mapping[UUID, Sheeted | None] = {}
    forums: Mapping[ForumKind, str] = {}

    def write(self, field: str, value: Any) -> Label | None:
        """*value* in words; None when there is nothing to write."""
        match value:
            case None | () | "":
                return None
            case UUID():
                return self._named(field, value)
            case Enum():
                return self._code(type(value).__name__, str(value.value))
            case bool() | int():
                return _same(str(value))
            case date():
                return day(value)
            case str():
                return self._code(field, value)
            case Citation():
                return _label(self.law.cited(value.instrument, value.edition, value.address))
            case DocumentRef():
                text = self.text_of(value)
                return self._referred(value) if text is None else _same(text.strip().rstrip("。.；;"))
            case tuple():
                return joined(self.write(field, each) for each in value)
            case _:
                return self._code(field, value.measure) if hasattr(value, "measure") else None

    def source(self, cites: tuple[str, ...]) -> Label | None:
        """Where a rule of procedure stands, in words."""
        return _label(self.law.source(cites))

    def forum(self, kind: ForumKind) -> Label | None:
        """A body that decides a review: by name with what it is to the one that decided, by that alone where nobody knows it."""
        relation, name, words = self._code("ForumKind", kind.value), self.forums.get(kind), self.words["Reference"]
        if name is None:
            return relation
        zh, en = words["forum"].zh, words["forum"].en
        return Label(zh=zh.format(name=name, relation=relation.zh), en=en.format(name=name, relation=relation.en))

    def _named(self, field: str, value: UUID) -> Label | None:
        if field == "evidence":
            number = self.evidence.get(value)
            return None if number is None else Label(zh=f"证据{number}", en=f"evidence {number}")
        name = self.names.get(value)
        return None if name is None else _same(name)

    def whole(self, document: DocumentRef) -> Label | None:
        """A document that stands as a sentence of its own; None when it cannot be read."""
        text = self.text_of(document)
        if text:
            return _same(text)
        referred = self._referred(document)
        return None if referred is None else Label(zh=f"{referred.zh}。", en=f"{referred.en}.")

    def _referred(self, document: DocumentRef) -> Label | None:
        """Where a document is found that is no text: an approved paper by kind and number, a file by its digest."""
        if document.id not in self.files:
            return None
        sheet, words = self.files[document.id], self.words["Reference"]
        if sheet is None:
            file, digest = words["file"], document.sha256[:DIGITS]
            return Label(zh=file.zh.format(digest=digest), en=file.en.format(digest=digest))
        paper, kind = words["paper"], sheet.kind
        return Label(
            zh=paper.zh.format(kind=kind.zh, number=sheet.number), en=paper.en.format(kind=kind.en, number=sheet.number)
        )

    def _code(self, kind: str, code: str) -> Label:
        known = self.words.get(kind, {}).get(code)
        return known or _label(self.law.of(code)) or _same(code)


def length(text: str) -> Label:
    """A period (``30d``, ``1m``) in words."""
    period = Period.parse(text)
    zh, en = _UNITS[period.unit]
    return Label(zh=f"{period.count}{zh}", en=f"{period.count} {en.removesuffix('s') if period.count == 1 else en}")


def joined(labels: Iterable[Label | None]) -> Label | None:
    """Words set in a row; None when there are none."""
    found = [label for label in labels if label is not None]
    if not found:
        return None
    return Label(zh="、".join(one.zh for one in found), en=", ".join(one.en for one in found))


def _same(text: str) -> Label:
    return Label(zh=text, en=text)


def _label(found: LawLabel | None) -> Label | None:
    return None if found is None else Label(zh=found.zh, en=found.en)
