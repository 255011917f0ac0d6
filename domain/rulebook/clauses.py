"""Addressable pieces of an instrument: our label, the digest of the text, never the text."""

import re
from functools import lru_cache

import msgspec

from domain.rulebook.labels import Label, Verification

_ADDRESS = re.compile(r"[0-9]+(/[0-9]+){0,3}")
_REFERENCE = re.compile(
    r"(?:(?P<instrument>[a-z0-9-]+)(?:@(?P<edition>[0-9]{4}-[0-9]{2}-[0-9]{2}))?#)?(?P<address>[0-9/]+)"
)


class Clause(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One article, paragraph, item or sub-item.

    ``digest`` is the SHA-256 (hexadecimal) of its text without white space and without its own number, in NFKC form;
    absent when the text was not at hand. ``verification`` overrides the instrument's own.
    """

    label: Label
    digest: str | None = None
    verification: Verification | None = None

    def __post_init__(self) -> None:
        if self.digest is not None and not re.fullmatch(r"[0-9a-f]{64}", self.digest):
            raise ValueError("digest must be 64 lower-case hexadecimal digits")


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """A citation as a rulebook writes it: ``8/1/1``, ``civil-servants-law#89/1/3`` or ``...@2019-06-01#89/1/3``."""

    address: str
    instrument: str | None = None
    edition: str | None = None


@lru_cache(maxsize=8192)
def reference(text: str) -> Reference:
    """Read a citation. Raises ValueError when *text* is not one."""
    match = _REFERENCE.fullmatch(text)
    if match is None or not _ADDRESS.fullmatch(match["address"]):
        raise ValueError(f"not a citation: {text!r}")
    return Reference(address=match["address"], instrument=match["instrument"], edition=match["edition"])


def is_address(text: str) -> bool:
    """Whether *text* is ``article[/paragraph[/item[/sub-item]]]`` in Arabic numerals."""
    return _ADDRESS.fullmatch(text) is not None
