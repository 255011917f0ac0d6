"""Addresses of lists: a figure's filter becomes the address under which exactly its rows are listed."""

import re
from urllib.parse import unquote, urlencode

import msgspec

BEYOND_ASCII = re.compile("(?:%[89A-F][0-9A-F])+", re.IGNORECASE)


def legible(address: str) -> str:
    """*address* with the letters beyond ASCII as themselves, as the line of a browser shows it; it opens the same page."""
    return BEYOND_ASCII.sub(lambda found: unquote(found.group()), address)


def listed_at(path: str, rows: msgspec.Struct) -> str:
    """*path* with the conditions of *rows*, a filter that leaves out what it does not ask for."""
    words = [
        (name, str(one).lower() if isinstance(one, bool) else str(one))
        for name, value in msgspec.to_builtins(rows).items()
        for one in (value if isinstance(value, list | tuple) else [value])
    ]
    return f"{path}?{urlencode(words)}" if words else path
