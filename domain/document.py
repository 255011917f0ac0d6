"""References to documents: the text itself is never an event."""

import re

import msgspec

from domain.identity import DocumentId

_DIGEST = re.compile("[0-9a-f]{64}")


class DocumentRef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A statement, reason, piece of evidence or letter in the document store.

    ``sha256`` is the keyed digest (64 hexadecimal digits) of the plain content: it proves identity to whoever holds the
    key and tells nothing to whoever does not.
    """

    id: DocumentId
    sha256: str

    def __post_init__(self) -> None:
        if _DIGEST.fullmatch(self.sha256) is None:
            raise ValueError("sha256 must be 64 lower-case hexadecimal digits")
