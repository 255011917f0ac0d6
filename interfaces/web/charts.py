"""Charts as static SVG, by leather: plain shapes without style or script, so that the page's own tokens colour them.

The numbers stand in a table beside each chart; every bar leads where its number in the table leads.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import ceil, floor
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import msgspec
from markupsafe import Markup

if TYPE_CHECKING:
    import leather

FOR_NUMBERS = 60
"""Room on the right of the longest bar for its number."""

MARGIN = 8
ROW = 30
TALL = 240
LETTER = 14.0
"""Width of a Chinese character in the units of the picture; of other letters a little over half."""

FEWEST_COLUMNS = 3
"""One or two months are told better by bars."""

GAP = 5
SHADES = 8
"""Shades that the style sheet has for the parts of a stack, from light to full."""


class Room(msgspec.Struct, frozen=True):
    """How wide a picture is drawn, how much of it the labels may take, and the name of its class."""

    width: int
    labels: float
    name: str


WIDE = Room(580, 280.0, "chart")
SLENDER = Room(280, 130.0, "chart slender")
"""For a telephone, where the wide one would have letters too small to read or an end out of sight."""


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One bar: what it is of, how many (zero or more), and the address under which the matters behind it are listed.

    ``count`` is None where there is nothing to count by: a month without a decision has no time to one.
    """

    label: str
    count: float | None
    to: str


class Stack(msgspec.Struct, frozen=True, kw_only=True):
    """A bar of parts: what it is of, and its parts by name in the order of the chart's names; what is none is left out."""

    label: str
    parts: Mapping[str, Bar]


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """Bars in the order of the table beside them, and their picture: wide, and slender for where that has no room."""

    bars: tuple[Bar, ...]
    picture: Markup
    slender: Markup


def bar_chart(title: str, bars: Sequence[Bar]) -> Chart:
    """*bars* from top to bottom, each with its label on the left; one too long for its room is shortened."""
    if all(bar.count is None for bar in bars):
        return Chart(bars=(), picture=Markup(), slender=Markup())
    return Chart(bars=tuple(bars), picture=_bars(title, bars, WIDE), slender=_bars(title, bars, SLENDER))


def _bars(title: str, bars: Sequence[Bar], room: Room) -> Markup:
    shown = [_shortened(bar.label, room.labels) for bar in bars]
    chart = _with_labels(shown)
    # Places stand for labels, of which two may be shortened to the same.
    chart.add_bars([(bar.count, str(place)) for place, bar in enumerate(bars)])
    chart.add_x_axis(tick_formatter=_whole)
    chart.add_y_axis(tick_formatter=lambda value, _index, _count: shown[int(value)])
    return _drawn(title, bars, chart, room, height=ROW * len(bars) + ROW, series="bars")


def month_chart(title: str, bars: Sequence[Bar]) -> Chart:
    """*bars* as columns from left to right: how something went over the months."""
    if len(bars) < FEWEST_COLUMNS:
        return bar_chart(title, bars)
    return Chart(bars=tuple(bars), picture=_columns(title, bars, WIDE), slender=_columns(title, bars, SLENDER))


def _columns(title: str, bars: Sequence[Bar], room: Room) -> Markup:
    # Where labels find no room beside each other, each second or third is written.
    each = ceil(max(_wide(bar.label) for bar in bars) * len(bars) / (room.width - FOR_NUMBERS))
    chart = _with_labels(["10,000"])
    chart.add_columns([(str(place), bar.count) for place, bar in enumerate(bars)])
    chart.add_x_axis(
        tick_formatter=lambda value, _index, _count: "" if int(value) % each else bars[int(value)].label,
    )
    chart.add_y_axis(tick_formatter=_whole)
    return _drawn(title, bars, chart, room, height=TALL, series="columns")


def stacked_chart(title: str, names: Sequence[str], stacks: Sequence[Stack]) -> Chart:
    """*stacks* from top to bottom, their parts from left to right in the order of *names*, each in a shade of its own.

    The picture has no legend: the heads of the table's columns carry the shades. ``bars`` are all parts.
    """
    bars = tuple(part for stack in stacks for part in stack.parts.values())
    if not bars:
        return Chart(bars=(), picture=Markup(), slender=Markup())
    return Chart(
        bars=bars, picture=_stacked(title, names, stacks, WIDE), slender=_stacked(title, names, stacks, SLENDER)
    )


def _stacked(title: str, names: Sequence[str], stacks: Sequence[Stack], room: Room) -> Markup:
    shown = [_shortened(stack.label, room.labels) for stack in stacks]
    chart = _with_labels(shown)
    for place in reversed(range(len(names))):
        # Each layer reaches to the end of its part and covers all but that of the layer below it.
        ends = [
            sum(stack.parts[name].count or 0 for name in names[: place + 1] if name in stack.parts) for stack in stacks
        ]
        chart.add_bars([(end, str(row)) for row, end in enumerate(ends)])
    chart.add_x_axis(tick_formatter=_whole)
    chart.add_y_axis(tick_formatter=lambda value, _index, _count: shown[int(value)])
    root = _framed(title, chart, room, height=ROW * len(stacks) + ROW, series="bars")
    layers = [group for group in root.iter("g") if group.get("class") == "series bars"]
    for place, layer in zip(reversed(range(len(names))), layers, strict=True):
        layer.set("class", f"series bars shade-{shade(place, len(names))}")
        for shape, stack in zip(list(layer), reversed(stacks), strict=True):
            layer.remove(shape)
            if (part := stack.parts.get(names[place])) is not None:
                layer.append(_link(part, shape, f"{stack.label} · {part.label}"))
    return _written(root)


def shade(place: int, count: int) -> int:
    """The shade of the part at *place* of *count*: as far from each other as there are shades, from light to full."""
    return place % SHADES if count > SHADES else place * (SHADES - 1) // max(count - 1, 1)


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
    leather.theme.legend_font_char_height = leather.theme.legend_gap = 0
    leather.theme.tick_font_char_width = max(map(_wide, labels)) / max(map(len, labels))
    return leather.Chart()


def _drawn(title: str, bars: Sequence[Bar], chart: "leather.Chart", room: Room, *, height: int, series: str) -> Markup:
    root = _framed(title, chart, room, height=height, series=series)
    for group in root.iter("g"):
        if group.get("class") == f"series {series}":
            # Bars are drawn from the bottom up, so that the first is the topmost.
            drawn = [bar for bar in bars if bar.count is not None]
            for shape, bar in zip(list(group), drawn if series == "columns" else reversed(drawn), strict=True):
                group.remove(shape)
                group.append(_leading(shape, bar, above=series == "columns"))
    return _written(root)


def _framed(title: str, chart: "leather.Chart", room: Room, *, height: int, series: str) -> ET.Element:
    picture = chart.to_svg_group(room.width, height)
    picture[1][0].clear()  # the head of the picture: a legend with leather's own colours
    left = floor(min([-MARGIN, *_begins(picture)]))  # beside columns there is room on the right
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": f"{room.name} by-month" if series == "columns" else room.name,
            "role": "group",
            "aria-label": title,
            "viewBox": f"{left} {-2 * MARGIN} {room.width + FOR_NUMBERS + 2 * MARGIN} {height + 3 * MARGIN}",
        },
    )
    root.append(picture)
    return root


def _begins(drawn: ET.Element, at: float = 0.0) -> Iterator[float]:
    """Where each word beneath a column begins: that of the first column may reach out of the picture on the left."""
    moved = re.match(r"translate\(([-0-9.]+)", drawn.get("transform", ""))
    at += float(moved[1]) if moved is not None else 0.0
    if drawn.tag == "text" and drawn.get("text-anchor") == "middle" and drawn.text:
        yield at + float(drawn.attrib["x"]) - _wide(drawn.text) / 2
    for part in drawn:
        yield from _begins(part, at)


def _written(root: ET.Element) -> Markup:
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704 - ElementTree escapes


def _leading(shape: ET.Element, bar: Bar, *, above: bool) -> ET.Element:
    """The drawn *shape* as a link with its number beside it."""
    link = _link(bar, shape, bar.label)
    left, top, wide, tall = (float(shape.attrib[name]) for name in ("x", "y", "width", "height"))
    at = (left + wide / 2, top - GAP) if above else (left + wide + GAP, top + tall / 2)
    ET.SubElement(link, "text", {"class": "count", "x": f"{at[0]:g}", "y": f"{at[1]:g}"}).text = f"{bar.count:g}"
    return link


def _link(bar: Bar, shape: ET.Element, said: str) -> ET.Element:
    """The drawn *shape* as a link. The keyboard finds the same link in the table."""
    link = ET.Element("a", {"href": bar.to, "tabindex": "-1"})
    ET.SubElement(link, "title").text = f"{said} {bar.count:g}"
    link.append(shape)
    return link


def _wide(text: str) -> float:
    return sum(LETTER if ord(letter) > 0x2E7F else LETTER * 0.56 for letter in text)


def _shortened(label: str, room: float) -> str:
    if _wide(label) <= room:
        return label
    while label and _wide(label) + LETTER > room:
        label = label[:-1]
    return label + "…"
