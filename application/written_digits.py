"""Digits that somebody writes down and types in again: twenty of them, in groups of five."""

import re
import secrets
import unicodedata

DIGITS = 20
GROUP = 5

_BREAKS = re.compile(r"[\s\-‐-―.·]+")


def new_digits() -> str:
    """Twenty digits by chance."""
    return "".join(secrets.choice("0123456789") for _ in range(DIGITS))


def in_groups(digits: str) -> str:
    """*digits* as they are shown."""
    return " ".join(digits[start : start + GROUP] for start in range(0, len(digits), GROUP))


def as_typed(text: str) -> str:
    """What was typed, without blanks and hyphens and in the plain digits; of a long text its beginning, which is no code."""
    return _BREAKS.sub("", unicodedata.normalize("NFKC", text[:256]))[:64]
