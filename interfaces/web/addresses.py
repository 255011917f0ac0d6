"""Addresses of lists: a figure's filter becomes the address under which exactly its rows are listed."""

from urllib.parse import urlencode

import msgspec


def listed_at(path: str, rows: msgspec.Struct) -> str:
    """*path* with the conditions of *rows*, a filter that leaves out what it does not ask for."""
    words = [
        (name, str(one).lower() if isinstance(one, bool) else str(one))
        for name, value in msgspec.to_builtins(rows).items()
        for one in (value if isinstance(value, list | tuple) else [value])
    ]
    return f"{path}?{urlencode(words)}" if words else path
