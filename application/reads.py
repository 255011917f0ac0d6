"""Reading what is sealed: nobody reads without leave, and whoever asked without leave is on record too."""

import re
from datetime import datetime
from enum import StrEnum
from typing import Generic, NoReturn, Protocol, TypeVar
from uuid import UUID

import msgspec

from application.access import Access, Allowed, Hidden
from application.errors import NotAuthorised, NotFound
from application.ports import Documents
from domain.document import DocumentRef
from domain.identity import ActorId, PartyId

_PURPOSE = re.compile(r"[a-z][a-z0-9.-]{0,63}")


class ReadKind(StrEnum):
    """What was asked for. ``export``: taken away as a file of many things; ``search``: somebody looked for a person by name."""

    REPORTER = "reporter"
    PERSON = "person"
    DOCUMENT = "document"
    AUDIT = "audit"
    EXPORT = "export"
    SEARCH = "search"


EVERYTHING = UUID(int=0)
"""What an entry names when no single thing was read: the log as a whole, the report of a period."""


class ReadOutcome(StrEnum):
    """What came of it. ``broken``: the stored content had been changed or moved."""

    SERVED = "served"
    DENIED = "denied"
    ERASED = "erased"
    MISSING = "missing"
    BROKEN = "broken"


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """One entry. ``subject`` is whose matter it is, where that is known."""

    position: int
    at: datetime
    actor: ActorId
    kind: ReadKind
    thing: UUID
    subject: UUID | None
    purpose: str
    outcome: ReadOutcome


class AskedReads(msgspec.Struct, frozen=True, kw_only=True):
    """Which entries, the oldest or the *newest* first, at most *limit* (1 to 1,000).

    ``after`` is the position of the last one seen in that order, 0: none. ``since`` and ``before`` bound the time.

    Raises:
        ValueError: the limit is another.
    """

    newest: bool = False
    after: int = 0
    limit: int = 100
    thing: UUID | None = None
    actor: ActorId | None = None
    kind: ReadKind | None = None
    outcome: ReadOutcome | None = None
    since: datetime | None = None
    before: datetime | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MOST_READS:
            raise ValueError(f"limit is 1 to {MOST_READS}")


MOST_READS = 1000
"""Entries of one answer at most."""

MOST_EXPORTED = 100_000
"""Entries of one exported file at most."""

EVERY_READ = AskedReads()
"""The first entries of all."""


def checked_purpose(purpose: str) -> str:
    """*purpose*, if it is a code (``case.read``, ``duty-of-care``): free text could itself be personal."""
    if not _PURPOSE.fullmatch(purpose):
        raise ValueError("a purpose is a code of at most 64 characters: a-z, 0-9, dot, hyphen")
    return purpose


class Audit(Protocol):
    """Where denials are kept; what was served is kept by the store itself."""

    async def note(
        self,
        *,
        by: ActorId,
        kind: ReadKind,
        thing: UUID,
        purpose: str,
        outcome: ReadOutcome,
        subject: UUID | None = None,
    ) -> None:
        """Keep an entry, durably."""
        ...


R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


class ReporterRegister(Protocol[R_co]):
    """Who reported: see ``application.adapters.reporters``."""

    async def read(self, reporter: PartyId, *, by: ActorId, purpose: str) -> R_co:
        """The person, on record before the name is opened."""
        ...


class ReadingRoom(Generic[R]):
    """The one door to sealed content. The answer of the access function goes in with every request."""

    def __init__(self, documents: Documents, reporters: ReporterRegister[R], audit: Audit) -> None:
        self._documents, self._reporters, self._audit = documents, reporters, audit

    async def document(self, access: Access, document: DocumentRef, *, by: ActorId, action: str) -> tuple[bytes, str]:
        """Content and media type of a statement, piece of evidence, reason or letter. *action* is kept as the purpose.

        Raises:
            NotFound: hidden from *by*, or not there. Both take the same answer; a denial is on record.
            NotAuthorised: *by* may know of it and not read it; on record too.
            Erased: its subject's key was destroyed.
        """
        if not isinstance(access, Allowed):
            about = await self._documents.subject_of(document.id)
            await self._refuse(access, ReadKind.DOCUMENT, document.id, by, action, subject=about)
        return await self._documents.get(document, by=by, purpose=action)

    async def reporter(self, access: Access, reporter: PartyId, *, by: ActorId, action: str) -> R:
        """The person behind a report. Raises as ``document`` does."""
        if not isinstance(access, Allowed):
            await self._refuse(access, ReadKind.REPORTER, reporter, by, action)
        return await self._reporters.read(reporter, by=by, purpose=action)

    async def _refuse(
        self,
        access: Access,
        kind: ReadKind,
        thing: UUID,
        by: ActorId,
        action: str,
        subject: UUID | None = None,
    ) -> NoReturn:
        await self._audit.note(
            by=by, kind=kind, thing=thing, purpose=action, outcome=ReadOutcome.DENIED, subject=subject
        )
        if isinstance(access, Hidden):
            raise NotFound
        raise NotAuthorised(action)
