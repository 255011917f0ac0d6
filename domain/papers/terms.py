"""Words that a paper's events and commands share."""

from enum import StrEnum
from uuid import UUID

import msgspec

from domain.document import DocumentRef
from domain.identity import EvidenceId


class About(StrEnum):
    """The kind of matter that a paper belongs to."""

    REPORT = "report"
    CASE = "case"
    PROCEEDING = "proceeding"
    APPEAL = "appeal"


class EventRef(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One recorded event, by its stream and its number in it (from 1)."""

    stream: UUID
    version: int


class Statement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence that the drafter wrote, at a place which the template leaves open, with what it rests on.

    Without evidence and events it is unsupported, and marked so before anybody signs.
    """

    slot: str
    text: DocumentRef
    evidence: tuple[EvidenceId, ...] = ()
    events: tuple[EventRef, ...] = ()
