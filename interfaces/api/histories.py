"""What happened in a case or proceeding, told in both languages: to the body, and to a respondent what is their own."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from application.access import Subject, bodies_acting
from application.casework.file import CaseFile
from application.casework.papers import documents_in, own_papers
from application.casework.reading import Opened
from application.casework.whence import is_of_the_follow_up, is_of_the_reporter, tells_whence
from domain.appeals.appeal import Appeal
from domain.appeals.events import AppealAccepted, AppealFiled, AppealNotAccepted, AppealServed, AppealWithdrawn
from domain.document import DocumentRef
from domain.proceedings.disclosure_events import MaterialDisclosed
from domain.proceedings.events import (
    DecisionRevoked,
    DecisionServed,
    DecisionVaried,
    MeasureCarriedOut,
    NoticeServed,
    ProceedingClosed,
    RectificationChecked,
    RectificationReported,
    StatementReceived,
    StatementWaived,
)
from domain.proceedings.execution_events import MeasuresNotCarriedOut
from domain.proceedings.paper_service_events import PaperServed
from domain.recorded import Event, Recorded
from domain.reports.report import Report
from interfaces.api.matters import FOLLOWS_UP, SEES_REPORTER
from interfaces.api.names import naming_for, naming_without_case, plain_naming
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.service import Service
from projections.history.catalogue import Language
from projections.history.naming import Naming
from projections.history.reads import case_events, events_of
from projections.history.telling import Found, told
from projections.papers.reads import papers_of as papers_of_matters

OWN = (
    NoticeServed,
    MaterialDisclosed,
    StatementReceived,
    StatementWaived,
    DecisionServed,
    PaperServed,
    MeasureCarriedOut,
    MeasuresNotCarriedOut,
    RectificationReported,
    RectificationChecked,
    ProceedingClosed,
    AppealFiled,
    AppealAccepted,
    AppealNotAccepted,
    AppealServed,
    AppealWithdrawn,
)
"""What a respondent is told of: what reached them, what they did, and what was done about the decision."""


class LanguageQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``lang``: only that language; both without it."""

    lang: Language | None = None


class HistoryEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One event as told. ``on`` is its legal day; ``documents`` are references, by field: each is opened at its address.

    ``found``: what was found of one fact, where the event is such a finding.

    ``actor`` is missing for a recusal on other doubts, which whoever knows the reporter may have asked for.
    """

    position: int
    version: int
    stream: UUID
    kind: str
    name: str
    on: date
    recorded_at: datetime
    actor: UUID | None = None
    zh: str | None = None
    en: str | None = None
    documents: dict[str, DocumentRef] = {}
    found: Found | None = None


class History(msgspec.Struct, frozen=True, kw_only=True):
    """Everything in the order in which it was recorded."""

    entries: tuple[HistoryEntry, ...]


class Histories:
    """The routes of histories."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        for kind, summary, run in (
            ("report", Sentence("线索经过", "The history of a report"), self.report),
            ("case", Sentence("案件经过", "The history of a case"), self.case),
            ("proceeding", Sentence("对象程序经过", "The history of a proceeding"), self.proceeding),
            ("appeal", Sentence("复核申诉经过", "The history of an appeal"), self.appeal),
        ):
            yield Operation(
                method="GET",
                path=f"/api/{kind}s/{{{kind}}}/history",
                name=f"read-{kind}-history",
                action=f"{kind}.read",
                summary=summary,
                tag=f"{kind}s",
                query=LanguageQuery,
                answers=History,
                run=run,
            )

    async def report(self, call: Call) -> Answer:
        """A report from its receipt at the desk on, with what was added to it; its reporter has no name here."""
        opened = await self._service.reading.report(call.subject, call.ids["report"])
        return Answer(content=await told_of_report(self._service, opened, call.query.lang))

    async def appeal(self, call: Call) -> Answer:
        """An appeal; whoever filed it is told what is their own, and by nobody's name."""
        service, stream = self._service, call.ids["appeal"]
        opened = await service.reading.appeal(call.subject, stream)
        if not opened.own or opened.state.filing is None:
            return Answer(content=await told_of_appeal(service, call.subject, opened, call.query.lang))
        _, file = await service.reading.proceeding(call.subject, opened.state.filing.proceeding)
        return Answer(content=await self._own_part(file, opened.state.filing.proceeding, {stream}, call.query.lang))

    async def case(self, call: Call) -> Answer:
        """The case, and of its reports, proceedings, appeals and papers those that the reader could open one by one."""
        case, service = call.ids["case"], self._service
        openable = await service.reading.openable(call.subject, case)
        events = await self._events(case, openable.streams, openable.papers_of)
        file = await service.reading.file(case)
        persons = [track.state.person for track in file.proceedings if track.state.person is not None]
        naming = await naming_for(service, call.subject, case, persons)
        entries = _told(events, naming, call.query.lang, openable.streams)
        if not bodies_acting(call.subject, "report.read-document"):  # what was written to and by a reporter
            entries = (msgspec.structs.replace(one, documents={}) if one.kind == "report" else one for one in entries)
        return Answer(content=History(entries=tuple(entries)))

    async def proceeding(self, call: Call) -> Answer:
        """One proceeding with its appeals; its respondent is told what is their own, and by nobody's name."""
        service, stream = self._service, call.ids["proceeding"]
        opened, file = await service.reading.proceeding(call.subject, stream)
        mine = {stream, *(noted.appeal for noted in opened.state.appeals)}
        if opened.own:
            return Answer(content=await self._own_part(file, stream, mine, call.query.lang))
        openable = await service.reading.openable(call.subject, file.case.id)
        events = await self._events(file.case.id, mine & openable.streams, mine & openable.papers_of)
        person = opened.state.person
        naming = await naming_for(service, call.subject, file.case.id, [person] if person is not None else [])
        return Answer(content=History(entries=tuple(_told(events, naming, call.query.lang, openable.streams))))

    async def _own_part(self, file: CaseFile, proceeding: UUID, streams: set[UUID], lang: Language | None) -> History:
        """What the respondent of *proceeding* is told of *streams*, their proceeding and its appeals."""
        untold = frozenset[UUID](file.unserved)
        events = [one for one in await self._events(file.case.id, streams) if _is_own(one, untold)]
        papers = own_papers(await self._service.papers.heard(proceeding))
        naming = await plain_naming(self._service, file.case.id)
        return History(entries=tuple(_own(one, papers) for one in _told(events, naming, lang)))

    async def _events(self, case: UUID, streams: Iterable[UUID], papers_of: Iterable[UUID] = ()) -> list[Recorded[Any]]:
        """Everything of *streams*, and of the papers of the matters *papers_of* as far as their list has come."""
        shown, matters = frozenset(streams), frozenset(papers_of)
        async with self._service.read() as connection:
            found = await case_events(connection, case)
            told_here = (one for one in found if one.stream in shown and not is_of_the_follow_up(one.event))
            events = [one for one in told_here if not is_of_the_reporter(one.event)]
            if matters:
                events += await events_of(connection, await papers_of_matters(connection, matters))
        return sorted(events, key=lambda one: one.position)


def _with_points(naming: Naming, events: Iterable[Recorded[Any]]) -> Naming:
    """*naming*, and the points of every statement by their place: those to a notice or decision that fell are in no state any more."""
    points: dict[UUID, list[UUID]] = {}
    for one in events:
        if isinstance(one.event, StatementReceived):
            points.setdefault(one.stream, []).extend(point.point for point in one.event.points)
    places = {point: place for several in points.values() for place, point in enumerate(several, start=1)}

    def name(field: str, identifier: UUID, language: Language) -> str | None:
        known = naming.name(field, identifier, language)
        if known is not None or identifier not in places:
            return known
        return f"第{places[identifier]}条" if language == "zh" else f"{places[identifier]}"

    return msgspec.structs.replace(naming, name=name)


def _told(
    events: list[Recorded[Any]], naming: Naming, language: Language | None, openable: frozenset[UUID] | None = None
) -> Iterator[HistoryEntry]:
    """*events* as told. *openable*, where the reader may not open every stream: what an appeal did to a decision stands in
    the track, and its papers are kept with the appeal.
    """
    naming = _with_points(naming, events)
    for recorded, entry in zip(events, told(events, naming), strict=True):
        yield HistoryEntry(
            position=entry.position,
            version=entry.version,
            stream=entry.stream,
            kind=entry.kind,
            name=entry.name,
            on=entry.on,
            recorded_at=entry.recorded_at,
            actor=None if tells_whence(recorded.event) else entry.actor,
            zh=entry.zh if language != "en" else None,
            en=entry.en if language != "zh" else None,
            documents={} if _of_a_closed_appeal(recorded.event, openable) else dict(documents_in(recorded.event)),
            found=_in(entry.found, language),
        )


def _in(found: Found | None, language: Language | None) -> Found | None:
    if found is None or language is None:
        return found
    return msgspec.structs.replace(found, **{"zh": {"en": None}, "en": {"zh": None}}[language])


def _of_a_closed_appeal(event: Event, openable: frozenset[UUID] | None) -> bool:
    if openable is None or not isinstance(event, (DecisionVaried, DecisionRevoked)):
        return False
    return event.appeal is not None and event.appeal not in openable


def _is_own(recorded: Recorded[Any], untold: frozenset[UUID]) -> bool:
    """Whether a respondent is told of it; that their appeal was refused, once that was served."""
    refused = isinstance(recorded.event, AppealNotAccepted) and recorded.stream in untold
    return isinstance(recorded.event, OWN) and not refused


def _own(entry: HistoryEntry, papers: frozenset[Any]) -> HistoryEntry:
    kept = {field: document for field, document in entry.documents.items() if document.id in papers}
    return msgspec.structs.replace(entry, actor=None, documents=kept)


async def told_of_report(service: Service, opened: Opened[Report], language: Language | None = None) -> History:
    """What happened to a report that was opened, with what was added to it; its reporter has no name here."""
    report = opened.state
    named = (*report.duplicates, report.merged_into, report.case)
    naming = await naming_without_case(service, [one for one in named if one is not None])
    knows, follows = bool(opened.roles & SEES_REPORTER), bool(opened.roles & FOLLOWS_UP)
    events = [
        one
        for one in await service.events.read(opened.id)
        if (knows or not is_of_the_reporter(one.event)) and (follows or not is_of_the_follow_up(one.event))
    ]
    return History(entries=tuple(_told(events, naming, language)))


async def told_of_appeal(
    service: Service, subject: Subject, opened: Opened[Appeal], language: Language | None = None
) -> History:
    """What happened in an appeal that was opened, from its filing to the service of its outcome."""
    filing = opened.state.filing
    if filing is None:
        return History(entries=())
    naming = await naming_for(service, subject, filing.case, ())
    return History(entries=tuple(_told(list(await service.events.read(opened.id)), naming, language)))


async def told_of_instrument(service: Service, opened: Opened[Any], kind: str, language: Language | None) -> History:
    """What happened in a supervision instrument that was opened, under the names that its reader may know.

    An organ that was asked is told what is its own, and by nobody's name.
    """
    naming = await naming_without_case(service)
    events = list(await service.reading.told(opened, kind))
    entries = tuple(_told(events, naming, language))
    if opened.own:
        entries = tuple(msgspec.structs.replace(entry, actor=None) for entry in entries)
    return History(entries=entries)
