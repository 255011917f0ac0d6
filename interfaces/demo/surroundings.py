"""What surrounds the told stories: the service's own, but at the story's time; registers, law and calendar stand still."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from application.adapters.law_store import LawStore
from application.adoption_news import AdoptionNews
from application.casework.around import Around, Search
from application.law_book import LawBook
from application.ports import EventLog
from domain.calendar.calendar import Calendar
from domain.identity import ActorId, BodyId, PartyId
from domain.registers.snapshot import Snapshot
from interfaces.demo.staged_log import StagedLog
from interfaces.demo.telling import StoryClock
from interfaces.service import Service


class Still:
    """What stands when the stories begin: nothing in it moves meanwhile, so no command asks the store for it again."""

    def __init__(
        self,
        snapshot: Snapshot,
        persons: Mapping[ActorId, PartyId],
        bodies: Mapping[ActorId, frozenset[BodyId]],
        calendar: Calendar,
        law: LawBook,
    ) -> None:
        self._snapshot, self._persons, self._bodies, self._calendar = snapshot, persons, bodies, calendar
        self.law = law

    async def snapshot(self) -> Snapshot:
        """The registers."""
        return self._snapshot

    async def persons(self) -> Mapping[ActorId, PartyId]:
        """The staff."""
        return self._persons

    async def bodies(self) -> Mapping[ActorId, frozenset[BodyId]]:
        """Where they work."""
        return self._bodies

    async def acting(self, _: str) -> frozenset[BodyId]:
        """Every body of theirs: nobody is disabled, and each has officers of every kind."""
        return frozenset[BodyId]().union(*self._bodies.values())

    async def calendar(self) -> Calendar:
        """The working days."""
        return self._calendar


class NothingBefore:
    """Earlier liability within the stories: each is told for itself, as if nobody in it had answered before."""

    async def priors(self, respondent: UUID, *, before: date, besides: UUID) -> Search:
        """None: no read model is asked, for what the stories record is not in the log while they are told."""
        del respondent, before, besides
        return Search()


async def still_of(service: Service) -> Still:
    """Registers, staff and calendar of this moment; the law that ships, for a new office has adopted no other."""
    staff, calendar = service.around.staff, await service.around.calendar()
    law = LawBook(AdoptionNews(StagedLog(StoryClock())), LawStore(service.pool), service.around.law.shipped)
    return Still(await service.registers.snapshot(), await staff.persons(), await staff.bodies(), calendar, law)


def around_of(service: Service, still: Still, events: EventLog) -> Around:
    """What surrounds a story: the service's, at the story's time; adoptions are read from *events*."""
    return Around(
        clock=StoryClock(),
        profiles=service.around.profiles,
        calendar=still.calendar,
        law=still.law,
        registers=still,
        staff=still,
        events=events,
        modes=service.around.modes,
        deadlines=service.around.deadlines,
        schemes=service.around.schemes,
        priors=NothingBefore(),
    )
