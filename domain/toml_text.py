"""TOML that somebody hands in: read as any other, but what would only exhaust the machine is refused before it is read."""

import re
import tomllib
from typing import Any

DEEPEST = 32
"""Parts of a dotted name at most. The library's work grows with their square; our files need half a dozen."""

TOO_DEEP = "nested too deeply"
OUT_OF_RANGE = "number out of range"
_DEEP = re.compile(
    rf"""(?<![A-Za-z0-9_"'-])(?:(?:[A-Za-z0-9_-]++|"[^"]*+"|'[^']*+')[ \t]*+\.[ \t]*+){{{DEEPEST}}}""", re.ASCII
)


def read_toml(content: bytes) -> dict[str, Any]:
    """The tables of *content*; a byte order mark is ignored.

    Raises:
        UnicodeDecodeError: not UTF-8.
        tomllib.TOMLDecodeError: not TOML, or nested too deeply.
        ValueError: a whole number of thousands of digits, which Python refuses to read.
    """
    text = content.decode("utf-8-sig")
    if any(line.count(".") >= DEEPEST and _DEEP.search(line) for line in text.splitlines()):
        raise tomllib.TOMLDecodeError(TOO_DEEP)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise tomllib.TOMLDecodeError(TOO_DEEP) from None
