"""Rows of the recommendations. Ids, codes, dates and the recommendation itself, which names nobody."""

from datetime import date, datetime
from uuid import UUID

import msgspec


class VersionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One version: what the system said from ``known_at`` (the recording of the event at ``position``) on.

    ``rulebook`` and ``policy`` are content ids; ``facts`` is the canonical JSON of the fact sheet, ``body`` that of the
    recommendation and ``digest`` its SHA-256. ``substance`` is the digest of the facts, apart from the day, and of the
    law: no new version is made while it stays the same. ``established`` are the codes of the facts that are established, those
    among them that the record itself shows.
    """

    proceeding_id: UUID
    position: int
    known_at: datetime
    known_on: date
    rulebook: str
    edition: str
    policy: str | None
    digest: str
    substance: str
    status: str
    permitted: tuple[str, ...]
    suggested: tuple[str, ...] | None
    established: tuple[str, ...]
    facts: str
    body: str


class TrackRow(msgspec.Struct, frozen=True, kw_only=True):
    """Where one proceeding stands: who decides it, and what was said last."""

    proceeding_id: UUID
    case_id: UUID
    instrument: str
    body: UUID | None
    open: bool
    substance: str | None


class PriorRow(msgspec.Struct, frozen=True, kw_only=True):
    """A situation found by the decision at ``found_at``, by the day of its conduct."""

    proceeding_id: UUID
    allegation: UUID
    found_at: int
    respondent: UUID
    case_id: UUID
    conduct_from: date


class WaitRow(msgspec.Struct, frozen=True, kw_only=True):
    """What one proceeding lacks before anything is decided, as last said: how many decisive facts are open, and who answers the
    first of the required questions that is open.
    """

    proceeding_id: UUID
    case_id: UUID
    facts: int
    answered_by: str | None
