"""Which field of a form a problem is about, so that the page says it there and in plain words."""

import re
from collections.abc import Collection

from interfaces.problems import Problem

_MISSING = re.compile(r"Object missing required field `(?P<name>[a-z_]+)`")
_PLACE = re.compile(r"[a-z_]+")
_LONG = re.compile(r"of length <= \d+")
_DAY = re.compile(r"The day `.+` is not within")
DECODING = "malformed-body"


def faults(found: Problem | None, names: Collection[str]) -> dict[str, str]:
    """Field -> key of what is wrong with it; empty where the problem is about none of *names* alone."""
    if found is None or found.code != DECODING:
        return {}
    place = found.place or ""
    missing = _MISSING.search(found.detail or "")
    within = _PLACE.findall(place)  # "$.reporter.phone" is about the phone, "$.points[...].text" about the points
    about = [missing["name"]] if missing is not None and place in {"", "$"} else [*within[:1], *within[-1:]]
    name = next((one for one in about if one in names), None)
    if name is None:
        return {}
    if missing is not None:
        return {name: "form.wrong.missing"}
    said = found.detail or ""
    kind = "long" if _LONG.search(said) else "day" if _DAY.search(said) else "value"
    return {name: f"form.wrong.{kind}"}
