"""Reads the notices and deadline rules that ship as data, and notices from a file that a user names."""

from functools import cache
from importlib import resources
from pathlib import Path

import msgspec

from domain.calendar.calendar import Calendar
from domain.calendar.clocks import ClockUses
from domain.calendar.entered import require_within
from domain.calendar.errors import CalendarError
from domain.calendar.notice import Notice
from domain.calendar.rules import CountingRules, DeadlineRules
from domain.calendar.service import ServiceModes
from domain.toml_text import read_toml

_DATA = resources.files("domain.calendar") / "data"


@cache
def shipped_notices() -> tuple[Notice, ...]:
    """The national arrangements and amendments that ship with the program."""
    names = sorted(f.name for f in _DATA.iterdir() if f.name.startswith("cn-"))
    return tuple(msgspec.toml.decode((_DATA / name).read_bytes(), type=Notice) for name in names)


@cache
def national_calendar() -> Calendar:
    """The national calendar as known today from the shipped notices."""
    return Calendar(shipped_notices())


@cache
def deadline_rules() -> DeadlineRules:
    """The deadline rules that ship with the program."""
    return msgspec.toml.decode((_DATA / "deadlines.toml").read_bytes(), type=DeadlineRules)


@cache
def counting_rules() -> CountingRules:
    """The rules on how periods are counted."""
    return msgspec.toml.decode((_DATA / "counting.toml").read_bytes(), type=CountingRules)


@cache
def clock_uses() -> ClockUses:
    """Which clocks of a matter are watched."""
    return msgspec.toml.decode((_DATA / "clocks.toml").read_bytes(), type=ClockUses)


@cache
def service_modes() -> ServiceModes:
    """The ways of service that ship with the program."""
    return msgspec.toml.decode((_DATA / "service.toml").read_bytes(), type=ServiceModes)


def notice_from(path: Path) -> Notice:
    """The notice in the TOML file at *path*.

    Raises:
        CalendarError: ``notice-file-unreadable`` with the file's name and what is wrong at which place.
    """
    try:
        content = path.read_bytes()
    except OSError as wrong:
        raise CalendarError("notice-file-unreadable", path.name, str(wrong)) from wrong
    return notice_in(content, path.name)


def notice_in(content: bytes, name: str) -> Notice:
    """The notice that *content* is, as TOML; *name* is what it is called in an error.

    Raises:
        CalendarError: ``notice-file-unreadable`` with *name* and what is wrong at which place.
    """
    try:
        return require_within(msgspec.convert(read_toml(content), Notice))
    except (ValueError, RecursionError, CalendarError) as wrong:
        raise CalendarError("notice-file-unreadable", name, str(wrong)) from wrong
