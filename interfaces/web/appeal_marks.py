"""What stands beside an appeal of a list: why the reader does not examine it, and the others of its case."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from domain.appeals.standing import Part
from projections.docket.reads import Entry


class Mark(NamedTuple):
    """``parts``: what the reader had a hand in. ``others``: how many pending appeals of ``case`` on the same page it could be joined to.

    ``together``: those with which it is examined together, by their entries.
    """

    parts: tuple[Part, ...]
    others: int
    case: UUID | None
    together: tuple[Entry, ...] = ()


def marks(
    entries: Iterable[Entry], parts: Mapping[UUID, tuple[Part, ...]], joined: Mapping[UUID, UUID]
) -> dict[str, Mark]:
    """The marks of the pending appeals among *entries*, by the address to which their row leads."""
    pending = [one for one in entries if one.kind == "appeal" and one.open]
    alone = Counter(one.case_id for one in pending if one.id not in joined)
    # Several are joined to one: that one, and all that are joined to it, are one examination.
    leading = {one.id: joined.get(one.id, one.id) for one in pending}
    of = Counter(leading.values())
    return {
        f"/appeals/{one.id}": Mark(
            parts=parts.get(one.id, ()),
            others=alone[one.case_id] - 1 if one.id not in joined and of[one.id] == 1 else 0,
            case=one.case_id,
            together=tuple(other for other in pending if other is not one and leading[other.id] == leading[one.id]),
        )
        for one in pending
    }
