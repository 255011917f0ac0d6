"""Folds the log into deadlines, matter by matter; a signed calendar notice recounts every clock that runs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace
from psycopg import AsyncConnection

from domain.adoptions.events import Adopted, AdoptionEnded, AdoptionProposed, AdoptionSigned
from domain.appeals.events import AppealFiled
from domain.calendar.calendar import Calendar
from domain.calendar.deadline import deadline
from domain.calendar.recompute import Change
from domain.proceedings.events import ProceedingOpened
from domain.recorded import Event, Recorded, stored_name
from domain.reports.events import ReportLinked
from projections.deadlines.calendars import PACKAGE, Held, calendar_of, held, keep
from projections.deadlines.counting import rows_of
from projections.deadlines.facts import Facts
from projections.deadlines.following import begun, followed
from projections.deadlines.law import ClockLaw
from projections.deadlines.row import Earlier, Row
from projections.deadlines.supervision import series_of
from projections.running.model import ReadModel, Rows
from projections.statements import statement

Connection = AsyncConnection[Any]

_NAMES_CASE = (ProceedingOpened, AppealFiled, ReportLinked)
_ADOPTION = (AdoptionProposed, AdoptionSigned, AdoptionEnded)


def fold(known: dict[UUID, Facts], events: Iterable[Recorded[Any]]) -> tuple[dict[UUID, Facts], set[UUID]]:
    """All facts after *events*, and the matters touched. *known* holds every stream of the matters concerned."""
    facts, touched = dict(known), set[UUID]()
    for recorded in events:
        for ended in _ended_by(recorded, facts.values()):
            facts[ended.stream] = ended
            touched.add(ended.stream)
        now = facts.get(recorded.stream)
        after = begun(recorded) if now is None else followed(now, recorded.event)
        if after is not None:
            facts[recorded.stream] = after
            touched.add(after.case_id or after.stream)
    return facts, touched


def _ended_by(recorded: Recorded[Any], facts: Iterable[Facts]) -> tuple[Facts, ...]:
    """What recurs begins anew: the facts of the matters in which the clock of its series runs, with that ended."""
    series = series_of(recorded.event)
    if series is None:
        return ()
    kind, key = series
    day, by = recorded.event.planned_on, stored_name(recorded.event)
    found = [(each, each.end(kind, day, by, key=key)) for each in facts if each.stream != recorded.stream]
    return tuple(after for before, after in found if after != before)


def settled(
    facts: Iterable[Facts], touched: set[UUID], known: dict[UUID, Row], law: ClockLaw, calendar: Calendar
) -> dict[UUID, Row]:
    """The deadlines of the matters *touched*. One that had ended stays as it was counted."""
    matters: defaultdict[UUID, list[Facts]] = defaultdict(list)
    for each in facts:
        if (each.case_id or each.stream) in touched:
            matters[each.case_id or each.stream].append(each)
    rows: dict[UUID, Row] = {}
    for matter in matters.values():
        for row in rows_of(matter, law, calendar):
            rows[row.id] = _kept(known.get(row.id), row)
    return rows


def _kept(before: Row | None, row: Row) -> Row:
    if before is None:
        return row
    if before.ended_on is not None and before.ended_on == row.ended_on:
        return replace(before, case_id=row.case_id)
    return replace(row, earlier=before.earlier)


def recounted(row: Row, law: ClockLaw, calendar: Calendar, *, on: date, position: int, because: tuple[str, ...]) -> Row:
    """*row* on another calendar; when its due date moves, the earlier one is kept beside."""
    if row.working is None or row.working.period is None:
        return replace(row, calendar_version=calendar.version, warn_on=_warn(row.due_on, law, calendar))
    working = deadline(row.working.period, row.started_on, calendar)
    due = row.due_on if row.extended else working.due
    cap = row.cap_on
    earlier = row.earlier
    if due != row.due_on:
        was = Earlier(
            due_on=row.due_on,
            calendar_version=row.calendar_version,
            changed_on=on,
            position=position,
            because=because,
        )
        earlier = (*earlier, was)
    if cap is not None and row.setting is not None:
        cap = _cap(row, law, calendar)
    return replace(
        row,
        due_on=due,
        first_due_on=working.due,
        cap_on=cap,
        warn_on=_warn(due, law, calendar),
        provisional=not row.extended and bool(working.provisional),
        calendar_version=calendar.version,
        working=working,
        earlier=earlier,
    )


def _warn(due: date, law: ClockLaw, calendar: Calendar) -> date:
    return calendar.working_days_before(due, law.warning)


def _cap(row: Row, law: ClockLaw, calendar: Calendar) -> date | None:
    use = law.uses.use(row.kind)
    cap = getattr(law.profiles[row.profile or law.profile].settings, use.cap) if use.cap else None
    return None if cap is None else deadline(cap.period, row.started_on, calendar).due


class DeadlineFold:
    """Folds a page; at each signature under a calendar notice it first writes what came before."""

    def __init__(self, law: ClockLaw) -> None:
        self._law = law
        self._facts: Rows[UUID, Facts] = Rows(PACKAGE, "facts", Facts, lambda row: row.stream)
        self._rows: Rows[UUID, Row] = Rows(PACKAGE, "rows", Row, lambda row: row.id)
        self._open = msgspec.json.Decoder(list[Row])
        self._held: dict[tuple[UUID, str], Held] | None = None
        self._calendar = Calendar(law.notices)

    async def __call__(self, connection: Connection, events: Sequence[Recorded[Event]]) -> None:
        """See ``Fold``."""
        if self._held is None:
            known = await held(connection)
            self._calendar = await calendar_of(connection, self._law.notices, known.values())
            self._held = known
        waiting: list[Recorded[Any]] = []
        for recorded in events:
            if isinstance(recorded.event, _ADOPTION):
                if await self._adoption(connection, recorded, waiting):
                    waiting = []
            else:
                waiting.append(recorded)
        await self._matters(connection, waiting)

    async def _matters(self, connection: Connection, events: Sequence[Recorded[Any]]) -> None:
        if not events:
            return
        streams = {recorded.stream for recorded in events}
        new = {recorded.stream for recorded in events if recorded.version == 1}
        matters: set[UUID] = streams | {each.event.case for each in events if isinstance(each.event, _NAMES_CASE)}
        cursor = await connection.execute(statement(PACKAGE, "case_of"), {"ids": list(streams - new)})
        matters |= {case for _, case in await cursor.fetchall()}
        for kind, key in {series for each in events if (series := series_of(each.event)) is not None}:
            clock = msgspec.json.encode([{"kind": kind, "key": key}]).decode()
            cursor = await connection.execute(statement(PACKAGE, "in_series"), {"clock": clock})
            matters |= {stream for (stream,) in await cursor.fetchall()}
        known = await self._facts.load(connection, list(matters))
        facts, touched = fold(known, events)
        await self._facts.put(connection, [each for key, each in facts.items() if each != known.get(key)])
        before = await self._rows.load(connection, list(matters))
        after = settled(facts.values(), touched, before, self._law, self._calendar)
        gone = [key for key, row in before.items() if key not in after and (row.case_id or row.matter) in touched]
        if gone:
            await connection.execute(statement(PACKAGE, "drop_rows"), {"ids": gone})
        await self._rows.put(connection, [row for key, row in after.items() if row != before.get(key)])

    async def _adoption(self, connection: Connection, recorded: Recorded[Any], before: list[Recorded[Any]]) -> bool:
        """Whether the calendar changed; then what came *before* is written, and every running clock recounted."""
        assert self._held is not None  # noqa: S101 - loaded at the first page
        event, stream = recorded.event, recorded.stream
        if isinstance(event, AdoptionProposed):
            if event.what is not Adopted.CALENDAR:
                return False
            now = Held(stream=stream, content=event.content, signed=False, position=recorded.position)
        elif (stream, event.content) not in self._held:
            return False
        else:
            signed = isinstance(event, AdoptionSigned)
            now = Held(stream=stream, content=event.content, signed=signed, position=recorded.position)
        was = self._held.get((stream, event.content))
        self._held[(stream, event.content)] = now
        await keep(connection, [now])
        if now.signed == (was is not None and was.signed):
            return False
        await self._matters(connection, before)
        calendar = await calendar_of(connection, self._law.notices, self._held.values())
        sides = ((calendar.notices, self._calendar.notices), (self._calendar.notices, calendar.notices))
        changed = {notice.id for these, others in sides for notice in these if notice not in others}
        change, self._calendar = Change(self._calendar, calendar), calendar
        await self._recount(connection, recorded, change, tuple(sorted(changed)))
        return True

    async def _recount(
        self, connection: Connection, recorded: Recorded[Any], change: Change, because: tuple[str, ...]
    ) -> None:
        """Every running clock that meets a day which is another now; the others stay as they were counted."""
        days = dict(zip(("first", "last"), change.span, strict=True))
        found = await (await connection.execute(statement(PACKAGE, "load_open"), days)).fetchone()
        rows = [] if found is None or found[0] is None else self._open.decode(found[0])
        on = recorded.event.signed_on if isinstance(recorded.event, AdoptionSigned) else _ended_on(recorded.event)
        after = [
            recounted(row, self._law, self._calendar, on=on, position=recorded.position, because=because)
            for row in rows
            if change.touches(
                min(row.started_on, row.warn_on), max(row.due_on, row.first_due_on, row.cap_on or row.due_on)
            )
        ]
        await self._rows.put(connection, after)


def _ended_on(event: Any) -> date:
    """The day of the event that took a notice out: given up, or proposed anew and so not signed."""
    day: date = event.ended_on if isinstance(event, AdoptionEnded) else event.proposed_on
    return day


FOLDED = "answers to who asks to see a reporter; decisions by the day on which they were made; no time for what cannot be carried out or was done before a variation; nobody is late whose silence is an answer"
"""What the fold does otherwise than before in the same tables, so that older rows are made anew."""


def deadlines(law: ClockLaw) -> ReadModel:
    """The read model under *law*."""
    return ReadModel(
        name="deadlines",
        version=1,
        package=PACKAGE,
        tables=("deadline_facts_v1", "deadlines_v1", "deadline_notices_v1"),
        begin=lambda: DeadlineFold(law),
        content=f"{law.digest} {FOLDED}",
    )
