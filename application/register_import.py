"""Enters lists of organs and posts into the registers: what is known already stays, what differs is a later entry."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

import msgspec

from application.imports.mapping import Mapping as SavedMapping
from application.imports.mapping import folded
from application.imports.organs import OrganRow, names_in, organ_rows
from application.imports.posts import PostRow, organs_in, post_rows
from application.imports.reading import Fault, Record
from domain.identity import ActorId, OrganId, PartyId
from domain.registers.records import Holding, OrganTerm, PostTerm
from domain.registers.snapshot import Snapshot


class Registers(Protocol):
    """The registers of organs and posts."""

    async def snapshot(self) -> Snapshot:
        """What they say now."""
        ...

    async def organs_called(self, names: Iterable[str]) -> dict[str, tuple[OrganId, ...]]:
        """For each name or code the organs known by it."""
        ...

    async def add(
        self,
        *,
        by: ActorId,
        organs: Iterable[OrganTerm] = (),
        names: Mapping[OrganId, Iterable[str]] | None = None,
        posts: Iterable[PostTerm] = (),
        holdings: Iterable[Holding] = (),
    ) -> None:
        """Add entries, all or none."""
        ...


class People(Protocol):
    """The party register, as far as an import needs it."""

    async def named(self, name: str) -> tuple[PartyId, ...]:
        """Persons of that name."""
        ...

    async def enter(self, name: str, *, by: ActorId) -> PartyId:
        """Enter an official."""
        ...


class Entered(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an import: good rows = ``created`` + ``unchanged``.

    ``corrected`` are those of the created that replace an entry for the same first day. ``namesakes`` are lines for
    somebody to check: the person has the name of somebody known elsewhere and was entered as a person of their own, or the
    organ has the name of one that is known with other particulars.
    """

    created: int
    unchanged: int
    corrected: int = 0
    faults: tuple[Fault, ...] = ()
    namesakes: tuple[int, ...] = ()


class RegisterImport:
    """Plans and enters lists for one actor. With *write* false nothing is written."""

    def __init__(self, *, registers: Registers, people: People, actor: ActorId) -> None:
        self._registers, self._people, self._actor = registers, people, actor

    async def organs(
        self, records: Sequence[Record], mapping: SavedMapping, *, write: bool, whole: bool = False
    ) -> Entered:
        """Enter organs; with *whole*, none when a row cannot be taken."""
        snapshot = await self._registers.snapshot()
        known = await self._known(names_in(records))
        rows, faults = organ_rows(records, known, snapshot, _headings(mapping))
        new = _once(rows)
        if write and not (whole and faults):
            names: dict[OrganId, list[str]] = {}
            for row in rows:
                names.setdefault(row.term.organ, []).extend(row.names)
            await self._registers.add(by=self._actor, organs=[row.term for row in new], names=names)
        return Entered(
            created=len(new),
            unchanged=len(rows) - len(new),
            corrected=sum(row.corrects for row in new),
            faults=faults,
            namesakes=tuple(row.line for row in new if row.doubtful),
        )

    async def posts(
        self, records: Sequence[Record], mapping: SavedMapping, *, write: bool, whole: bool = False
    ) -> Entered:
        """Enter posts and their holders; with *whole*, none when a row cannot be taken."""
        snapshot = await self._registers.snapshot()
        known = await self._known(organs_in(records))
        rows, found = post_rows(records, known, snapshot, _headings(mapping))
        resolved, unclear, namesakes = await self._resolve(rows, snapshot, mapping)
        faults = (*found, *unclear)
        keep = write and not (whole and faults)
        if keep:
            resolved = await self._with_new_people(resolved)
        terms = [row.term for row, _ in resolved if row.term_new]
        holdings: dict[Holding, None] = {}
        unchanged = 0
        for row, person in resolved:
            holding = _holding(row, person, snapshot)
            known_already = row.holder is None
            if holding is not None:
                known_already = holding in holdings or _is_known(holding, snapshot)
                if not known_already:
                    holdings[holding] = None
            unchanged += known_already and not row.term_new
        if keep:
            await self._registers.add(by=self._actor, posts=terms, holdings=holdings)
        return Entered(
            created=len(resolved) - unchanged, unchanged=unchanged, faults=faults, namesakes=tuple(namesakes)
        )

    async def _resolve(
        self, rows: Iterable[PostRow], snapshot: Snapshot, mapping: SavedMapping
    ) -> tuple[list[tuple[PostRow, PartyId | None]], list[Fault], list[int]]:
        """Each row with its person (None: nobody, or somebody new), the rows of whom it is unclear, and the namesakes.

        Whoever of that name has held a post in the organ is meant; nobody is taken for a namesake elsewhere.
        """
        column = mapping.columns["holder"].headings[0]
        resolved: list[tuple[PostRow, PartyId | None]] = []
        unclear: list[Fault] = []
        namesakes: list[int] = []
        for row in rows:
            if row.holder is None:
                resolved.append((row, None))
                continue
            named = await self._people.named(row.holder)
            served = snapshot.served_in(row.came_from or row.term.organ) if named else frozenset()
            there = [person for person in named if person in served]
            if len(there) > 1 or (row.came_from is not None and not there):
                code = "person-ambiguous" if there else "person-not-there"
                unclear.append(Fault(line=row.line, column=column, value="", code=code, sheet=row.sheet))
                continue
            if named and not there:
                namesakes.append(row.line)
            resolved.append((row, there[0] if there else None))
        return resolved, unclear, namesakes

    async def _with_new_people(
        self, resolved: Iterable[tuple[PostRow, PartyId | None]]
    ) -> list[tuple[PostRow, PartyId | None]]:
        """The same rows with everybody entered; a name that stands twice in one organ's rows is one person."""
        entered: dict[tuple[OrganId, str], PartyId] = {}
        complete: list[tuple[PostRow, PartyId | None]] = []
        for row, known in resolved:
            person = known
            if row.holder is not None and person is None:
                place = (row.term.organ, folded(row.holder))
                if place not in entered:
                    entered[place] = await self._people.enter(row.holder, by=self._actor)
                person = entered[place]
            complete.append((row, person))
        return complete

    async def _known(self, names: Iterable[str]) -> dict[str, tuple[OrganId, ...]]:
        return {folded(name): organs for name, organs in (await self._registers.organs_called(names)).items()}


def _holding(row: PostRow, person: PartyId | None, snapshot: Snapshot) -> Holding | None:
    if person is None:
        return None
    begins: date = row.term.valid_from
    held = snapshot.holders(row.term.post, begins, begins)
    before = next((one for one in held if (one.person, one.valid_from) == (person, begins)), None)
    return Holding(
        post=row.term.post,
        person=person,
        valid_from=begins,
        valid_to=row.valid_to,
        acting=row.acting,
        grade=row.grade or (before.grade if before is not None else None),  # blank says nothing new
    )


def _is_known(holding: Holding, snapshot: Snapshot) -> bool:
    return holding in snapshot.holders(holding.post, holding.valid_from, holding.valid_from)


def _once(rows: Iterable[OrganRow]) -> list[OrganRow]:
    """New rows, the same entry counted once."""
    seen: set[OrganTerm] = set()
    once = []
    for row in rows:
        if row.new and row.term not in seen:
            seen.add(row.term)
            once.append(row)
    return once


def _headings(mapping: SavedMapping) -> dict[str, str]:
    return {field: column.headings[0] for field, column in mapping.columns.items()}
