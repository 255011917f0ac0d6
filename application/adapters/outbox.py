"""Reminders and their deliveries in the database."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec

from application.adapters.pool import Pool
from application.adapters.transactions import reads, transaction
from application.reminders.reminder import Channel, Parcel, Reason, Reminder, parcel_id
from domain.identity import ActorId, BodyId

_STANDS = "SELECT position, day FROM reminders.reactors WHERE name = %s"

_MOVE = """
INSERT INTO reminders.reactors (name, position, day, beat_at) VALUES (%(name)s, %(position)s, %(day)s, %(at)s)
ON CONFLICT (name) DO UPDATE SET (position, day, beat_at) = (excluded.position, excluded.day, excluded.beat_at)
"""

_KNOWN = "SELECT id FROM reminders.warnings WHERE id = ANY(%s)"

_KEEP = """
INSERT INTO reminders.warnings (id, reason, deadline, matter, case_id, kind, due_on, body, made_at)
VALUES (%(id)s, %(reason)s, %(deadline)s, %(matter)s, %(case_id)s, %(kind)s, %(due_on)s, %(body)s, %(at)s)
ON CONFLICT (id) DO NOTHING
"""

_TO_DESK = """
INSERT INTO reminders.deliveries (warning, channel, target, sent_at) VALUES (%(id)s, 'desk', %(account)s, %(at)s)
ON CONFLICT DO NOTHING
"""

_TO_TARGETS = """
INSERT INTO reminders.deliveries (warning, channel, target, next_at)
SELECT %(id)s, channel, id, %(at)s FROM reminders.targets WHERE body = %(body)s AND withdrawn_at IS NULL
ON CONFLICT DO NOTHING
"""

_TAKE = """
WITH taken AS (
    SELECT warning, channel, target FROM reminders.deliveries
     WHERE sent_at IS NULL AND next_at <= %(at)s
       AND target IN (SELECT id FROM reminders.targets WHERE withdrawn_at IS NULL)
     ORDER BY next_at, warning
     LIMIT %(limit)s
       FOR UPDATE SKIP LOCKED
), leased AS (
    UPDATE reminders.deliveries AS d SET next_at = %(until)s, attempts = d.attempts + 1
      FROM taken AS t
     WHERE d.warning = t.warning AND d.channel = t.channel AND d.target = t.target
    RETURNING d.warning, d.channel, d.target, d.attempts
)
SELECT l.channel, l.target, l.attempts, t.address, w.id, w.number, w.reason, w.deadline, w.matter, w.case_id, w.kind,
       w.due_on, w.body, t.language
  FROM leased AS l
  JOIN reminders.warnings AS w ON w.id = l.warning
  JOIN reminders.targets AS t ON t.id = l.target
 ORDER BY w.number, l.channel, l.target
"""

_SENT = """
UPDATE reminders.deliveries SET sent_at = %(at)s, error = NULL, next_at = NULL
 WHERE warning = %(warning)s AND channel = %(channel)s AND target = %(target)s AND sent_at IS NULL
"""

_FAILED = """
UPDATE reminders.deliveries SET error = %(error)s, next_at = %(again)s
 WHERE warning = %(warning)s AND channel = %(channel)s AND target = %(target)s AND sent_at IS NULL
"""

_HOLDERS = """
SELECT DISTINCT r.account
  FROM vault.account_roles AS r
  JOIN vault.accounts AS a ON a.id = r.account
 WHERE r.role = %(role)s AND r.body = %(body)s AND r.withdrawn_at IS NULL AND a.disabled_at IS NULL
   AND r.valid_from <= %(on)s AND (r.valid_until IS NULL OR r.valid_until >= %(on)s)
 ORDER BY r.account
"""

_DESKS = """
SELECT DISTINCT r.account
  FROM vault.account_roles AS r
  JOIN vault.accounts AS a ON a.id = r.account
 WHERE r.role = %(role)s AND r.body IS NOT NULL AND r.body <> ALL(%(apart)s::uuid[]) AND r.withdrawn_at IS NULL
   AND a.disabled_at IS NULL AND r.valid_from <= %(on)s AND (r.valid_until IS NULL OR r.valid_until >= %(on)s)
 ORDER BY r.account
"""

_MINE = """
SELECT w.id, w.number, w.reason, w.deadline, w.matter, w.case_id, w.kind, w.due_on, w.body, w.made_at, d.read_at
  FROM reminders.deliveries AS d
  JOIN reminders.warnings AS w ON w.id = d.warning
 WHERE d.channel = 'desk' AND d.target = %(account)s AND (%(before)s::bigint IS NULL OR w.number < %(before)s)
   AND (%(unread)s::boolean IS NOT TRUE OR d.read_at IS NULL)
 ORDER BY w.number DESC
 LIMIT %(limit)s
"""

_READ = """
UPDATE reminders.deliveries SET read_at = coalesce(read_at, %(at)s)
 WHERE warning = %(warning)s AND channel = 'desk' AND target = %(account)s
"""

_TOLD = """
SELECT w.deadline, w.number, w.reason, w.due_on, w.made_at, d.channel,
       CASE WHEN d.channel = 'desk' THEN d.target END, d.sent_at, d.error IS NOT NULL
  FROM reminders.warnings AS w
  JOIN reminders.deliveries AS d ON d.warning = w.id
 WHERE w.deadline = ANY(%s)
 ORDER BY w.number, d.channel, d.target
"""

_STATE = """
SELECT count(*), count(*) FILTER (WHERE d.error IS NOT NULL), (SELECT max(beat_at) FROM reminders.reactors)
  FROM reminders.deliveries AS d
  JOIN reminders.targets AS t ON t.id = d.target AND t.withdrawn_at IS NULL
 WHERE d.sent_at IS NULL
"""

_UNDELIVERED = """
SELECT w.id, w.number, w.reason, w.deadline, w.matter, w.case_id, w.kind, w.due_on, w.body,
       d.target, d.channel, d.attempts, d.error, d.next_at
  FROM reminders.deliveries AS d
  JOIN reminders.targets AS t ON t.id = d.target AND t.withdrawn_at IS NULL
  JOIN reminders.warnings AS w ON w.id = d.warning
 WHERE d.sent_at IS NULL AND d.error IS NOT NULL
 ORDER BY w.number, d.target
 LIMIT %s
"""

_AGAIN = """
UPDATE reminders.deliveries SET next_at = %(at)s
 WHERE target = %(target)s AND sent_at IS NULL AND error IS NOT NULL AND channel <> 'desk'
"""


class OnDesk(msgspec.Struct, frozen=True, kw_only=True):
    """A reminder on somebody's desk."""

    reminder: Reminder
    made_at: datetime
    read_at: datetime | None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """To whom one reminder went: an account's desk, or a mailbox or program of the body (``account`` is None).

    ``sent_at`` is None while it waits; ``failing``: an attempt did not succeed and it is tried again.
    """

    deadline: UUID
    number: int
    reason: Reason
    due_on: date
    made_at: datetime
    channel: Channel
    account: UUID | None
    sent_at: datetime | None
    failing: bool


class Undelivered(msgspec.Struct, frozen=True, kw_only=True):
    """A parcel that did not get there: to which target, how often it was tried, the code of the last failure, when next."""

    reminder: Reminder
    target: UUID
    channel: Channel
    attempts: int
    error: str
    next_at: datetime | None


class OutboxState(msgspec.Struct, frozen=True, kw_only=True):
    """Parcels that wait for targets in use, those of them that failed at least once, and when the reactor last moved its position."""

    waiting: int
    failing: int
    moved_at: datetime | None


class Outbox:
    """See ``application.reminders.reactor.Outbox`` and ``People``."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def stands(self, name: str) -> tuple[int, date] | None:
        """Position and day of the reactor."""
        async with reads(self._pool) as connection:
            found = await (await connection.execute(_STANDS, [name])).fetchone()
        return None if found is None else (found[0], found[1])

    async def keep(
        self, name: str, position: int, day: date, made: Sequence[tuple[Reminder, Sequence[ActorId]]], at: datetime
    ) -> int:
        """Everything in one transaction with the position: a crash loses nothing and doubles nothing."""
        new = 0
        async with transaction(self._pool) as connection:
            known = {each for (each,) in await (await connection.execute(_KNOWN, [[r.id for r, _ in made]])).fetchall()}
            for reminder, accounts in made:
                if reminder.id in known:
                    continue
                given = {**msgspec.structs.asdict(reminder), "at": at}
                kept = await connection.execute(_KEEP, given)
                if kept.rowcount != 1:
                    continue
                new += 1
                for account in accounts:
                    await connection.execute(_TO_DESK, {"id": reminder.id, "account": account, "at": at})
                await connection.execute(_TO_TARGETS, {"id": reminder.id, "body": reminder.body, "at": at})
            await connection.execute(_MOVE, {"name": name, "position": position, "day": day, "at": at})
        return new

    async def take(self, at: datetime, until: datetime, limit: int) -> tuple[Parcel, ...]:
        """See the port."""
        async with transaction(self._pool) as connection:
            rows = await (await connection.execute(_TAKE, {"at": at, "until": until, "limit": limit})).fetchall()
        return tuple(
            Parcel(
                id=parcel_id(row[4], Channel(row[0]), row[1]),
                channel=Channel(row[0]),
                target=row[1],
                attempts=row[2] - 1,
                address=row[3],
                reminder=_reminder(row[4:]),
                language=row[13],
            )
            for row in rows
        )

    async def sent(self, parcel: Parcel, at: datetime) -> None:
        """See the port."""
        async with transaction(self._pool) as connection:
            await connection.execute(_SENT, {**_of(parcel), "at": at})

    async def failed(self, parcel: Parcel, error: str, again_at: datetime) -> None:
        """See the port."""
        async with transaction(self._pool) as connection:
            await connection.execute(_FAILED, {**_of(parcel), "error": error, "again": again_at})

    async def holders(self, role: str, body: BodyId, on: date) -> tuple[ActorId, ...]:
        """See ``People``."""
        async with reads(self._pool) as connection:
            rows = await (await connection.execute(_HOLDERS, {"role": role, "body": body, "on": on})).fetchall()
        return tuple(ActorId(account) for (account,) in rows)

    async def desks(self, role: str, apart: Sequence[BodyId], on: date) -> tuple[ActorId, ...]:
        """See ``People``."""
        async with reads(self._pool) as connection:
            given = {"role": role, "apart": list(apart), "on": on}
            rows = await (await connection.execute(_DESKS, given)).fetchall()
        return tuple(ActorId(account) for (account,) in rows)

    async def mine(
        self, account: ActorId, *, before: int | None = None, unread: bool | None = None, limit: int = 50
    ) -> tuple[OnDesk, ...]:
        """What lies on the desk of *account*, the newest first; *before* is the number of the last one seen."""
        given = {"account": account, "before": before, "unread": unread, "limit": limit}
        async with reads(self._pool) as connection:
            rows = await (await connection.execute(_MINE, given)).fetchall()
        return tuple(OnDesk(reminder=_reminder(row), made_at=row[9], read_at=row[10]) for row in rows)

    async def read(self, account: ActorId, reminder: UUID, at: datetime) -> bool:
        """Note that it was read; whether it is on that desk."""
        async with transaction(self._pool) as connection:
            done = await connection.execute(_READ, {"account": account, "warning": reminder, "at": at})
        return done.rowcount == 1

    async def told(self, deadlines: Sequence[UUID]) -> tuple[Told, ...]:
        """Who was warned of these deadlines, in the order of the reminders."""
        async with reads(self._pool) as connection:
            rows = await (await connection.execute(_TOLD, [list(deadlines)])).fetchall()
        return tuple(
            Told(
                deadline=deadline,
                number=number,
                reason=Reason(reason),
                due_on=due_on,
                made_at=made_at,
                channel=Channel(channel),
                account=account,
                sent_at=sent_at,
                failing=failing,
            )
            for deadline, number, reason, due_on, made_at, channel, account, sent_at, failing in rows
        )

    async def undelivered(self, limit: int) -> tuple[Undelivered, ...]:
        """Parcels to targets in use that failed at least once, the longest waiting first."""
        async with transaction(self._pool) as connection:
            rows = await (await connection.execute(_UNDELIVERED, [limit])).fetchall()
        return tuple(
            Undelivered(
                reminder=_reminder(row),
                target=row[9],
                channel=Channel(row[10]),
                attempts=row[11],
                error=row[12],
                next_at=row[13],
            )
            for row in rows
        )

    async def again(self, target: UUID, at: datetime) -> int:
        """Those to *target* that failed go out at the next turn; how many."""
        async with transaction(self._pool) as connection:
            return (await connection.execute(_AGAIN, {"target": target, "at": at})).rowcount

    async def state(self) -> OutboxState:
        """For health."""
        async with reads(self._pool) as connection:
            row = await (await connection.execute(_STATE)).fetchone()
        waiting, failing, moved_at = row or (0, 0, None)
        return OutboxState(waiting=waiting, failing=failing, moved_at=moved_at)


def _of(parcel: Parcel) -> dict[str, object]:
    return {"warning": parcel.reminder.id, "channel": parcel.channel.value, "target": parcel.target}


def _reminder(row: Sequence[object]) -> Reminder:
    names = ("id", "number", "reason", "deadline", "matter", "case_id", "kind", "due_on", "body")
    return msgspec.convert(dict(zip(names, row, strict=False)), Reminder)
