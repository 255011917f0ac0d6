"""Takes publication logs over: each row is observed once, and what is late, missing or stale then stands as a breach."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import Protocol
from uuid import UUID, uuid5

import msgspec

from application.access import Subject
from application.casework.around import Around
from application.casework.instruments import INSTRUMENTS
from application.casework.supervision import setting_of
from application.handling import Asked, Decided, Made, carry_out
from application.imports.mapping import folded
from application.imports.reading import Fault, Record
from application.new_id import new_id
from application.ports import CommandKey, Documents, EventLog
from application.streams import Loaded, load
from domain.identity import ActorId, BodyId, ItemId, OrganId
from domain.refusal import Refused
from domain.supervision.duties.commands import ObserveLog, PlaceDuty, Seen
from domain.supervision.duties.duty import Duty, breaches, decide, duty_id
from domain.supervision.setting import SupervisionSetting

ACTION = "duty.import"
AT_MOST = 200
"""Rows in one event: a long log becomes several."""


class Organs(Protocol):
    """What an import asks the register of organs."""

    async def organs_called(self, names: Iterable[str]) -> dict[str, tuple[OrganId, ...]]:
        """For each name the organs known by it."""
        ...


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a log. ``created`` rows said something new; ``matters`` are the duties, ``breaches`` those that stand now."""

    created: int
    unchanged: int
    breaches: int
    matters: tuple[UUID, ...]
    faults: tuple[Fault, ...]


class PublicationImport:
    """Observes the rows of a log for one body and one kind of duty. A duty that nobody watched yet is placed."""

    def __init__(
        self,
        *,
        events: EventLog,
        documents: Documents,
        organs: Organs,
        around: Around,
        actor: ActorId,
        subject: Subject | None,
        body: BodyId,
        kind: str,
    ) -> None:
        self._events, self._documents, self._organs, self._around = events, documents, organs, around
        self._actor, self._subject, self._body, self._kind = actor, subject, body, kind

    async def take(self, records: Sequence[Record], origin: str, *, write: bool = True, whole: bool = False) -> Taken:
        """Take *records* over; without *write* only say what would come of them. With *whole*, none when one is refused.

        ``origin`` names the file by its digest. A run that was cut off is finished by the next one.

        Raises:
            StoreUnavailable: what was taken over before stays.
        """
        if write and whole:
            tried = await self.take(records, origin, write=False)
            if tried.faults:
                return tried
        known = await self._organs.organs_called({record.fields["organ"] for record in records})
        faults: list[Fault] = []
        by_organ: defaultdict[OrganId, list[Record]] = defaultdict(list)
        for record in records:
            found = known.get(record.fields["organ"], ())
            if len(found) == 1:
                by_organ[found[0]].append(record)
            else:
                faults.append(_fault(record, "organ-ambiguous" if found else "organ-unknown"))
        created = standing = 0
        matters = []
        for organ, rows in sorted(by_organ.items()):
            stream = duty_id(self._body, organ, self._kind)
            for start in range(0, len(rows), AT_MOST):
                part = rows[start : start + AT_MOST]
                try:
                    created += await self._observe(stream, organ, part, origin, write=write)
                except Refused as refused:
                    faults += [_fault(record, refused.reasons[0].rule) for record in part]
            loaded = await load(self._events, INSTRUMENTS["duty"].kind, stream)
            if loaded.version:
                matters.append(stream)
                standing += len(breaches(loaded.state, await self._setting(loaded)))
        return Taken(
            created=created,
            unchanged=len(records) - len(faults) - created,
            breaches=standing,
            matters=tuple(matters),
            faults=tuple(faults),
        )

    async def _observe(
        self, stream: UUID, organ: OrganId, records: Sequence[Record], origin: str, *, write: bool
    ) -> int:
        """How many of the rows said something new."""
        said = 0
        rows = tuple(_seen(stream, record) for record in records)
        titles = {row.item: record.fields["title"] for row, record in zip(rows, records, strict=True)}

        async def decided() -> Decided:
            nonlocal said
            loaded: Loaded[Duty] = await load(self._events, INSTRUMENTS["duty"].kind, stream)
            setting = await self._setting(loaded)
            first = min(day for row in rows for day in (row.formed_on, row.checked_on) if day is not None)
            place = PlaceDuty(kind=self._kind, body=self._body, organ=organ, since=first)
            placed = () if loaded.version else decide(loaded.state, place, setting)
            state = loaded.after(placed).state
            fresh = _new(state, rows)
            said = len(fresh)
            if fresh:
                decide(state, ObserveLog(rows=fresh, origin=origin), setting)  # refused before any title is kept
            if write:
                fresh = tuple([await self._titled(stream, row, titles[row.item]) for row in fresh])
            seen = decide(state, ObserveLog(rows=fresh, origin=origin), setting) if fresh else ()
            events = (*placed, *seen) if seen else ()
            return Decided(
                changes=(loaded.changed(events if write else ()),),
                made=Made(id=stream, version=loaded.version + len(events)),
            )

        if not write:
            await decided()
            return said
        digest = sha256(msgspec.json.encode(rows)).digest()
        asked = Asked(
            actor=self._actor,
            key=CommandKey(scope=self._actor, key=new_id(), digest=digest),
            correlation=new_id(),
        )
        await carry_out(self._events, asked, decided)
        return said

    async def _titled(self, stream: UUID, row: Seen, title: str) -> Seen:
        kept = await self._documents.put(stream, title.encode(), media_type="text/plain", by=self._actor)
        return msgspec.structs.replace(row, title=kept)

    async def _setting(self, loaded: Loaded[Duty]) -> SupervisionSetting:
        return await setting_of(self._around, self._subject, ACTION, loaded, self._body)


def _new(state: Duty, rows: Iterable[Seen]) -> tuple[Seen, ...]:
    """The rows that say more than is known, each item once: of two rows about one item the later one holds."""
    fresh: dict[UUID, Seen] = {}
    for row in rows:
        item, check = state.items.get(row.item), state.checks.get(row.item)
        if row.checked_on is not None:
            same = check is not None and (check.checked_on, check.present, check.updated_on) == (
                row.checked_on,
                row.present,
                row.updated_on,
            )
            older = check is not None and row.checked_on < check.checked_on
            if not same and not older:
                fresh[row.item] = row
        elif item is None or (row.published_on is not None and row.published_on != item.published_on):
            before = fresh.get(row.item)
            if before is None or row.published_on is not None:
                fresh[row.item] = row
    return tuple(fresh.values())


def _seen(stream: UUID, record: Record) -> Seen:
    """The row as it is observed. An item is known by its title, number and day of formation; a column by its title."""
    fields = record.fields
    parts = [fields["title"], fields.get("number", ""), fields.get("formed_on", "")]
    item = ItemId(uuid5(stream, "\x1f".join(map(folded, parts))))
    return Seen(
        item=item,
        formed_on=_day(fields.get("formed_on")),
        published_on=_day(fields.get("published_on")),
        checked_on=_day(fields.get("checked_on")),
        present=record.codes.get("present", "present") == "present",
        updated_on=_day(fields.get("updated_on")),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _fault(record: Record, code: str) -> Fault:
    return Fault(line=record.line, column="", value=record.fields["organ"], code=code, sheet=record.sheet)
