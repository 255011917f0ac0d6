"""Files the rows of a spreadsheet as reports: each once, whatever file or encoding it comes in."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar
from uuid import uuid5

import msgspec

from application.casework.file import REPORT
from application.errors import Erased
from application.handling import Asked, Decided, Made, carry_out
from application.imports.leads import Lead
from application.imports.mapping import ReportDefaults
from application.imports.reading import Fault
from application.new_id import new_id
from application.ports import CommandKey, Documents, EventLog
from application.streams import load
from domain.identity import ActorId, BodyId, OrganId, ReportId
from domain.occasion import Occasion
from domain.procedure.profile import Profile
from domain.refusal import Refused
from domain.reports.commands import FileReport, NoteDuplicate
from domain.reports.events import Channel, ReportFiled
from domain.reports.report import ReportSetting, decide

AT_ONCE = 8
"""Rows under way together; the log stores what arrives together in one go."""

T = TypeVar("T")
R = TypeVar("R")


class LeadRegister(Protocol):
    """What an import asks the registers."""

    async def organs_called(self, names: Iterable[str]) -> dict[str, tuple[OrganId, ...]]:
        """For each name the organs known by it."""
        ...

    async def alike(self, likenesses: Iterable[bytes]) -> dict[bytes, tuple[tuple[ReportId, bytes | None], ...]]:
        """Reports that name the same organ and problem, by likeness, each with the digest of its area."""
        ...

    async def noted(self, reports: Iterable[ReportId]) -> frozenset[ReportId]:
        """Those of the reports for which a likeness was noted; every imported lead is among them."""
        ...

    async def note_likeness(self, report: ReportId, likeness: bytes, area: bytes | None) -> None:
        """Remember what a report is about."""
        ...


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """What a row would become. ``organ`` None: the register does not know one organ by this name, a question to answer.

    ``like`` is an earlier report that seems to be about the same; ``like_line`` its line when it is in the same file.
    """

    lead: Lead
    new: bool
    organ: OrganId | None = None
    like: ReportId | None = None
    like_line: int | None = None


class Filed(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a row that was filed: created, or unchanged because it was known, or refused by a rule."""

    planned: Planned
    created: bool
    fault: Fault | None = None


class LeadImport:
    """Plans and files leads for one actor. Issues the same command as every other door."""

    def __init__(
        self,
        *,
        events: EventLog,
        documents: Documents,
        register: LeadRegister,
        profile: Profile,
        actor: ActorId,
        today: date,
        intake: BodyId | None = None,
    ) -> None:
        self._events, self._documents, self._register = events, documents, register
        self._profile, self._actor, self._today, self._intake = profile, actor, today, intake

    async def plan(
        self, leads: Sequence[Lead], progress: Callable[[int], None] = lambda _: None
    ) -> tuple[Planned, ...]:
        """What each of *leads* would become; nothing is written. *progress* hears how many rows were looked up."""
        organs = await self._register.organs_called({name for lead in leads for name in lead.organ_names})
        known = await self._register.alike({lead.likeness for lead in leads})
        noted = await self._register.noted(name for lead in leads for name in (lead.id, lead.earlier_id) if name)
        looked_up = 0

        async def version_of(lead: Lead) -> int:
            nonlocal looked_up
            version = await self._version(lead) if lead.id in noted else 0
            if version == 0 and lead.earlier_id is not None and lead.earlier_id in noted:
                version = await self._version_under_earlier_id(lead, lead.earlier_id)
            looked_up += 1
            progress(looked_up)
            return version

        versions = await _each(leads, version_of)
        planned: list[Planned] = []
        seen: set[ReportId] = set()
        earlier = _Earlier()
        for lead, version in zip(leads, versions, strict=True):
            new = version == 0 and lead.id not in seen
            like = line = None
            if new:
                like = next(
                    (
                        report
                        for report, area in known.get(lead.likeness, ())
                        if report != lead.id and (area == lead.area_digest or area is None or lead.area_digest is None)
                    ),
                    None,
                )
                before = earlier.like(lead)
                if like is None and before is not None:
                    like, line = before.id, before.line
            seen.add(lead.id)
            earlier.add(lead)
            planned.append(Planned(lead=lead, new=new, organ=_organ_of(lead, organs), like=like, like_line=line))
        return tuple(planned)

    async def file(
        self,
        planned: Sequence[Planned],
        defaults: ReportDefaults,
        origin: str,
        progress: Callable[[int], None] = lambda _: None,
    ) -> tuple[Filed, ...]:
        """File what is new, in any order; *progress* hears how many rows are done.

        ``origin`` names the file by its digest. A run that was cut off is finished by the next one.

        Raises:
            StoreUnavailable: rows filed before stay filed.
        """
        done = 0

        async def one(row: Planned) -> Filed:
            nonlocal done
            filed = await self._file(row, defaults, origin) if row.new else Filed(planned=row, created=False)
            done += 1
            progress(done)
            return filed

        return tuple(await _each(planned, one))

    async def _version(self, lead: Lead) -> int:
        return (await load(self._events, REPORT, lead.id)).version

    async def _version_under_earlier_id(self, lead: Lead, known_by: ReportId) -> int:
        """The version of a lead that an earlier release filed from this row; 0 where it is another row's.

        The name that it gave is shared by all rows that differ only in columns which the mapping does not know, so the
        text decides. Digests are compared, and nothing is read.
        """
        filed = await self._events.read(known_by)
        begun = filed[0].event if filed else None
        if not isinstance(begun, ReportFiled):
            return 0
        try:
            now = await self._documents.reference(known_by, lead.account.encode())
        except Erased:  # nothing to compare with: what was erased is not filed anew
            return len(filed)
        return len(filed) if now.sha256 == begun.account.sha256 else 0

    async def _file(self, row: Planned, defaults: ReportDefaults, origin: str) -> Filed:
        lead = row.lead
        await self._register.note_likeness(lead.id, lead.likeness, lead.area_digest)
        asked = Asked(
            actor=self._actor,
            key=CommandKey(
                scope=self._actor, key=uuid5(lead.id, "import"), digest=hashlib.sha256(lead.id.bytes).digest()
            ),
            correlation=new_id(),
        )
        try:
            answer = await carry_out(self._events, asked, lambda: self._decide(row, defaults, origin))
        except Refused as refused:
            rule = refused.reasons[0].rule
            return Filed(
                planned=row, created=False, fault=Fault(line=lead.line, column="", value=lead.organ, code=rule)
            )
        return Filed(planned=row, created=answer.position > 0 and not answer.replayed)

    async def _decide(self, row: Planned, defaults: ReportDefaults, origin: str) -> Decided:
        lead = row.lead
        loaded = await load(self._events, REPORT, lead.id)
        if loaded.version:
            return Decided(changes=(loaded.changed(()),), made=Made(id=lead.id, version=loaded.version))
        account = await self._documents.reference(lead.id, lead.account.encode())
        setting = ReportSetting(
            occasion=Occasion(today=self._today, actor=self._actor, body=self._intake),
            profile=self._profile,
            report=lead.id,
        )
        command = FileReport(
            received_on=self._today,
            source=defaults.source,
            channel=Channel.IMPORT,
            protection=defaults.protection,
            account=account,
            intake=self._intake,
            organ=row.organ,
            problem=lead.problem,
            since=lead.reported_on,
            disclosure_complaint=defaults.disclosure_complaint,
            origin=f"{origin}#{lead.place}",
        )
        events = decide(loaded.state, command, setting)
        await self._documents.put(lead.id, lead.account.encode(), media_type="text/plain", by=self._actor)
        if row.like is not None:
            events += decide(loaded.after(events).state, NoteDuplicate(of=row.like), setting)
        return Decided(changes=(loaded.changed(events),), made=Made(id=lead.id, version=len(events)))


class _Earlier:
    """The rows above, by what they are about. An area counts only where both rows name one."""

    def __init__(self) -> None:
        self._by_organ: dict[bytes, Lead] = {}
        self._by_area: dict[tuple[bytes, bytes | None], Lead] = {}

    def add(self, lead: Lead) -> None:
        self._by_organ.setdefault(lead.likeness, lead)
        self._by_area.setdefault((lead.likeness, lead.area_digest), lead)

    def like(self, lead: Lead) -> Lead | None:
        if lead.area_digest is None:
            return self._by_organ.get(lead.likeness)
        same = self._by_area.get((lead.likeness, lead.area_digest))
        return same or self._by_area.get((lead.likeness, None))


def _organ_of(lead: Lead, organs: Mapping[str, tuple[OrganId, ...]]) -> OrganId | None:
    for name in lead.organ_names:
        found = organs.get(name, ())
        if found:
            return found[0] if len(found) == 1 else None
    return None


async def _each(items: Sequence[T], work: Callable[[T], Awaitable[R]]) -> list[R]:
    """The answers of *work* for all items, in their order, ``AT_ONCE`` at a time; the first failure ends it."""
    free = asyncio.Semaphore(AT_ONCE)

    async def one(item: T) -> R:
        async with free:
            return await work(item)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(item)) for item in items]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
