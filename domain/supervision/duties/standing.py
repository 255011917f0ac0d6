"""Where a duty stands on a day: which items are late, missing or stale, under each rule that may govern them."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from domain.calendar.deadline import deadline
from domain.calendar.period import Period
from domain.calendar.rules import deadline_under
from domain.identity import ItemId
from domain.supervision.breach import Breach
from domain.supervision.duties.events import Check, Observed
from domain.supervision.duties.scheme import DutyKind, Governs
from domain.supervision.duties.state import Duty
from domain.supervision.setting import SupervisionSetting


class Timing(StrEnum):
    """How an item stands under one rule."""

    IN_TIME = "in-time"
    LATE = "late"
    WAITING = "waiting"
    MISSING = "missing"


class UnderRule(msgspec.Struct, frozen=True, kw_only=True):
    """An item under one deadline rule: its last day, and how it stands."""

    rule: str
    instrument: str
    publish_by: date
    timing: Timing


class ItemStands(msgspec.Struct, frozen=True, kw_only=True):
    """One item under every rule that may govern it."""

    item: ItemId
    formed_on: date
    published_on: date | None
    under: tuple[UnderRule, ...]


def items(state: Duty, setting: SupervisionSetting) -> tuple[ItemStands, ...]:
    """Every item, the oldest first."""
    kind = _kind(state, setting)
    if kind is None:
        return ()
    ordered = sorted(state.items.values(), key=lambda one: (one.formed_on, one.item))
    return tuple(
        ItemStands(
            item=one.item,
            formed_on=one.formed_on,
            published_on=one.published_on,
            under=tuple(_under(state, one, governs, setting) for governs in _governing(one, kind, setting)),
        )
        for one in ordered
    )


def governing(kind: DutyKind, formed_on: date, setting: SupervisionSetting) -> tuple[Governs, ...]:
    """The periods of *kind* that were in force on the day of formation."""
    found = []
    for governs in kind.periods:
        rule = setting.rules.rule(governs.rule)
        after_start = rule.valid_from is None or rule.valid_from <= formed_on
        before_end = rule.valid_to is None or formed_on <= rule.valid_to
        if after_start and before_end:
            found.append(governs)
    return tuple(found)


def publish_by(governs: Governs, formed_on: date, setting: SupervisionSetting) -> date:
    """The last day in time under that rule."""
    return deadline_under(setting.rules.rule(governs.rule), formed_on, setting.calendar).due


def breaches(state: Duty, setting: SupervisionSetting) -> tuple[Breach, ...]:
    """Every item that is late, missing, stale or absent, one breach for each rule that it offends.

    As of today; of a duty that is no longer watched, as of the day when that ended.
    """
    kind = _kind(state, setting)
    if kind is None:
        return ()
    return (*_of_items(state, kind, setting), *_of_checks(state, kind, setting))


def _of_items(state: Duty, kind: DutyKind, setting: SupervisionSetting) -> Iterator[Breach]:
    for one in sorted(state.items.values(), key=lambda item: (item.formed_on, item.item)):
        for governs in _governing(one, kind, setting):
            stands = _under(state, one, governs, setting)
            if stands.timing in {Timing.LATE, Timing.MISSING}:
                # An item found published late is the lead that it was while it was missing: the key names no timing.
                yield Breach(
                    instrument=governs.instrument,
                    provision=governs.provision,
                    organs=state.organs,
                    since=stands.publish_by + timedelta(days=1),
                    key=f"{governs.rule}.{one.item}",
                    evidence=() if one.title is None else (one.title,),
                )


def _of_checks(state: Duty, kind: DutyKind, setting: SupervisionSetting) -> Iterator[Breach]:
    for one in sorted(state.checks.values(), key=lambda check: (check.checked_on, check.item)):
        evidence = () if one.title is None else (one.title,)
        if not one.present:
            if kind.absent is not None:
                yield Breach(
                    instrument=kind.absent.instrument,
                    provision=kind.absent.provision,
                    organs=state.organs,
                    since=one.checked_on,
                    key=f"absent.{one.item}",
                    evidence=evidence,
                )
        elif kind.stale is not None and (first := _stale_from(one, kind.stale.after, setting)) is not None:
            yield Breach(
                instrument=kind.stale.instrument,
                provision=kind.stale.provision,
                organs=state.organs,
                since=first,
                key=f"stale.{one.updated_on}.{one.item}",
                evidence=evidence,
            )


def _stale_from(check: Check, after: str, setting: SupervisionSetting) -> date | None:
    """The first day on which the content was too old, if it was by the day of the check."""
    if check.updated_on is None:
        return None
    last = deadline(Period.parse(after), check.updated_on, setting.calendar, roll=False).due
    return last + timedelta(days=1) if check.checked_on > last else None


def _under(state: Duty, one: Observed, governs: Governs, setting: SupervisionSetting) -> UnderRule:
    """How it stands today, or stood when it was last watched: what nobody watches is not found missing."""
    by = publish_by(governs, one.formed_on, setting)
    if one.published_on is not None:
        timing = Timing.IN_TIME if one.published_on <= by else Timing.LATE
    else:
        looked_on = state.ended_on or setting.occasion.today
        timing = Timing.MISSING if looked_on > by else Timing.WAITING
    return UnderRule(rule=governs.rule, instrument=governs.instrument, publish_by=by, timing=timing)


def _governing(one: Observed, kind: DutyKind, setting: SupervisionSetting) -> tuple[Governs, ...]:
    return governing(kind, one.formed_on, setting)


def _kind(state: Duty, setting: SupervisionSetting) -> DutyKind | None:
    return None if state.placed is None else setting.schemes.duties.kind(state.placed.kind)
