"""Documents of a matter: which matter one belongs to, who may read it, and which of them are a respondent's own."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

import msgspec

from application.access import Access, Allowed, Forbidden, Hidden, Role, Subject
from application.casework.file import APPEAL, PROCEEDING
from application.casework.instruments import INSTRUMENTS
from application.casework.reading import Opened, Reading
from application.errors import NotAuthorised, NotFound
from application.ports import EventLog
from application.streams import load
from domain.appeals.events import (
    AppealDecided,
    AppealFiled,
    AppealNotAccepted,
    AppealOutcomeRecorded,
    AppealServed,
    AppealWithdrawn,
    GroundAnswered,
)
from domain.document import DocumentRef
from domain.identity import DocumentId
from domain.proceedings.disclosure_events import MaterialDisclosed
from domain.proceedings.events import (
    DecisionMade,
    DecisionServed,
    NoticeIssued,
    NoticeServed,
    PointAnswered,
    RectificationReported,
    StatementReceived,
    StatementWaived,
)
from domain.proceedings.paper_service_events import PaperServed
from domain.recorded import Event, Recorded

FILED_BY_THEM = (StatementReceived, StatementWaived, RectificationReported, AppealFiled, AppealWithdrawn)
RESPONDENT = "respondent"


def documents_in(event: Any) -> Iterator[tuple[str, DocumentRef]]:
    """Every document that *event* refers to, by field; those within a list by field and place (``points/1``)."""
    for name in event.__struct_fields__:
        yield from _within(name, getattr(event, name))


def _within(place: str, value: Any) -> Iterator[tuple[str, DocumentRef]]:
    if isinstance(value, DocumentRef):
        yield place, value
    elif isinstance(value, tuple):
        for number, each in enumerate(value, 1):
            yield from _within(f"{place}/{number}", each)
    elif isinstance(value, msgspec.Struct):
        for _, document in documents_in(value):
            yield place, document


def own_papers(events: Iterable[Event]) -> frozenset[DocumentId]:
    """What was served on the respondent, opened to them or filed by them: the events are those of one proceeding and of its appeals.

    A notice, a decision, the answers to the points, the outcome of an appeal and the answers to its grounds count once they were served. Nothing of
    the body's own papers is among them; evidence is from the moment it was disclosed.
    """
    found: set[DocumentRef] = set()
    notices: dict[int, NoticeIssued] = {}
    waiting: list[DocumentRef] = []  # answers to the points: told with the decision
    decision: list[DocumentRef] = []
    outcome: list[DocumentRef] = []
    answers: dict[DocumentId, DocumentRef] = {}  # to the grounds of an appeal, the last to each: told with its outcome
    for event in events:
        match event:
            case NoticeIssued():
                notices[event.notice] = event
            case NoticeServed() if event.notice in notices:
                found |= {document for _, document in documents_in(notices[event.notice])}
            case PointAnswered():
                waiting.append(event.reasons)
            case DecisionMade():
                decision = [*_decided((event,), event.number)]
            case DecisionServed() if event.to == RESPONDENT:
                found |= {*decision, *waiting}
                if event.opinion is not None:
                    found.add(event.opinion)
            case AppealFiled():
                outcome, answers = [], {}
                found |= {document for _, document in documents_in(event)}
            case GroundAnswered():
                answers[event.text.id] = event.reasons
            case AppealDecided() | AppealOutcomeRecorded():
                outcome = [event.document]
            case AppealNotAccepted():
                outcome = [event.reasons]
            case AppealServed():
                found |= {*outcome, *answers.values()}
            case PaperServed():
                found.add(event.document)
            case MaterialDisclosed():
                found |= {one.document for one in event.shown}
            case _ if isinstance(event, FILED_BY_THEM):
                found |= {document for _, document in documents_in(event)}
            case _:
                pass
    return frozenset(document.id for document in found)


def _decided(track: Iterable[Event], number: str) -> Iterator[DocumentRef]:
    """What the respondent was served of the decision with that *number*."""
    for event in track:
        if isinstance(event, DecisionMade) and event.number == number:
            yield event.document
            yield from (taken.scope for taken in event.measures if taken.scope is not None)


class Papers:
    """Decides on documents by the matter under whose key they are kept."""

    def __init__(self, events: EventLog, reading: Reading) -> None:
        self._events, self._reading = events, reading

    async def opened(self, subject: Subject, kind: str, stream: UUID, action: str) -> Opened[Any]:
        """A matter of that kind. Raises NotFound, NotAuthorised."""
        return await self._reading.opened(subject, kind, stream, action)

    async def access(self, subject: Subject, document: DocumentId, matter: UUID) -> Access:
        """Whether *subject* may read a document kept under *matter*; their own papers as the respondent they are."""
        kind = await self._reading.kind(matter)
        denied: Access = Hidden()
        try:
            opened = await self.opened(subject, kind or "", matter, f"{kind}.read-document")
            return Allowed(roles=opened.roles)
        except NotFound:
            pass
        except NotAuthorised:
            denied = Forbidden()
        if kind == "proceeding":
            roles = await self._of_an_appeal(subject, document, matter)
            if roles:
                return Allowed(roles=roles)
        if kind is not None and kind in INSTRUMENTS:
            if await self._of_a_lead(subject, kind, document, matter):
                return Allowed(roles=frozenset(grant.role for grant in subject.grants))
            if await self._addressed(subject, kind, document, matter):
                return Allowed(roles=frozenset({Role.RESPONDENT}))
        for proceeding in await self._own_tracks(subject, kind, matter):
            if document in own_papers(await self.heard(proceeding)):
                return Allowed(roles=frozenset({Role.RESPONDENT}))
        return denied

    async def _of_an_appeal(self, subject: Subject, document: DocumentId, proceeding: UUID) -> frozenset[Role]:
        """The roles in which *subject* reads it as part of an appeal: what was filed with it, and the decision it challenges.

        Whoever admits, refuses or decides an appeal works for a body that may have no part in the proceeding itself.
        """
        track = [one.event for one in await self._events.read(proceeding)]
        for noted in (await load(self._events, PROCEEDING, proceeding)).state.appeals:
            try:
                opened = await self.opened(subject, "appeal", noted.appeal, "appeal.read-document")
            except (NotFound, NotAuthorised):
                continue
            filed = [one.event for one in await self._events.read(noted.appeal) if isinstance(one.event, FILED_BY_THEM)]
            if document in own_papers(filed) or document in {one.id for one in _decided(track, noted.decision)}:
                return opened.roles
        return frozenset()

    async def _of_a_lead(self, subject: Subject, kind: str, document: DocumentId, matter: UUID) -> bool:
        """Whether the document went with a lead of this instrument whose documents the subject may read at their desk."""
        state = (await load(self._events, INSTRUMENTS[kind].kind, matter)).state
        for lead in state.leads:
            if document not in {paper.id for paper in (lead.account, *lead.evidence)}:
                continue
            for report in lead.reports:
                try:
                    await self._reading.report(subject, report, "report.read-document")
                except (NotFound, NotAuthorised):
                    continue
                return True
        return False

    async def _addressed(self, subject: Subject, kind: str, document: DocumentId, matter: UUID) -> bool:
        """Whether the document is of what an organ that was asked is told."""
        try:
            opened = await self.opened(subject, kind, matter, f"{kind}.read-own-document")
        except (NotFound, NotAuthorised):
            return False
        told = await self._reading.told(opened, kind)
        return any(document == one.id for recorded in told for _, one in documents_in(recorded.event))

    async def belonging(self, kind: str, stream: UUID) -> frozenset[UUID]:
        """The matters whose documents a command on *stream* may refer to: itself, and what it is part of."""
        if kind == "case":  # the notice of filing of a respondent is written on that respondent's track
            return frozenset({stream, *await self._reading.tracks(stream)})
        if kind == "proceeding":
            case = (await load(self._events, PROCEEDING, stream)).state.case
            return frozenset({stream} if case is None else {stream, case})
        if kind == "appeal":
            filing = (await load(self._events, APPEAL, stream)).state.filing
            return frozenset({stream} if filing is None else {stream, filing.proceeding})
        if kind == "paper":  # its texts are kept under its matter, and that is the stream given
            return await self.belonging(await self._reading.kind(stream) or "", stream)
        return frozenset({stream})

    async def _own_tracks(self, subject: Subject, kind: str | None, matter: UUID) -> tuple[UUID, ...]:
        """The proceedings concerned in which the subject answers and was notified."""
        if not any(grant.role is Role.RESPONDENT for grant in subject.grants):
            return ()
        if kind == "appeal":
            filing = (await load(self._events, APPEAL, matter)).state.filing
            wanted: tuple[UUID, ...] = () if filing is None else (filing.proceeding,)
        elif kind == "proceeding":
            wanted = (matter,)
        elif kind == "case":
            wanted = await self._reading.tracks(matter)
        else:
            wanted = ()
        own = []
        for proceeding in wanted:
            try:
                await self._reading.proceeding(subject, proceeding, "proceeding.read-own-document")
            except (NotFound, NotAuthorised):
                continue
            own.append(proceeding)
        return tuple(own)

    async def heard(self, proceeding: UUID) -> list[Event]:
        """The events of a proceeding and of the appeals against its decision, in the order of each."""
        recorded: list[Recorded[Any]] = [*await self._events.read(proceeding)]
        state = (await load(self._events, PROCEEDING, proceeding)).state
        for noted in state.appeals:
            recorded += await self._events.read(noted.appeal)
        return [one.event for one in recorded]
