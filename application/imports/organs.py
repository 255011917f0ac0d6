"""Rows of a list of organs as entries of the register, with their references to one another found by name or code."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from application.imports.mapping import folded
from application.imports.organ_identity import Identified, Known, identified, names_here
from application.imports.reading import Fault, Record
from domain.identity import OrganId
from domain.registers.records import Level, OrganKind, OrganTerm
from domain.registers.snapshot import Snapshot

_REFERENCES = ("parent", "next_higher", "disclosure_authority")
_DIVISION = re.compile(r"[0-9]{6}")
_SEPARATORS = re.compile(r"[、，,;；\n]")


class OrganRow(msgspec.Struct, frozen=True, kw_only=True):
    """One good row. ``names`` are all names and codes by which the organ is to be found.

    ``doubtful``: one of that name is known with other particulars, for somebody to check.
    """

    line: int
    term: OrganTerm
    names: tuple[str, ...]
    new: bool
    corrects: bool = False
    doubtful: bool = False


def names_in(records: Iterable[Record]) -> frozenset[str]:
    """Every name and code that the rows mention: what to look up before ``organ_rows``."""
    fields = ("name", "code", *_REFERENCES)
    return frozenset(record.fields[field] for record in records for field in fields if field in record.fields)


def organ_rows(
    records: Iterable[Record], known: Known, snapshot: Snapshot, headings: Mapping[str, str]
) -> tuple[tuple[OrganRow, ...], tuple[Fault, ...]]:
    """The entries that *records* describe, and why others cannot be taken.

    A row that refers to a refused row is refused too. ``headings`` name the columns in faults.
    """
    remaining = identified(tuple(records), known, snapshot)
    faults: list[Fault] = []
    while True:
        here = names_here((one.record, one.organ) for one in remaining)
        codes = {one.organ: code for one in remaining if (code := one.record.fields.get("code"))}
        rows: list[OrganRow] = []
        kept: list[Identified] = []
        for one in remaining:
            wrong, term = _term(one.record, one.organ, known, here, headings)
            faults.extend(wrong)
            if term is not None:
                kept.append(one)
                rows.append(_row(one, term, snapshot, codes.get(one.organ)))
        if len(kept) == len(remaining):
            return tuple(rows), tuple(faults)
        remaining = tuple(kept)


def _term(
    record: Record, organ: OrganId, known: Known, here: Mapping[str, set[OrganId]], headings: Mapping[str, str]
) -> tuple[list[Fault], OrganTerm | None]:
    fields, codes = record.fields, record.codes
    wrong: list[Fault] = []

    def refuse(field: str, code: str) -> None:
        wrong.append(
            Fault(
                line=record.line,
                column=headings.get(field, field),
                value=fields.get(field, ""),
                code=code,
                sheet=record.sheet,
            )
        )

    references: dict[str, OrganId] = {}
    for field in _REFERENCES:
        if field in fields:
            found = here.get(folded(fields[field]), set()) | set(known.get(folded(fields[field]), ()))
            if len(found) == 1:
                references[field] = next(iter(found))
            else:
                refuse(field, "organ-ambiguous" if found else "organ-unknown")
    if "level" in fields and "level" not in codes:
        refuse("level", "word-unknown")
    if "division" in fields and not _DIVISION.fullmatch(fields["division"]):
        refuse("division", "division-unreadable")
    begins, ends = date.fromisoformat(fields["valid_from"]), None
    if "valid_to" in fields:
        ends = date.fromisoformat(fields["valid_to"])
        if ends < begins:
            refuse("valid_to", "ends-before-it-begins")
    if wrong:
        return wrong, None
    return [], OrganTerm(
        organ=organ,
        valid_from=begins,
        valid_to=ends,
        name=fields["name"],
        kind=OrganKind(codes["kind"]),
        level=Level(codes["level"]) if "level" in codes else None,
        division=fields.get("division"),
        source=fields.get("source"),
        mark=fields.get("mark"),
        code=fields.get("code"),
        parent=references.get("parent"),
        next_higher=references.get("next_higher"),
        disclosure_authority=references.get("disclosure_authority"),
    )


def _row(one: Identified, term: OrganTerm, snapshot: Snapshot, code_here: str | None) -> OrganRow:
    record, present = one.record, snapshot.organ(term.organ, term.valid_from)
    if term.code is None:  # a row that leaves it blank says nothing new about it
        term = msgspec.structs.replace(term, code=(present.code if present is not None else None) or code_here)
    more = (name.strip() for name in _SEPARATORS.split(record.fields.get("names", "")))
    names = dict.fromkeys(n for n in (term.name, record.fields.get("code", ""), *more) if n)
    return OrganRow(
        line=record.line,
        term=term,
        names=tuple(names),
        new=present != term,
        corrects=present is not None and present != term and present.valid_from == term.valid_from,
        doubtful=one.doubtful and present != term,
    )
