"""Which rulebook a person means: an instrument, an edition of it, or a file of their own."""

import difflib
import re
from pathlib import Path

from domain.rulebook.catalogue import Catalogue, RulebookRefused, parse, parse_policy
from domain.rulebook.policy import Policy
from domain.rulebook.schema import Rulebook
from interfaces.cli import rulebook_wording as wording

_POLICY = re.compile(rb"(?m)^\s*policy\s*=")


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


def policy_in(which: str) -> Policy | None:
    """The policy of a file that says ``policy = ...``; None for any other, and for one that cannot be read."""
    try:
        content = Path(which).read_bytes() if which.endswith(".toml") else b""
        return parse_policy(content) if is_policy(content) else None
    except RulebookRefused as refused:
        wording.tell("refused", which, refused.place, refused.why)
        raise
    except OSError:
        return None


def is_policy(content: bytes) -> bool:
    """Whether a file means to be a policy, not a rulebook."""
    return _POLICY.search(content) is not None


def unknown(catalogue: Catalogue, which: str) -> None:
    """Say that it is not installed, and what may have been meant."""
    known = [book.instrument for book in catalogue.rulebooks] + [book.key for book in catalogue.rulebooks]
    near = difflib.get_close_matches(which, known, n=3, cutoff=0.4) or sorted({*known[: len(known) // 2]})
    wording.tell("unknown", which, ", ".join(near))
