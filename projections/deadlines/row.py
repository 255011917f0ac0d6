"""One deadline as it is kept: whose, until when, on what authority, with its working and what it was before."""

from datetime import date
from uuid import UUID, uuid5

import msgspec

from domain.calendar.clocks import ClockKind, Whose
from domain.calendar.deadline import Deadline
from domain.procedure.basis import Basis
from projections.deadlines.facts import Extended

_NAMES = UUID("2b0f3c1e-7a3d-5b52-9c0e-0d6f4f1f7c11")


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """What the due date was before a calendar notice moved it.

    ``position`` is that of the signature in the log, ``because`` the notices that came or went.
    """

    due_on: date
    calendar_version: str
    changed_on: date
    position: int
    because: tuple[str, ...]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A deadline.

    ``matter`` is the report, case, proceeding or appeal of the docket to which it belongs. ``setting`` is the code of
    the period: a setting of the profile, or track and step. ``named_on`` the day that an order itself names. ``due_on``
    is the last day in time, ``first_due_on`` the one before any extension, ``recorded_on`` the one that the event told.
    ``right``: may go unused. ``warn_on`` is the first day of the warning. ``working`` counts the first period; it is None where an order named the day.
    """

    id: UUID
    matter: UUID
    case_id: UUID | None
    shard: int
    kind: ClockKind
    key: str
    whose: Whose
    right: bool
    basis: Basis
    cites: tuple[str, ...]
    setting: str | None
    profile: str | None
    rule: str | None
    start: str
    started_on: date
    due_on: date
    warn_on: date
    first_due_on: date
    cap_on: date | None
    recorded_on: date | None
    extended: tuple[Extended, ...]
    ended_on: date | None
    ended_by: str | None
    provisional: bool
    calendar_version: str
    working: Deadline | None
    earlier: tuple[Earlier, ...] = ()


def row_id(matter: UUID, kind: ClockKind, key: str, started_on: date) -> UUID:
    """The same clock has the same id in every rebuild; one that starts anew is another clock."""
    return uuid5(_NAMES, f"{matter} {kind.value} {key} {started_on}")
