"""Deciding on a duty: what follows from a command, or every rule that stands against it."""

from uuid import UUID, uuid5

from domain.acts import says
from domain.deciding import refuse_if_any
from domain.identity import BodyId, OrganId
from domain.supervision.duties import rules
from domain.supervision.duties.commands import (
    DutyCommand,
    EndDuty,
    NoteCheck,
    NoteItem,
    NotePublication,
    ObserveLog,
    PlaceDuty,
    Seen,
)
from domain.supervision.duties.events import (
    Check,
    DutyChecked,
    DutyEnded,
    DutyEvent,
    DutyLeadRaised,
    DutyPlaced,
    ItemsObserved,
    Observed,
)
from domain.supervision.duties.observing import last_words, says_more
from domain.supervision.duties.standing import breaches, governing, publish_by
from domain.supervision.duties.state import Duty, evolve
from domain.supervision.leads import RaiseLead, RaiseLeads, raise_leads
from domain.supervision.setting import SupervisionSetting

__all__ = ["Duty", "breaches", "decide", "duty_id", "evolve"]

_NAMES = UUID("5c1f7d9a-8a51-5b0e-9d0b-0c2f6e3a7d44")


def duty_id(body: BodyId, organ: OrganId, kind: str) -> UUID:
    """The stream: one for each body that watches, organ and kind of duty."""
    return uuid5(_NAMES, f"{body} {organ} {kind}")


def decide(state: Duty, command: DutyCommand, setting: SupervisionSetting) -> tuple[DutyEvent, ...]:
    """What follows from *command*; nothing when it had been done before.

    Raises:
        Refused: with every rule that stands against the command.
    """
    match command:
        case PlaceDuty():
            placed = DutyPlaced(kind=command.kind, body=command.body, organ=command.organ, since=command.since)
            if state.placed == placed and state.ended_on is None:
                return ()
            refuse_if_any(rules.PLACING, state, command, setting)
            return (placed,)
        case NoteItem() | ObserveLog():
            refuse_if_any(rules.OBSERVING, state, command, setting)
            return _observed(state, rules.rows_of(command), setting, _origin(command))
        case NotePublication():
            refuse_if_any(rules.PUBLISHING, state, command, setting)
            known = state.items[command.item]
            row = Seen(item=known.item, title=known.title, formed_on=known.formed_on, published_on=command.published_on)
            return _observed(state, (row,), setting, None)
        case NoteCheck():
            refuse_if_any(rules.CHECKING, state, command, setting)
            return _observed(state, rules.rows_of(command), setting, None)
        case RaiseLead() | RaiseLeads():
            return raise_leads(DutyLeadRaised, state.leads, breaches(state, setting), command, setting)
        case EndDuty():
            if says(state.ended, command):
                return ()
            refuse_if_any(rules.ENDING, state, command, setting)
            return (DutyEnded(ended_on=setting.occasion.today, reasons=command.reasons),)


def _origin(command: NoteItem | ObserveLog) -> str | None:
    return command.origin if isinstance(command, ObserveLog) else None


def _observed(
    state: Duty, rows: tuple[Seen, ...], setting: SupervisionSetting, origin: str | None
) -> tuple[DutyEvent, ...]:
    """What the rows add to what is known; what was seen before adds nothing."""
    kind = None if state.placed is None else setting.schemes.duties.kind(state.placed.kind)
    items: dict[UUID, Observed] = {}
    checks: dict[UUID, Check] = {}
    for row in last_words(rows):
        if not says_more(state, row):
            continue
        if row.formed_on is not None and kind is not None:
            periods = governing(kind, row.formed_on, setting)
            items[row.item] = Observed(
                item=row.item,
                formed_on=row.formed_on,
                publish_by=min(publish_by(governs, row.formed_on, setting) for governs in periods),
                rules=tuple(governs.rule for governs in periods),
                published_on=row.published_on,
                title=row.title,
            )
        elif row.checked_on is not None:
            checks[row.item] = Check(
                item=row.item,
                checked_on=row.checked_on,
                present=row.present,
                updated_on=row.updated_on,
                title=row.title,
            )
    today = setting.occasion.today
    events: list[DutyEvent] = []
    if items:
        events.append(ItemsObserved(items=tuple(items.values()), observed_on=today, origin=origin))
    if checks:
        events.append(DutyChecked(checks=tuple(checks.values()), observed_on=today, origin=origin))
    return tuple(events)
