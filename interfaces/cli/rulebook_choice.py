"""Which rulebook a person means: an instrument, an edition of it, or a file of their own."""

import difflib
from pathlib import Path

from domain.rulebook.catalogue import Catalogue, RulebookRefused, parse
from domain.rulebook.schema import Rulebook
from interfaces.cli import rulebook_wording as wording


def named(catalogue: Catalogue, which: str) -> tuple[Rulebook, ...]:
    """The installed editions of ``instrument`` or ``instrument@edition``, oldest first."""
    instrument, _, edition = which.partition("@")
    return tuple(book for book in catalogue.editions(instrument) if edition in ("", book.edition_id))


def chosen(catalogue: Catalogue, which: str) -> Rulebook | None:
    """The latest edition named, or the rulebook of a file ``*.toml``; None when the person was told why there is none."""
    if not which.endswith(".toml"):
        books = named(catalogue, which)
        if not books:
            unknown(catalogue, which)
        return books[-1] if books else None
    try:
        return parse(Path(which).read_bytes())
    except RulebookRefused as refused:
        wording.tell("refused", which, refused.place, refused.why)
    except OSError as fault:
        wording.tell("unreadable", fault.filename)
    return None


def unknown(catalogue: Catalogue, which: str) -> None:
    """Say that it is not installed, and what may have been meant."""
    known = [book.instrument for book in catalogue.rulebooks] + [book.key for book in catalogue.rulebooks]
    near = difflib.get_close_matches(which, known, n=3, cutoff=0.4) or sorted({*known[: len(known) // 2]})
    wording.tell("unknown", which, ", ".join(near))
