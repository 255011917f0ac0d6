"""Official texts that a deployer adds: which rulebooks a file belongs to, and what became of each clause since."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

import msgspec

from application.rulebook_texts import belonging_to, decode
from domain.identity import ActorId
from domain.rulebook.catalogue import Catalogue
from domain.rulebook.schema import Rulebook
from domain.rulebook.text import Document, digest_of, documents

LARGEST = 4 * 1024 * 1024
"""Bytes of one file; the longest law in force is a tenth of it."""


class TextRefused(Exception):
    """The file is no official text of a rulebook in use. ``code`` names the sentence, ``about`` fills it."""

    def __init__(self, code: str, *about: object) -> None:
        self.code, self.about = code, about
        super().__init__(code, *about)


class ClauseState(StrEnum):
    """What the rulebook in use proves of a clause of the text."""

    SAME = "same"
    CHANGED = "changed"
    UNPROVED = "unproved"
    """The rulebook declares no such clause, or has no digest of it."""
    MISSING = "missing"
    """The rulebook declares the clause, the text has none."""


class TextFound(msgspec.Struct, frozen=True, kw_only=True):
    """One instrument of a file and the edition that it is the text of."""

    instrument: str
    edition: str
    title: str
    clauses: tuple[tuple[str, str], ...]
    """Address and words, in the order of the text."""

    @property
    def digest(self) -> str:
        """Names this text: SHA-256 over addresses and words."""
        return hashlib.sha256(msgspec.json.encode(self.clauses)).hexdigest()


class TextKept(msgspec.Struct, frozen=True, kw_only=True):
    """A text that is kept: the newest of its edition is the one that is read."""

    entry: int
    instrument: str
    edition: str
    title: str
    digest: str
    added_at: datetime
    added_by: ActorId


class Words(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A clause's own words, and whether the rulebook in use was made on just these."""

    address: str
    state: ClauseState
    words: str | None = None


class OfficialTexts(Protocol):
    """Texts by edition; one that is kept is never changed."""

    async def keep(self, found: Sequence[TextFound], *, by: ActorId) -> tuple[TextKept, ...]:
        """Keep all of them, or none; one that is there already is left."""
        ...

    async def all(self) -> tuple[TextKept, ...]:
        """Every text kept, the newest last."""
        ...

    async def words(self, cited: Sequence[tuple[str, str, str]]) -> dict[tuple[str, str, str], str]:
        """Words by instrument, edition and address, as far as a text of the edition is kept and has the clause."""
        ...

    async def latest(self) -> int:
        """The number of the text that was kept last; 0 while there is none."""
        ...

    async def every(self) -> dict[tuple[str, str, str], str]:
        """All words of the newest text of each edition, by instrument, edition and address."""
        ...

    async def clauses(self, instrument: str, edition: str) -> tuple[tuple[str, str], ...]:
        """Address and words of the newest text of one edition, in its order; empty when none is kept."""
        ...


def texts_in(content: bytes, catalogue: Catalogue) -> tuple[tuple[TextFound, ...], tuple[str, ...]]:
    """The instruments of a file that are the text of a rulebook, and the titles (or lines) of those that are not.

    Raises:
        TextRefused: the file is too large, is no text, has no articles, or belongs to no rulebook in use.
    """
    if len(content) > LARGEST:
        raise TextRefused("text-too-large", LARGEST // 1024 // 1024)
    written = decode(content)
    if written is None or "\x00" in written:
        raise TextRefused("text-not-readable")
    inside = documents(written)
    if not any(document.pieces for document in inside):
        raise TextRefused("text-without-articles")
    found: dict[str, TextFound] = {}
    strangers = []
    for document, region in zip(inside, _regions(written, inside), strict=True):
        book = belonging_to(region, document.pieces, catalogue)
        if book is None:
            strangers.append(document.title or f"{document.line}")
        else:
            found[book.key] = _text(book, document)
    if not found:
        raise TextRefused("text-belongs-nowhere", ", ".join(strangers))
    return tuple(found.values()), tuple(strangers)


def state_of(book: Rulebook | None, address: str, words: str | None) -> ClauseState:
    """What *book* proves of the clause. *words* None: the text has no such clause."""
    clause = book.clauses.get(address) if book is not None else None
    if words is None:
        return ClauseState.MISSING
    if clause is None or clause.digest is None:
        return ClauseState.UNPROVED
    return ClauseState.SAME if digest_of(words) == clause.digest else ClauseState.CHANGED


def whole(book: Rulebook | None, clauses: Mapping[str, str]) -> tuple[Words, ...]:
    """Every clause of the text, then those that the rulebook declares and the text lacks."""
    told = [
        Words(address=address, state=state_of(book, address, words), words=words) for address, words in clauses.items()
    ]
    lacking = [address for address in (book.clauses if book is not None else {}) if address not in clauses]
    return (*told, *(Words(address=address, state=ClauseState.MISSING) for address in lacking))


def _text(book: Rulebook, document: Document) -> TextFound:
    clauses: dict[str, str] = {}
    for piece in document.pieces:
        clauses.setdefault(piece.address, piece.text)
    return TextFound(
        instrument=book.instrument,
        edition=book.edition_id,
        title=document.title or book.title.zh,
        clauses=tuple(clauses.items()),
    )


def _regions(written: str, inside: tuple[Document, ...]) -> list[str]:
    """Where the title of each instrument stands: before its first article, behind the instrument before. One alone: anywhere."""
    if len(inside) == 1:
        return [written]
    lines, regions, begins = written.splitlines(), [], 0
    for document in inside:
        regions.append("\n".join(lines[begins : document.line - 1]))
        begins = document.pieces[-1].line if document.pieces else document.line
    return regions
