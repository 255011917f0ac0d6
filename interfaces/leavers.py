"""Whoever left and still has open matters in hand: nobody works on those until they are handed over."""

from collections.abc import Iterable

from application.adapters.accounts import Account
from application.errors import StoreUnavailable
from domain.identity import ActorId
from interfaces.service import Service
from projections.pending_work.reads import left_behind


async def leavers(service: Service, accounts: Iterable[Account]) -> dict[ActorId, int] | None:
    """How many open cases and appeals are in the hands of those of *accounts* with which nobody can act today.

    None while no read model answers: accounts are looked after all the same.
    """
    today = service.around.today()
    gone = [one.id for one in accounts if not one.in_office(today)]
    try:
        async with service.read() as connection:
            found = await left_behind(connection, gone)
    except StoreUnavailable:
        return None
    return {ActorId(officer): count for officer, count in found.items()}
