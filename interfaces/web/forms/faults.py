"""Which field of a form a problem is about, so that the page says it there and in plain words."""

import re
from collections.abc import Collection

from interfaces.problems import Problem

_MISSING = re.compile(r"Object missing required field `(?P<name>[a-z_]+)`")
_PLACE = re.compile(r"^(?:\$\.)?(?P<name>[a-z_]+)")
DECODING = "malformed-body"


def faults(found: Problem | None, names: Collection[str]) -> dict[str, str]:
    """Field -> key of what is wrong with it; empty where the problem is about none of *names* alone."""
    if found is None or found.code != DECODING:
        return {}
    place = found.place or ""
    missing = _MISSING.search(found.detail or "")
    inside = _PLACE.match(place)
    name = missing["name"] if missing is not None and place in {"", "$"} else inside["name"] if inside else ""
    if name not in names:
        return {}
    return {name: "form.wrong.missing" if missing is not None else "form.wrong.value"}
