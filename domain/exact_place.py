"""The place of a fault with the key that the decoder leaves out: of a table it says only ``[...]``."""

import copy
import re
from bisect import bisect_left
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
SOME = "[...]"
_PART = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def fault(error: Exception) -> tuple[str, str]:
    """What the decoder complains of, and where (``$.a[0].b``)."""
    why, _, place = str(error).partition(" - at ")
    return why, place.strip("`") or "$"


def exact(content: Any, kind: type[T], error: Exception) -> str:
    """Where *content* is not of *kind*, as *error* said of it, with every key named; one that is not bare, in quotes.

    A table is decoded in its order, so the entry at fault is the last of the shortest beginning that has the same fault:
    of a large table that beginning is found by halving.
    """
    why, place = fault(error)
    shown, *rest = place.split(SOME)
    path = _steps(shown)
    for at, after in enumerate(rest):
        try:
            key = _entry_at_fault(content, path, kind, why)
        except RecursionError:  # nested so deep that it cannot be copied: the place stays as the decoder gave it
            key = None
        if key is None:
            return SOME.join([shown, *rest[at:]])
        shown += (f".{key}" if _BARE.fullmatch(key) else f'."{key}"') + after
        path += [key, *_steps(after)]
    return shown


def _entry_at_fault(content: Any, path: list[str | int], kind: type[T], why: str) -> str | None:
    tried = table = copy.deepcopy(content)
    for step in path:
        table = table[step]
    entries = list(table.items()) if isinstance(table, dict) else []

    def at_fault(first: int) -> bool:
        table.clear()
        table.update(entries[:first])
        try:
            msgspec.convert(tried, kind)
        except (msgspec.ValidationError, ValueError) as again:
            return fault(again)[0] == why
        return False

    if not entries or not at_fault(len(entries)):
        return None
    return str(entries[bisect_left(range(1, len(entries)), x=True, key=at_fault)][0])


def _steps(place: str) -> list[str | int]:
    return [name or int(number) for name, number in _PART.findall(place.removeprefix("$"))]
