"""Which characters a font file has a shape for: read from its ``cmap`` table (OpenType 1.9, formats 4 and 12)."""

import struct
from functools import cache
from pathlib import Path

_COLLECTION = b"ttcf"


@cache
def covered(path: Path, index: int) -> frozenset[str]:
    """The characters of the font at *index* in the file (0 unless it is a collection)."""
    content = path.read_bytes()
    table = _table(content, _start(content, index), b"cmap")
    found: set[int] = set()
    if table is not None:
        (count,) = struct.unpack_from(">H", content, table + 2)
        offsets = {struct.unpack_from(">I", content, table + 8 + 8 * one)[0] for one in range(count)}
        for offset in offsets:
            found |= _points(content, table + offset)
    return frozenset(chr(point) for point in found if point <= 0x10FFFF)


def _start(content: bytes, index: int) -> int:
    if content[:4] != _COLLECTION:
        return 0
    start: int = struct.unpack_from(">I", content, 12 + 4 * index)[0]
    return start


def _table(content: bytes, start: int, wanted: bytes) -> int | None:
    (count,) = struct.unpack_from(">H", content, start + 4)
    for one in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", content, start + 12 + 16 * one)
        if tag == wanted:
            found: int = offset
            return found
    return None


def _points(content: bytes, at: int) -> set[int]:
    (form,) = struct.unpack_from(">H", content, at)
    if form == 12:
        (groups,) = struct.unpack_from(">I", content, at + 12)
        triples = (struct.unpack_from(">III", content, at + 16 + 12 * one) for one in range(groups))
        return {point for first, last, _ in triples for point in range(first, last + 1)}
    if form != 4:
        return set()
    (double,) = struct.unpack_from(">H", content, at + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", content, at + 14)
    starts = struct.unpack_from(f">{count}H", content, at + 16 + double)
    deltas = struct.unpack_from(f">{count}H", content, at + 16 + 2 * double)
    places = at + 16 + 3 * double
    ranges = struct.unpack_from(f">{count}H", content, places)
    found: set[int] = set()
    for one, (first, last, delta, reach) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for point in range(first, last + 1):
            glyph = point + delta
            if reach:
                place = places + 2 * one + reach + 2 * (point - first)
                (glyph,) = struct.unpack_from(">H", content, place) if place + 2 <= len(content) else (0,)
            if glyph & 0xFFFF and point != 0xFFFF:
                found.add(point)
    return found
