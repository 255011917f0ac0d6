"""The press as the use cases ask for it: off the event loop, with the typefaces of this machine."""

import asyncio
from functools import cache
from importlib.resources import files

from application.adapters.press.docx import docx
from application.adapters.press.fonts import installed
from application.adapters.press.pdf import pdf
from domain.papers.layout import Layout, parse_layout
from domain.papers.sheet import Sheet


@cache
def packaged_layout() -> Layout:
    """The measures of the sheet. Raises msgspec.ValidationError."""
    return parse_layout((files("domain.papers") / "data" / "layout.toml").read_bytes())


class Printing:
    """The ``Press`` of a process."""

    async def pdf(self, sheet: Sheet) -> bytes:
        """The sheet as PDF. Raises PressRefused."""
        return await asyncio.to_thread(_pdf, sheet)

    async def docx(self, sheet: Sheet) -> bytes:
        """The sheet for an office program."""
        return await asyncio.to_thread(docx, sheet, packaged_layout())


def _pdf(sheet: Sheet) -> bytes:
    layout = packaged_layout()
    return pdf(sheet, layout, installed(layout.faces))
