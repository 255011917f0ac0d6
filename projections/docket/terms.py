"""The words by which a row is found: ids, numbers and codes, written in one way. Nobody's name is among them."""

import re
import unicodedata
from uuid import UUID

_IGNORED = str.maketrans("", "", " \t\u3000()[]{}<>〔〕【】〈〉《》「」")


def normalised(term: str) -> str:
    """One way of writing a number or code: compatibility forms folded, brackets and blanks left out, lower case.

    ``清府问责〔2026〕12号`` and ``清府问责(2026) 12 号`` become the same.
    """
    return unicodedata.normalize("NFKC", term).translate(_IGNORED).casefold()


def register_number(term: str) -> str | None:
    """The register number that a normalised *term* writes, as ``2026-17``: so, or with the year in brackets; else None."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{1,9})|(\d{1,9})号)", term)
    return None if found is None else f"{found[1]}-{int(found[2] or found[3])}"


def resting_on(code: str) -> str:
    """The word by which a matter is found that rests on *code*: a ground, a measure, a role or a circumstance found."""
    return f"rests-on:{code}"


def rated(rating: str) -> str:
    """The word by which a report is found whose reporter rated its outcome so."""
    return f"rated:{rating}"


def of_id(identifier: UUID) -> tuple[str, ...]:
    """An id is found whole and by its last twelve digits, which is what people read to each other."""
    return (str(identifier), str(identifier)[-12:])
