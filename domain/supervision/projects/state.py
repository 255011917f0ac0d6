"""As much of one project as its decisions need, and how each event changes it."""

from datetime import date

import msgspec
from msgspec.structs import replace

from domain.identity import BodyId, OrganId
from domain.supervision.projects.events import (
    CheckFound,
    MilestoneReached,
    ProgressReported,
    ProjectClosed,
    ProjectEvent,
    ProjectLeadRaised,
    ProjectRegistered,
)


class Project(msgspec.Struct, frozen=True, kw_only=True):
    """One project, with everything recorded of it in order."""

    registered: ProjectRegistered | None = None
    milestones: tuple[MilestoneReached, ...] = ()
    reports: tuple[ProgressReported, ...] = ()
    found: tuple[CheckFound, ...] = ()
    leads: tuple[ProjectLeadRaised, ...] = ()
    closed: ProjectClosed | None = None

    @property
    def closed_on(self) -> date | None:
        """The day on which it ended; None while it goes on."""
        return None if self.closed is None else self.closed.closed_on

    @property
    def body(self) -> BodyId | None:
        """The body that supervises it."""
        return None if self.registered is None else self.registered.body

    @property
    def organs(self) -> tuple[OrganId, ...]:
        """The organ whose project it is."""
        return () if self.registered is None else (self.registered.organ,)


def evolve(state: Project, event: ProjectEvent) -> Project:
    """*state* after *event*. Never judges: what is recorded happened."""
    match event:
        case ProjectRegistered():
            return replace(state, registered=event)
        case MilestoneReached():
            return replace(state, milestones=(*state.milestones, event))
        case ProgressReported():
            return replace(state, reports=(*state.reports, event))
        case CheckFound():
            return replace(state, found=(*state.found, event))
        case ProjectLeadRaised():
            return replace(state, leads=(*state.leads, event))
        case ProjectClosed():
            return replace(state, closed=event)
