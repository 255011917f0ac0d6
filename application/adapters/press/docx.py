"""A sheet as .docx, for an office program. Written part by part; the same sheet gives the same bytes.

No library is needed for it: the file is a zip of five small XML parts, and the layout needs settings (the grid of lines and
characters, faces for East Asian text, frames) that libraries leave to raw XML anyway.
"""

import io
import math
import zipfile
from importlib.resources import files
from xml.sax.saxutils import escape

from application.adapters.press.codes import code_png
from domain.papers.layout import Layout
from domain.papers.sheet import DRAFT, Sheet
from domain.papers.template import Form

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can name; when it was made is no part of a sheet
_PARTS = files("application.adapters.press") / "office"
_RED = "D40000"
_CODE_MM = 18.0
_ROW_MM = 8.0


def docx(sheet: Sheet, layout: Layout) -> bytes:
    """The sheet as a .docx file."""
    parts = {
        "[Content_Types].xml": _static("content_types.xml"),
        "_rels/.rels": _static("package_rels.xml"),
        "word/_rels/document.xml.rels": _static("document_rels.xml"),
        "word/settings.xml": _static("settings.xml"),
        "word/styles.xml": _styles(layout).encode(),
        "word/footer1.xml": _footer(layout, "right").encode(),
        "word/footer2.xml": _footer(layout, "left").encode(),
        "word/document.xml": _Document(sheet, layout).xml().encode(),
        "word/media/code.png": code_png(sheet.check or ""),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def twips(millimetres: float) -> int:
    """Twentieths of a point."""
    return round(millimetres / 25.4 * 1440)


class _Document:
    """The main part."""

    def __init__(self, sheet: Sheet, layout: Layout) -> None:
        self._sheet, self._layout = sheet, layout
        self._pitch = math.floor(layout.area[1] / layout.lines / 25.4 * 1440)  # one more and a line is lost
        self._cell = twips(layout.area[0] / layout.characters)

    def xml(self) -> str:
        """The document part."""
        body = "".join((*self._head(), *self._text(), *self._signature(), *self._end(), self._section()))
        return (_PARTS / "document.xml").read_text("utf-8").replace("{body}", body)

    def _head(self) -> list[str]:
        sheet, layout = self._sheet, self._layout
        number = sheet.number or DRAFT
        if sheet.form is Form.RECORD:
            return [self._paragraph(number, align="right"), self._title()]
        words = sheet.issuer + ("文件" if sheet.form is Form.DOCUMENT else "")
        size = min(layout.sizes.mark, layout.area[0] / 25.4 * 72 / len(words) - 0.5)
        above = layout.mark_below_top if sheet.form is Form.DOCUMENT else 0
        mark = self._paragraph(
            words, face=layout.office.title, size=size, colour=_RED, align="center", before=twips(above), exact=False
        )
        if sheet.form is Form.LETTER:
            ruled = self._paragraph("", rule=f"thickThinSmallGap:{round(layout.thick / 25.4 * 72 * 8) * 3}")
            return [mark, ruled, self._paragraph(number, align="right"), self._paragraph(""), self._title()]
        ruled = self._paragraph(
            number,
            align="center",
            before=2 * self._pitch,
            rule=f"single:{_eighths(layout.thick)}",
            room=round(layout.rule_below_number / 25.4 * 72),
        )
        return [mark, ruled, self._paragraph(""), self._paragraph(""), self._title()]

    def _title(self) -> str:
        layout = self._layout
        return self._paragraph(
            self._sheet.title, face=layout.office.title, size=layout.sizes.title, align="center", exact=False
        )

    def _text(self) -> list[str]:
        office = self._layout.office
        faces = {0: office.body, 1: office.first, 2: office.second}
        # The last words stay with the signature: no page holds that alone.
        signed = None if self._sheet.form is Form.RECORD else len(self._sheet.paragraphs)
        lines = []
        if self._sheet.addressee is not None:
            lines += [self._paragraph(""), self._paragraph(f"{self._sheet.addressee}：")]
        lines += [
            self._paragraph(one.text, face=faces[one.heading], indent=2, keep=one.heading > 0 or place == signed)
            for place, one in enumerate(self._sheet.paragraphs, 1)
        ]
        return lines

    def _signature(self) -> list[str]:
        if self._sheet.form is Form.RECORD:
            return []
        name, day = self._sheet.issuer, self._sheet.day or ""
        wide = max(len(name), (len(day) + 1) // 2)
        return [
            self._paragraph("", keep=True),
            self._paragraph("", keep=True),
            self._paragraph(name, align="right", after=4 + (wide - len(name)) // 2, keep=True),
            self._paragraph(day, align="right", after=4 + (wide - (len(day) + 4) // 2) // 2),
        ]

    def _end(self) -> list[str]:
        """The end block, in a box at the foot of the last page."""
        sheet, layout = self._sheet, self._layout
        thick, thin = f"single:{_eighths(layout.thick)}", f"single:{_eighths(layout.thin)}"
        rows = [] if sheet.check is None else [self._row(self._picture(), "", "")]
        if sheet.form is Form.DOCUMENT:
            if sheet.copies is not None:
                copies = self._run(f"抄送：{sheet.copies}。", size=layout.sizes.small)
                rows.append(self._row(copies, thick, ""))
            printed = f"{sheet.day}印发" if sheet.day is not None else ""
            runs = self._run(sheet.issuer, size=layout.sizes.small) + "<w:r><w:tab/></w:r>"
            runs += self._run(printed, size=layout.sizes.small)
            rows.append(self._row(runs, thin if sheet.copies is not None else thick, thick))
        if not rows:
            return []
        high = (_CODE_MM + 2 if sheet.check is not None else 0) + _ROW_MM * sum("w:tabs" in row for row in rows)
        box = (_PARTS / "box.xml").read_text("utf-8").strip()
        for name, value in {"{cx}": layout.area[0], "{cy}": high}.items():
            box = box.replace(name, str(round(value * 36000)))
        return [box.replace("{rows}", "".join(rows))]

    def _row(self, runs: str, above: str, below: str) -> str:
        """One line of the end block."""
        if not above:
            return f"<w:p>{runs}</w:p>"
        wide = twips(self._layout.area[0])
        cell = twips(self._layout.sizes.small / 72 * 25.4)
        return (
            f"<w:p><w:pPr><w:pBdr>{_border('top', above)}{_border('bottom', below)}</w:pBdr>"
            f'<w:tabs><w:tab w:val="right" w:pos="{wide - cell}"/></w:tabs>'
            f'<w:spacing w:line="{twips(_ROW_MM) - 40}" w:lineRule="exact"/></w:pPr>{runs}</w:p>'
        )

    def _paragraph(
        self,
        text: str,
        *,
        face: str | None = None,
        size: float | None = None,
        colour: str | None = None,
        align: str = "both",
        indent: int = 0,
        after: int = 0,
        before: int = 0,
        rule: str = "",
        room: int = 0,
        exact: bool = True,
        keep: bool = False,
    ) -> str:
        """One paragraph. *indent* and *after* (room at the right) are in characters, *before* in twips.

        *exact*: set on the pitch of the lines; otherwise as high as its own type.
        """
        high = self._pitch if exact else round((size or self._layout.sizes.body) * 20)
        line = f'w:line="{high}" w:lineRule="exact"'
        properties = "<w:keepNext/>" if keep else ""
        properties += f"<w:pBdr>{_border('bottom', rule, room)}</w:pBdr>" if rule else ""
        properties += f'<w:spacing w:before="{before}" w:after="0" {line}/>'
        if indent:
            properties += f'<w:ind w:firstLineChars="{indent * 100}" w:firstLine="{indent * self._cell}"/>'
        elif after:
            properties += f'<w:ind w:rightChars="{after * 100}" w:right="{after * self._cell}"/>'
        properties += f'<w:jc w:val="{align}"/>'
        return f"<w:p><w:pPr>{properties}</w:pPr>{self._run(text, face, size, colour)}</w:p>"

    def _run(self, text: str, face: str | None = None, size: float | None = None, colour: str | None = None) -> str:
        if not text:
            return ""
        properties = f'<w:rFonts w:ascii="{face}" w:eastAsia="{face}" w:hAnsi="{face}"/>' if face else ""
        properties += f'<w:color w:val="{colour}"/>' if colour else ""
        properties += f'<w:sz w:val="{round(size * 2)}"/>' if size else ""
        return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'

    def _picture(self) -> str:
        size = str(round(_CODE_MM * 36000))
        return (_PARTS / "picture.xml").read_text("utf-8").replace("{size}", size).strip()

    def _section(self) -> str:
        layout = self._layout
        width, height = layout.page
        foot = layout.bottom - layout.page_number_below - layout.sizes.small / 72 * 25.4
        return (
            '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="even" r:id="rId4"/>'
            f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"/>'
            f'<w:pgMar w:top="{twips(layout.top)}" w:right="{twips(layout.right)}" w:bottom="{twips(layout.bottom)}" '
            f'w:left="{twips(layout.left)}" w:header="720" w:footer="{twips(foot)}" w:gutter="0"/>'
            f'<w:docGrid w:type="lines" w:linePitch="{self._pitch}"/></w:sectPr>'
        )


def _eighths(millimetres: float) -> int:
    """Widths of borders, in eighths of a point."""
    return round(millimetres / 25.4 * 72 * 8)


def _border(side: str, rule: str, room: int = 1) -> str:
    if not rule:
        return ""
    kind, _, size = rule.partition(":")
    colour = _RED if room > 1 or kind != "single" else "000000"
    return f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="{room}" w:color="{colour}"/>'


def _static(name: str) -> bytes:
    return (_PARTS / name).read_bytes()


def _styles(layout: Layout) -> str:
    text = (_PARTS / "styles.xml").read_text("utf-8")
    narrower = math.floor((layout.area[0] / layout.characters / 25.4 * 72 - layout.sizes.body) * 20)
    filled = text.replace("{face}", layout.office.body).replace("{size}", str(round(layout.sizes.body * 2)))
    return filled.replace("{spacing}", str(narrower))


def _footer(layout: Layout, side: str) -> str:
    text = (_PARTS / "footer.xml").read_text("utf-8")
    cell = twips(layout.area[0] / layout.characters)
    filled = text.replace("{face}", layout.office.number).replace("{size}", str(round(layout.sizes.small * 2)))
    return filled.replace("{side}", side).replace("{cell}", str(cell))
