"""What the streams of a matter say about its clocks: begun, extended, ended. Ids, codes and dates only."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

import msgspec
from msgspec.structs import replace

from domain.calendar.clocks import ClockKind


class Extended(msgspec.Struct, frozen=True, kw_only=True):
    """More time: until when, decided on which day, on the ground in which document."""

    until: date
    on: date
    ground: UUID


class Clock(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One clock of one stream.

    ``key`` tells clocks of one kind apart (number of a notice, measure, track and step, organ asked). ``rule`` is the
    deadline rule that the event names. ``start`` is given where it is
    not the usual one of the kind. ``named_on`` is the day that an order itself names; ``recorded_on`` the last day as the
    event told it when the clock began, ``recorded_cap`` the longest it might become. ``by`` is the stored name of the event that ended it.
    """

    kind: ClockKind
    key: str = ""
    from_: date
    start: str | None = None
    track: str | None = None
    step: str | None = None
    rule: str | None = None
    direct: bool = False
    named_on: date | None = None
    recorded_on: date | None = None
    extended: tuple[Extended, ...] = ()
    ended_on: date | None = None
    by: str | None = None


class Facts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One stream of a matter. ``decided_on`` is the day on which the first decision of a proceeding was made, ``gone_on`` when a case left the body.

    ``remade_from`` is the day on which a decision fell that must be made anew, ``remade_on`` when that was done.
    ``noted`` are the appeals that a proceeding knows of: track and step, and the day.
    """

    stream: UUID
    kind: str
    shard: int
    case_id: UUID | None = None
    proceeding_id: UUID | None = None
    profile: str | None = None
    tracks: tuple[str, ...] = ()
    track: str | None = None
    step: str | None = None
    further: str | None = None
    decided_on: date | None = None
    remade_from: date | None = None
    remade_on: date | None = None
    gone_on: date | None = None
    gone_by: str | None = None
    noted: tuple[tuple[str, date], ...] = ()
    clocks: tuple[Clock, ...] = ()

    def begin(self, clock: Clock) -> "Facts":
        """The same with one more clock. One of the same kind and key that still runs gives way to it."""
        same = (clock.kind, clock.key)
        kept = tuple(
            c for c in self.clocks if (c.kind, c.key) != same or (c.ended_on is not None and c.from_ != clock.from_)
        )
        return replace(self, clocks=(*kept, clock))

    def settled(self, kind: ClockKind, key: str, by: Collection[str]) -> bool:
        """Whether the latest clock of that kind and key was ended by an event of a stored name in *by*."""
        same = [clock for clock in self.clocks if (clock.kind, clock.key) == (kind, key)]
        return bool(same) and same[-1].by in by

    def end(self, kind: ClockKind | None, on: date, by: str, *, key: str | None = None) -> "Facts":
        """The same with the running clocks of *kind* (None: all) ended; with *key*, only the one of that key."""
        return replace(
            self,
            clocks=tuple(
                replace(c, ended_on=on, by=by)
                if c.ended_on is None and (kind is None or c.kind is kind) and (key is None or c.key == key)
                else c
                for c in self.clocks
            ),
        )

    def end_earlier(self, kind: ClockKind, on: date, by: str) -> "Facts":
        """The same, where the clocks of *kind* that an event *by* had ended later than *on* ended on that day."""

        def earlier(c: Clock) -> bool:
            return c.kind is kind and c.by == by and c.ended_on is not None and c.ended_on > on

        return replace(self, clocks=tuple(replace(c, ended_on=on) if earlier(c) else c for c in self.clocks))

    def resume(self, ended_by: str) -> "Facts":
        """The same with the clocks that the event *ended_by* had ended running again."""
        clocks = (replace(c, ended_on=None, by=None) if c.by == ended_by else c for c in self.clocks)
        return replace(self, clocks=tuple(clocks))

    def extend(self, kind: ClockKind, more: Extended, *, key: str | None = None) -> "Facts":
        """The same with more time for the clocks of *kind* that run; with *key*, only for the one of that key."""
        return replace(
            self,
            clocks=tuple(
                replace(c, extended=(*c.extended, more))
                if c.kind is kind and c.ended_on is None and (key is None or c.key == key)
                else c
                for c in self.clocks
            ),
        )
