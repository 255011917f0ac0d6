"""What a person may ask for on a duty. Imperatives; the actor and the day come from the occasion."""

from datetime import date

import msgspec

from domain.document import DocumentRef
from domain.identity import BodyId, ItemId, OrganId
from domain.supervision.leads import RaiseLead, RaiseLeads


class PlaceDuty(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Begin to watch a duty of an organ, from a day on."""

    kind: str
    body: BodyId
    organ: OrganId
    since: date


class NoteItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record an item that has to be published, and when it was, if it was."""

    item: ItemId
    title: DocumentRef
    formed_on: date
    published_on: date | None = None


class NotePublication(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record on which day a known item was published."""

    item: ItemId
    published_on: date


class NoteCheck(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Record a look at a column, catalogue entry or interface."""

    item: ItemId
    title: DocumentRef
    checked_on: date
    present: bool = False
    updated_on: date | None = None


class Seen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One row of a publication log. ``checked_on`` tells a check from an item with its day of formation."""

    item: ItemId
    title: DocumentRef | None = None
    formed_on: date | None = None
    published_on: date | None = None
    checked_on: date | None = None
    present: bool = True
    updated_on: date | None = None


class ObserveLog(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Take over a publication log: all its rows about one organ."""

    rows: tuple[Seen, ...]
    origin: str


class EndDuty(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Stop watching it."""

    reasons: DocumentRef


DutyCommand = PlaceDuty | NoteItem | NotePublication | NoteCheck | ObserveLog | RaiseLead | RaiseLeads | EndDuty
