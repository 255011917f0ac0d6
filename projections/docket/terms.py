"""The words by which a row is found: ids, numbers and codes, written in one way. Nobody's name is among them."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from uuid import UUID

from projections.docket.row import Kind

_IGNORED = str.maketrans("", "", " \t\u3000()[]{}<>〔〕【】〈〉《》「」")


def normalised(term: str) -> str:
    """One way of writing a number or code: compatibility forms folded, brackets and blanks left out, lower case.

    ``清府问责〔2026〕12号`` and ``清府问责(2026) 12 号`` become the same.
    """
    return unicodedata.normalize("NFKC", term).translate(_IGNORED).casefold()


@cache
def kinds() -> Mapping[str, Kind]:
    """The kind of matter that each word in front of a number names, by the word as normalised."""
    said = tomllib.loads((files("projections.docket") / "kinds.toml").read_text("utf-8"))
    return {normalised(word): Kind(kind) for kind, words in said.items() for word in words}


def register_number(term: str) -> tuple[Kind | None, str] | None:
    """The register number that a normalised *term* writes, as ``2026-17``: so, or with the year in brackets; else None.

    With the kind of the matter where its word stands in front (``案件20261号``, ``case2026-1``), as pages name matters.
    """
    found = re.fullmatch(r"(\D*)(\d{4})(?:-(\d{1,9})|(\d{1,9})号)", term)
    if found is None or (found[1] and found[1] not in kinds()):
        return None
    return kinds().get(found[1]), f"{found[2]}-{int(found[3] or found[4])}"


def resting_on(code: str) -> str:
    """The word by which a matter is found that rests on *code*: a ground, a measure, a role or a circumstance found."""
    return f"rests-on:{code}"


def rated(rating: str) -> str:
    """The word by which a report is found whose reporter rated its outcome so."""
    return f"rated:{rating}"


def of_id(identifier: UUID) -> tuple[str, ...]:
    """An id is found whole and by its last twelve digits, which is what people read to each other."""
    return (str(identifier), str(identifier)[-12:])
