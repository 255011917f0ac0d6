"""Which organ each row of a list is about: the same one, whether or not its code was known when it was first entered.

A code is the organ's for ever. A row that brings a code for the first time is about the organ that was entered without
one under that name, if level, parent and division agree too; where they do not, it is an organ of its own, for somebody to check.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID, uuid5

import msgspec

from application.imports.mapping import folded
from application.imports.reading import Record
from domain.identity import OrganId
from domain.registers.records import OrganTerm
from domain.registers.snapshot import Snapshot

_ORGANS = UUID("5a0d8f0e-3c55-5b0e-8a6b-0d7c40a5b6f2")
"""Namespace of organs entered by import. Never changed."""

_ROUNDS = 8
"""How often a row is looked at again once the organ above it was found; there are fewer levels."""

Known = Mapping[str, tuple[OrganId, ...]]
"""Folded name or code -> the organs known by it."""


class Identified(msgspec.Struct, frozen=True):
    """A row, its organ, and whether somebody should check it: one of that name is known with other particulars."""

    record: Record
    organ: OrganId
    doubtful: bool = False


def identified(records: Sequence[Record], known: Known, snapshot: Snapshot) -> tuple[Identified, ...]:
    """The organ of each row, in their order."""
    present: dict[OrganId, list[OrganTerm]] = defaultdict(list)
    for term in snapshot.terms():
        present[term.organ].append(term)
    found = tuple(Identified(record, _own(record)) for record in records)
    for _ in range(_ROUNDS):
        around = _Around(known, present, found)
        again = tuple(around.of(record) for record in records)
        if again == found:
            break
        found = again
    return found


def names_here(rows: Iterable[tuple[Record, OrganId]]) -> dict[str, set[OrganId]]:
    """Folded name or code -> the organs of the rows that state it as their own."""
    here: dict[str, set[OrganId]] = {}
    for record, organ in rows:
        for field in ("name", "code"):
            if field in record.fields:
                here.setdefault(folded(record.fields[field]), set()).add(organ)
    return here


def _own(record: Record) -> OrganId:
    """The organ that a row makes where none is known: by its code, without one by its name in its division."""
    code = record.fields.get("code")
    if code:
        return OrganId(uuid5(_ORGANS, folded(code)))
    return OrganId(uuid5(_ORGANS, f"{record.fields.get('division', '')}\x1f{folded(record.fields['name'])}"))


class _Around:
    """What is known, and what the rows came to in the round before."""

    def __init__(
        self, known: Known, present: Mapping[OrganId, Sequence[OrganTerm]], before: Iterable[Identified]
    ) -> None:
        self._known, self._present = known, present
        rows = [(one.record, one.organ) for one in before]
        self._here = names_here(rows)
        self._coded: dict[str, list[tuple[Record, OrganId]]] = defaultdict(list)
        self._codes: dict[OrganId, set[str]] = defaultdict(set)
        for record, _ in rows:
            if code := record.fields.get("code"):
                self._coded[folded(record.fields["name"])].append((record, self._by_code(record, code).organ))
        for coded in self._coded.values():
            for record, organ in coded:
                self._codes[organ].add(folded(record.fields["code"]))

    def of(self, record: Record) -> Identified:
        """The organ of one row."""
        code = record.fields.get("code")
        if not code:
            return self._by_name(record)
        found = self._by_code(record, code)
        if len(self._codes[found.organ]) > 1 and found.organ not in self._known.get(folded(code), ()):
            return Identified(record, _own(record), doubtful=True)  # two codes would take the same organ
        return found

    def _by_code(self, record: Record, code: str) -> Identified:
        own, of_code = _own(record), self._known.get(folded(code), ())
        if own in of_code or len(of_code) > 1:
            return Identified(record, own)
        if of_code:
            return Identified(record, of_code[0])
        named = [organ for organ in self._named(record) if not any(term.code for term in self._present[organ])]
        agreeing = [organ for organ in named if self._agrees(record, organ)]
        if len(agreeing) == 1:
            return Identified(record, agreeing[0])
        return Identified(record, own, doubtful=bool(named))

    def _by_name(self, record: Record) -> Identified:
        named = list(self._named(record))
        if len(named) == 1:
            return Identified(record, named[0], doubtful=self._contradicts(record, named[0]))
        coded = self._coded.get(folded(record.fields["name"]), [])
        agreeing = {organ for other, organ in coded if self._rows_agree(record, other)}
        if len(agreeing) == 1 and not named:
            return Identified(record, next(iter(agreeing)))
        own = _own(record)
        return Identified(record, own, doubtful=own not in named and bool(named or coded))

    def _named(self, record: Record) -> Iterator[OrganId]:
        name = record.fields["name"]
        return (organ for organ in self._known.get(folded(name), ()) if organ in self._present)

    def _parent(self, record: Record) -> OrganId | None:
        stated = folded(record.fields.get("parent", ""))
        found = self._here.get(stated, set()) | set(self._known.get(stated, ())) if stated else set()
        return next(iter(found)) if len(found) == 1 else None

    def _agrees(self, record: Record, organ: OrganId) -> bool:
        term = self._term(organ, record)
        return (
            folded(term.name) == folded(record.fields["name"])
            and term.level == record.codes.get("level")
            and term.parent == self._parent(record)
            and _alike(term.division, record.fields.get("division"))
        )

    def _contradicts(self, record: Record, organ: OrganId) -> bool:
        """Whether a row without code says another level or parent than is known of the organ on that day."""
        term = self._term(organ, record)
        if term.valid_from != date.fromisoformat(record.fields["valid_from"]):
            return False  # a later entry says what changed
        return not (_alike(term.level, record.codes.get("level")) and _alike(term.parent, self._parent(record)))

    def _rows_agree(self, one: Record, other: Record) -> bool:
        return (
            one.codes.get("level") == other.codes.get("level")
            and self._parent(one) == self._parent(other)
            and _alike(one.fields.get("division"), other.fields.get("division"))
        )

    def _term(self, organ: OrganId, record: Record) -> OrganTerm:
        """The organ as known on the row's first day; before its first entry, as of that one."""
        begun = [one for one in self._present[organ] if one.valid_from.isoformat() <= record.fields["valid_from"]]
        return begun[-1] if begun else self._present[organ][0]


def _alike(one: object, other: object) -> bool:
    return one is None or other is None or one == other
