"""The case file as one archive: index, events, documents, evidence, and the digest of every file. Nothing of a report.

The same record, up to the same day, gives the same bytes: nothing says when or by whom the archive was made. Who made one
is on record: as an export of the case, and with each document that was opened for it.
"""

import csv
import hashlib
import io
import zipfile
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

import msgspec

from application.access import Allowed, Role, Subject
from application.casework.around import LEGAL_ZONE
from application.casework.papers import Papers, documents_in
from application.casework.reading import Reading
from application.casework.whence import tells_whence
from application.casework.writing import DOCX, JSON, PDF, Writing
from application.errors import NotAuthorised, NotFound
from application.ports import Documents, EventLog
from application.reads import Audit, ReadKind, ReadOutcome
from domain.cases.events import EvidenceEntered
from domain.document import DocumentRef
from domain.identity import ActorId
from domain.papers.terms import About
from domain.recorded import Recorded, stored_name
from domain.registry import kind_of
from domain.stored_form import FORMS

ACTION = "case.export"
KEEPING = frozenset({Role.LEAD_MANAGER, Role.APPROVER})
"""Roles that take a case along: as such they read every document of a matter, or none."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_ENDINGS = {"text/plain": "txt", PDF: "pdf", DOCX: "docx", JSON: "json", "image/png": "png", "image/jpeg": "jpg"}


class Kept(Protocol):
    """What is known of a document without opening it."""

    @property
    def subject(self) -> UUID:
        """The matter under whose key it is kept."""
        ...

    @property
    def media_type(self) -> str:
        """``type/subtype``."""
        ...


class Store(Documents, Protocol):
    """The document store, which also says where a document belongs."""

    async def kept(self, document: UUID) -> Kept | None:
        """Where it belongs; None when there is none of that id."""
        ...


class Filed(msgspec.Struct, frozen=True, kw_only=True):
    """One document of the index. ``file`` is None when it is withheld from the reader, or gone."""

    id: UUID
    sha256: str
    events: tuple[str, ...]
    file: str | None = None


class Stream(msgspec.Struct, frozen=True, kw_only=True):
    """One stream of the index."""

    id: UUID
    kind: str
    events: int
    file: str


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """What the archive holds. ``until`` is the last day whose records are in it; None: all of them."""

    case: UUID
    until: date | None
    streams: tuple[Stream, ...]
    documents: tuple[Filed, ...]


class CaseArchive:
    """Makes archives."""

    def __init__(
        self, events: EventLog, reading: Reading, papers: Papers, documents: Store, writing: Writing, audit: Audit
    ) -> None:
        self._events, self._reading, self._papers = events, reading, papers
        self._documents, self._writing, self._audit = documents, writing, audit

    async def of(self, subject: Subject, case: UUID, *, until: date | None = None) -> bytes:
        """The archive of *case* with what was recorded up to and including *until* (in Asia/Shanghai).

        Raises:
            NotFound: the case is not there for the subject, or nothing was recorded by that day.
            NotAuthorised: they may know of it and not take it along.
        """
        try:
            await self._reading.case(subject, case, ACTION)
        except (NotFound, NotAuthorised):
            await self._note(subject, case, ReadOutcome.DENIED)
            raise
        streams = await self._streams(subject, case)
        recorded: dict[UUID, list[Recorded[Any]]] = {}
        for stream in streams:
            found = [one for one in await self._events.read(stream) if until is None or _day(one.recorded_at) <= until]
            if found:
                recorded[stream] = found
        if case not in recorded:
            raise NotFound
        await self._note(subject, case, ReadOutcome.SERVED)
        files: dict[str, bytes] = {}
        told = []
        for stream, events in sorted(recorded.items(), key=lambda one: (_kind(one[1]), str(one[0]))):
            name = f"events/{_kind(events)}-{stream}.jsonl"
            files[name] = b"".join(_line(one) for one in events)
            told.append(Stream(id=stream, kind=_kind(events), events=len(events), file=name))
        documents = await self._filed(subject, recorded, files)
        files["evidence.csv"] = _evidence(recorded)
        index = Index(case=case, until=until, streams=tuple(told), documents=documents)
        files["index.json"] = msgspec.json.format(msgspec.json.encode(index), indent=1)
        return _zipped(files)

    async def _note(self, subject: Subject, case: UUID, outcome: ReadOutcome) -> None:
        by = ActorId(subject.account)
        await self._audit.note(by=by, kind=ReadKind.EXPORT, thing=case, subject=case, purpose=ACTION, outcome=outcome)

    async def _streams(self, subject: Subject, case: UUID) -> list[UUID]:
        """The case, its tracks and appeals as far as the subject may open them, and their papers; no report."""
        kinds = {
            stream: await self._reading.kind(stream) for stream in (await self._reading.openable(subject, case)).streams
        }
        found = [stream for stream, kind in kinds.items() if kind in set(About) - {About.REPORT}]
        for stream in tuple(found):
            found += [paper.id for paper in await self._writing.of(About(str(kinds[stream])), stream)]
        return found

    async def _filed(
        self, subject: Subject, recorded: dict[UUID, list[Recorded[Any]]], files: dict[str, bytes]
    ) -> tuple[Filed, ...]:
        named: dict[DocumentRef, list[str]] = {}
        for events in recorded.values():
            for one in events:
                for field, document in documents_in(one.event):
                    named.setdefault(document, []).append(f"{one.stream}/{one.version}/{field}")
        found, readable = [], set[UUID]()
        for document, places in sorted(named.items(), key=lambda one: str(one[0].id)):
            file = await self._opened(subject, document, files, readable)
            found.append(Filed(id=document.id, sha256=document.sha256, events=tuple(sorted(places)), file=file))
        return tuple(found)

    async def _opened(
        self, subject: Subject, document: DocumentRef, files: dict[str, bytes], readable: set[UUID]
    ) -> str | None:
        """The file that the document went into. *readable* are matters of whose documents the subject may read every one."""
        kept = await self._documents.kept(document.id)
        if kept is None or not (kept.subject in readable or await self._may(subject, document, kept.subject, readable)):
            return None
        try:
            content, media_type = await self._documents.get(document, by=ActorId(subject.account), purpose=ACTION)
        except NotFound:
            return None
        name = f"documents/{document.id}.{_ENDINGS.get(media_type, 'bin')}"
        files[name] = content
        return name

    async def _may(self, subject: Subject, document: DocumentRef, matter: UUID, readable: set[UUID]) -> bool:
        """Whether the subject may read the document; their role in a matter opens all of that matter's at once."""
        allowed = await self._papers.access(subject, document.id, matter)
        if isinstance(allowed, Allowed) and allowed.roles & KEEPING:
            readable.add(matter)
        return isinstance(allowed, Allowed)


def _kind(events: list[Recorded[Any]]) -> str:
    return kind_of(stored_name(events[0].event))


def _day(moment: datetime) -> date:
    return moment.astimezone(LEGAL_ZONE).date()


def _line(one: Recorded[Any]) -> bytes:
    """One event as the log keeps it, with its envelope; no actor where it would tell who reported."""
    name, state = FORMS.encode(one.event)
    envelope = {
        "version": one.version,
        "position": one.position,
        "event_id": one.event_id,
        "name": name,
        "actor": None if tells_whence(one.event) else one.actor,
        "recorded_at": one.recorded_at,
        "correlation": one.correlation,
        "state": msgspec.Raw(state),
    }
    return msgspec.json.encode(envelope) + b"\n"


def _evidence(recorded: dict[UUID, list[Recorded[Any]]]) -> bytes:
    """The items of evidence in the order of the file, each with its keyed digest."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["number", "evidence", "kind", "collected_on", "document", "sha256"])
    items = [one.event for events in recorded.values() for one in events if isinstance(one.event, EvidenceEntered)]
    for number, item in enumerate(items, 1):
        row = [number, item.evidence, item.kind.value, item.collected_on, item.document.id, item.document.sha256]
        writer.writerow(row)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _zipped(files: dict[str, bytes]) -> bytes:
    """The files in the order of their names, with the digest of each; made at no particular time."""
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted({**files, "sha256sums.txt": sums.encode()}.items()):
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
