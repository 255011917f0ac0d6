"""Opens CSV and XLSX files as sheets of text, and finds the mapping for them."""

import csv
import io
import re
import zipfile
from datetime import date, datetime, time
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from application.imports.mapping import Mapping
from application.imports.sheet import FileUnreadable, Line, Sheet
from domain.toml_text import read_toml

LARGEST = 64 * 1024 * 1024
"""Bytes of one file."""

_UNPACKED = 256 * 1024 * 1024  # bytes that an XLSX may unpack to
_CELLS = 2_000_000  # cells from the first to the last of a sheet; those without a value cost as much as the others
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?\bref=[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})[\"']")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def sheets_of(content: bytes) -> tuple[Sheet, ...]:
    """The tables in *content*, told by its bytes: XLSX, or CSV in UTF-8 (with or without mark), UTF-16 or GB18030.

    Raises:
        FileUnreadable: ``too-large``, ``too-wide``, ``empty``, ``old-excel``, ``xlsx-broken``, ``encoding-unknown``, ``csv-broken``.
    """
    if len(content) > LARGEST:
        raise FileUnreadable("too-large", str(LARGEST // 1024 // 1024))
    if not content.strip():
        raise FileUnreadable("empty")
    if content.startswith(_OLD_EXCEL):
        raise FileUnreadable("old-excel")
    return _xlsx(content) if content.startswith(b"PK\x03\x04") else (_csv(_text(content)),)


def file_content(path: Path) -> bytes:
    """The bytes of the file at *path*.

    Raises:
        FileUnreadable: ``no-such-file``, ``not-a-file``, ``not-permitted``.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FileUnreadable("no-such-file", path.name) from None
    except IsADirectoryError:
        raise FileUnreadable("not-a-file", path.name) from None
    except OSError:
        raise FileUnreadable("not-permitted", path.name) from None


@cache
def shipped_mappings(kind: str) -> tuple[Mapping, ...]:
    """The mappings of *kind* that ship with the program."""
    folder = resources.files("application.imports") / "data"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    mappings = (msgspec.toml.decode(f.read_bytes(), type=Mapping) for f in files)
    return tuple(mapping for mapping in mappings if mapping.kind == kind)


def mapping_from(path: Path, kind: str) -> Mapping:
    """The saved mapping at *path*.

    Raises:
        FileUnreadable: ``mapping-unreadable`` with what is wrong at which place; or as ``file_content``.
    """
    content = file_content(path)
    try:
        mapping = msgspec.convert(read_toml(content), Mapping)
    except (ValueError, RecursionError) as wrong:
        raise FileUnreadable("mapping-unreadable", path.name, str(wrong)) from wrong
    if mapping.kind != kind:
        raise FileUnreadable("mapping-of-other-kind", path.name, mapping.kind, kind)
    return mapping


def _text(content: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(content, "gb18030")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise FileUnreadable("encoding-unknown", str(content.count(b"\n", 0, wrong.start) + 1)) from None


def _csv(text: str) -> Sheet:
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;，", key=first.count)  # the comma when the first line has none
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines = []
    begins = 1
    try:
        for cells in reader:
            lines.append(Line(number=begins, cells=tuple(cell.strip() for cell in cells)))
            begins = reader.line_num + 1
    except csv.Error:
        raise FileUnreadable("csv-broken", str(reader.line_num)) from None
    return Sheet(lines=tuple(lines))


def _xlsx(content: bytes) -> tuple[Sheet, ...]:
    # Loaded here: reading CSV, and every other command, does without it.
    from openpyxl import load_workbook  # noqa: PLC0415 - only an import of a workbook pays for loading it

    try:
        unpacked, merged = _measured(content)
        fits = unpacked <= _UNPACKED and merged <= _CELLS  # loading makes every cell of a merged area
        book = load_workbook(io.BytesIO(content), data_only=True) if fits else None
    except Exception as wrong:
        raise FileUnreadable("xlsx-broken") from wrong
    if unpacked > _UNPACKED:
        raise FileUnreadable("too-large", str(_UNPACKED // 1024 // 1024))
    if book is None or any(sheet.max_row * sheet.max_column > _CELLS for sheet in book.worksheets):
        raise FileUnreadable("too-wide", str(_CELLS))
    return tuple(_worksheet(sheet, number) for number, sheet in enumerate(book.worksheets, start=1))


def _measured(content: bytes) -> tuple[int, int]:
    """Bytes that a workbook unpacks to, and cells in its largest merged area; where there are too many bytes, no cells."""
    from openpyxl.utils import column_index_from_string  # noqa: PLC0415 - as above

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        areas = [area for name in sheets if unpacked <= _UNPACKED for area in _MERGED.findall(archive.read(name))]
    column = {name: column_index_from_string(name.decode()) for left, _, right, _ in areas for name in (left, right)}
    sizes = ((column[right] - column[left] + 1) * (int(last) - int(first) + 1) for left, first, right, last in areas)
    return unpacked, max(sizes, default=0)


def _worksheet(sheet: Any, place: int) -> Sheet:
    merged = {}
    for area in sheet.merged_cells.ranges:
        shown = sheet.cell(area.min_row, area.min_col).value
        merged.update(dict.fromkeys(area.cells, shown))
    lines = []
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells, broken = [], []
        for index, cell in enumerate(row):
            if cell.data_type == "e":
                broken.append(index)
            cells.append(_cell(merged.get((number, index + 1), cell.value)))
        lines.append(Line(number=number, cells=tuple(cells), broken=tuple(broken)))
    return Sheet(lines=tuple(lines), name=str(sheet.title), number=place)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
