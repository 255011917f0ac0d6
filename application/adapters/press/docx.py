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
from domain.papers.heading import lines_of
from domain.papers.layout import Layout
from domain.papers.sheet import DRAFT, SIGNED_BY, Sheet, attachment_note
from domain.papers.template import Form

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can name; when it was made is no part of a sheet
_PARTS = files("application.adapters.press") / "office"
_RED = "D40000"
_TAB = "<w:r><w:tab/></w:r>"


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
        body = "".join((*self._head(), *self._text(), *self._signature(), self._section()))
        return (_PARTS / "document.xml").read_text("utf-8").replace("{body}", body)

    def _head(self) -> list[str]:
        sheet, layout = self._sheet, self._layout
        number = sheet.number or DRAFT
        if sheet.form is Form.RECORD:
            return [self._paragraph(number, align="right"), *self._title()]
        words = sheet.issuer + ("文件" if sheet.form is Form.DOCUMENT else "")
        size = min(layout.sizes.mark, layout.area[0] / 25.4 * 72 / len(words) - 0.5)
        if sheet.form is Form.LETTER:
            under = self._letter_rule(size) + layout.heavy + layout.thick + 1 - layout.top
            before = twips(under + layout.sizes.body * 7 / 8 / 72 * 25.4)
            first, *others = self._above() or [""]
            ends = f"{first}{_TAB}{self._run(number)}"
            numbered = self._paragraph("", runs=ends, edge=0, before=before, drawn=self._letterhead(words, size))
            below = [self._paragraph("", runs=one) for one in others]
            return [numbered, *below, self._paragraph(""), self._paragraph(""), *self._title()]
        mark = self._paragraph(
            words,
            face=layout.office.title,
            size=size,
            colour=_RED,
            align="center",
            before=twips(layout.mark_below_top),
            exact=False,
            drawn=self._corner(),
        )
        signed = self._signed(number)
        ruled = self._paragraph(
            "" if signed else number,
            runs=signed,
            edge=1 if signed else None,
            align="both" if signed else "center",
            before=2 * self._pitch,
            rule=f"single:{_eighths(layout.thick)}",
            room=round(layout.rule_below_number / 25.4 * 72),
        )
        return [mark, ruled, self._paragraph(""), self._paragraph(""), *self._title()]

    def _above(self) -> list[str]:
        """What stands in the upper left corner: the number of the copy as the text is set, the rest as a first heading."""
        office = self._layout.office
        return [self._run(one, None if one.isdecimal() else office.first) for one in self._sheet.head.above]

    def _corner(self) -> str:
        """The upper left corner of a document, above its mark; empty where nothing stands there."""
        lines, layout = self._above(), self._layout
        if not lines:
            return ""
        place = (layout.left, layout.top, layout.area[0] / 2, len(lines) * layout.area[1] / layout.lines)
        return self._box(6, "版头", place, "".join(self._paragraph("", runs=one) for one in lines))

    def _signed(self, number: str) -> str:
        """The number at the left and who signs at the right; empty where nobody is named."""
        signer = self._sheet.head.signer
        if signer is None:
            return ""
        return f"{self._run(number)}{_TAB}{self._run(SIGNED_BY)}{self._run(signer, self._layout.office.second)}"

    def _letter_rule(self, size: float) -> float:
        """Where the upper double rule of a letter stands, from the page's upper edge; *size* is the mark's, in points."""
        return self._layout.letter_mark + size / 72 * 25.4 + self._layout.rule_below_number

    def _letterhead(self, words: str, size: float) -> str:
        """A letter's mark with the double rule under it, and the one at the foot of its first page."""
        layout = self._layout
        mark = self._paragraph(words, face=layout.office.title, size=size, colour=_RED, align="center", exact=False)
        drawn = self._box(
            3, "发文机关标志", (layout.left, layout.letter_mark, layout.area[0], size / 72 * 25.4 + 1), mark
        )
        left = (layout.page[0] - layout.letter_rule) / 2
        kinds = (
            ("thickThinSmallGap", self._letter_rule(size)),
            ("thinThickSmallGap", layout.page[1] - layout.letter_foot),
        )
        for number, (kind, top) in enumerate(kinds, 4):
            rule = f"<w:p><w:pPr><w:pBdr>{_border('top', f'{kind}:{_eighths(layout.heavy)}')}</w:pBdr></w:pPr></w:p>"
            drawn += self._box(number, "红线", (left, top, layout.letter_rule, layout.row), rule)
        return drawn

    def _title(self) -> list[str]:
        layout = self._layout
        return [
            self._paragraph(words, face=layout.office.title, size=layout.sizes.title, align="center", exact=False)
            for words in lines_of(self._sheet.title, layout.title_characters)
        ]

    def _text(self) -> list[str]:
        office = self._layout.office
        faces = {0: office.body, 1: office.first, 2: office.second}
        # The last words stay with the signature: no page holds that alone.
        signed = None if self._sheet.form is Form.RECORD else len(self._sheet.paragraphs)
        lines = []
        if self._sheet.addressee is not None:
            lines += [self._paragraph(""), self._paragraph(f"{self._sheet.addressee}：")]
        drawn = {len(self._sheet.paragraphs): self._last_page()} if self._sheet.form is Form.RECORD else {}
        lines += [
            self._paragraph(
                one.text,
                face=faces[one.heading],
                indent=2,
                keep=one.heading > 0 or place == signed,
                drawn=drawn.get(place, ""),
            )
            for place, one in enumerate(self._sheet.paragraphs, 1)
        ]
        return lines + self._attachments()

    def _attachments(self) -> list[str]:
        """What is attached, a line below the text; it stays with the signature."""
        if not self._sheet.attachments:
            return []
        note = attachment_note(self._sheet.attachments)
        return [
            self._paragraph("", keep=True),
            *(self._paragraph(words, indent=first, left=others, keep=True) for words, first, others in note),
        ]

    def _signature(self) -> list[str]:
        """Issuer and day, and below them the room of the end block: where that does not fit, all go to the next page."""
        if self._sheet.form is Form.RECORD:
            return []
        name, day, rows = self._sheet.issuer, self._sheet.day or "", self._rows()
        wide = max(len(name), (len(day) + 1) // 2)
        signed = [
            self._paragraph("", keep=True),
            self._paragraph("", keep=True),
            self._paragraph(name, align="right", after=4 + (wide - len(name)) // 2, keep=True),
            self._paragraph(
                day,
                align="right",
                after=4 + (wide - (len(day) + 4) // 2) // 2,
                keep=bool(rows),
                drawn=self._last_page(),
            ),
        ]
        room = math.ceil(self._layout.row * len(rows) / (self._layout.area[1] / self._layout.lines))
        return signed + [self._paragraph("", keep=place < room) for place in range(1, room + 1)]

    def _last_page(self) -> str:
        """What stands at the foot of the last page: the end block, and the code under it."""
        layout, rows = self._layout, self._rows()
        drawn = "" if self._sheet.check is None else self._picture()
        if not rows:
            return drawn
        high = layout.row * len(rows)
        place = (layout.left, layout.page[1] - layout.bottom - high, layout.area[0], high)
        return drawn + self._box(2, "版记", place, "".join(rows))

    def _rows(self) -> list[str]:
        """The lines of the end block."""
        sheet, layout = self._sheet, self._layout
        if sheet.form is not Form.DOCUMENT:
            return []
        thick, thin = f"single:{_eighths(layout.thick)}", f"single:{_eighths(layout.thin)}"
        printed = f"{sheet.printed}印发" if sheet.printed is not None else ""
        runs = self._run(sheet.issuer, size=layout.sizes.small) + _TAB
        runs += self._run(printed, size=layout.sizes.small)
        issued = self._row(runs, thin if sheet.copies is not None else thick, thick)
        if sheet.copies is None:
            return [issued]
        return [self._row(self._run(f"抄送：{sheet.copies}。", size=layout.sizes.small), thick, ""), issued]

    def _box(self, number: int, name: str, place: tuple[float, float, float, float], rows: str) -> str:
        """Lines set at one place of the page: left, top, width, height from its edges."""
        box = (_PARTS / "box.xml").read_text("utf-8").strip()
        for key, value in zip(("{x}", "{y}", "{cx}", "{cy}"), place, strict=True):
            box = box.replace(key, str(round(value * 36000)))
        return box.replace("{id}", str(number)).replace("{name}", name).replace("{rows}", rows)

    def _row(self, runs: str, above: str, below: str) -> str:
        """One line of the end block."""
        wide = twips(self._layout.area[0])
        cell = twips(self._layout.sizes.small / 72 * 25.4)
        return (
            f"<w:p><w:pPr><w:pBdr>{_border('top', above)}{_border('bottom', below)}</w:pBdr>"
            f'<w:tabs><w:tab w:val="right" w:pos="{wide - cell}"/></w:tabs>'
            f'<w:spacing w:line="{twips(self._layout.row) - 40}" w:lineRule="exact"/></w:pPr>{runs}</w:p>'
        )

    def _paragraph(
        self,
        text: str,
        *,
        face: str | None = None,
        size: float | None = None,
        colour: str | None = None,
        align: str = "both",
        indent: float = 0,
        left: float = 0,
        after: int = 0,
        before: int = 0,
        rule: str = "",
        room: int = 0,
        exact: bool = True,
        keep: bool = False,
        drawn: str = "",
        runs: str = "",
        edge: int | None = None,
    ) -> str:
        """One paragraph of *text*, or of *runs*. With *edge*, what comes after a tab ends so many characters before the right edge and
        the line begins as many after the left one. *indent*, *left* (where the lines after the first begin) and *after* (room at the right) are in characters, *before* in twips.

        *exact*: set on the pitch of the lines; otherwise as high as its own type. *drawn* hangs on the paragraph's page.
        """
        high = self._pitch if exact else round((size or self._layout.sizes.body) * 20)
        line = f'w:line="{high}" w:lineRule="exact"'
        properties = "<w:keepNext/>" if keep else ""
        properties += f"<w:pBdr>{_border('bottom', rule, room)}</w:pBdr>" if rule else ""
        if edge is not None:
            at = twips(self._layout.area[0]) - edge * self._cell
            properties += f'<w:tabs><w:tab w:val="right" w:pos="{at}"/></w:tabs>'
            indent = edge
        properties += f'<w:spacing w:before="{before}" w:after="0" {line}/>'
        if left:
            back, all_in = left - indent, left
            properties += f'<w:ind w:leftChars="{round(all_in * 100)}" w:left="{round(all_in * self._cell)}" '
            properties += f'w:hangingChars="{round(back * 100)}" w:hanging="{round(back * self._cell)}"/>'
        elif indent:
            properties += (
                f'<w:ind w:firstLineChars="{round(indent * 100)}" w:firstLine="{round(indent * self._cell)}"/>'
            )
        elif after:
            properties += f'<w:ind w:rightChars="{after * 100}" w:right="{after * self._cell}"/>'
        properties += f'<w:jc w:val="{align}"/>'
        return f"<w:p><w:pPr>{properties}</w:pPr>{drawn}{runs or self._run(text, face, size, colour)}</w:p>"

    def _run(self, text: str, face: str | None = None, size: float | None = None, colour: str | None = None) -> str:
        if not text:
            return ""
        properties = f'<w:rFonts w:ascii="{face}" w:eastAsia="{face}" w:hAnsi="{face}"/>' if face else ""
        properties += f'<w:color w:val="{colour}"/>' if colour else ""
        properties += f'<w:sz w:val="{round(size * 2)}"/>' if size else ""
        return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'

    def _picture(self) -> str:
        """The code, in the foot of the page, between the places of the page number."""
        layout = self._layout
        top = layout.page[1] - layout.bottom + layout.code_below
        picture = (_PARTS / "picture.xml").read_text("utf-8").strip()
        return picture.replace("{size}", str(round(layout.code * 36000))).replace("{y}", str(round(top * 36000)))

    def _section(self) -> str:
        layout = self._layout
        width, height = layout.page
        foot = layout.bottom - layout.page_number_below - layout.sizes.small / 72 * 25.4
        first = "<w:titlePg/>" if self._sheet.form is Form.LETTER else ""  # no number on a letter's first page
        return (
            '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="even" r:id="rId4"/>'
            f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"/>'
            f'<w:pgMar w:top="{twips(layout.top)}" w:right="{twips(layout.right)}" w:bottom="{twips(layout.bottom)}" '
            f'w:left="{twips(layout.left)}" w:header="720" w:footer="{twips(foot)}" w:gutter="0"/>'
            f'{first}<w:docGrid w:type="lines" w:linePitch="{self._pitch}"/></w:sectPr>'
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
