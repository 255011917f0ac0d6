"""Invented pictures, with what a camera would have written into them or without."""

import struct
import zlib

SECRET = b"Invented place 31.2 N, by Example Person"


def segment(marker: int, content: bytes) -> bytes:
    """One segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def jpeg(*, written: bool = True) -> bytes:
    """The parts of a JPEG in their order, drawn in two turns.

    *written*: with EXIF, a colour profile, comments, one of them between the turns, and a second picture with its own EXIF
    after the end, as telephones make them.
    """
    said = segment(0xE1, b"Exif\x00\x00" + SECRET) + segment(0xE2, b"MPF\x00" + SECRET) + segment(0xFE, SECRET)
    head = b"\xff\xd8" + segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")
    tables = segment(0xDB, bytes(65)) + segment(0xC0, bytes(9)) + segment(0xEE, b"Adobe\x00\x64\x00\x00\x00\x00\x00")
    first = segment(0xDA, bytes(10)) + b"\x12\x34\xff\x00\x56\xff\xd0\x78"
    then, end = segment(0xC4, bytes(20)) + segment(0xDA, bytes(6)) + b"\x9a\xff\x00", b"\xff\xd9"
    if not written:
        return head + tables + first + then + end
    another = b"\xff\xd8" + segment(0xE1, b"Exif\x00\x00" + SECRET) + first + end
    return head + said + tables + segment(0xED, SECRET) + first + segment(0xFE, SECRET) + then + end + another


def png(*, written: bool = True) -> bytes:
    """A PNG of one point; *written*: with text, EXIF and a time, and bytes after the end."""
    said = chunk(b"tEXt", b"Author\x00" + SECRET) + chunk(b"eXIf", SECRET) + chunk(b"tIME", bytes(7))
    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    drawn = chunk(b"IDAT", zlib.compress(b"\x00\x1e\xc8\x1e")) + chunk(b"IEND", b"")
    return head + (said if written else b"") + drawn + (SECRET if written else b"")


def chunk(kind: bytes, content: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
