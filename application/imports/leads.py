"""Rows of an inspection notice or a letters list as leads: who is named, what is said, which are alike."""

import hashlib
from datetime import date
from uuid import UUID, uuid5

import msgspec

from application.imports.mapping import Mapping, folded
from application.imports.reading import Record
from domain.identity import ReportId

_LEADS = UUID("0f6b1c1e-6a5f-5d0c-9a40-6d7b9c8f2e11")
"""Namespace of leads known by their content. Never changed: it is in the identity of every imported lead."""

_CONTENT = ("source", "reported_on", "area", "organ", "problem", "statement")


class Lead(msgspec.Struct, frozen=True, kw_only=True):
    """One row to be filed as a report.

    ``id`` is the row's identity: its whole content, whatever file, encoding or order of rows and columns it came in.
    ``earlier_id`` is what releases that left the cells of unknown columns out called it, where that is another.
    ``likeness`` is equal for rows that name the same organ and the same problem; ``area_digest`` tells organs of one name apart where it is given. ``place`` is ``sheet!line`` by number. ``account`` is the row in words, for the document store.
    """

    id: ReportId
    earlier_id: ReportId | None
    line: int
    place: str
    reported_on: date | None
    organ: str
    organ_names: tuple[str, ...]
    area: str | None
    problem: str | None
    problem_word: str | None
    account: str
    likeness: bytes
    area_digest: bytes | None


def lead_of(record: Record, mapping: Mapping) -> Lead:
    """The lead that *record* describes."""
    fields = record.fields
    content = "\x1f".join(folded(fields.get(name, "")) for name in _CONTENT)
    further = _further(record, mapping)
    known_by = ReportId(uuid5(_LEADS, content))
    organ = fields.get("organ", "")
    names = _names(organ, mapping.site_suffixes)
    alike = (names[-1], record.codes.get("problem") or fields.get("problem") or fields.get("statement", ""))
    return Lead(
        id=ReportId(uuid5(_LEADS, "\x1e".join((content, *further)))) if further else known_by,
        earlier_id=known_by if further else None,
        line=record.line,
        place=f"{record.sheet_number}!{record.line}",
        reported_on=date.fromisoformat(fields["reported_on"]) if "reported_on" in fields else None,
        organ=organ,
        organ_names=names,
        area=fields.get("area"),
        problem=record.codes.get("problem"),
        problem_word=fields.get("problem"),
        account=_account(record, mapping),
        likeness=_digest(*alike),
        area_digest=_digest(fields["area"]) if "area" in fields else None,
    )


def _further(record: Record, mapping: Mapping) -> list[str]:
    """What else the row says, in an order of its own: two findings may differ in nothing that the mapping knows.

    A column that only numbers the rows says nothing of a finding: the next list has other numbers.
    """
    numbering = set(map(folded, mapping.numbering))
    said = [
        (mapping.columns[field].headings[0], text) for field, text in record.fields.items() if field not in _CONTENT
    ]
    said += record.others.items()
    return sorted(f"{folded(heading)}\x1f{folded(text)}" for heading, text in said if folded(heading) not in numbering)


def _digest(*texts: str) -> bytes:
    return hashlib.sha256("\x1f".join(map(folded, texts)).encode()).digest()


def _names(organ: str, suffixes: tuple[str, ...]) -> tuple[str, ...]:
    """The name as given, and without the ending that makes it the name of a site."""
    for suffix in sorted(suffixes, key=len, reverse=True):
        if organ.endswith(suffix) and len(organ) > len(suffix) + 1:
            return (organ, organ.removesuffix(suffix))
    return (organ,)


def _account(record: Record, mapping: Mapping) -> str:
    """The row as lines of heading and value, in the mapping's own headings, so that every source reads alike."""
    said = []
    for field, column in mapping.columns.items():
        if field in record.fields:
            said.append(f"{column.headings[0]}：{record.fields[field]}")
    said += [f"{heading}：{value}" for heading, value in record.others.items()]
    return "\n".join(said) + "\n"
