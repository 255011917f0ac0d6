"""When two proceedings are like, and what was decided in those that are. Pure: the rows come from the docket.

Like are proceedings under the same instrument, against the same sort of respondent (organ or person) in the same role,
that share a ground and in which exactly the same circumstances (从重、从轻 and the rest of the rulebook's factors) are
established. Those that share all but the circumstances are near. Nothing is weighed and nothing is scored.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

import msgspec

from projections.docket.reads import Entry

ENOUGH = 5
"""Fewer like proceedings say nothing of what is usual: they are listed, and no more is said. Our own choice."""


class LikeCase(msgspec.Struct, frozen=True, kw_only=True):
    """A decided proceeding beside the one asked about. ``grounds`` and ``shared`` are what both have.

    ``only_there`` and ``only_here`` are circumstances in which they differ: both empty where they are like.
    """

    proceeding: UUID
    number: str | None
    decided_on: date
    grounds: tuple[str, ...]
    shared: tuple[str, ...]
    only_there: tuple[str, ...]
    only_here: tuple[str, ...]
    outcome: str | None
    measures: tuple[str, ...]
    departed: bool
    overturned: str | None

    @property
    def like(self) -> bool:
        """Whether the circumstances are the same."""
        return not self.only_there and not self.only_here


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided - an outcome, and its measures in the order of their codes - and in how many like proceedings."""

    outcome: str | None
    measures: tuple[str, ...]
    count: int


class LikeCases(msgspec.Struct, frozen=True, kw_only=True):
    """What is like one proceeding. ``distribution`` is of ``like`` alone; ``enough``: they are as many as say what is usual.

    ``grounds`` and ``circumstances`` are those of the proceeding asked about; ``near`` are the rest, nearest first.
    """

    grounds: tuple[str, ...]
    circumstances: tuple[str, ...]
    like: tuple[LikeCase, ...]
    near: tuple[LikeCase, ...]
    distribution: tuple[Chosen, ...]
    enough: bool


def compare(own: Entry, found: Iterable[Entry], circumstances: Mapping[UUID, frozenset[str]]) -> LikeCases:
    """*own* beside each of *found*; *circumstances* are the established ones by proceeding. The latest decision first."""
    here = circumstances.get(own.id, frozenset())
    beside = [_beside(own, other, here, circumstances.get(other.id)) for other in found if _comparable(own, other)]
    known = sorted(
        (one for one in beside if one is not None), key=lambda one: (one.decided_on, one.proceeding), reverse=True
    )
    like = tuple(one for one in known if one.like)
    near = sorted((one for one in known if not one.like), key=lambda one: len(one.only_there) + len(one.only_here))
    return LikeCases(
        grounds=tuple(sorted(own.grounds)),
        circumstances=tuple(sorted(here)),
        like=like,
        near=tuple(near),
        distribution=_distribution(like),
        enough=len(like) >= ENOUGH,
    )


def _comparable(own: Entry, other: Entry) -> bool:
    same = (own.instrument, own.subject, own.role) == (other.instrument, other.subject, other.role)
    return same and other.id != own.id and other.decided_on is not None and bool({*own.grounds} & {*other.grounds})


def _beside(own: Entry, other: Entry, here: frozenset[str], there: frozenset[str] | None) -> LikeCase | None:
    """None where nothing is known of the circumstances: that is not the same as none being established."""
    if there is None or other.decided_on is None:
        return None
    return LikeCase(
        proceeding=other.id,
        number=other.number,
        decided_on=other.decided_on,
        grounds=tuple(sorted({*own.grounds} & {*other.grounds})),
        shared=tuple(sorted(here & there)),
        only_there=tuple(sorted(there - here)),
        only_here=tuple(sorted(here - there)),
        outcome=other.outcome,
        measures=tuple(sorted(other.measures)),
        departed=other.departed,
        overturned=other.overturned,
    )


def _distribution(like: Sequence[LikeCase]) -> tuple[Chosen, ...]:
    counted = Counter((one.outcome, one.measures) for one in like)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0][0] or "", item[0][1]))
    return tuple(Chosen(outcome=outcome, measures=measures, count=count) for (outcome, measures), count in ordered)
