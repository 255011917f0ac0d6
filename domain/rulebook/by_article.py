"""What stands in one article: grounds and measures that cite it, found by how people write the place."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from domain.citation import Citation
from domain.rulebook.labels import Label
from domain.rulebook.mentions import plain
from domain.rulebook.numerals import NUMERAL, number
from domain.rulebook.schema import Rulebook
from domain.rulebook.sources import citations, cites_of

_WRITTEN = (
    re.compile(rf"(?P<law>.*?)第?(?P<article>{NUMERAL})条.*"),
    re.compile(r"(?P<law>.*?)\b(?:article|art\.?)\s*(?P<article>[0-9]+)\b.*", re.IGNORECASE),
    re.compile(r"(?P<law>[A-Za-z]+[0-9]*)\s+(?P<article>[0-9]+)\b.*"),
)
SUBJECTS = ("organ", "person")


class ArticleWanted(msgspec.Struct, frozen=True, kw_only=True):
    """An article as it was asked for. ``law`` is its title, a part of it, or its short name; empty: of whatever law."""

    law: str
    article: int


class Provision(msgspec.Struct, frozen=True, kw_only=True):
    """A ground or measure that cites the article. ``instrument`` is that of its own rulebook."""

    instrument: str
    code: str
    label: Label
    measure: bool


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
        codes = [(one.code, one.label, False) for one in book.triggers]
        codes += [(one.code, one.label, True) for one in book.measures]
        for code, label, measure in codes:
            cites = (cite for subject in SUBJECTS for cite in citations(cites_of(book, code, subject), book))
            cited = any(c.instrument == book.instrument and _article(c) == str(wanted.article) for c in cites)
            if cited and (book.instrument, code) not in seen:
                seen.add((book.instrument, code))
                yield Provision(instrument=book.instrument, code=code, label=label, measure=measure)


def _article(cite: Citation) -> str:
    return cite.address.partition("/")[0]


def _called(book: Rulebook, law: str) -> bool:
    asked = law.casefold()
    if re.fullmatch(r"[a-z]+[0-9]*", asked):
        return book.code.casefold().startswith(asked)
    return plain(law).casefold() in plain(book.title.zh).casefold() or asked in book.title.en.casefold()
