"""Who would have been treated differently: every closed proceeding again under a rulebook that is not in use yet."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from uuid import UUID

import msgspec
from msgspec.structs import replace

from domain.recommendation.changes import Change, led_to
from domain.recommendation.compiled.compiler import Compilers
from domain.recommendation.editions import basis_of
from domain.recommendation.outcome import Recommendation, Status
from domain.recommendation.recommend import recommend
from domain.recommendation.treatment import Treatment, treated
from domain.rulebook.catalogue import Catalogue, content_id
from domain.rulebook.labels import Label
from domain.rulebook.policy import Policy
from domain.rulebook.schema import Rulebook, Standing
from domain.rulebook.sources import label_of
from projections.recommendations.closed import FIRST, Closed, closed, count, visible
from projections.recommendations.reads import Connection
from projections.scope import Scope

AT_ONCE = 200
"""Closed proceedings judged again for one answer."""


class Affected(msgspec.Struct, frozen=True, kw_only=True):
    """One proceeding that would have been treated differently, with what differs and both outcomes."""

    proceeding: UUID
    case_id: UUID
    how: Treatment
    changes: tuple[Change, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    status_before: Status
    status_after: Status


class Impact(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the closed proceedings that a rulebook concerns.

    ``total`` are all of them, ``judged`` those of this part, ``counts`` how each of these would be treated, whoever may see
    it. ``affected`` are those of other treatment that the reader may see, ``elsewhere`` counts the others. ``labels`` are what
    the codes in their changes are called, by the rulebook on trial before the one it replaces. ``next``: where the following part
    begins; None when this was the last.
    """

    rulebook: str
    content: str
    replaces: str | None
    total: int
    judged: int
    counts: dict[Treatment, int]
    affected: tuple[Affected, ...]
    elsewhere: int
    labels: dict[str, Label]
    next: UUID | None


def as_if_in_force(book: Rulebook, now: Catalogue) -> Rulebook:
    """A draft in the place of the edition that was in force last, to see what it would do; any other rulebook as it is.

    A draft is never a basis: only a trial ever sees it so.
    """
    dated = [each for each in now.editions(book.instrument) if each.edition is not None]
    if book.status is not Standing.DRAFT or not dated:
        return book
    last = dated[-1]
    return replace(book, status=last.status, edition=last.edition, until=last.until, validity=last.validity)


class Trial:
    """A rulebook on trial beside the law in use. Compiled once for all proceedings."""

    def __init__(self, now: Catalogue, book: Rulebook, policies: Callable[[str], Awaitable[Policy | None]]) -> None:
        self.now, self.book = now, book
        tried = as_if_in_force(book, now)
        self.then = now.having(tried)
        self.replaced = now.get(tried.instrument, tried.edition_id)
        self.every = any(
            side.binds_generally(each) for side, each in ((now, self.replaced), (self.then, tried)) if each
        )
        self._compilers = Compilers(self.now), Compilers(self.then)
        self._policy = policies

    async def part(
        self, connection: Connection, scopes: Sequence[Scope] | None, *, after: UUID = FIRST, size: int = AT_ONCE
    ) -> Impact:
        """The part of the closed proceedings after *after*; *scopes* None shows all (the local operator)."""
        instrument, every = self.book.instrument, self.every
        total = await count(connection, instrument, every=every)
        found = await closed(connection, instrument, every=every, after=after, size=size)
        applied = {one.policy: await self._policy(one.policy) for one in found if one.policy is not None}
        judged = [
            each
            for each in await asyncio.to_thread(
                lambda: [self._judged(one, applied.get(one.policy or "")) for one in found]
            )
            if each
        ]
        differing = [each for each in judged if each.how is not Treatment.SAME]
        shown = differing
        if scopes is not None:
            seen = await visible(connection, scopes, [each.proceeding for each in differing])
            shown = [each for each in differing if each.proceeding in seen]
        return Impact(
            rulebook=self.book.key,
            content=content_id(self.book),
            replaces=self.now.content_id_of(self.replaced) if self.replaced is not None else None,
            total=total,
            judged=len(found),
            counts={how: n for how in Treatment if (n := sum(each.how is how for each in judged))},
            affected=tuple(shown),
            elsewhere=len(differing) - len(shown),
            labels=self._labels(shown),
            next=found[-1].proceeding_id if len(found) == size else None,
        )

    def _labels(self, shown: Sequence[Affected]) -> dict[str, Label]:
        codes = {code for one in shown for change in one.changes for code in (*change.before, *change.after)}
        led = [led_to(code) for code in codes if "@" in code]
        codes |= {code for one in led for code in one.codes}
        there = [self.then.get(*one.where.split("@", 1)) for one in led if "@" in one.where]
        books = [each for each in (*there, self.replaced, self.book) if each is not None]
        gates = {gate.code: gate.label for book in books for gate in book.gates if gate.code in codes}
        known = {code: label for book in books for code in codes if (label := label_of(book, code)) is not None}
        return gates | known

    def _judged(self, one: Closed, policy: Policy | None) -> Affected | None:
        """None where neither law has an edition of the instrument."""
        sheet = one.sheet
        sides = []
        for catalogue, compilers in zip((self.now, self.then), self._compilers, strict=True):
            book = basis_of(sheet, one.instrument, catalogue)
            if book is None:
                return None
            found = recommend(
                sheet,
                book,
                policy=policy,
                references=catalogue,
                known_at=one.known_on,
                compiler=compilers.of(book),
            )
            sides.append((book, found))
        (mine, before), (theirs, after) = sides
        result = treated(before, after, (mine, theirs), policy)
        return Affected(
            proceeding=one.proceeding_id,
            case_id=one.case_id,
            how=result.how,
            changes=result.changes,
            before=_measures(before),
            after=_measures(after),
            status_before=before.status,
            status_after=after.status,
        )


async def all_parts(connection: Connection, trial: Trial) -> AsyncIterator[Impact]:
    """Every part, for the local operator: none when nothing closed is concerned."""
    after: UUID | None = FIRST
    while after is not None:
        part = await trial.part(connection, None, after=after)
        yield part
        after = part.next


def _measures(found: Recommendation) -> tuple[str, ...]:
    return found.forms.permitted if found.status is not Status.NOT_LIABLE else ()
