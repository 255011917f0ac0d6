"""Each fact, role and circumstance of which a respondent was notified, with what they said to it and the ruling: one table for
both sides.
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from domain.document import DocumentRef
from domain.identity import DocumentId
from domain.proceedings.adverse import held_against
from domain.proceedings.state import Notice, Point, Proceeding
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
    """What was notified in *track* in its order, each with its *points*, then what concerns none of it."""
    left = list(points)
    notice = track.notice
    facts = held_against(notice, names.rulebooks) if notice is not None and notice.served_on is not None else ()
    for fact in facts:
        own = [one for one in left if one.about == fact]
        left = [one for one in left if one.about != fact]
        yield from (_row(called(fact, notice, names), one, said or {}) for one in own)
        if not own:
            yield Answered(fact=called(fact, notice, names))
    for one in left:
        yield _row(called(one.about, notice, names) if one.about is not None else None, one, said or {})


def called(code: str, notice: Notice | None, names: Names) -> str:
    """What was notified, in the words of the rulebook; the role is said to be one."""
    label = names.law(code)
    return names.texts("points.role", role=label) if notice is not None and code == notice.role else label


def _row(fact: str | None, point: Point, said: Mapping[DocumentId, str | None]) -> Answered:
    return Answered(
        fact=fact,
        stance=point.stance,
        text=point.text,
        said=said.get(point.text.id) if point.text is not None else None,
        adoption=point.adoption,
        reasons=point.reasons,
    )
