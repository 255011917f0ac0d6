"""What stands beside an appeal of a list: why the reader does not examine it, and the others of its case."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from domain.appeals.standing import Part
from projections.docket.reads import Entry


class Mark(NamedTuple):
    """``parts``: what the reader had a hand in. ``others``: how many pending appeals of ``case`` stand on the same page.

    ``joined_to``: that of them with which it is examined together, by its entry.
    """

    parts: tuple[Part, ...]
    others: int
    case: UUID | None
    joined_to: Entry | None = None


def marks(
    entries: Iterable[Entry], parts: Mapping[UUID, tuple[Part, ...]], joined: Mapping[UUID, UUID]
) -> dict[str, Mark]:
    """The marks of the pending appeals among *entries*, by the address to which their row leads."""
    pending = [one for one in entries if one.kind == "appeal" and one.open]
    of_case = Counter(one.case_id for one in pending)
    listed = {one.id: one for one in pending}
    return {
        f"/appeals/{one.id}": Mark(
            parts=parts.get(one.id, ()),
            others=of_case[one.case_id] - 1,
            case=one.case_id,
            joined_to=listed.get(joined.get(one.id, one.id)) if one.id in joined else None,
        )
        for one in pending
    }
