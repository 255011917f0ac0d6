"""Which rulebook an official text belongs to, by its title and its clauses."""

import unicodedata

from domain.rulebook.catalogue import Catalogue
from domain.rulebook.schema import Rulebook
from domain.rulebook.text import Piece


def plain(text: str) -> str:
    """*text* without white space, in NFKC form."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def decode(content: bytes) -> str | None:
    """The text of a file in UTF-8, with or without mark, or GB18030; None when it is neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def belonging_to(text: str, pieces: tuple[Piece, ...], catalogue: Catalogue) -> Rulebook | None:
    """The rulebook whose title occurs in the text, a notice before it or not.

    Titles of other instruments occur too, where articles cite them; so the one whose clauses match best is taken, then the
    one whose title stands first.
    """
    whole = plain(text)
    digests = {(piece.address, piece.digest) for piece in pieces}
    found: list[tuple[int, int, str, Rulebook]] = []
    for book in catalogue.rulebooks:
        at = whole.find(title_of(book))
        if at >= 0:
            matching = sum((address, clause.digest) in digests for address, clause in book.clauses.items())
            found.append((-matching, at, book.key, book))
    return min(found)[3] if found else None


def title_of(book: Rulebook) -> str:
    """The title as the text writes it: without our mark of the edition behind it."""
    return plain(book.title.zh.split("（")[0])
