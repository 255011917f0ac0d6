"""What people and programs send by mistake or on purpose, for every place in a body."""

from collections.abc import Iterator
from typing import Any

NUL = "a\x00b"
HUGE = 10**30

ALWAYS_BAD: tuple[Any, ...] = (NUL, HUGE, -1, 1.5, {"unknown": 1}, [[[]]], "", "x" * 200_001, "\udc00")
"""Not one of these is right where a body holds a code, an id, a date, a text, a list or a part."""

EXTREME_DATES = ("0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31")
"""Days of the calendar that nobody means."""


def is_day(present: Any) -> bool:
    """Whether *present* is a day as bodies write it."""
    return isinstance(present, str) and len(present) == 10 and present[4:8:3] == "--"


def places(body: Any, place: str = "$") -> Iterator[tuple[str, Any]]:
    """Every place in *body* with what stands there, itself included."""
    yield place, body
    if isinstance(body, dict):
        for key, value in body.items():
            yield from places(value, f"{place}.{key}")
    elif isinstance(body, list):
        for number, value in enumerate(body):
            yield from places(value, f"{place}[{number}]")


def replaced(body: Any, wanted: str, value: Any, place: str = "$") -> Any:
    """*body* with *value* at the place *wanted*."""
    if place == wanted:
        return value
    if isinstance(body, dict):
        return {key: replaced(one, wanted, value, f"{place}.{key}") for key, one in body.items()}
    if isinstance(body, list):
        return [replaced(one, wanted, value, f"{place}[{number}]") for number, one in enumerate(body)]
    return body
