"""A form with files (RFC 7578), taken apart in memory: what was uploaded lies nowhere before it is sealed."""

from collections.abc import Mapping
from contextlib import suppress
from email.message import Message

import msgspec

from interfaces.api.media_types import ALLOWED
from interfaces.problems import Trouble

LARGEST = 20 * 1024 * 1024
"""Bytes of one form with its files."""

PASSED_BY = 256 * 1024 * 1024
"""Bytes of a form that are read although it is too large, so that what was typed beside its files is found and not lost."""

BEHIND = 1024 * 1024
"""Bytes at the end of such a form that are looked at: the fields after its last file."""

MOST_PARTS = 500

_BY_ENDING: Mapping[str, str] = {ending: media_type for media_type, ending in ALLOWED.items()} | {
    "jpeg": "image/jpeg",
    "tiff": "image/tiff",
    "htm": "text/html",
}


class Uploaded(msgspec.Struct, frozen=True, kw_only=True):
    """One file. Its name is not kept: it could itself be personal. ``media_type`` is what its ending says, else the browser."""

    content: bytes
    media_type: str


def taken_apart(content_type: str, raw: bytes) -> tuple[dict[str, list[str]], dict[str, Uploaded]]:
    """The fields of a ``multipart/form-data`` body, several values of one name together, and its files by name.

    A file input that was left empty is no file.

    Raises:
        Trouble: ``malformed-body``, when it is not what *content_type* says.
    """
    boundary = _header(content_type).get_param("boundary")
    if not isinstance(boundary, str) or not boundary:
        raise Trouble("malformed-body", place="Content-Type")
    pieces = (b"\r\n" + raw).split(b"\r\n--" + boundary.encode("latin-1"))
    if len(pieces) < 2 or pieces[0].strip() or not pieces[-1].startswith(b"--") or len(pieces) > MOST_PARTS:
        raise Trouble("malformed-body")
    fields: dict[str, list[str]] = {}
    files: dict[str, Uploaded] = {}
    for piece in pieces[1:-1]:
        head, blank, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        if not blank:
            raise Trouble("malformed-body")
        name, filename, media_type = _part(head)
        if filename is None:
            fields.setdefault(name, []).append(_text(content))
        elif filename or content:
            files[name] = Uploaded(content=content, media_type=_media_type(filename, media_type))
    return fields, files


def fields_around(content_type: str, head: bytes, tail: bytes) -> dict[str, list[str]]:
    """The fields of a body that was too large to keep, from its beginning and its end: what was typed, and no file.

    Both are cut where a file goes on; the part that is cut is left out, and so is whatever cannot be read.
    """
    boundary = _header(content_type).get_param("boundary")
    if not isinstance(boundary, str) or not boundary:
        return {}
    between = b"\r\n--" + boundary.encode("latin-1")
    whole = [*(b"\r\n" + head).split(between)[1:-1], *tail.split(between)[1:-1]]
    fields: dict[str, list[str]] = {}
    for piece in whole[:MOST_PARTS]:
        above, _, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        with suppress(Trouble):
            name, filename, _ = _part(above)
            if filename is None:
                fields.setdefault(name, []).append(_text(content))
    return fields


def _part(head: bytes) -> tuple[str, str | None, str]:
    """Name, file name (None: a plain field) and media type of a part."""
    lines = dict(line.split(":", 1) for line in _text(head).split("\n") if ":" in line)
    headers = {name.strip().lower(): value.strip() for name, value in lines.items()}
    said = _header(headers.get("content-disposition", ""))
    name, filename = said.get_param("name"), said.get_param("filename")
    if not isinstance(name, str) or not name:
        raise Trouble("malformed-body")
    plain = headers.get("content-type", "").split(";")[0].strip().lower()
    return name, filename if isinstance(filename, str) else None, plain


def _header(value: str) -> Message:
    message = Message()
    message["Content-Type"] = value
    return message


def _text(content: bytes) -> str:
    try:
        text = content.decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Trouble("malformed-body") from None
    if "\x00" in text:
        raise Trouble("malformed-body")
    return text


def _media_type(filename: str, said: str) -> str:
    return _BY_ENDING.get(filename.rpartition(".")[2].lower(), said)
