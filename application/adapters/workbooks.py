"""Tables as XLSX: the same bytes for the same rows."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_MADE_AT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_NEVER = rb"\g<1>1980-01-01T00:00:00Z\g<2>"

Cell = str | int | float | None


def workbook(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> bytes:
    """The sheets by title (at most 31 characters), at least one. Text stays text: nothing is read as a formula."""
    from openpyxl import Workbook  # noqa: PLC0415 - only an export of a workbook pays for loading it

    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title[:31])
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(number, column, value)
                if isinstance(value, str):
                    cell.data_type = "s"
    made = io.BytesIO()
    book.save(made)
    return _timeless(made.getvalue())


def _timeless(content: bytes) -> bytes:
    """The same file without the moment of its making."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(given.namelist()):
            part = given.read(name)
            if name == "docProps/core.xml":
                part = _MADE_AT.sub(_NEVER, part)
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
