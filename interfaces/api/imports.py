"""Imports over the API: the same files, rules and answers as ``wenze import``, for whoever is signed in."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeAlias
from uuid import UUID

import msgspec

from application.access import DESK, Subject
from application.adapters.spreadsheets import sheets_of, shipped_mappings
from application.casework import gate
from application.casework.file import FIRST_PROFILE
from application.casework.lead_import import LeadImport
from application.casework.publication_import import PublicationImport
from application.errors import NotAuthorised
from application.imports.leads import lead_of
from application.imports.mapping import Mapping
from application.imports.reading import Reading, read, suitable
from application.imports.sheet import FileUnreadable
from application.register_import import RegisterImport
from domain.identity import BodyId
from interfaces.api.once import once
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.import_faults import of_file
from interfaces.imported import (
    EntriesImported,
    LeadsImported,
    PublicationsImported,
    PublicationsResult,
    RegisterResult,
    Result,
)
from interfaces.importing import Officials
from interfaces.problems import Trouble
from interfaces.service import Service

MEDIA_TYPES = (
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/octet-stream",
)
MOST_SHEETS_KEPT = 50
"""Names of unread sheets that the log keeps of a long answer."""
WORDS = {
    "leads": Sentence("导入线索", "Import leads"),
    "organs": Sentence("导入机关登记册", "Import the register of organs"),
    "posts": Sentence("导入职务登记册", "Import the register of posts and their holders"),
    "publications": Sentence("导入公开日志或检查记录", "Import a publication log, or a log of checks"),
}
ACTIONS = {"leads": "report.import", "organs": "organ.import", "posts": "post.import", "publications": "duty.import"}


Imported: TypeAlias = LeadsImported | EntriesImported | PublicationsImported


class ImportQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``all_or_nothing``: one refused row refuses all. ``mapping``: id of a shipped mapping; else the first that fits.

    ``intake``: the body whose desk takes the leads in, when the account serves several.
    """

    all_or_nothing: bool = False
    mapping: str | None = None
    intake: UUID | None = None


class PublicationsQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``duty``: the kind of duty that the log is about; ``body``: the one that watches, when the account serves several.

    ``all_or_nothing`` and ``mapping`` as for the other imports.
    """

    duty: str = "proactive-release"
    body: UUID | None = None
    all_or_nothing: bool = False
    mapping: str | None = None


class Imports:
    """The routes of the imports: each with a preview that writes nothing."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        for kind, run, query, answers in (
            ("leads", self.leads, ImportQuery, LeadsImported),
            ("organs", self.entries, ImportQuery, EntriesImported),
            ("posts", self.entries, ImportQuery, EntriesImported),
            ("publications", self.publications, PublicationsQuery, PublicationsImported),
        ):
            for preview in (False, True):
                words, ending = WORDS[kind], "/preview" if preview else ""
                yield Operation(
                    method="POST",
                    path=f"/api/imports/{kind}{ending}",
                    name=f"import-{kind}{ending.replace('/', '-')}",
                    action=ACTIONS[kind],
                    summary=Sentence(f"{words.zh}（预览）", f"{words.en} (preview)") if preview else words,
                    tag="imports",
                    body=bytes,
                    query=query,
                    media_types=MEDIA_TYPES,
                    answers=answers,
                    changes=not preview,
                    refusals=(422,),  # a file that cannot be read, in a preview too
                    run=self._runner(run, kind, preview=preview),
                )

    def _runner(
        self, run: Callable[[Call, str, bool], Awaitable[Answer]], kind: str, *, preview: bool
    ) -> Callable[[Call], Awaitable[Answer]]:
        async def answered(call: Call) -> Answer:
            gate.require(call.subject, ACTIONS[kind])
            try:
                if preview:
                    return await run(call, kind, preview)
                return await once(
                    self._service.events, call, lambda: run(call, kind, preview), _without_rows, _without_words
                )
            except FileUnreadable as wrong:
                said = of_file(wrong)
                raise Trouble("import-unreadable", place="$", detail=f"{said.zh} / {said.en}") from None

        return answered

    async def leads(self, call: Call, kind: str, preview: bool) -> Answer:
        """File leads; a repeat of the same file finds them all unchanged."""
        service, query = self._service, call.query
        intake = _intake(call.subject, query.intake)
        reading, mapping = await self._read(call, kind)
        result = Result(reading=reading, preview=preview)
        if reading.faults and query.all_or_nothing:
            return Answer(content=result.with_nothing_kept().shown())
        rows = await asyncio.to_thread(lambda: tuple(lead_of(record, mapping) for record in reading.records))
        desk = LeadImport(
            events=service.events,
            documents=service.documents,
            register=service.registers,
            profile=service.around.profile(FIRST_PROFILE),
            actor=call.subject.account,
            today=service.around.today(),
            intake=intake,
        )
        planned = await desk.plan(rows)
        if preview:
            return Answer(content=result.with_plan(planned).shown())
        digest = hashlib.sha256(call.raw).hexdigest()
        return Answer(content=result.with_filed(await desk.file(planned, mapping.defaults, f"sha256:{digest}")).shown())

    async def entries(self, call: Call, kind: str, preview: bool) -> Answer:
        """Enter organs or posts."""
        service, whole = self._service, call.query.all_or_nothing
        reading, mapping = await self._read(call, kind)
        result = RegisterResult(reading=reading, preview=preview, whole=whole)
        if reading.faults and whole:
            return Answer(content=result.shown())
        desk = RegisterImport(
            registers=service.registers, people=Officials(service.parties), actor=call.subject.account
        )
        enter = desk.organs if kind == "organs" else desk.posts
        entered = await enter(reading.records, mapping, write=not preview, whole=whole)
        return Answer(content=msgspec.structs.replace(result, entered=entered).shown())

    async def publications(self, call: Call, kind: str, preview: bool) -> Answer:
        """Take a publication log over; a repeat of the same file finds every row unchanged."""
        service, query = self._service, call.query
        body = _intake(call.subject, query.body, "duty.import")
        if body is None:
            raise Trouble("malformed-query", place="body")
        if service.around.schemes.duties.kind(query.duty) is None:
            raise Trouble("malformed-query", place="duty")
        reading, _ = await self._read(call, kind)
        result = PublicationsResult(reading=reading, preview=preview, whole=query.all_or_nothing)
        if result.none_kept:
            return Answer(content=result.shown())
        desk = PublicationImport(
            events=service.events,
            documents=service.documents,
            organs=service.registers,
            around=service.around,
            actor=call.subject.account,
            subject=call.subject,
            body=body,
            kind=query.duty,
        )
        digest = hashlib.sha256(call.raw).hexdigest()
        taken = await desk.take(reading.records, f"sha256:{digest}", write=not preview, whole=query.all_or_nothing)
        return Answer(content=msgspec.structs.replace(result, taken=taken).shown())

    async def _read(self, call: Call, kind: str) -> tuple[Reading, Mapping]:
        today = self._service.around.today()

        def work() -> tuple[Reading, Mapping]:
            sheets, shipped = sheets_of(call.raw), shipped_mappings(kind)
            if call.query.mapping is not None:
                shipped = tuple(mapping for mapping in shipped if mapping.id == call.query.mapping)
                if not shipped:
                    raise Trouble("malformed-query", place="mapping")
            mapping = suitable(sheets, shipped) or shipped[0]
            return read(sheets, mapping, today), mapping

        return await asyncio.to_thread(work)


def _without_words(content: Imported) -> Imported:
    """What the log may hold of an answer: of a fault its place and reason. What stands in the cell can be a name."""
    faults = tuple(msgspec.structs.replace(fault, value="") for fault in content.faults)
    return msgspec.structs.replace(content, faults=faults)


def _without_rows(content: Imported) -> Imported:
    """What the log keeps of an answer: the counts; the rows to look at are found again by a preview."""
    kept = msgspec.structs.replace(content, faults=(), unread_sheets=content.unread_sheets[:MOST_SHEETS_KEPT])
    if isinstance(kept, PublicationsImported):
        return msgspec.structs.replace(kept, matters=())
    if isinstance(kept, LeadsImported):
        return msgspec.structs.replace(kept, likely_duplicates=())
    return msgspec.structs.replace(kept, namesakes=())


def _intake(subject: Subject, named: UUID | None, action: str = "report.import") -> BodyId | None:
    """The body that takes the leads in: the one named, or the only one whose desk the account serves.

    Raises:
        NotAuthorised: the account does not serve the desk of the body named.
    """
    served = {grant.body for grant in subject.grants if grant.role in DESK and grant.body is not None}
    if named is not None:
        if BodyId(named) not in served:
            raise NotAuthorised(action)
        return BodyId(named)
    return next(iter(served)) if len(served) == 1 else None
