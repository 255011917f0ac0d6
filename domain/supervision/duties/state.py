"""As much of one duty as its decisions need, and how each event changes it."""

from datetime import date
from uuid import UUID

import msgspec
from msgspec.structs import replace

from domain.identity import BodyId, OrganId
from domain.supervision.duties.events import (
    Check,
    DutyChecked,
    DutyEnded,
    DutyEvent,
    DutyLeadRaised,
    DutyPlaced,
    ItemsObserved,
    Observed,
)


class Duty(msgspec.Struct, frozen=True, kw_only=True):
    """One duty. ``items`` and ``checks`` hold the latest observation of each. ``ended`` is None while it is watched."""

    placed: DutyPlaced | None = None
    items: dict[UUID, Observed] = {}
    checks: dict[UUID, Check] = {}
    leads: tuple[DutyLeadRaised, ...] = ()
    ended: DutyEnded | None = None

    @property
    def ended_on(self) -> date | None:
        """The day on which it ended; None while it goes on."""
        return None if self.ended is None else self.ended.ended_on

    @property
    def body(self) -> BodyId | None:
        """The body that watches it."""
        return None if self.placed is None else self.placed.body

    @property
    def organs(self) -> tuple[OrganId, ...]:
        """The organ that owes it."""
        return () if self.placed is None else (self.placed.organ,)


def evolve(state: Duty, event: DutyEvent) -> Duty:
    """*state* after *event*. Never judges: what is recorded happened."""
    match event:
        case DutyPlaced():
            return replace(state, placed=event, ended=None)
        case ItemsObserved(items=items):
            return replace(state, items=state.items | {one.item: one for one in items})
        case DutyChecked(checks=checks):
            return replace(state, checks=state.checks | {one.item: one for one in checks})
        case DutyLeadRaised():
            return replace(state, leads=(*state.leads, event))
        case DutyEnded():
            return replace(state, ended=event)
