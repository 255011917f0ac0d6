"""Deadline rules as data: what runs, from when, how long, and on what authority."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import msgspec

from domain.calendar.calendar import Calendar
from domain.calendar.deadline import Deadline, Extension, Pause, deadline
from domain.calendar.errors import CalendarError
from domain.calendar.notice import Title
from domain.calendar.period import Period, days_after
from domain.citation import Citation


class Basis(StrEnum):
    """What kind of rule sets a deadline."""

    LAW = "law"
    BORROWED = "borrowed"
    PRACTICE = "practice"
    CONFIG = "config"


class Seen(StrEnum):
    """How the source was read when the rule was written."""

    FULL = "full"
    PART = "part"
    MEMORY = "memory"  # never authority


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a rule stands, and how that was read."""

    instrument: str
    edition: str
    address: str
    seen: Seen

    @property
    def citation(self) -> Citation:
        """The address alone."""
        return Citation(instrument=self.instrument, edition=self.edition, address=self.address)


class CountingRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule on how periods are counted, whatever they are for: ``event-day``, ``month-end``, ``rolling``, ``cut-off``."""

    id: str
    title: Title
    basis: Basis
    sources: tuple[Source, ...]


class CountingRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of them."""

    rules: tuple[CountingRule, ...]

    def rule(self, rule_id: str) -> CountingRule:
        """The rule called *rule_id*.

        Raises:
            CalendarError: ``rule-unknown``.
        """
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise CalendarError("rule-unknown", rule_id)


class RuleExtension(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How far a rule lets its period be extended. Without ``period`` any length up to ``cap``."""

    needs: str
    period: str | None = None
    cap: str | None = None


class DeadlineRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One deadline. Either ``period`` after ``start``, or fixed ``days`` (``MM-DD``) of a year, or neither.

    ``valid_from`` and ``valid_to`` (inclusive) bound the day of the event. ``silence`` is the code of what follows when
    nothing is done in time; ``stops_for`` the codes of what stops the clock; ``restarts`` the rule whose clock starts
    anew. ``roll`` None leaves it to the unit; ``roll_basis`` says when rolling itself is borrowed.
    """

    id: str
    title: Title
    start: str
    basis: Basis
    period: str | None = None
    days: tuple[str, ...] = ()
    roll: bool | None = None
    roll_basis: Basis | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    extension: RuleExtension | None = None
    silence: str | None = None
    stops_for: tuple[str, ...] = ()
    restarts: str | None = None
    remark: Title | None = None
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        if self.period is not None:
            Period.parse(self.period)
        if self.period and self.days:
            raise CalendarError("rule-unreadable", self.id)
        for day in self.days:
            date.fromisoformat(f"2001-{day}")
        for length in (self.extension.period, self.extension.cap) if self.extension else ():
            if length is not None:
                Period.parse(length)


class DeadlineRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of rules; ``starts`` names each kind of event in both languages.

    ``warning_working_days`` is the default of the warning before a due date; a body may set its own.
    """

    warning_working_days: int
    starts: dict[str, Title]
    rules: tuple[DeadlineRule, ...]

    def __post_init__(self) -> None:
        ids = [rule.id for rule in self.rules]
        for rule in self.rules:
            known = rule.start in self.starts and (rule.restarts is None or rule.restarts in ids)
            if not known or ids.count(rule.id) > 1:
                raise CalendarError("rule-unreadable", rule.id)

    def rule(self, rule_id: str) -> DeadlineRule:
        """The rule called *rule_id*.

        Raises:
            CalendarError: ``rule-unknown``.
        """
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise CalendarError("rule-unknown", rule_id)


def deadline_under(
    rule: DeadlineRule,
    from_: date,
    calendar: Calendar,
    *,
    pauses: Iterable[Pause] = (),
    extended_by: Period | None = None,
    ground: str | None = None,
    roll: bool | None = None,
) -> Deadline:
    """The deadline that *rule* sets after the event of *from_*.

    Args:
        rule: the rule.
        from_: legal day of the event, within the rule's validity.
        calendar: working days of the jurisdiction as known.
        pauses: times when the clock stood still.
        extended_by: length of an extension; at most what the rule allows, counted in the rule's unit.
        ground: code of the extension's ground.
        roll: overrides the rule where not None.

    Raises:
        CalendarError: ``rule-not-valid-then``, ``rule-sets-no-period``, ``extension-not-allowed``,
            ``extension-too-long``, ``extension-over-cap``.
    """
    before = rule.valid_from is not None and from_ < rule.valid_from
    if before or (rule.valid_to is not None and from_ > rule.valid_to):
        raise CalendarError("rule-not-valid-then", rule.id, from_.isoformat())
    if rule.period is None:
        if not rule.days:
            raise CalendarError("rule-sets-no-period", rule.id)
        if extended_by is not None:
            raise CalendarError("extension-not-allowed", rule.id)
        return _fixed(rule, from_, calendar)
    extension = None if extended_by is None else _extension(rule, from_, extended_by, ground)
    return deadline(
        Period.parse(rule.period),
        from_,
        calendar,
        pauses=pauses,
        extension=extension,
        roll=rule.roll if roll is None else roll,
    )


def _extension(rule: DeadlineRule, from_: date, wanted: Period, ground: str | None) -> Extension:
    allowed = rule.extension
    if allowed is None:
        raise CalendarError("extension-not-allowed", rule.id)
    if allowed.period is not None:
        longest = Period.parse(allowed.period)
        if wanted.unit is not longest.unit or wanted.count > longest.count:
            raise CalendarError("extension-too-long", str(wanted), str(longest), from_.isoformat())
    cap = Period.parse(allowed.cap) if allowed.cap else None
    return Extension(period=wanted, ground=ground or allowed.needs, cap=cap)


def _fixed(rule: DeadlineRule, from_: date, calendar: Calendar) -> Deadline:
    year = from_.year
    named = (date.fromisoformat(f"{y:04}-{d}") for y in (year, year + 1) for d in sorted(rule.days))
    due = next(day for day in named if day > from_)
    return Deadline(
        due=due,
        period=None,
        from_=from_,
        day_one=days_after(from_, 1),
        ends_on=due,
        roll=False,
        working=(),
        jurisdiction=calendar.jurisdiction,
        calendar_version=calendar.version,
        known_on=calendar.known_on,
    )
