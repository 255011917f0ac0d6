"""The reactor: turns what the read model says into reminders, and sends what waits. Runs beside folds, never in one."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

import structlog

from application.access import roles_for
from application.casework.around import LEGAL_ZONE
from application.moment import once, one_moment
from application.ports import Clock
from application.reminders.reminder import Channel, Due, Parcel, Reason, Reminder, Wait, reminder_of
from domain.identity import ActorId, BodyId

NAME = "reminders"
"""The reactor's own position is kept under it."""

SUPERIOR = "approver"
"""The role that is told as well when a day has passed: whoever approves in that body."""

ASKED = "respondent"
"""The role that answers for an organ whose opinion is asked: it is told of its own last day."""

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)
LEASE = timedelta(minutes=2)
"""How long a parcel belongs to the process that took it; one that died in between leaves it to another."""

log = structlog.get_logger()


class Source(Protocol):
    """The deadlines, from their read model."""

    async def position(self) -> int | None:
        """How far the read model has come; None while it is being made or has stopped."""
        ...

    async def due(self, today: date) -> tuple[Due, ...]:
        """What is to be warned of on *today*."""
        ...


class Outbox(Protocol):
    """Reminders and their deliveries, kept together."""

    async def stands(self, name: str) -> tuple[int, date] | None:
        """Position and day up to which the reactor has looked."""
        ...

    async def keep(
        self, name: str, position: int, day: date, made: Sequence[tuple[Reminder, Sequence[ActorId]]], at: datetime
    ) -> int:
        """Keep new reminders with a delivery to each account and each target of the body, and the position; how many were new."""
        ...

    async def take(self, at: datetime, until: datetime, limit: int) -> tuple[Parcel, ...]:
        """Parcels whose time has come, each to one process only until *until*."""
        ...

    async def sent(self, parcel: Parcel, at: datetime) -> None:
        """It went out."""
        ...

    async def failed(self, parcel: Parcel, error: str, again_at: datetime) -> None:
        """It did not; try again then."""
        ...


class People(Protocol):
    """Who holds a role."""

    async def holders(self, role: str, body: BodyId, on: date) -> tuple[ActorId, ...]:
        """Accounts in use with that role for that body on that day."""
        ...

    async def desks(self, role: str, apart: Sequence[BodyId], on: date) -> tuple[ActorId, ...]:
        """Accounts in use with that role on that day for any body but those *apart*."""
        ...


class Superiors(Protocol):
    """Which organ is told as well when a day of a body has passed."""

    async def above(self, body: BodyId, on: date) -> BodyId | None:
        """The next higher organ, where the body has set that it is told and the register names it."""
        ...


class Sender(Protocol):
    """One channel to the outside."""

    async def send(self, parcel: Parcel) -> None:
        """Hand it over, or raise."""
        ...


class Reactor:
    """One turn at a time; any number of processes may take turns on one database."""

    def __init__(
        self,
        *,
        clock: Clock,
        source: Source,
        outbox: Outbox,
        people: People,
        superiors: Superiors,
        senders: Mapping[Channel, Sender],
    ) -> None:
        self._clock, self._source, self._outbox, self._people = clock, source, outbox, people
        self._superiors = superiors
        self._senders = senders

    async def look(self) -> int:
        """Make the reminders of today that do not exist yet; how many were new.

        Nothing is made while the read model is being rebuilt, and nothing twice after it was.
        """
        position = await self._source.position()
        if position is None:
            return 0
        today = self._clock.now().astimezone(LEGAL_ZONE).date()
        if await self._outbox.stands(NAME) == (position, today):
            return 0
        with one_moment():  # a role of a body is looked up once, however many deadlines it has
            made = [(reminder_of(due), await self._told(due, today)) for due in await self._source.due(today)]
        new = await self._outbox.keep(NAME, position, today, made, self._clock.now())
        if new:
            log.info("reminders_made", count=new)
        return new

    async def deliver(self, limit: int = 50) -> int:
        """Send what waits; how many went out. A failure is kept with its code and tried again, later each time."""
        now = self._clock.now()
        done = 0
        for parcel in await self._outbox.take(now, now + LEASE, limit):
            sender = self._senders.get(parcel.channel)
            error = await _tried(sender, parcel)
            if error is not None:
                again = self._clock.now() + min(FIRST_PAUSE * 2 ** min(parcel.attempts, 10), LONGEST_PAUSE)
                await self._outbox.failed(parcel, error, again)
                log.warning("reminder_not_sent", parcel=str(parcel.id), channel=parcel.channel.value, error=error)
            else:
                await self._outbox.sent(parcel, self._clock.now())
                done += 1
        return done

    async def _told(self, due: Due, today: date) -> tuple[ActorId, ...]:
        found: list[ActorId] = []
        for wait in due.waits:
            found += await self._awaited(wait, due, today)
        if due.body is not None:
            for role in sorted(roles_for(due.answers)) if due.answers is not None else ():
                found += await self._holders(role, due.body, today)
            if due.reason is Reason.OVERDUE:
                found += await self._holders(SUPERIOR, due.body, today)
                above = await self._above(due.body, today)
                if above is not None:
                    found += await self._holders(SUPERIOR, above, today)
        if due.asked is not None:
            found += await self._holders(ASKED, due.asked, today)
        return tuple(each for each in dict.fromkeys(found) if each not in due.locked_out)

    async def _awaited(self, wait: Wait, due: Due, today: date) -> list[ActorId]:
        """Whoever was assigned and has not stood aside since; where nobody is left, every holder of the role."""
        assigned = [one for one in wait.officers if one not in due.locked_out]
        if not assigned and due.body is None:
            return [*await self._people.desks(wait.role, due.apart, today)]
        return assigned or [one for body in wait.bodies for one in await self._holders(wait.role, body, today)]

    async def _holders(self, role: str, body: BodyId, on: date) -> tuple[ActorId, ...]:
        return await once(("holders", role, body, on), lambda: self._people.holders(role, body, on))

    async def _above(self, body: BodyId, on: date) -> BodyId | None:
        return await once(("above", body, on), lambda: self._superiors.above(body, on))


async def _tried(sender: Sender | None, parcel: Parcel) -> str | None:
    """None when it went out, else a code: the class of the error, never its text."""
    if sender is None:
        return "channel-not-set-up"
    try:
        await sender.send(parcel)
    except Exception as error:  # noqa: BLE001 - whatever a foreign server does, the next parcel goes on
        return type(error).__name__
    return None
