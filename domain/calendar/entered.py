"""Days as they come in: one bound for all of them, wherever they are written.

Within it every period that the law knows can be counted forwards and backwards, so that no calculation needs a guard of
its own. What is recorded is not asked again: it stays readable whatever the bound.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
EARLIEST = date(1900, 1, 1)
LATEST = date(2999, 12, 31)
"""First and last day that may be written. No conduct, post or text that is handled here lies outside."""


def within(day: date) -> bool:
    """Whether *day* may be written."""
    return EARLIEST <= day <= LATEST


def out_of_bounds(written: Any, place: str = "$") -> tuple[str, date] | None:
    """The first day in *written* that may not be written, with its place (``$.a[0].b``, as the decoder gives them)."""
    if isinstance(written, date):
        day = written.date() if isinstance(written, datetime) else written
        return None if within(day) else (place, day)
    parts: list[tuple[str, Any]] = []
    if isinstance(written, msgspec.Struct):
        named = zip(written.__struct_encode_fields__, written.__struct_fields__, strict=True)
        parts = [(f"{place}.{name}", getattr(written, field)) for name, field in named]
    elif isinstance(written, Mapping):
        parts = [(f"{place}.{key}", value) for key, value in written.items()]
    elif isinstance(written, (tuple, list)):
        parts = [(f"{place}[{at}]", value) for at, value in enumerate(written)]
    return next((found for at, part in parts if (found := out_of_bounds(part, at)) is not None), None)


def why_not(day: date) -> str:
    """What is wrong with *day*, in the decoder's manner; the surfaces say it in both languages."""
    return f"The day `{day}` is not within `{EARLIEST}` and `{LATEST}`: correct it, and leave an end empty where there is none"


def require_within(written: T) -> T:
    """*written* itself.

    Raises:
        msgspec.ValidationError: it holds a day that may not be written; with the place, as the decoder says it.
    """
    found = out_of_bounds(written)
    if found is not None:
        raise msgspec.ValidationError(f"{why_not(found[1])} - at `{found[0]}`")
    return written
