"""The place of a fault with the key that the decoder leaves out: of a table it says only ``[...]``."""

import copy
import re
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
SOME = "[...]"
_PART = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")


def fault(error: Exception) -> tuple[str, str]:
    """What the decoder complains of, and where (``$.a[0].b``)."""
    why, _, place = str(error).partition(" - at ")
    return why, place.strip("`") or "$"


def exact(content: Any, kind: type[T], error: Exception) -> str:
    """Where *content* is not of *kind*, as *error* said of it, with every key named.

    A table is decoded in its order, so the entry at fault is the last of the shortest beginning that has the same fault.
    """
    why, place = fault(error)
    while SOME in place:
        before, _, after = place.partition(SOME)
        tried = copy.deepcopy(content)
        table = _at(tried, before)
        entries = dict(table) if isinstance(table, dict) else {}
        table.clear()
        for key, value in entries.items():
            table[key] = value
            try:
                msgspec.convert(tried, kind)
            except (msgspec.ValidationError, ValueError) as again:
                if fault(again)[0] == why:
                    place = f"{before}.{key}{after}"
                    break
        else:
            return place
    return place


def _at(content: Any, place: str) -> Any:
    for name, number in _PART.findall(place.removeprefix("$")):
        content = content[name] if name else content[int(number)]
    return content
