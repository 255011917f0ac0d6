"""The ways of review that are left in a matter that somebody opened."""

from interfaces.service import Service
from interfaces.ways_of_review import Remedy, remedies_of
from interfaces.web.matter import Matter


async def remedies_now(service: Service, matter: Matter) -> tuple[Remedy, ...]:
    """As the calendar and the registers are now; none before a decision."""
    return () if matter.track is None else await remedies_of(service, matter.track)
