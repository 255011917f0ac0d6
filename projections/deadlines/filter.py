"""What may be asked of the deadlines."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from domain.calendar.clocks import ClockKind, Whose
from domain.calendar.signal import Signal


class State(StrEnum):
    """What became of a clock. Computed against today."""

    RUNNING = "running"
    OVERDUE = "overdue"  # nothing was done by the last day: a silent lapse, seen without anybody reporting it
    LAPSED = "lapsed"  # a right went unused
    IN_TIME = "in-time"
    LATE = "late"
    STOPPED = "stopped"  # ended by something else than the act: it is no longer watched, or what it was for has gone


class Filter(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """All conditions that are given must hold; days are inclusive. Without ``states`` only what still runs is listed.

    ``handler`` is an officer assigned to the matter, ``doer`` one who has to act now and ``assigned`` whether anybody has by name; ``turn`` is a role whose turn it is.
    ``organ`` is the organ of the respondent or the one complained of,
    ``respondent`` a person or organ with a track of its own, ``body`` the one that acts; ``right`` asks for rights that may go unused, or leaves them out.
    """

    colour: Signal | None = None
    states: tuple[State, ...] = (State.RUNNING, State.OVERDUE)
    kind: ClockKind | None = None
    whose: Whose | None = None
    handler: UUID | None = None
    doer: UUID | None = None
    turn: str | None = None
    assigned: bool | None = None
    organ: UUID | None = None
    respondent: UUID | None = None
    body: UUID | None = None
    case: UUID | None = None
    matter: UUID | None = None
    due_from: date | None = None
    due_to: date | None = None
    right: bool | None = None
    extended: bool | None = None
    moved: bool | None = None

    def parameters(self) -> dict[str, object]:
        """As the parameters that ``filter.sql`` names."""
        given: dict[str, object] = {name: getattr(self, name) for name in self.__struct_fields__}
        for name in ("colour", "kind", "whose"):
            given[name] = None if given[name] is None else str(given[name])
        given["states"] = [str(state) for state in self.states]
        return given


RUNNING = Filter()
