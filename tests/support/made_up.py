"""Invented ids, days and documents, obviously so: the same word always gives the same value."""

import hashlib
from uuid import UUID, uuid5

from domain.document import DocumentRef
from domain.identity import DocumentId

_SPACE = UUID("00000000-0000-4000-8000-000000000000")


def an_id(word: str) -> UUID:
    """The id called *word*."""
    return uuid5(_SPACE, word)


def a_document(word: str) -> DocumentRef:
    """The document called *word*."""
    return DocumentRef(id=DocumentId(an_id(f"document {word}")), sha256=hashlib.sha256(word.encode()).hexdigest())
