"""What stands in one article: grounds, measures, roles and circumstances that cite it, found by how people write the place."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from domain.citation import Citation
from domain.rulebook.labels import Label
from domain.rulebook.mentions import plain
from domain.rulebook.numerals import NUMERAL, number
from domain.rulebook.schema import Rulebook
from domain.rulebook.sources import citations, cites_of
from domain.rulebook.vocabulary import SUBJECTS, FactKind

_WRITTEN = (
    re.compile(rf"(?P<law>.*?)第?(?P<article>{NUMERAL})条.*"),
    re.compile(r"(?P<law>.*?)\b(?:article|art\.?)\s*(?P<article>[0-9]+)\b.*", re.IGNORECASE),
    re.compile(r"(?P<law>[A-Za-z]+[0-9]*)\s+(?P<article>[0-9]+)\b.*"),
)


class ArticleWanted(msgspec.Struct, frozen=True, kw_only=True):
    """An article as it was asked for. ``law`` is its title, a part of it, or its short name; empty: of whatever law."""

    law: str
    article: int


class Sort(StrEnum):
    """What a provision is in a matter that rests on it."""

    GROUND = "ground"
    MEASURE = "measure"
    ROLE = "role"
    CIRCUMSTANCE = "circumstance"


class Provision(msgspec.Struct, frozen=True, kw_only=True):
    """A ground, measure, role or circumstance that cites the article. ``instrument`` is that of its own rulebook.

    ``subjects`` are those for whom it does: one article may have the measures for organs, another those for persons.
    """

    instrument: str
    code: str
    label: Label
    sort: Sort
    subjects: tuple[str, ...]


def article_wanted(text: str) -> ArticleWanted | None:
    """The article that *text* asks for: ``第七条``, ``《办法》第7条``, ``Article 7``, ``QYF 7``; None when it asks for none."""
    for way in _WRITTEN:
        found = way.fullmatch(text.strip())
        article = None if found is None else number(found["article"])
        if found is not None and article is not None:
            return ArticleWanted(law=found["law"].strip(" 《》,，"), article=article)
    return None


def in_article(wanted: ArticleWanted, books: Iterable[Rulebook]) -> Iterator[Provision]:
    """What of *books* cites that article of its own text, each code of an instrument once: of the law asked for, or of each."""
    seen: set[tuple[str, str]] = set()
    for book in books:
        if wanted.law and not _called(book, wanted.law):
            continue
        for code, label, sort in _coded(book):
            subjects = tuple(subject for subject in SUBJECTS if _cited(book, code, subject, wanted.article))
            if subjects and (book.instrument, code) not in seen:
                seen.add((book.instrument, code))
                yield Provision(instrument=book.instrument, code=code, label=label, sort=sort, subjects=subjects)


def _coded(book: Rulebook) -> Iterator[tuple[str, Label, Sort]]:
    """What a matter can rest on. The facts of a ground are left to the ground."""
    yield from ((one.code, one.label, Sort.GROUND) for one in book.triggers)
    yield from ((one.code, one.label, Sort.MEASURE) for one in book.measures)
    yield from ((one.code, one.label, Sort.ROLE) for one in book.roles)
    yield from ((one.code, one.label, Sort.CIRCUMSTANCE) for one in book.facts if one.kind is not FactKind.TRIGGER)


def _cited(book: Rulebook, code: str, subject: str, article: int) -> bool:
    cites = citations(cites_of(book, code, subject), book)
    return any(c.instrument == book.instrument and _article(c) == str(article) for c in cites)


def _article(cite: Citation) -> str:
    return cite.address.partition("/")[0]


def _called(book: Rulebook, law: str) -> bool:
    asked = law.casefold()
    if re.fullmatch(r"[a-z]+[0-9]*", asked):
        return book.code.casefold().startswith(asked)
    return plain(law).casefold() in plain(book.title.zh).casefold() or asked in book.title.en.casefold()
