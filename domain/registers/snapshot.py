"""The registers as they stood at one moment of recording, and what they say of a day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TypeVar

from domain.identity import OrganId, PartyId, PostId
from domain.registers.records import (
    Holding,
    OrganKind,
    OrganTerm,
    PostKind,
    PostTerm,
    Relation,
    covers,
    overlaps,
)

T = TypeVar("T", OrganTerm, PostTerm)


class Snapshot:
    """All entries known at ``version``, ready for questions by date. Immutable.

    ``version`` is the register's own counter, stored with a decision that used it, so that it can be asked again.
    """

    __slots__ = ("_holdings", "_holdings_of", "_organs", "_posts", "_posts_in", "_relations", "version")

    def __init__(
        self,
        *,
        version: int,
        organs: Iterable[OrganTerm] = (),
        posts: Iterable[PostTerm] = (),
        holdings: Iterable[Holding] = (),
        relations: Iterable[Relation] = (),
    ) -> None:
        self.version = version
        self._organs: dict[OrganId, list[OrganTerm]] = defaultdict(list)
        self._posts: dict[PostId, list[PostTerm]] = defaultdict(list)
        self._posts_in: dict[OrganId, list[PostId]] = defaultdict(list)
        self._holdings: dict[PostId, list[Holding]] = defaultdict(list)
        self._holdings_of: dict[PartyId, list[Holding]] = defaultdict(list)
        self._relations = tuple(relations)
        for organ in sorted(organs, key=lambda t: t.valid_from):
            self._organs[organ.organ].append(organ)
        for post in sorted(posts, key=lambda t: t.valid_from):
            self._posts[post.post].append(post)
            if post.post not in self._posts_in[post.organ]:
                self._posts_in[post.organ].append(post.post)
        for holding in sorted(holdings, key=lambda h: (h.valid_from, h.person)):
            self._holdings[holding.post].append(holding)
            self._holdings_of[holding.person].append(holding)

    def organ(self, organ: OrganId, on: date) -> OrganTerm | None:
        """The organ on that day; None when it is unknown or was not in being."""
        return _last(self._organs.get(organ, ()), on)

    def knows(self, organ: OrganId) -> bool:
        """Whether there is an entry of the organ, of whatever day."""
        return bool(self._organs.get(organ))

    def organs(self, on: date, *, kind: OrganKind | None = None) -> tuple[OrganTerm, ...]:
        """All organs of that day, of one kind when given, in the order of their ids."""
        there = (self.organ(organ, on) for organ in sorted(self._organs))
        return tuple(t for t in there if t is not None and (kind is None or t.kind is kind))

    def terms(self) -> Iterator[OrganTerm]:
        """Every entry of every organ, also of those that are no more: in the order of their ids, the oldest first."""
        for organ in sorted(self._organs):
            yield from self._organs[organ]

    def post(self, post: PostId, on: date) -> PostTerm | None:
        """The post on that day; None when it is unknown or did not exist."""
        return _last(self._posts.get(post, ()), on)

    def posts_in(
        self, organ: OrganId, first: date, last: date, *, kind: PostKind | None = None
    ) -> tuple[PostTerm, ...]:
        """What posts the organ had on any day from *first* to *last* (inclusive), of one kind when given."""
        spans = (span for post in self._posts_in.get(organ, ()) for span in self._spans(post))
        return tuple(
            term
            for term, ends in spans
            if term.organ == organ
            and (kind is None or term.kind is kind)
            and term.valid_from <= last
            and (ends is None or first <= ends)
        )

    def _spans(self, post: PostId) -> Iterator[tuple[PostTerm, date | None]]:
        """Each term of the post with its last day: its own, or the day before the next term."""
        terms = self._posts.get(post, [])
        for index, term in enumerate(terms):
            taken_over = terms[index + 1].valid_from - timedelta(days=1) if index + 1 < len(terms) else None
            ends = [day for day in (term.valid_to, taken_over) if day is not None]
            yield term, min(ends, default=None)

    def holders(self, post: PostId, first: date, last: date) -> tuple[Holding, ...]:
        """Who held the post on any day from *first* to *last* (inclusive)."""
        return tuple(h for h in self._holdings.get(post, ()) if overlaps(h, first, last))

    def held_by(self, person: PartyId, first: date, last: date) -> tuple[Holding, ...]:
        """What the person held on any day from *first* to *last* (inclusive)."""
        return tuple(h for h in self._holdings_of.get(person, ()) if overlaps(h, first, last))

    def served_in(self, organ: OrganId) -> frozenset[PartyId]:
        """Everybody who ever held a post that was the organ's."""
        posts = self._posts_in.get(organ, ())
        return frozenset(holding.person for post in posts for holding in self._holdings.get(post, ()))

    def serves(self, person: PartyId, organ: OrganId, first: date, last: date) -> bool:
        """Whether the person held a post that was the organ's on any day from *first* to *last* (inclusive)."""
        return any(
            term.organ == organ and term.valid_from <= last and (ends is None or first <= ends)
            for holding in self.held_by(person, first, last)
            for term, ends in self._spans(holding.post)
        )

    def relations_of(self, person: PartyId, on: date) -> tuple[tuple[PartyId, str], ...]:
        """People bound to the person on that day, each with the kind of relation."""
        return tuple(
            (relation.other if relation.one == person else relation.one, relation.kind)
            for relation in self._relations
            if person in {relation.one, relation.other} and covers(relation, on)
        )


def _last(terms: Iterable[T], on: date) -> T | None:
    begun = [term for term in terms if term.valid_from <= on]
    return begun[-1] if begun and covers(begun[-1], on) else None
