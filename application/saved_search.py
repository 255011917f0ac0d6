"""What a saved search is: an address of one of the lists with its conditions, under a name of its owner's."""

from datetime import datetime
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import UUID

import msgspec

LISTS = frozenset({"/search", "/docket", "/deadlines", "/appeals", "/inbox", "/pattern", "/statistics"})
"""The pages of which a search may be saved."""

DROPPED = frozenset({"cursor", "at", "at_least", "lang"})
"""Parts of an address that belong to one visit: the page that was turned to, the language."""

LONGEST_NAME, LONGEST_ADDRESS, MOST = 60, 2000, 100
"""Characters of a name and of an address, and searches of one account."""


class SavedSearch(msgspec.Struct, frozen=True, kw_only=True):
    """One search of one account. ``address`` begins with a stroke: it holds on whatever host the service has."""

    id: UUID
    name: str
    address: str
    saved_at: datetime


class SearchRefused(ValueError):
    """It cannot be saved: ``search-not-a-list``, ``search-without-name`` or ``too-many-searches``."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def checked_name(name: str) -> str:
    """*name* without blanks at its ends. Raises SearchRefused when nothing is left, or too much."""
    kept = " ".join(name.split())
    if not 1 <= len(kept) <= LONGEST_NAME or not kept.isprintable():
        raise SearchRefused("search-without-name")
    return kept


def checked_address(address: str) -> str:
    """*address* as it is saved: one of ``LISTS`` with its conditions, nothing of one visit. Raises SearchRefused."""
    try:
        found = urlsplit(address)
    except ValueError:
        raise SearchRefused("search-not-a-list") from None
    plain = not found.scheme and not found.netloc and found.path in LISTS
    if not plain or len(address) > LONGEST_ADDRESS or not address.isprintable():
        raise SearchRefused("search-not-a-list")
    kept = [(name, value) for name, value in parse_qsl(found.query) if name not in DROPPED and value]
    return f"{found.path}?{urlencode(kept)}" if kept else found.path
