"""What a reminder is: a reason and a number, with ids, codes and dates. Nothing in it names a person."""

from datetime import date
from enum import StrEnum
from typing import Literal
from uuid import UUID, uuid5

import msgspec

from domain.identity import ActorId, BodyId

_NAMES = UUID("7c6f9a34-0c54-5b7c-8f3b-2d1f2f0c9a55")


class Reason(StrEnum):
    """Why it is sent."""

    DUE_SOON = "due-soon"
    OVERDUE = "overdue"
    MOVED = "moved"  # a calendar notice gave another due date


class Channel(StrEnum):
    """How it goes out. ``desk`` is the list that a signed-in person reads: always there, never down."""

    DESK = "desk"
    MAIL = "mail"
    WEBHOOK = "webhook"


class Wait(msgspec.Struct, frozen=True, kw_only=True):
    """For whom a step waits: ``officers`` where somebody is assigned to take it, else whoever holds ``role`` for one of ``bodies``."""

    role: str
    bodies: tuple[BodyId, ...]
    officers: tuple[ActorId, ...] = ()


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """A deadline of which somebody is to be warned, as the read model has it.

    ``waits``: for whom, by the step that comes next in the lists. ``answers`` is the action by which a second person answers: every
    role that has it is warned. ``asked``: the organ whose opinion is asked. ``locked_out`` are never told.
    ``body`` is None of a report that no desk took in: it waits for every desk but those of the organs ``apart``.
    """

    deadline: UUID
    matter: UUID
    case_id: UUID | None
    kind: str
    due_on: date
    reason: Reason
    body: BodyId | None
    waits: tuple[Wait, ...]
    locked_out: tuple[ActorId, ...]
    apart: tuple[BodyId, ...] = ()
    asked: BodyId | None = None
    answers: str | None = None


class Reminder(msgspec.Struct, frozen=True, kw_only=True):
    """One reminder as kept; ``number`` is None until it is."""

    id: UUID
    reason: Reason
    deadline: UUID
    matter: UUID
    case_id: UUID | None
    kind: str
    due_on: date
    body: BodyId | None
    number: int | None = None


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """A reminder on its way to one target. ``id`` is the same at every attempt, so that a receiver can know a repeat.

    ``language`` is the one in which the target is written to.
    """

    id: UUID
    channel: Channel
    target: UUID
    address: str
    attempts: int
    reminder: Reminder
    language: Literal["zh", "en"] = "zh"


def reminder_of(due: Due) -> Reminder:
    """The reminder for *due*: the same deadline, reason and date give the same one, whoever asks and however often."""
    name = f"{due.deadline} {due.reason.value} {due.due_on}"
    return Reminder(
        id=uuid5(_NAMES, name),
        reason=due.reason,
        deadline=due.deadline,
        matter=due.matter,
        case_id=due.case_id,
        kind=due.kind,
        due_on=due.due_on,
        body=due.body,
    )


def parcel_id(reminder: UUID, channel: Channel, target: UUID) -> UUID:
    """The id of a parcel."""
    return uuid5(_NAMES, f"{reminder} {channel.value} {target}")
