"""Pictures without what a camera writes into them: where and when they were taken, with which device, by whom.

Only whole segments (JPEG) and chunks (PNG) are left out; no picture is decoded, so none is changed to look at. What a
camera says of how the picture is to be turned goes with the rest.
"""

from collections.abc import Callable, Iterator, Mapping

_SOI, _SOS, _EOI = 0xD8, 0xDA, 0xD9
_KEPT_MARKERS = frozenset({0xE0, 0xEE})
"""Application segments that say how the picture is coded: JFIF and Adobe. Every other one, and comments, are left out."""

_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
_PNG = b"\x89PNG\r\n\x1a\n"
_KEPT_CHUNKS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"}
)


class PictureUnreadable(ValueError):
    """It is not the kind of picture that it is said to be, so nobody can tell what is written into it."""


def without_metadata(content: bytes, media_type: str) -> bytes:
    """*content* without what was written into it, where it is a JPEG or PNG; any other file as it is.

    Raises:
        PictureUnreadable: it is said to be a picture of these and is none.
    """
    cleaned = _CLEANING.get(media_type)
    return content if cleaned is None else cleaned(content)


def _jpeg(content: bytes) -> bytes:
    return b"".join(_segments(content))


def _segments(content: bytes) -> Iterator[bytes]:
    if content[:2] != bytes((0xFF, _SOI)):
        raise PictureUnreadable
    yield content[:2]
    at, drawn = 2, False
    while True:
        while content[at : at + 2] == b"\xff\xff":
            at += 1  # fill bytes before a marker
        if len(content) < at + 2 or content[at] != 0xFF:
            raise PictureUnreadable
        marker = content[at + 1]
        if marker == _EOI:
            if not drawn:
                raise PictureUnreadable
            yield content[at : at + 2]  # what follows is another picture, or a film, with its own
            return
        size = 2 if marker in _WITHOUT_LENGTH else 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if size < 2 or len(content) < at + size:
            raise PictureUnreadable
        if marker == _SOS:
            drawn, size = True, _end_of_scan(content, at + size) - at
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or marker in _KEPT_MARKERS:
            yield content[at : at + size]
        at += size


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the drawn lines that begin at *at* end: before the next marker that is neither data nor a restart of lines."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise PictureUnreadable
        after = content[at + 1]
        if after == 0xFF:
            at += 1
        elif after == 0 or after in _WITHOUT_LENGTH:
            at += 2
        else:
            return at


def _png(content: bytes) -> bytes:
    return b"".join(_chunks(content))


def _chunks(content: bytes) -> Iterator[bytes]:
    if not content.startswith(_PNG):
        raise PictureUnreadable
    yield _PNG
    at = len(_PNG)
    while True:
        size = 12 + int.from_bytes(content[at : at + 4], "big")
        kind = content[at + 4 : at + 8]
        if len(kind) < 4 or len(content) < at + size:
            raise PictureUnreadable
        if kind in _KEPT_CHUNKS:
            yield content[at : at + size]
        if kind == b"IEND":
            return
        at += size


_CLEANING: Mapping[str, Callable[[bytes], bytes]] = {"image/jpeg": _jpeg, "image/png": _png}
