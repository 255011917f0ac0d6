"""The law as this deployment has it: what ships, and the rulebooks that two persons signed, as the log says now."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol
from uuid import UUID, uuid5

import msgspec

from application.adoption_news import AdoptionNews
from application.moment import once
from application.proposals import Proposal, after
from domain.adoptions.adoption import RULEBOOK_STREAM, Adoption, all_in_force, evolve
from domain.adoptions.events import AdoptionProposed
from domain.identity import ActorId
from domain.recommendation.compiled.compiler import Compiler, Compilers
from domain.recorded import Recorded
from domain.rulebook.catalogue import Catalogue, canonical, content_id
from domain.rulebook.holdings import Holdings, catalogue_of, contents_of, holdings_of
from domain.rulebook.policy import Policy
from domain.rulebook.schema import Rulebook

_NAMES = UUID("5a9c3a3e-8f4d-5c6b-9a51-0c0b5f8f2d17")


class LawStore(Protocol):
    """Rulebooks, policies and holdings as canonical JSON by content; what is kept is never changed."""

    async def keep(self, contents: Mapping[str, tuple[str, bytes]], *, by: ActorId) -> None:
        """Keep them: content id -> kind and bytes. What is there already is left."""
        ...

    async def get(self, contents: Sequence[str]) -> dict[str, bytes]:
        """Those that are kept."""
        ...


class RulebookEntry(Proposal, frozen=True, kw_only=True):
    """A rulebook that was proposed. ``name`` is its ``instrument@edition``; used from ``applies_from`` on once signed."""

    instrument: str
    applies_from: date


def entry_id(content: str) -> UUID:
    """The id of a proposed rulebook in addresses; it follows from its content."""
    return uuid5(_NAMES, content)


class LawBook:
    """Reads the one stream of rulebooks before each answer, so every process has an adopted one at once.

    A rulebook takes the place of the same edition of its instrument, shipped or adopted; when it is ended, what it had
    replaced is back.
    """

    def __init__(self, news: AdoptionNews, store: LawStore, shipped: Catalogue) -> None:
        self._news, self._store, self.shipped = news, store, shipped
        self._adoption = Adoption()
        self._entries: tuple[RulebookEntry, ...] = ()
        self._seen = 0
        self._books: dict[str, Rulebook] = {}
        self._policies: dict[str, Policy] = {content_id(policy): policy for policy in shipped.policies}
        self._made: dict[tuple[str, ...], Catalogue] = {(): shipped}
        self._compilers: dict[Catalogue, Compilers] = {}
        self._kept: set[str] = set()
        news.follow(RULEBOOK_STREAM, lambda: self._seen)

    async def catalogue(self, on: date) -> Catalogue:
        """Everything in use on that day."""
        await once(("law", self), self._refresh)
        return await self._catalogue(self._in_force(on))

    def compiler(self, catalogue: Catalogue, rulebook: Rulebook) -> Compiler | None:
        """The compiler of *rulebook* beside *catalogue*, kept from one case to the next."""
        if catalogue not in self._compilers:
            self._compilers[catalogue] = Compilers(catalogue)
        return self._compilers[catalogue].of(rulebook)

    async def without(self, content: str, on: date) -> Catalogue:
        """Everything in use on that day but the rulebook of that content: what it is, or would be, put beside."""
        await once(("law", self), self._refresh)
        return await self._catalogue(tuple(each for each in self._in_force(on) if each != content))

    async def kept(self, catalogue: Catalogue, policy: Policy | None = None, *, by: ActorId) -> str:
        """The content id of the list of everything in *catalogue*, kept with it so that a decision can name it for ever.

        *policy* is the one that was applied; it need not have shipped.
        """
        whole = catalogue.narrowed(policy) if policy is not None else catalogue
        encoded = msgspec.json.encode(holdings_of(whole), order="sorted")
        held = hashlib.sha256(encoded).hexdigest()
        if held not in self._kept:
            await self._store.keep(contents_of(whole) | {held: ("holdings", encoded)}, by=by)
            self._kept.add(held)
        return held

    async def held(self, holdings: str) -> Catalogue | None:
        """The catalogue that ``kept`` named, put together again; None if it is not there."""
        found = await self._store.get([holdings])
        if holdings not in found:
            return None
        listed = msgspec.json.decode(found[holdings], type=Holdings)
        return catalogue_of(listed, await self._store.get([*listed.rulebooks, *listed.policies]))

    async def keep(self, thing: Rulebook | Policy, *, by: ActorId) -> str:
        """Keep a rulebook or policy that is to be proposed; its content id. It is in use once two have signed."""
        encoded = canonical(thing)
        content = hashlib.sha256(encoded).hexdigest()
        kind = "rulebook" if isinstance(thing, Rulebook) else "policy"
        await self._store.keep({content: (kind, encoded)}, by=by)
        return content

    async def policy(self, content: str) -> Policy | None:
        """A policy that shipped, or was kept to be proposed."""
        if content not in self._policies:
            found = await self._store.get([content])
            if content not in found:
                return None
            try:
                self._policies[content] = msgspec.json.decode(found[content], type=Policy)
            except msgspec.ValidationError:
                return None  # a rulebook or a list of holdings
        return self._policies[content]

    async def rulebook(self, content: str) -> Rulebook | None:
        """A rulebook that was kept to be proposed, or is in use."""
        if content not in self._books:
            found = await self._store.get([content])
            if content not in found:
                return None
            try:
                self._books[content] = msgspec.json.decode(found[content], type=Rulebook)
            except msgspec.ValidationError:
                return None  # a policy or a list of holdings
        return self._books[content]

    async def entries(self) -> tuple[RulebookEntry, ...]:
        """Every rulebook proposed, in the order of the last proposal of each."""
        await once(("law", self), self._refresh)
        return self._entries

    async def stream_version(self) -> int:
        """Version of the stream of rulebooks: what a signature expects."""
        await once(("law", self), self._refresh)
        return self._seen

    def _in_force(self, on: date) -> tuple[str, ...]:
        return tuple(held.content for held in all_in_force(self._adoption, on))

    async def _catalogue(self, contents: tuple[str, ...]) -> Catalogue:
        if contents not in self._made:
            books = [await self.rulebook(content) for content in contents]
            self._made[contents] = self.shipped.having(*(book for book in books if book is not None))
        return self._made[contents]

    async def _refresh(self) -> None:
        recorded = await self._news.of(RULEBOOK_STREAM)
        entries, adoption = self._entries, self._adoption
        for each in recorded:
            if each.version <= self._seen:
                continue  # another request was quicker
            entries, _ = after(entries, each, _entry)
            adoption = evolve(adoption, each.event)
        if recorded and recorded[-1].version > self._seen:
            self._entries, self._adoption, self._seen = entries, adoption, recorded[-1].version


def _entry(event: AdoptionProposed, recorded: Recorded[Any]) -> RulebookEntry:
    return RulebookEntry(
        id=entry_id(event.content),
        content=event.content,
        name=event.name,
        instrument=event.instrument,
        applies_from=event.applies_from,
        body=event.body,
        proposed_on=event.proposed_on,
        proposed_by=recorded.actor,
    )
