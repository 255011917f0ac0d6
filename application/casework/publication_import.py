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
from domain.supervision.duties.events import DutyEvent
from domain.supervision.duties.observing import last_words, says_more
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
            sifted = await self._sifted(
                stream, organ, [_Row(record=record, seen=_seen(stream, record)) for record in rows]
            )
            faults += sifted.faults
            for start in range(0, len(sifted.rows), AT_MOST):
                part = sifted.rows[start : start + AT_MOST]
                try:
                    if write:
                        await self._observe(stream, sifted.place, part, origin)
                    created += len(part)
                except Refused as refused:  # what came to stand against it meanwhile
                    faults += [_fault(row.record, refused) for row in part]
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

    async def _sifted(self, stream: UUID, organ: OrganId, rows: Sequence["_Row"]) -> "_Sifted":
        """What the rows about one organ come to: the last word about each item that says more, and the rows refused."""
        loaded: Loaded[Duty] = await load(self._events, INSTRUMENTS["duty"].kind, stream)
        setting = await self._setting(loaded)
        first = min(day for row in rows for day in (row.seen.formed_on, row.seen.checked_on) if day is not None)
        place = PlaceDuty(kind=self._kind, body=self._body, organ=organ, since=first)
        try:
            state = loaded.after(_placed(loaded, place, setting)).state
        except Refused as refused:
            return _Sifted(place=place, rows=(), faults=tuple(_fault(row.record, refused) for row in rows))
        more = [row for row in rows if says_more(state, row.seen)]
        bad: dict[Seen, Refused] = {}
        if _against(state, more, setting) is not None:  # one at a time, only where something is wrong
            found = ((row.seen, _against(state, [row], setting)) for row in more)
            bad = {seen: against for seen, against in found if against is not None}
        good = {row.seen: row for row in rows if row.seen not in bad}
        return _Sifted(
            place=place,
            rows=tuple(good[seen] for seen in last_words(good) if says_more(state, seen)),
            faults=tuple(_fault(row.record, bad[row.seen]) for row in rows if row.seen in bad),
        )

    async def _observe(self, stream: UUID, place: PlaceDuty, rows: Sequence["_Row"], origin: str) -> None:
        """Record the rows, all in one event. Raises Refused when something came to stand against them meanwhile."""

        async def decided() -> Decided:
            loaded: Loaded[Duty] = await load(self._events, INSTRUMENTS["duty"].kind, stream)
            setting = await self._setting(loaded)
            placed = _placed(loaded, place, setting)
            state = loaded.after(placed).state
            fresh = [row for row in rows if says_more(state, row.seen)]
            if (refused := _against(state, fresh, setting)) is not None:
                raise refused  # before any title is kept
            titled = tuple([await self._titled(stream, row) for row in fresh])
            seen = decide(state, ObserveLog(rows=titled, origin=origin), setting) if titled else ()
            events = (*placed, *seen) if seen else ()
            return Decided(
                changes=(loaded.changed(events),), made=Made(id=stream, version=loaded.version + len(events))
            )

        digest = sha256(msgspec.json.encode([row.seen for row in rows])).digest()
        asked = Asked(
            actor=self._actor,
            key=CommandKey(scope=self._actor, key=new_id(), digest=digest),
            correlation=new_id(),
        )
        await carry_out(self._events, asked, decided)

    async def _titled(self, stream: UUID, row: "_Row") -> Seen:
        title = row.record.fields["title"].encode()
        kept = await self._documents.put(stream, title, media_type="text/plain", by=self._actor)
        return msgspec.structs.replace(row.seen, title=kept)

    async def _setting(self, loaded: Loaded[Duty]) -> SupervisionSetting:
        return await setting_of(self._around, self._subject, ACTION, loaded, self._body)


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the file, and what it says of an item."""

    record: Record
    seen: Seen


class _Sifted(msgspec.Struct, frozen=True, kw_only=True):
    """``rows`` are to be observed, after ``place`` where nobody watches the duty yet."""

    place: PlaceDuty
    rows: tuple[_Row, ...]
    faults: tuple[Fault, ...]


def _placed(loaded: Loaded[Duty], place: PlaceDuty, setting: SupervisionSetting) -> tuple[DutyEvent, ...]:
    return () if loaded.version else decide(loaded.state, place, setting)


def _against(state: Duty, rows: Sequence[_Row], setting: SupervisionSetting) -> Refused | None:
    """What stands against observing these rows together."""
    try:
        decide(state, ObserveLog(rows=tuple(row.seen for row in rows), origin=""), setting)
    except Refused as refused:
        return refused
    return None


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


def _fault(record: Record, why: str | Refused) -> Fault:
    code = why if isinstance(why, str) else why.reasons[0].rule
    return Fault(line=record.line, column="", value=record.fields["organ"], code=code, sheet=record.sheet)
