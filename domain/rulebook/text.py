"""An official text as an address tree: article, paragraph, item. Used to prove citations, never stored here."""

import hashlib
import re
import unicodedata
from datetime import date

import msgspec

from domain.rulebook.numerals import NUMERAL, number

_ARTICLE = re.compile(rf"\s*第\s?({NUMERAL})\s?条(之{NUMERAL})?([\s:：]*)(.*)", re.DOTALL)
_PAGE = re.compile(rf"\s*(?:[-—－–·]\s*[0-9０-９]{{1,4}}\s*[-—－–·]|第\s*{NUMERAL}\s*页.*|[0-9０-９]{{1,3}})\s*")
_HEADING = re.compile(rf"\s*(?:#|<!--|第{NUMERAL}[章节编分][^。；;，,]*$)")
_CITED = re.compile(r"[的所和或及与至第、，,；;]|规定")
"""What follows the number of an article that is only referred to, on the second half of a broken line."""
_ITEM = re.compile(rf"\s*[(（]\s*({NUMERAL})\s*[)）]\s*、?\s*(.*)", re.DOTALL)
_STOPPED = re.compile(r"\s*([0-9０-９]{1,2}|[lI])\s*[.．、]\s*(\D.*)", re.DOTALL)
_LISTED = re.compile(r"\s*([一二三四五六七八九十]{1,3})、\s*(\D.*)", re.DOTALL)
"""An item with a numeral in words; only below a sentence that announces a list."""
_RUN_IN = re.compile(rf"(?<=[：:；;])\s*(?=[(（]\s*{NUMERAL}\s*[)）])")
"""Where an item begins in the middle of a line."""
_DAY = re.compile(rf"[（(]?({NUMERAL})年({NUMERAL})月({NUMERAL})日[)）]?")
_TITLE = re.compile(
    r"\S*(?:办法|条例|规定|制度|细则|规则|章程|法)\s*(?:[(（](?:试行|暂行|草案|修订|征求意见稿|送审稿)[)）])?"
)
_SENTENCE_ENDS = ("。", "；", ";", "！", "!")
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
    def __init__(self, article: int, line: int, *, placed: bool = True) -> None:
        self.article, self.line, self.placed = article, line, placed
        self.paragraphs: list[tuple[int, list[str]]] = []
        self.items: dict[tuple[int, ...], tuple[int, list[str]]] = {}
        self.open: tuple[int, ...] = ()
        self._stopped_items: set[tuple[int, ...]] = set()

    def paragraph(self, text: str, line: int) -> None:
        self.paragraphs.append((line, [text]))
        self.open = ()

    def bracketed(self, number: int, text: str, line: int) -> bool:
        """Add an item in brackets; False when its number does not follow, so that it is no item."""
        last = self.open[1] if self.open else 0
        if number != 1 and number <= last:
            return False
        return self._add((number,), f"({number}){text}", text, line)

    def stopped(self, number: int, text: str, line: int) -> bool:
        """Add an item with a stop: an item itself, or a sub-item below one in brackets."""
        inside = bool(self.open) and (len(self.open) == 3 or self.open[1:] not in self._stopped_items)
        last = (self.open[2] if len(self.open) == 3 else 0) if inside else (self.open[1] if self.open else 0)
        if number != last + 1:
            return False
        here = (self.open[1], number) if inside else (number,)
        if not inside:
            self._stopped_items.add(here)
        return self._add(here, f"{number}.{text}", text, line)

    def _add(self, number: tuple[int, ...], shown: str, text: str, line: int) -> bool:
        if not self.paragraphs:
            self.paragraph("", line)
        if len(number) > 1:
            self.items[self.open[:2]][1].append(shown)
        self.open = (len(self.paragraphs), *number)
        self.items[self.open] = (line, [text])
        self.paragraphs[-1][1].append(shown)
        return True

    def continue_with(self, text: str) -> None:
        self.paragraphs[-1][1].append(text)
        for length in range(2, len(self.open) + 1):
            self.items[self.open[:length]][1].append(text)

    @property
    def last(self) -> str:
        return self.paragraphs[-1][1][-1] if self.paragraphs else ""

    @property
    def broken(self) -> bool:
        """Whether the text so far stops in the middle of a sentence."""
        return bool(self.last) and not self.last.endswith(_ENDS)

    @property
    def listing(self) -> bool:
        """Whether the last line was an item with a stop, or went on with one."""
        return bool(self.open) and self.open[1:2] in self._stopped_items

    def without_footer(self) -> None:
        """The last article of an instrument ends where a line is no sentence: a signature, a date, the next heading."""
        for index, (_, parts) in enumerate(self.paragraphs):
            if index and not parts[-1].endswith(_SENTENCE_ENDS):
                del self.paragraphs[index:]
                self.items = {numbers: item for numbers, item in self.items.items() if numbers[0] <= index}
                return

    def pieces(self) -> list[Piece]:
        whole = "".join("".join(parts) for _, parts in self.paragraphs)
        found = [Piece(address=str(self.article), text=whole, line=self.line)]
        for index, (line, parts) in enumerate(self.paragraphs, 1):
            found.append(Piece(address=f"{self.article}/{index}", text="".join(parts), line=line))
            found += [
                Piece(address="/".join(map(str, (self.article, *numbers))), text="".join(text), line=at)
                for numbers, (at, text) in self.items.items()
                if numbers[0] == index
            ]
        return found


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One instrument found in a text. ``title`` is absent when no line before the first article looks like one.

    ``unplaced`` are lines that begin an article without an address of its own: an inserted one (第六条之一), or a number
    that occurs twice. Their text is in no piece.
    """

    title: str | None
    line: int
    pieces: tuple[Piece, ...]
    unplaced: tuple[int, ...] = ()
    dated: tuple[date, ...] = ()
    """Days that stand alone on a line before the first article: when it was issued."""


def pieces(text: str) -> tuple[Piece, ...]:
    """Every article, paragraph, item and sub-item, in the order of the text, of all instruments in it."""
    return tuple(piece for document in documents(text) for piece in document.pieces)


def documents(text: str) -> tuple[Document, ...]:
    """The instruments in a text, each begun by an article 1. Broken lines are joined; headings are left out."""
    lines = text.splitlines()
    found: list[tuple[str | None, int, list[_Article]]] = []
    for at, line in ((at, part) for at, raw in enumerate(lines, 1) for part in _parts(raw)):
        if not line or _HEADING.match(line) or _PAGE.fullmatch(line):
            continue
        start = _beginning(line, found[-1][2][-1] if found else None)
        if start:
            numbered = number(start[1]) or 0
            if not found or (numbered == 1 and not start[2]):
                found.append((_title(lines[: at - 1]), at, []))
            articles = found[-1][2]
            placed = not start[2] and all(each.article != numbered for each in articles)
            articles.append(_Article(numbered, at, placed=placed))
            if start[4].strip():
                articles[-1].paragraph(start[4].strip(), at)
        elif found:
            _continue(found[-1][2][-1], line, at)
    for _, _, articles in found:
        articles[-1].without_footer()
    return tuple(
        Document(
            title=title,
            line=at,
            pieces=tuple(piece for article in articles if article.placed for piece in article.pieces()),
            unplaced=tuple(article.line for article in articles if not article.placed),
            dated=_issued(lines[: at - 1]),
        )
        for title, at, articles in found
    )


def _parts(raw: str) -> list[str]:
    """A line, or its items each on its own where a whole list was run into one line."""
    line = raw.strip().strip("　")
    head, *items = _RUN_IN.split(line)
    numbers = [number(found[1]) if (found := _ITEM.match(item)) else None for item in items]
    return [head, *items] if head.endswith(("：", ":")) and numbers == list(range(1, len(items) + 1)) else [line]


def _beginning(line: str, before: _Article | None) -> re.Match[str] | None:
    """The number at the beginning of an article; None for a reference to one after a broken line."""
    start = _ARTICLE.match(line)
    numbered = number(start[1]) if start else None
    if start is None or numbered is None:
        return None
    referred = before is not None and before.broken and not start[3]
    if referred and before is not None and (numbered != before.article + 1 or _CITED.match(start[4])):
        return None
    return start


def _title(before: list[str]) -> str | None:
    for raw in reversed(before):
        line = "".join(raw.split())
        if _TITLE.fullmatch(line.lstrip("#")):
            return line.lstrip("#")
    return None


def _issued(before: list[str]) -> tuple[date, ...]:
    found = (_DAY.fullmatch("".join(raw.split())) for raw in before)
    parts = ([number(part) or 0 for part in each.groups()] for each in found if each)
    return tuple(dict.fromkeys(date(*each) for each in parts if _is_day(*each)))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _continue(article: _Article, line: str, at: int) -> None:
    item = _ITEM.match(line)
    numbered = number(item[1]) if item else None
    if item and numbered is not None and article.bracketed(numbered, item[2].strip(), at):
        return
    item = _STOPPED.match(line)
    numbered = (1 if item[1] in "lI" else number(item[1])) if item else None
    if item and numbered is not None and article.stopped(numbered, item[2].strip(), at):
        return
    item = _LISTED.match(line)
    numbered = number(item[1]) if item else None
    announced = article.last.endswith(("：", ":")) or article.listing
    if item and numbered is not None and announced and article.stopped(numbered, item[2].strip(), at):
        return
    if article.broken:
        article.continue_with(line)
    else:
        article.paragraph(line, at)
