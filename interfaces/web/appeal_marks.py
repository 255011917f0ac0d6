"""What stands beside an appeal of a list: why the reader does not examine it, and the others of its case."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from application.casework.appeal_handling import Beside
from domain.appeals.standing import Part
from domain.identity import AppealId
from projections.docket.reads import Entry


class Mark(NamedTuple):
    """``parts``: what the reader had a hand in. ``others``: pending appeals of ``case`` that it could be joined to, each alone.

    ``groups``: those examined together that it could join, ``together`` those with which it is: on whatever page of the
    list they stand.
    """

    parts: tuple[Part, ...]
    others: int
    case: UUID | None
    groups: tuple[tuple[AppealId, ...], ...] = ()
    together: tuple[AppealId, ...] = ()


def marks(entries: Iterable[Entry], beside: Mapping[UUID, Beside]) -> dict[str, Mark]:
    """The marks of the appeals among *entries* that are *beside* others, by the address to which their row leads."""
    return {
        f"/appeals/{one.id}": Mark(
            parts=found.parts,
            others=sum(len(each) == 1 for each in found.joinable),
            case=one.case_id,
            groups=tuple(each for each in found.joinable if len(each) > 1),
            together=found.joined,
        )
        for one in entries
        if (found := beside.get(one.id)) is not None
    }


def named(beside: Mapping[UUID, Beside]) -> set[UUID]:
    """The appeals that the marks name."""
    found = (
        each for one in beside.values() for each in (one.joined, *(each for each in one.joinable if len(each) > 1))
    )
    return {appeal for each in found for appeal in each}
