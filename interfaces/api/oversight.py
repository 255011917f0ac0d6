"""Oversight: who read what about whom, what stands out among it, and the same as a file. All of it is on record too."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from time import monotonic
from typing import Annotated
from uuid import UUID

import msgspec

from application.access import Subject
from application.casework import gate
from application.casework.around import LEGAL_ZONE
from application.errors import StoreUnavailable
from application.reads import EVERYTHING, MOST_EXPORTED, MOST_READS, AskedReads, Read, ReadKind, ReadOutcome
from application.unusual_reads import UnusualDay, UnusualRule, unusual_rule
from domain.identity import ActorId
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.api.read_table import as_table
from interfaces.problems import Trouble
from interfaces.service import Service
from projections.numbers.reads import numbers

ACTION = "audit.read"
LATEST = 5
"""Entries shown of what stands out; the list has the rest."""
FRESH_SECONDS = 5.0
LONGEST = 92
"""Days that are looked through for what stands out, at most."""


class ReadsFilter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``thing``: what was read. ``actor``: who read. ``since`` and ``until``: days (in Asia/Shanghai), included."""

    thing: UUID | None = None
    actor: UUID | None = None
    kind: ReadKind | None = None
    outcome: ReadOutcome | None = None
    since: date | None = None
    until: date | None = None

    def asks(self, *, newest: bool, after: int, limit: int) -> AskedReads:
        """A page of what it describes."""
        return AskedReads(
            newest=newest,
            after=after,
            limit=limit,
            thing=self.thing,
            actor=ActorId(self.actor) if self.actor is not None else None,
            kind=self.kind,
            outcome=self.outcome,
            since=_begins(self.since) if self.since is not None else None,
            before=_begins(self.until + timedelta(days=1)) if self.until not in {None, date.max} else None,
        )


class ReadsQuery(ReadsFilter, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``after``: ``next`` of the page before. ``thing``: what was read. ``actor``: who read. ``since`` and ``until``: days, included.

    ``newest``: the latest first; else the oldest, of which none is missed by whoever goes on from ``next``.
    """

    newest: bool = False
    after: Annotated[int, msgspec.Meta(ge=0, le=2**62)] = 0
    limit: Annotated[int, msgspec.Meta(ge=1, le=MOST_READS)] = 100


class ReadShown(Read, frozen=True, kw_only=True):
    """An entry with what its reader is called, and the register number of the matter that was read or whose document was.

    ``called`` is None where no account is left, ``number`` where nothing in the register was read.
    """

    called: str | None
    number: str | None


class ReadsPage(msgspec.Struct, frozen=True, kw_only=True):
    """Entries in their order; ``next`` is None when this was the last page."""

    entries: tuple[ReadShown, ...]
    next: int | None


class StandingOutQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Days (in Asia/Shanghai), both included, 92 at most; the last few up to today when none are named."""

    since: date | None = None
    until: date | None = None


class Latest(msgspec.Struct, frozen=True, kw_only=True):
    """How many there are, and the latest few of them."""

    count: int
    entries: tuple[ReadShown, ...]


class StandingOut(msgspec.Struct, frozen=True, kw_only=True):
    """What an auditor looks at first: reads that were denied, what was taken away, days that ``rule`` calls unusual."""

    since: date
    until: date
    denied: Latest
    exports: Latest
    unusual: tuple[UnusualDay, ...]
    rule: UnusualRule


class Oversight:
    """The routes of auditors."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._called: Mapping[ActorId, str] = {}
        self._called_at = float("-inf")

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        yield Operation(
            method="GET",
            path="/api/audit/reads",
            name="list-reads",
            action=ACTION,
            summary=Sentence("查阅记录", "Who read what about whom"),
            tag="oversight",
            query=ReadsQuery,
            answers=ReadsPage,
            run=self.reads,
        )
        yield Operation(
            method="GET",
            path="/api/audit/standing-out",
            name="read-what-stands-out",
            action=ACTION,
            summary=Sentence(
                "查阅记录中值得注意的：被拒绝的、导出的、次数异常的",
                "What stands out in the access log: denied reads, exports, unusual counts",
            ),
            tag="oversight",
            query=StandingOutQuery,
            answers=StandingOut,
            run=self.standing_out,
        )
        yield Operation(
            method="GET",
            path="/api/audit/reads/export",
            name="export-reads",
            action=ACTION,
            summary=Sentence(
                "导出查阅记录（CSV；导出本身也会记录）", "The access log as CSV (the export is on record)"
            ),
            tag="oversight",
            query=ReadsFilter,
            answers=bytes,
            refusals=(422,),
            run=self.export,
        )

    async def reads(self, call: Call) -> Answer:
        """A page of the audit; the entry about this reading is made first."""
        query: ReadsQuery = call.query
        await self._on_record(call.subject, ReadKind.AUDIT, query.thing or query.actor)
        asked = query.asks(newest=query.newest, after=query.after, limit=query.limit)
        found = await self._service.audit.entries(asked)
        last = found[-1].position if len(found) == query.limit else None
        return Answer(content=ReadsPage(entries=await self._shown(found), next=last))

    async def standing_out(self, call: Call) -> Answer:
        """What stands out between two days; that it was looked at is on record."""
        await self._on_record(call.subject, ReadKind.AUDIT, None)
        return Answer(content=await self.found(call.query))

    async def found(self, query: StandingOutQuery) -> StandingOut:
        """What stands out, for a page that is on record already.

        Raises Trouble: ``malformed-query`` where the days end before they begin, or are too many.
        """
        rule, audit = unusual_rule(), self._service.audit
        until = query.until or self._service.around.today()
        since = query.since or max(date.min, until - timedelta(days=rule.window - 1))
        if until < since or (until - since).days >= LONGEST:
            raise Trouble("malformed-query", place="since")
        first, before = _begins(since), _begins(until + timedelta(days=1))
        denied, exports = await audit.counted(first, before)
        between = ReadsFilter(since=since, until=until)
        refused = msgspec.structs.replace(between, outcome=ReadOutcome.DENIED)
        taken = msgspec.structs.replace(between, kind=ReadKind.EXPORT, outcome=ReadOutcome.SERVED)
        latest = [await self._latest(which) if count else () for which, count in ((refused, denied), (taken, exports))]
        shown = await self._shown([one for each in latest for one in each])
        return StandingOut(
            since=since,
            until=until,
            denied=Latest(count=denied, entries=shown[: len(latest[0])]),
            exports=Latest(count=exports, entries=shown[len(latest[0]) :]),
            unusual=await audit.unusual(first, before, rule),
            rule=rule,
        )

    async def _latest(self, asked: ReadsFilter) -> tuple[Read, ...]:
        return await self._service.audit.entries(asked.asks(newest=True, after=0, limit=LATEST))

    async def _shown(self, entries: Sequence[Read]) -> tuple[ReadShown, ...]:
        """*entries* with who and which matter; without numbers while no read model is made."""
        if not entries:
            return ()
        called = await self._names()
        try:
            async with self._service.read() as connection:
                known = await numbers(
                    connection, {one for each in entries for one in (each.thing, each.subject) if one}
                )
        except StoreUnavailable:
            known = {}
        return tuple(
            ReadShown(
                position=one.position,
                at=one.at,
                actor=one.actor,
                kind=one.kind,
                thing=one.thing,
                subject=one.subject,
                purpose=one.purpose,
                outcome=one.outcome,
                called=called.get(one.actor),
                number=known.get(one.thing) or (known.get(one.subject) if one.subject is not None else None),
            )
            for one in entries
        )

    async def _names(self) -> Mapping[ActorId, str]:
        """What each account is called, as it was a few seconds ago at most."""
        if monotonic() - self._called_at > FRESH_SECONDS:
            self._called, self._called_at = await self._service.called.names(), monotonic()
        return self._called

    async def export(self, call: Call) -> Answer:
        """Every entry that is asked for, the oldest first; the entry about this export is made first.

        Raises Trouble: ``too-many-entries``.
        """
        query: ReadsFilter = call.query
        await self._on_record(call.subject, ReadKind.EXPORT, query.thing or query.actor)
        return Answer(
            content=as_table([one async for one in self._every(query)], await self._service.called.names()),
            media_type="text/csv",
            headers={"Content-Disposition": 'attachment; filename="access-log.csv"'},
        )

    async def _every(self, query: ReadsFilter) -> AsyncIterator[Read]:
        after = counted = 0
        while found := await self._service.audit.entries(query.asks(newest=False, after=after, limit=MOST_READS)):
            counted += len(found)
            if counted > MOST_EXPORTED:
                raise Trouble("too-many-entries", place="since")
            for one in found:
                yield one
            after = found[-1].position
            if len(found) < MOST_READS:
                return

    async def _on_record(self, subject: Subject, kind: ReadKind, thing: UUID | None) -> None:
        gate.require(subject, ACTION)
        await self._service.audit.note(
            by=subject.account, kind=kind, thing=thing or EVERYTHING, purpose=ACTION, outcome=ReadOutcome.SERVED
        )


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), LEGAL_ZONE)
