"""A saved mapping: which heading is which field, and which words are which code."""

import unicodedata
from enum import StrEnum

import msgspec

from domain.reports.events import Protection, SourceKind


class CellType(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    DATE = "date"
    CODE = "code"


class Column(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One field: the headings that may stand over it, and whether a row without it is refused.

    ``past`` refuses a date after the day of the import.
    """

    headings: tuple[str, ...]
    type: CellType = CellType.TEXT
    required: bool = False
    past: bool = False


class Code(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A code, its name in both languages, and the words that mean it."""

    code: str
    zh: str
    en: str
    words: tuple[str, ...]


class ReportDefaults(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every lead of such a file is."""

    source: SourceKind
    protection: Protection
    disclosure_complaint: bool = False


class Mapping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How to read one kind of spreadsheet.

    ``kind`` is ``leads``, ``organs``, ``posts`` or ``publications``. ``any_of`` are groups of fields of which a row must fill one at
    least. ``site_suffixes`` are word endings by which the name of a site differs from the name of its organ.
    ``numbering`` are headings of columns that only number the rows: kept in the text, and no part of what a row is.
    """

    id: str
    kind: str
    columns: dict[str, Column]
    codes: dict[str, tuple[Code, ...]] = {}
    any_of: tuple[tuple[str, ...], ...] = ()
    site_suffixes: tuple[str, ...] = ()
    numbering: tuple[str, ...] = ()
    report: ReportDefaults | None = None

    def __post_init__(self) -> None:
        for field, column in self.columns.items():
            if not column.headings or (column.type is CellType.CODE and field not in self.codes):
                raise ValueError(f"column {field} has no headings or no codes")
        if (self.kind == "leads") != (self.report is not None):
            raise ValueError("a mapping of leads, and no other, has [report]")
        unknown = {f for group in self.any_of for f in group} - set(self.columns)
        if unknown:
            raise ValueError(f"any_of names no column: {', '.join(sorted(unknown))}")

    @property
    def defaults(self) -> ReportDefaults:
        """What every lead is; a mapping of leads always has it."""
        if self.report is None:
            raise ValueError("only a mapping of leads makes reports")
        return self.report

    def places(self, cells: tuple[str, ...]) -> dict[str, int] | None:
        """Field -> index of its column if *cells* are the headings: every required field and group has one."""
        at = {folded(cell): index for index, cell in reversed(list(enumerate(cells))) if cell}
        found = {}
        for field, column in self.columns.items():
            index = next((at[folded(h)] for h in column.headings if folded(h) in at), None)
            if index is not None:
                found[field] = index
            elif column.required:
                return None
        return found if all(any(f in found for f in group) for group in self.any_of) else None

    def code(self, field: str, word: str) -> str | None:
        """The code that *word* means in *field*; None when the mapping does not know the word."""
        plain = folded(word)
        for code in self.codes.get(field, ()):
            if plain == folded(code.code) or plain in map(folded, code.words):
                return code.code
        return None

    def headings(self) -> tuple[str, ...]:
        """The first heading of each field, in order: what a file should have."""
        return tuple(column.headings[0] for column in self.columns.values())


def folded(text: str) -> str:
    """*text* without what encodings and spreadsheet programs change: width, case, all white space."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
