"""Scores and shares: decimal numbers as text, never rounded, so that 59.5 stays below 60."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

import msgspec

LONGEST = 20
"""Characters of an amount: more digits than any score has."""


class Amount(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much there is of something: ``of`` is its code, ``value`` a decimal number as it was written."""

    of: str
    value: str


def number(text: str) -> Decimal | None:
    """*text* as a number that is not negative; None when it is none."""
    if len(text) > LONGEST or "e" in text.casefold():
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() and found >= 0 else None


def plain(amount: Decimal) -> str:
    """*amount* as it is written, without exponent and without zeros at the end that say nothing."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def total(amounts: Iterable[Amount]) -> Decimal:
    """The exact sum; what is no number counts nothing."""
    return sum((found for one in amounts if (found := number(one.value)) is not None), Decimal(0))
