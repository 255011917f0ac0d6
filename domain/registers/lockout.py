"""Why a person may not act in a case, as far as the registers know (回避)."""

from datetime import date

import msgspec

from domain.cases.events import RecusalGround
from domain.identity import OrganId, PartyId
from domain.registers.snapshot import Snapshot


class Concerned(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a case concerns. ``first`` to ``last`` are the days of the conduct (inclusive)."""

    organs: tuple[OrganId, ...]
    persons: tuple[PartyId, ...]
    first: date
    last: date
    informants: tuple[PartyId, ...] = ()
    witnesses: tuple[PartyId, ...] = ()


class Lockout(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One reason. ``about`` names the organ or respondent it comes from; for an informant it stays empty, so that the
    reason does not tell who reported.
    """

    ground: RecusalGround
    about: tuple[str, ...] = ()


def locked_out(person: PartyId, case: Concerned, on: date, snapshot: Snapshot) -> tuple[Lockout, ...]:
    """Every reason for which *person* may not act in *case* on *on*; none when the registers know of nothing.

    A post in the respondent organ counts during the conduct and on the day of the act.

    Source: recusal (procedure profile)
    """
    found: list[Lockout] = []
    if person in case.persons:
        found.append(Lockout(ground=RecusalGround.PARTY, about=(str(person),)))
    if person in case.informants:
        found.append(Lockout(ground=RecusalGround.INTEREST))
    if person in case.witnesses:
        found.append(Lockout(ground=RecusalGround.WITNESS, about=(str(person),)))
    for other, kind in snapshot.relations_of(person, on):
        ground = RecusalGround.CLOSE_RELATIVE if kind == RecusalGround.CLOSE_RELATIVE else RecusalGround.INTEREST
        if other in case.persons:
            found.append(Lockout(ground=ground, about=(str(other),)))
        elif other in case.informants:
            found.append(
                Lockout(ground=RecusalGround.INTEREST)
            )  # as with many a tie: a word of its own would tell who reported
    there = [
        organ
        for organ in sorted(case.organs)
        if snapshot.serves(person, organ, case.first, case.last) or snapshot.serves(person, organ, on, on)
    ]
    found += (Lockout(ground=RecusalGround.POST, about=(str(organ),)) for organ in there)
    return tuple(dict.fromkeys(found))
