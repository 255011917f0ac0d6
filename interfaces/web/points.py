"""Each fact that a respondent was notified of with what they said to it and the ruling: one table for both sides."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from domain.document import DocumentRef
from domain.identity import DocumentId
from domain.proceedings.state import Point, Proceeding
from domain.proceedings.terms import Adoption, Stance
from interfaces.web.directory import Names


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """One row. ``fact`` is None for what concerns no single fact; ``said`` the words, where they are shown at once."""

    fact: str | None
    stance: Stance | None = None
    text: DocumentRef | None = None
    said: str | None = None
    adoption: Adoption | None = None
    reasons: DocumentRef | None = None


def answered(
    track: Proceeding, points: Iterable[Point], names: Names, said: Mapping[DocumentId, str | None] | None = None
) -> Iterator[Answered]:
    """The facts notified in *track* in their order, each with its *points*, then what concerns none of them."""
    left = list(points)
    notice = track.notice
    facts = [fact for _, fact in notice.findings] if notice is not None and notice.served_on is not None else []
    for fact in dict.fromkeys(facts):
        own = [one for one in left if one.about == fact]
        left = [one for one in left if one.about != fact]
        yield from (_row(names.law(fact), one, said or {}) for one in own)
        if not own:
            yield Answered(fact=names.law(fact))
    yield from (_row(names.law(one.about) if one.about is not None else None, one, said or {}) for one in left)


def _row(fact: str | None, point: Point, said: Mapping[DocumentId, str | None]) -> Answered:
    return Answered(
        fact=fact,
        stance=point.stance,
        text=point.text,
        said=said.get(point.text.id) if point.text is not None else None,
        adoption=point.adoption,
        reasons=point.reasons,
    )
