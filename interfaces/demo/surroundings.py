"""What surrounds the told stories: the service's own, but at the story's time and with registers that stand still."""

from collections.abc import Mapping

from application.casework.around import Around
from application.ports import EventLog
from domain.identity import ActorId, BodyId, PartyId
from domain.registers.snapshot import Snapshot
from interfaces.demo.telling import StoryClock
from interfaces.service import Service


class Still:
    """The registers and the staff as they stand when the stories begin: nothing in them moves meanwhile."""

    def __init__(
        self,
        snapshot: Snapshot,
        persons: Mapping[ActorId, PartyId],
        bodies: Mapping[ActorId, frozenset[BodyId]],
    ) -> None:
        self._snapshot, self._persons, self._bodies = snapshot, persons, bodies

    async def snapshot(self) -> Snapshot:
        """The registers."""
        return self._snapshot

    async def persons(self) -> Mapping[ActorId, PartyId]:
        """The staff."""
        return self._persons

    async def bodies(self) -> Mapping[ActorId, frozenset[BodyId]]:
        """Where they work."""
        return self._bodies


async def still_of(service: Service) -> Still:
    """The registers and the staff of this moment."""
    staff = service.around.staff
    return Still(await service.registers.snapshot(), await staff.persons(), await staff.bodies())


def around_of(service: Service, still: Still, events: EventLog) -> Around:
    """What surrounds a story: the service's, at the story's time; adoptions are read from *events*."""
    return Around(
        clock=StoryClock(),
        profiles=service.around.profiles,
        calendar=service.around.calendar,
        law=service.around.law,
        registers=still,
        staff=still,
        events=events,
        modes=service.around.modes,
        deadlines=service.around.deadlines,
        schemes=service.around.schemes,
        priors=service.around.priors,
    )
