"""A sheet as PDF: text that can be selected, fonts embedded, the same bytes for the same sheet and fonts."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import TYPE_CHECKING, Literal

import msgspec

from application.adapters.press.codes import code_svg
from application.adapters.press.fonts import Typefaces
from application.errors import PressRefused
from domain.papers.heading import lines_of
from domain.papers.layout import Layout
from domain.papers.sheet import SIGNED_BY, Sheet, attachment_note

if TYPE_CHECKING:
    import typst

STANDARD: Literal["a-2b"] = "a-2b"
"""PDF/A for keeping: fonts embedded, text that can be selected and searched."""

_ONE_SHEET = Lock()
"""The compiler refuses a second thread while it works; a sheet takes milliseconds, so the second waits."""


def pdf(sheet: Sheet, layout: Layout, typefaces: Typefaces) -> bytes:
    """The sheet as PDF/A.

    Raises:
        PressRefused: a typeface or a character is missing; it names which.
    """
    typefaces.require(_characters(sheet))
    data = {
        "sheet": {
            **msgspec.to_builtins(sheet),
            "title-lines": lines_of(sheet.title, layout.title_characters),
            "attached": [
                {"words": words, "first": first, "others": others}
                for words, first, others in attachment_note(sheet.attachments)
            ],
            "above": sheet.head.above,
            "signer": sheet.head.signer,
            "qr": None if sheet.check is None else code_svg(sheet.check),
        },
        "layout": msgspec.to_builtins(layout),
        "faces": typefaces.families,
    }
    with _ONE_SHEET:
        made, warnings = _compiler(typefaces).compile_with_warnings(
            _source(),
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            timestamp=0,
            pdf_standards=STANDARD,
        )
    if warnings or not isinstance(made, bytes):
        raise PressRefused("press-warned", tuple(warning.message for warning in warnings))
    return made


def _characters(sheet: Sheet) -> frozenset[str]:
    parts = [sheet.issuer, sheet.title, sheet.addressee, sheet.copies, sheet.number, sheet.day, sheet.printed]
    parts += [paragraph.text for paragraph in sheet.paragraphs]
    parts += [words for words, _, _ in attachment_note(sheet.attachments)]
    parts += [*sheet.head.above, sheet.head.signer, SIGNED_BY]
    return frozenset("".join(part for part in parts if part))


@cache
def _source() -> bytes:
    return (files("application.adapters.press") / "sheet.typ").read_bytes()


@cache
def _compiler(typefaces: Typefaces) -> typst.Compiler:
    import typst  # noqa: PLC0415 - the program starts without what only printing needs

    return typst.Compiler(font_paths=typefaces.installed)
