"""Rows of a list of posts and holders as entries of the register. Names of people leave for the party register."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID, uuid5

import msgspec

from application.imports.mapping import folded
from application.imports.organ_identity import Known
from application.imports.reading import Fault, Record
from domain.identity import OrganId, PostId
from domain.registers.records import PostKind, PostTerm
from domain.registers.snapshot import Snapshot

_POSTS = UUID("c1a6f3b9-20b4-5a4b-9b4d-8d5f0e1a7c33")
"""Namespace of posts entered by import. Never changed."""


class PostRow(msgspec.Struct, frozen=True, kw_only=True):
    """One good row. ``term_new``: the post differs from what the register has for that day.

    ``holder`` is a name on its way to the party register; ``came_from`` the organ where the person is known already.
    """

    line: int
    sheet: str
    term: PostTerm
    term_new: bool
    holder: str | None = None
    valid_to: date | None = None
    acting: bool = False
    grade: str | None = None
    came_from: OrganId | None = None

    def __repr__(self) -> str:
        return f"PostRow(line={self.line})"


def organs_in(records: Iterable[Record]) -> frozenset[str]:
    """Every organ that the rows mention: what to look up before ``post_rows``."""
    fields = ("organ", "personnel_authority", "came_from")
    return frozenset(record.fields[field] for record in records for field in fields if field in record.fields)


def post_rows(
    records: Iterable[Record], known: Known, snapshot: Snapshot, headings: Mapping[str, str]
) -> tuple[tuple[PostRow, ...], tuple[Fault, ...]]:
    """The entries that *records* describe, in the order of their first days, and why others cannot be taken."""
    rows: list[PostRow] = []
    faults: list[Fault] = []
    present: dict[PostId, PostTerm] = {}
    for record in sorted(records, key=lambda r: (r.fields["valid_from"], r.sheet_number, r.line)):
        wrong, row = _row(record, known, headings)
        faults.extend(wrong)
        if row is None:
            continue
        post = row.term.post
        before = snapshot.post(post, row.term.valid_from)
        earlier = present.get(post)
        if earlier is not None and (before is None or earlier.valid_from > before.valid_from):
            before = earlier
        term = row.term
        if before is not None and term.personnel_authority is None:
            # A row that leaves the authority blank says nothing new about it.
            term = msgspec.structs.replace(
                term,
                personnel_authority=before.personnel_authority,
                authority_source=term.authority_source or before.authority_source,
            )
        present[post] = term
        changed = before is None or msgspec.structs.replace(before, valid_from=term.valid_from) != term
        rows.append(msgspec.structs.replace(row, term=term, term_new=changed))
    return tuple(rows), tuple(faults)


def _row(record: Record, known: Known, headings: Mapping[str, str]) -> tuple[list[Fault], PostRow | None]:
    fields, codes = record.fields, record.codes
    wrong: list[Fault] = []

    def refuse(field: str, code: str) -> None:
        value = "" if field == "holder" else fields.get(field, "")
        wrong.append(
            Fault(line=record.line, column=headings.get(field, field), value=value, code=code, sheet=record.sheet)
        )

    organs: dict[str, OrganId] = {}
    for field in ("organ", "personnel_authority", "came_from"):
        if field in fields:
            found = known.get(folded(fields[field]), ())
            if len(found) == 1:
                organs[field] = found[0]
            else:
                refuse(field, "organ-ambiguous" if found else "organ-unknown")
    if "acting" in fields and "acting" not in codes:
        refuse("acting", "word-unknown")
    begins, ends = date.fromisoformat(fields["valid_from"]), None
    if "valid_to" in fields:
        ends = date.fromisoformat(fields["valid_to"])
        if ends < begins:
            refuse("valid_to", "ends-before-it-begins")
    for field in ("holder", "grade"):
        if len(fields.get(field, "")) > 200:
            refuse(field, "cell-too-long")
    if wrong:
        return wrong, None
    organ = organs["organ"]
    term = PostTerm(
        post=PostId(uuid5(_POSTS, f"{organ}\x1f{folded(fields['title'])}")),
        organ=organ,
        valid_from=begins,
        title=fields["title"],
        kind=PostKind(codes["kind"]),
        personnel_authority=organs.get("personnel_authority"),
        authority_source=fields.get("authority_source"),
    )
    return [], PostRow(
        line=record.line,
        sheet=record.sheet,
        term=term,
        term_new=True,
        holder=fields.get("holder"),
        valid_to=ends,
        acting=codes.get("acting") == "yes",
        grade=fields.get("grade"),
        came_from=organs.get("came_from"),
    )
