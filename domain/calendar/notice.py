"""Holiday notices (放假通知): which days are off and which are made up, by whom and known since when."""

import hashlib
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import msgspec

from domain.calendar.errors import CalendarError

NATIONAL = "CN"
"""The jurisdiction of the national arrangement; all others are six-digit division codes."""


class KnownFromBasis(StrEnum):
    """How the day from which a notice counts as known was found."""

    NOTICE = "notice"  # the notice's own date
    PAGE = "page"  # the date of the official page that carries it; the last day of the month where only that is known
    ASSUMED = "assumed"  # no date was found; the first day it covers


class Title(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Our own short name of a notice or festival, in both languages."""

    zh: str
    en: str


class Festival(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One holiday of a notice. ``off`` names rest days, ``work`` made-up working days (调休上班).

    ``statutory`` are those of the days off that the ordinance itself makes holidays (法定节假日); they may fall on a
    weekend.
    """

    code: str
    title: Title
    off: tuple[date, ...] = ()
    work: tuple[date, ...] = ()
    statutory: tuple[date, ...] = ()


class Notice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A yearly arrangement, an amendment to one, or a local addition.

    ``covers_from`` to ``covers_to`` (inclusive) is what the notice settles; an amendment or local addition settles no
    span and leaves them out. A day after ``settled_to`` can still be touched by the next arrangement. ``number`` and
    ``published`` are the notice's own and absent where they are not verified. ``ordinary`` returns days named by an
    earlier notice to the weekly rhythm.
    """

    id: str
    title: Title
    known_from: date
    known_from_basis: KnownFromBasis
    jurisdiction: str = NATIONAL
    number: str | None = None
    published: date | None = None
    amends: str | None = None
    covers_from: date | None = None
    covers_to: date | None = None
    settled_to: date | None = None
    festivals: tuple[Festival, ...] = ()
    ordinary: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        seen: set[date] = set()
        for named in (*(days for f in self.festivals for days in (f.off, f.work)), self.ordinary):
            for day in named:
                if day in seen:
                    raise CalendarError("notice-names-day-twice", self.id, day.isoformat())
                seen.add(day)
        if (self.covers_from is None) != (self.covers_to is None):
            raise CalendarError("notice-span-half-given", self.id)
        if self.covers_from and self.covers_to and self.covers_to < self.covers_from:
            raise CalendarError("notice-span-runs-backwards", self.id)
        if self.jurisdiction != NATIONAL and not _is_division_code(self.jurisdiction):
            raise CalendarError("jurisdiction-unreadable", self.jurisdiction)


def content_id_of(notice: Notice) -> str:
    """SHA-256 of the notice's canonical JSON, 64 hexadecimal digits: what two persons sign."""
    return hashlib.sha256(msgspec.json.encode(notice)).hexdigest()


def last_of_each(signed: Iterable[Notice]) -> tuple[Notice, ...]:
    """Of several notices with one id the last of *signed*: a notice is corrected by signing it anew under its id."""
    return tuple({notice.id: notice for notice in signed}.values())


def jurisdictions_above(code: str) -> tuple[str, ...]:
    """*code* and what it lies in, widest first: ``CN``, province, prefecture, county.

    Raises:
        CalendarError: ``jurisdiction-unreadable`` unless *code* is ``CN`` or a six-digit division code.
    """
    if code == NATIONAL:
        return (NATIONAL,)
    if not _is_division_code(code):
        raise CalendarError("jurisdiction-unreadable", code)
    above = (code[:2] + "0000", code[:4] + "00", code)
    return (NATIONAL, *dict.fromkeys(above))


def _is_division_code(code: str) -> bool:
    return len(code) == 6 and code.isascii() and code.isdigit()
