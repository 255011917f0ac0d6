"""An official text as an address tree: article, paragraph, item. Used to prove citations, never stored here."""

import hashlib
import re
import unicodedata

import msgspec

from domain.rulebook.numerals import NUMERAL, number

_ARTICLE = re.compile(rf"\s*第({NUMERAL})条[\s:：]*(.*)", re.DOTALL)
_HEADING = re.compile(rf"\s*(?:#|<!--|第{NUMERAL}[章节编分])")
_ITEM = re.compile(rf"\s*[(（]\s*({NUMERAL})\s*[)）]\s*、?\s*(.*)", re.DOTALL)
_ENDS = ("。", "；", ";", "：", ":", "!", "！", "？", "?", "”")


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """One clause of an official text. ``text`` is without its own number; ``line`` counts from 1."""

    address: str
    text: str
    line: int

    @property
    def digest(self) -> str:
        """See ``digest_of``."""
        return digest_of(self.text)


def digest_of(text: str) -> str:
    """SHA-256 (hexadecimal) of *text* in NFKC form without any white space."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return hashlib.sha256(plain.encode()).hexdigest()


class _Article:
    def __init__(self, article: int, line: int) -> None:
        self.article, self.line = article, line
        self.paragraphs: list[tuple[int, list[str]]] = []
        self.items: dict[tuple[int, int], tuple[int, list[str]]] = {}
        self.item: int | None = None

    def paragraph(self, text: str, line: int) -> None:
        self.paragraphs.append((line, [text]))
        self.item = None

    def add_item(self, item: int, text: str, line: int) -> None:
        if not self.paragraphs:
            self.paragraph("", line)
        self.items[len(self.paragraphs), item] = (line, [text])
        self.paragraphs[-1][1].append(f"({item}){text}")
        self.item = item

    def continue_with(self, text: str) -> None:
        self.paragraphs[-1][1].append(text)
        if self.item is not None:
            self.items[len(self.paragraphs), self.item][1].append(text)

    @property
    def last(self) -> str:
        return self.paragraphs[-1][1][-1] if self.paragraphs else ""

    def pieces(self) -> list[Piece]:
        whole = "".join("".join(parts) for _, parts in self.paragraphs)
        found = [Piece(address=str(self.article), text=whole, line=self.line)]
        for index, (line, parts) in enumerate(self.paragraphs, 1):
            found.append(Piece(address=f"{self.article}/{index}", text="".join(parts), line=line))
            found += [
                Piece(address=f"{self.article}/{paragraph}/{item}", text="".join(text), line=at)
                for (paragraph, item), (at, text) in self.items.items()
                if paragraph == index
            ]
        return found


def pieces(text: str) -> tuple[Piece, ...]:
    """Every article, paragraph and item, in the order of the text. Broken lines are joined; headings are left out."""
    articles: list[_Article] = []
    for at, raw in enumerate(text.splitlines(), 1):
        line = raw.strip().strip("　")
        if not line or _HEADING.match(line):
            continue
        start = _ARTICLE.match(line)
        numbered = number(start[1]) if start else None
        if start and numbered is not None:
            articles.append(_Article(numbered, at))
            if start[2].strip():
                articles[-1].paragraph(start[2].strip(), at)
        elif articles:
            _continue(articles[-1], line, at)
    return tuple(piece for article in articles for piece in article.pieces())


def _continue(article: _Article, line: str, at: int) -> None:
    item = _ITEM.match(line)
    numbered = number(item[1]) if item else None
    if item and numbered is not None:
        article.add_item(numbered, item[2].strip(), at)
    elif article.last and not article.last.endswith(_ENDS):
        article.continue_with(line)
    else:
        article.paragraph(line, at)
