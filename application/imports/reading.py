"""Rows out of sheets by a mapping: each row is either a record or says what is wrong with it."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

import msgspec

from application.imports.mapping import CellType, Column, Mapping
from application.imports.sheet import FileUnreadable, Line, Sheet
from domain.calendar.entered import within

LONGEST = 8000
"""Characters that one cell may hold."""

_HEADINGS_WITHIN = 20  # title lines above the headings are common; a table without headings is not
_DATE = re.compile(r"([0-9]{4})(?:[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?|([0-9]{2})([0-9]{2}))")


class Fault(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why one row is refused: ``code`` has its sentence and remedy at the surface. ``column`` is the file's heading."""

    line: int
    column: str
    value: str
    code: str
    sheet: str = ""


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One good row.

    ``fields`` are the cells by field, absent when empty; dates are ``YYYY-MM-DD``. ``codes`` are the codes that the
    words of some fields mean; a word without a code is in ``fields`` alone. ``others`` are the cells of columns that
    the mapping does not know, by heading.
    """

    line: int
    fields: dict[str, str]
    codes: dict[str, str] = {}
    others: dict[str, str] = {}
    sheet: str = ""
    sheet_number: int = 1


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """All rows of a file that are not blank: ``rows`` = records + rows with faults."""

    rows: int
    records: tuple[Record, ...]
    faults: tuple[Fault, ...]
    ignored_sheets: tuple[str, ...] = ()


def read(sheets: Iterable[Sheet], mapping: Mapping, today: date) -> Reading:
    """The rows of all *sheets* whose headings *mapping* knows.

    Raises:
        FileUnreadable: ``headings-missing``, with the headings that were expected.
    """
    records: list[Record] = []
    faults: list[Fault] = []
    ignored: list[str] = []
    known = False
    for sheet in sheets:
        start = _headings(sheet, mapping)
        if start is None:
            if any(any(line.cells) for line in sheet.lines):
                ignored.append(sheet.name)
            continue
        known = True
        row = _Row(sheet, sheet.lines[start].cells, mapping, today)
        for line in sheet.lines[start + 1 :]:
            if any(line.cells):
                wrong, record = row.read(line)
                faults.extend(wrong)
                if record is not None:
                    records.append(record)
    if not known:
        raise FileUnreadable("headings-missing", "，".join(mapping.headings()))
    refused = {(fault.sheet, fault.line) for fault in faults}
    return Reading(
        rows=len(records) + len(refused),
        records=tuple(records),
        faults=tuple(faults),
        ignored_sheets=tuple(ignored),
    )


def suitable(sheets: Iterable[Sheet], mappings: Iterable[Mapping]) -> Mapping | None:
    """The first of *mappings* whose headings one of *sheets* has."""
    sheets = tuple(sheets)
    return next((m for m in mappings if any(_headings(sheet, m) is not None for sheet in sheets)), None)


def _headings(sheet: Sheet, mapping: Mapping) -> int | None:
    for index, line in enumerate(sheet.lines[:_HEADINGS_WITHIN]):
        if mapping.places(line.cells) is not None:
            return index
    return None


class _Row:
    def __init__(self, sheet: Sheet, headings: tuple[str, ...], mapping: Mapping, today: date) -> None:
        self.sheet, self.headings, self.mapping, self.today = sheet, headings, mapping, today
        self.places = mapping.places(headings) or {}

    def read(self, line: Line) -> tuple[list[Fault], Record | None]:
        wrong: list[Fault] = []
        fields: dict[str, str] = {}
        codes: dict[str, str] = {}
        for field, index in self.places.items():
            value = line.cells[index].strip() if index < len(line.cells) else ""
            column = self.mapping.columns[field]
            fault, read = self._cell(column, value, broken=index in line.broken)
            if column.type is CellType.CODE and read:
                meant = self.mapping.code(field, read)
                if meant is not None:
                    codes[field] = meant
                elif column.required:
                    fault = "word-unknown"
            if fault is not None:
                wrong.append(self._fault(line, self.headings[index], value, fault))
            if read:
                fields[field] = read
        for group in self.mapping.any_of:
            if not wrong and not any(field in fields for field in group):
                missing = " / ".join(self.mapping.columns[field].headings[0] for field in group)
                wrong.append(self._fault(line, missing, "", "cell-missing"))
        mapped = set(self.places.values())
        others: dict[str, str] = {}
        for index, value in enumerate(line.cells):
            if index in mapped or not value.strip():
                continue
            if index >= len(self.headings) or not self.headings[index]:
                wrong.append(self._fault(line, str(index + 1), value, "cell-without-heading"))
            elif len(value) > LONGEST:
                wrong.append(self._fault(line, self.headings[index], value, "cell-too-long"))
            elif _unprintable(value):
                wrong.append(self._fault(line, self.headings[index], value, "cell-unprintable"))
            else:
                heading, said = self.headings[index], value.strip()
                others[heading] = f"{others[heading]}；{said}" if heading in others else said
        if wrong:
            return wrong, None
        return [], Record(
            line=line.number,
            fields=fields,
            codes=codes,
            others=others,
            sheet=self.sheet.name,
            sheet_number=self.sheet.number,
        )

    def _cell(self, column: Column, value: str, *, broken: bool) -> tuple[str | None, str | None]:
        """A fault's code, if any, and what the cell says."""
        if broken:
            return "cell-broken", None
        if not value:
            return ("cell-missing" if column.required else None), None
        if len(value) > LONGEST:
            return "cell-too-long", None
        if _unprintable(value):
            return "cell-unprintable", None
        if column.type is not CellType.DATE:
            return None, value
        day = date_from(value)
        if day is None:
            return "date-unreadable", None
        if not within(day):
            return "date-not-within", None
        return ("date-in-future" if column.past and day > self.today else None), day.isoformat()

    def _fault(self, line: Line, column: str, value: str, code: str) -> Fault:
        shown = value if len(value) <= 200 else value[:199] + "…"
        return Fault(line=line.number, column=column, value=shown, code=code, sheet=self.sheet.name)


def _unprintable(value: str) -> bool:
    return any(unicodedata.category(char) == "Cc" and char not in "\n\r\t" for char in value)


def date_from(value: str) -> date | None:
    """The day written as 2015-12-15, 2015/12/15, 2015.12.15, 2015年12月15日 or 20151215; a time of midnight may follow."""
    plain = value.strip().removesuffix(" 00:00:00").removesuffix("T00:00:00")
    found = _DATE.fullmatch(plain)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2] or found[4]), int(found[3] or found[5]))
    except ValueError:
        return None
