"""The worked matters as data: who asks what of the API, in which order, and what must come of it."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec

from application.adapters.calendar_files import national_calendar
from application.adapters.press.fonts import installed
from application.adapters.press.printing import packaged_layout


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One request and what it must lead to.

    Texts may hold ``{names}`` of what was saved before; with ``each`` the step is taken once for every name in it, and
    ``{each}`` stands for that name (``{each}`` and ``{what}`` for its
    two halves, where it is written ``head|retired``). ``holds`` maps a place in the answer (``a.b.0.c``) to its value, ``present`` lists
    places that must be there and not empty, ``absent`` texts that may occur nowhere in the answer, ``refused_by`` every rule
    code that must stand against the command. ``only``: taken where papers can be printed, or where they cannot.
    """

    name: str
    by: str
    zh: str
    en: str
    post: str | None = None
    get: str | None = None
    body: dict[str, Any] = {}
    each: tuple[str, ...] = ()
    status: int = 200
    save: dict[str, str] = {}
    holds: dict[str, Any] = {}
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    refused_by: tuple[str, ...] = ()
    code: str | None = None
    only: Literal["printed", "unprinted"] | None = None

    def __post_init__(self) -> None:
        if (self.post is None) == (self.get is None):
            raise ValueError(f"step {self.name} either posts or gets")


def days(today: date) -> dict[str, str]:
    """The days that a script may name: ``today``, and ``due``, a working day by which what is ordered has to be done."""
    due = national_calendar().working_day_from(today + timedelta(days=30))
    return {"today": today.isoformat(), "due": due.isoformat()}


def worked_case() -> tuple[Step, ...]:
    """The steps of the case that is worked out in full, from the report to the archive."""
    return _steps("worked_case.toml")


def transferred_case() -> tuple[Step, ...]:
    """The steps of the short matter after it, which ends with its transfer to another body."""
    return _steps("transferred_case.toml")


def worked_matters() -> tuple[Step, ...]:
    """All that the demonstration walks, one matter after the other."""
    return (*worked_case(), *transferred_case())


@cache
def _steps(script: str) -> tuple[Step, ...]:
    """The steps, in order, one for each name where a step has several.

    Papers are printed where this machine has typefaces for them; without, the decision is a text as before.
    """
    left_out = "printed" if installed(packaged_layout().faces).missing else "unprinted"
    content = files("interfaces.demo").joinpath(script).read_text("utf-8")
    steps = msgspec.convert(tomllib.loads(content)["steps"], tuple[Step, ...])
    return tuple(one for step in steps if step.only != left_out for one in _spread(step))


def _spread(step: Step) -> list[Step]:
    if not step.each:
        return [step]
    plain = msgspec.to_builtins(step) | {"each": ()}
    halves = [dict(zip(("each", "what"), name.split("|"), strict=False)) for name in step.each]
    return [msgspec.convert(filled(plain, names), Step) for names in halves]


def filled(value: Any, names: Mapping[str, str]) -> Any:
    """*value* with every known ``{name}`` in its texts replaced."""
    if isinstance(value, str):
        for name, text in names.items():
            value = value.replace("{" + name + "}", text)
        return value
    if isinstance(value, dict):
        return {filled(key, names): filled(one, names) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [filled(one, names) for one in value]
    return value
