"""Bar charts: where each bar and each number stands. The template draws them as static SVG, in the page's own colours."""

from collections.abc import Sequence

import msgspec

ROW = 30.0
WIDTH = 640.0
LETTER = 14.0
"""Width of a Chinese character in the units of the picture; of other letters a little over half."""

MOST_FOR_LABELS = 280.0
FOR_NUMBERS = 64.0
THICK = 20.0


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One bar: what it is of, how many (zero or more), and the address under which the matters behind it are listed."""

    label: str
    count: float
    to: str


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """A bar in the picture: top and length of the bar, in its units. A label too long for its room is shortened."""

    bar: Bar
    short: str
    top: float
    length: float


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """Bars from top to bottom. ``labels`` is the room for their labels on the left."""

    width: float
    height: float
    labels: float
    thick: float
    rows: tuple[Placed, ...]


def bar_chart(bars: Sequence[Bar]) -> Chart:
    """*bars* in the order given; the longest fills the picture."""
    labels = min(MOST_FOR_LABELS, max((_wide(bar.label) for bar in bars), default=0.0) + 10)
    most = max((bar.count for bar in bars), default=0) or 1
    room = WIDTH - labels - FOR_NUMBERS
    return Chart(
        width=WIDTH,
        height=ROW * len(bars) + 8,
        labels=labels,
        thick=THICK,
        rows=tuple(
            Placed(
                bar=bar,
                short=_shortened(bar.label, labels - 10),
                top=4 + ROW * place + (ROW - THICK) / 2,
                length=round(room * bar.count / most, 1),
            )
            for place, bar in enumerate(bars)
        ),
    )


def _wide(text: str) -> float:
    return sum(LETTER if ord(letter) > 0x2E7F else LETTER * 0.56 for letter in text)


def _shortened(label: str, room: float) -> str:
    if _wide(label) <= room:
        return label
    while label and _wide(label) + LETTER > room:
        label = label[:-1]
    return label + "…"
