"""What can happen to a duty that is watched."""

from datetime import date

import msgspec

from domain.document import DocumentRef
from domain.identity import BodyId, ItemId, OrganId
from domain.recorded import Event
from domain.supervision.leads import LeadRaised


class Observed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One item to be published, as it was observed. ``publish_by`` is the nearest day as counted then.

    ``formed_on`` is the day on which it came about or changed; ``rules`` are the deadline rules that may govern it;
    ``title`` is a document, never in the event.
    """

    item: ItemId
    formed_on: date
    publish_by: date
    rules: tuple[str, ...]
    published_on: date | None = None
    title: DocumentRef | None = None


class Check(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One look at a column, catalogue entry or interface: is it there, and of which day is what it holds."""

    item: ItemId
    checked_on: date
    present: bool
    updated_on: date | None = None
    title: DocumentRef | None = None


class DutyPlaced(Event, frozen=True, kw_only=True, tag="duty.placed.v1"):
    """A body began to watch a duty of an organ, or took it up again. ``kind`` is a code of the scheme."""

    kind: str
    body: BodyId
    organ: OrganId
    since: date


class ItemsObserved(Event, frozen=True, kw_only=True, tag="duty.items-observed.v1"):
    """Items and what was seen of their publication. ``origin`` is the digest of the file; None for an entry by hand."""

    items: tuple[Observed, ...]
    observed_on: date
    origin: str | None = None


class DutyChecked(Event, frozen=True, kw_only=True, tag="duty.checked.v1"):
    """What was found when it was looked at. ``origin`` as for items."""

    checks: tuple[Check, ...]
    observed_on: date
    origin: str | None = None


class DutyLeadRaised(LeadRaised, frozen=True, kw_only=True, tag="duty.lead-raised.v1"):
    """A breach of the duty became a lead."""


class DutyEnded(Event, frozen=True, kw_only=True, tag="duty.ended.v1"):
    """The duty is no longer watched here."""

    ended_on: date
    reasons: DocumentRef


DutyEvent = DutyPlaced | ItemsObserved | DutyChecked | DutyLeadRaised | DutyEnded
