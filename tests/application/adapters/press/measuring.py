"""What stands where on a printed page: lines of text by ``pdftotext``, rules by the picture of ``pdftoppm``."""

import html
import re
import subprocess
from pathlib import Path

import msgspec

MM = 72 / 25.4
DPI = 96

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of text; lengths in millimetres from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page; ``rules`` are drawn lines as (top, left, right, is red)."""

    size: tuple[float, float]
    lines: tuple[Line, ...]
    rules: tuple[tuple[float, float, float, bool], ...]


def pages(pdf: Path) -> tuple[Page, ...]:
    """The pages of a PDF."""
    told = subprocess.run(["pdftotext", "-bbox-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
    pictures = _pictures(pdf)
    return tuple(
        Page(
            size=(float(width) / MM, float(height) / MM),
            lines=_lines(content),
            rules=_rules(*picture),
        )
        for (width, height, content), picture in zip(_PAGE.findall(told), pictures, strict=True)
    )


def _lines(content: str) -> tuple[Line, ...]:
    """Words whose middles lie within two millimetres stand on one line."""
    words = [
        Line(
            left=float(left) / MM,
            top=float(top) / MM,
            right=float(right) / MM,
            bottom=float(bottom) / MM,
            text=html.unescape(text),
        )
        for left, top, right, bottom, text in _WORD.findall(content)
    ]
    found: list[list[Line]] = []
    for word in sorted(words, key=lambda one: (one.middle, one.left)):
        if found and abs(found[-1][0].middle - word.middle) < 2:
            found[-1].append(word)
        else:
            found.append([word])
    return tuple(
        Line(
            left=min(one.left for one in row),
            top=min(one.top for one in row),
            right=max(one.right for one in row),
            bottom=max(one.bottom for one in row),
            text="".join(one.text for one in sorted(row, key=lambda one: one.left)),
        )
        for row in found
    )


def _pictures(pdf: Path) -> list[tuple[int, int, bytes]]:
    """Width, height and the red, green and blue of each point of each page."""
    made = pdf.parent / f"{pdf.stem}-picture"
    subprocess.run(["pdftoppm", "-r", str(DPI), pdf, made], check=True)
    found = []
    for path in sorted(pdf.parent.glob(f"{made.name}-*.ppm")):
        kind, size, _, points = path.read_bytes().split(b"\n", 3)
        assert kind == b"P6"
        width, height = map(int, size.split())
        found.append((width, height, points))
    return found


def _rules(width: int, height: int, points: bytes) -> tuple[tuple[float, float, float, bool], ...]:
    """Rows in which dark or red points run without a gap over more than half of the page."""
    found: list[tuple[float, float, float, bool]] = []
    last = -10
    for row in range(height):
        line = points[row * width * 3 : (row + 1) * width * 3]
        inked = [x for x in range(width) if line[3 * x + 1] < 160]
        if len(inked) < width / 2 or inked[-1] - inked[0] != len(inked) - 1:
            continue
        if row - last > 1:
            middle = 3 * ((inked[0] + inked[-1]) // 2)
            red = line[middle] > line[middle + 1] + 60
            found.append((row / DPI * 25.4, inked[0] / DPI * 25.4, (inked[-1] + 1) / DPI * 25.4, red))
        last = row
    return tuple(found)
