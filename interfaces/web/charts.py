"""Charts as static SVG, by leather: plain shapes without style or script, so that the page's own tokens colour them.

The numbers stand in a table beside each chart; every bar leads where its number in the table leads.
"""

from collections.abc import Sequence
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import msgspec
from markupsafe import Markup

if TYPE_CHECKING:
    import leather

WIDTH = 580
FOR_NUMBERS = 60
"""Room on the right of the longest bar for its number."""

MARGIN = 8
ROW = 30
TALL = 240
LETTER = 14.0
"""Width of a Chinese character in the units of the picture; of other letters a little over half."""

MOST_FOR_LABELS = 280.0
FEWEST_COLUMNS = 3
"""One or two months are told better by bars."""

GAP = 5


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One bar: what it is of, how many (zero or more), and the address under which the matters behind it are listed."""

    label: str
    count: float
    to: str


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """Bars in the order of the table beside them, and their picture."""

    bars: tuple[Bar, ...]
    picture: Markup


def bar_chart(title: str, bars: Sequence[Bar]) -> Chart:
    """*bars* from top to bottom, each with its label on the left; one too long for its room is shortened."""
    if not bars:
        return Chart(bars=(), picture=Markup())
    shown = [_shortened(bar.label, MOST_FOR_LABELS) for bar in bars]
    chart = _with_labels(shown)
    # Places stand for labels, of which two may be shortened to the same.
    chart.add_bars([(bar.count, str(place)) for place, bar in enumerate(bars)])
    chart.add_x_axis(tick_formatter=_whole)
    chart.add_y_axis(tick_formatter=lambda value, _index, _count: shown[int(value)])
    return _drawn(title, bars, chart, height=ROW * len(bars) + ROW, series="bars")


def month_chart(title: str, bars: Sequence[Bar]) -> Chart:
    """*bars* as columns from left to right: how something went over the months."""
    if not bars:
        return Chart(bars=(), picture=Markup())
    if len(bars) < FEWEST_COLUMNS:
        return bar_chart(title, bars)
    # Where labels find no room beside each other, each second or third is written.
    each = ceil(max(_wide(bar.label) for bar in bars) * len(bars) / (WIDTH - FOR_NUMBERS))
    chart = _with_labels(["10,000"])
    chart.add_columns([(str(place), bar.count) for place, bar in enumerate(bars)])
    chart.add_x_axis(
        tick_formatter=lambda value, _index, _count: "" if int(value) % each else bars[int(value)].label,
    )
    chart.add_y_axis(tick_formatter=_whole)
    return _drawn(title, bars, chart, height=TALL, series="columns")


def _whole(value: Decimal, _index: int, _count: int) -> str:
    """The number at a line of the grid; none between two whole ones."""
    return "" if value % 1 else f"{value:g}"


def _with_labels(labels: Sequence[str]) -> "leather.Chart":
    """An empty chart with room for *labels* on the left.

    leather reckons one width for every letter, and keeps what it reckons with in a module: set before each drawing, during
    which nothing else runs.
    """
    import leather  # noqa: PLC0415 - only a page with charts needs it

    leather.theme.margin = 0.0
    leather.theme.tick_font_char_width = max(map(_wide, labels)) / max(map(len, labels))
    return leather.Chart()


def _drawn(title: str, bars: Sequence[Bar], chart: "leather.Chart", *, height: int, series: str) -> Chart:
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": f"chart {series}",
            "role": "group",
            "aria-label": title,
            "viewBox": f"{-MARGIN} {-2 * MARGIN} {WIDTH + FOR_NUMBERS + 2 * MARGIN} {height + 3 * MARGIN}",
        },
    )
    root.append(chart.to_svg_group(WIDTH, height))
    for group in root.iter("g"):
        if group.get("class") == f"series {series}":
            # Bars are drawn from the bottom up, so that the first is the topmost.
            for shape, bar in zip(list(group), bars if series == "columns" else reversed(bars), strict=True):
                group.remove(shape)
                group.append(_leading(shape, bar, above=series == "columns"))
    written = ET.tostring(root, encoding="unicode")
    return Chart(bars=tuple(bars), picture=Markup(written))  # noqa: S704 - ElementTree escapes


def _leading(shape: ET.Element, bar: Bar, *, above: bool) -> ET.Element:
    """The drawn *shape* as a link with its number beside it. The keyboard finds the same link in the table."""
    link = ET.Element("a", {"href": bar.to, "tabindex": "-1"})
    ET.SubElement(link, "title").text = f"{bar.label} {bar.count:g}"
    link.append(shape)
    left, top, wide, tall = (float(shape.attrib[name]) for name in ("x", "y", "width", "height"))
    at = (left + wide / 2, top - GAP) if above else (left + wide + GAP, top + tall / 2)
    ET.SubElement(link, "text", {"class": "count", "x": f"{at[0]:g}", "y": f"{at[1]:g}"}).text = f"{bar.count:g}"
    return link


def _wide(text: str) -> float:
    return sum(LETTER if ord(letter) > 0x2E7F else LETTER * 0.56 for letter in text)


def _shortened(label: str, room: float) -> str:
    if _wide(label) <= room:
        return label
    while label and _wide(label) + LETTER > room:
        label = label[:-1]
    return label + "…"
