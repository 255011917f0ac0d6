"""The calendar of the service over HTTP: notices are proposed, shown with what they move, and signed by a second person."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import msgspec

from application.access import Relation
from application.calendar_book import Entry, Version
from application.casework import gate
from application.errors import NotFound
from domain.adoptions.adoption import CALENDAR_STREAM
from domain.adoptions.commands import EndAdoption, ProposeAdoption, SignAdoption
from domain.adoptions.events import Adopted
from domain.calendar.calendar import Calendar
from domain.calendar.notice import Notice
from domain.identity import BodyId
from interfaces.api.commands import Receipt, carry, receipt
from interfaces.api.docket import LISTS, scopes_of
from interfaces.api.operation import PUBLIC, Answer, Call, Nothing, Operation, Sentence
from interfaces.calendar_effect import Effect, effect_of
from interfaces.service import Service

PROPOSE, SIGN, END = "adoption.propose-adoption", "adoption.sign-adoption", "adoption.end-adoption"


class NoticeBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A notice, and the body for which the first signatory acts."""

    body: UUID
    notice: Notice


class PreviewBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A notice that nobody has proposed yet."""

    notice: Notice


class NoticeList(msgspec.Struct, frozen=True, kw_only=True):
    """The calendar now: its version, until when it is settled, the notices that ship, those proposed, and every version before it."""

    version: str
    settled_to: str | None
    shipped: tuple[Notice, ...]
    notices: tuple[Entry, ...]
    versions: tuple[Version, ...]


class NoticeShown(msgspec.Struct, frozen=True, kw_only=True):
    """One notice, and what its signature would move; after it, what it would move back if given up."""

    entry: Entry
    notice: Notice
    effect: Effect


class CalendarNotices:
    """The routes of the calendar."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        one = "/api/calendar/notices/{notice}"
        yield Operation(
            method="GET",
            path="/api/calendar/notices",
            name="list-calendar-notices",
            action=PUBLIC,  # the access table gives the calendar to everybody
            summary=Sentence("日历及各项放假安排", "The calendar and its notices"),
            tag="calendar",
            answers=NoticeList,
            run=self.listed,
        )
        yield Operation(
            method="GET",
            path=one,
            name="read-calendar-notice",
            action="adoption.read",
            summary=Sentence("查看放假安排及受影响的期限", "A notice and the deadlines it moves"),
            tag="calendar",
            answers=NoticeShown,
            run=self.shown,
        )
        yield Operation(
            method="POST",
            path="/api/calendar/effect",
            name="preview-calendar-notice",
            action="adoption.read",
            summary=Sentence("预览放假安排对期限的影响", "What a notice would move; nothing is kept"),
            tag="calendar",
            body=PreviewBody,
            answers=Effect,
            run=self.preview,
        )
        yield Operation(
            method="POST",
            path="/api/calendar/notices",
            name="propose-calendar-notice",
            action=PROPOSE,
            summary=Sentence("提出放假安排", "Propose a calendar notice"),
            tag="calendar",
            body=NoticeBody,
            answers=Receipt,
            status=201,
            changes=True,
            run=self.propose,
        )
        for verb, action, zh, en in (
            ("sign", SIGN, "签署放假安排", "Sign a calendar notice"),
            ("end", END, "终止放假安排", "Give a calendar notice up"),
        ):
            yield Operation(
                method="POST",
                path=f"{one}/{verb}",
                name=f"{verb}-calendar-notice",
                action=action,
                summary=Sentence(zh, en),
                tag="calendar",
                body=Nothing,
                answers=Receipt,
                changes=True,
                needs_version=True,
                run=self.sign if verb == "sign" else self.end,
            )

    async def listed(self, call: Call) -> Answer:
        """Everything that the calendar is made of."""
        gate.require(call.subject, "calendar.read")
        book = self._service.book
        calendar = await book.calendar()
        entries = await book.entries()
        signed = {entry.name for entry in entries if entry.holds}
        return Answer(
            content=NoticeList(
                version=calendar.version,
                settled_to=calendar.settled_to.isoformat() if calendar.settled_to else None,
                shipped=tuple(notice for notice in calendar.notices if notice.id not in signed),
                notices=entries,
                versions=await book.versions(),
            ),
            version=await book.stream_version(),
        )

    async def shown(self, call: Call) -> Answer:
        """The notice with both dates of every deadline it moves."""
        gate.require(call.subject, "adoption.read")
        entry = await self._entry(call.ids["notice"])
        book = self._service.book
        notice = await book.notice(entry.content)
        if notice is None:
            raise NotFound
        now = await book.calendar()
        other = await (book.without(entry.content) if entry.holds else book.with_notice(notice))
        effect = await self._effect(call, now, other)
        return Answer(
            content=NoticeShown(entry=entry, notice=notice, effect=effect), version=await book.stream_version()
        )

    async def preview(self, call: Call) -> Answer:
        """The same for a notice that is in no store yet."""
        gate.require(call.subject, "adoption.read")
        book = self._service.book
        return Answer(content=await self._effect(call, await book.calendar(), await book.with_notice(call.body.notice)))

    async def propose(self, call: Call) -> Answer:
        """Keep the notice and put it forward, as the first signatory."""
        body: NoticeBody = call.body
        service = self._service
        # Before anything is kept: the command that decides access names the content, which must be kept first.
        gate.require(call.subject, PROPOSE, Relation(bodies=frozenset({BodyId(body.body)})))

        async def prepare(_: UUID) -> Any:
            content = await service.notice_store.keep(body.notice, by=call.subject.account)
            return ProposeAdoption(
                body=BodyId(body.body),
                what=Adopted.CALENDAR,
                instrument=body.notice.jurisdiction,
                name=body.notice.id,
                content=content,
                applies_from=service.around.today(),
            )

        return receipt(await carry(service, call, PROPOSE, CALENDAR_STREAM, prepare), 201)

    async def sign(self, call: Call) -> Answer:
        """From now on it is part of the calendar, in every process."""
        content = (await self._entry(call.ids["notice"])).content

        async def prepare(_: UUID) -> Any:
            return SignAdoption(content=content)

        return receipt(await carry(self._service, call, SIGN, CALENDAR_STREAM, prepare))

    async def end(self, call: Call) -> Answer:
        """Withdraw a proposal, or take a signed notice out again."""
        content = (await self._entry(call.ids["notice"])).content

        async def prepare(_: UUID) -> Any:
            return EndAdoption(content=content)

        return receipt(await carry(self._service, call, END, CALENDAR_STREAM, prepare))

    async def _entry(self, wanted: UUID) -> Entry:
        for entry in await self._service.book.entries():
            if entry.id == wanted:
                return entry
        raise NotFound

    async def _effect(self, call: Call, before: Calendar, after: Calendar) -> Effect:
        aside = await self._service.around.aside(call.subject)
        async with self._service.read() as connection:
            return await effect_of(connection, before, after, scopes_of(call.subject, LISTS, aside, own=False))
