"""The reminders on one's own desk, over HTTP."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from application.access import Subject
from application.adapters.calendar_files import clock_uses
from application.casework import gate
from application.errors import NotFound
from application.reminders.reminder import Reminder
from application.reminders.wording import Language, letter_of, number_of
from interfaces.api.docket import LISTS, scopes_of
from interfaces.api.operation import Answer, Call, Nothing, Operation, Sentence
from interfaces.api.own_consultations import LISTED
from interfaces.matter_kinds import called
from interfaces.service import Service
from projections.deadlines.reads import ended
from projections.docket.several import visible_of_several
from projections.numbers.reads import numbers


class NoticesQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The newest first. ``before`` is ``next`` of the page before; ``unread`` leaves out what was read."""

    before: Annotated[int, msgspec.Meta(ge=1, le=2**62)] | None = None
    unread: bool | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=200)] = 50


class NoticeOnDesk(msgspec.Struct, frozen=True, kw_only=True):
    """One reminder with its number and its text, a letter to be printed (催办单), in the language that was asked for.

    ``matter_kind`` and ``matter_number`` are of the matter that it is about; without a number while it is new.
    ``done_on`` is the day on which what it reminds of was done or fell away; None while it still runs.
    """

    number: str
    matter_kind: str
    matter_number: str | None
    reminder: Reminder
    letter: str
    made_at: datetime
    read_at: datetime | None
    done_on: date | None = None


class NoticesPage(msgspec.Struct, frozen=True, kw_only=True):
    """At most as many as asked for; ``next`` leads on, also from a page that shows fewer, None when these were the last."""

    notices: tuple[NoticeOnDesk, ...]
    next: int | None


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """It is noted."""

    read: bool = True


def _letter(call: Call, reminder: Reminder, kind: str, number: str | None) -> str:
    language: Language = "en" if call.language == "en" else "zh"
    matter = None if number is None else called(kind, number, language)
    return letter_of(reminder, clock_uses(), language=language, matter=matter)


class Notices:
    """The routes of the desk."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def operations(self) -> Iterator[Operation]:
        """The declared routes."""
        yield Operation(
            method="GET",
            path="/api/notices",
            name="list-notices",
            action="notice.list",
            summary=Sentence("我收到的催办", "Reminders on my desk"),
            tag="notices",
            query=NoticesQuery,
            answers=NoticesPage,
            run=self.mine,
        )
        yield Operation(
            method="POST",
            path="/api/notices/{notice}/read",
            name="mark-notice-read",
            action="notice.mark-read",
            summary=Sentence("标记为已读", "Mark as read"),
            tag="notices",
            body=Nothing,
            answers=Done,
            changes=True,
            run=self.read,
        )

    async def mine(self, call: Call) -> Answer:
        """Own ones only, of matters that the reader may see today: who stands aside since is told no more of the matter."""
        gate.require(call.subject, "notice.list")
        query: NoticesQuery = call.query
        found = await self._service.outbox.mine(
            call.subject.account, before=query.before, unread=query.unread, limit=query.limit + 1
        )
        page = found[: query.limit]
        seen, by_number = await self._visible(call.subject, tuple({each.reminder.matter for each in page}))
        async with self._service.read(of=("deadlines",)) as connection:
            done = await ended(connection, [each.reminder.deadline for each in page])
        return Answer(
            content=NoticesPage(
                notices=tuple(
                    NoticeOnDesk(
                        number=number_of(each.reminder),
                        matter_kind=seen[each.reminder.matter],
                        matter_number=by_number.get(each.reminder.matter),
                        reminder=each.reminder,
                        letter=_letter(
                            call, each.reminder, seen[each.reminder.matter], by_number.get(each.reminder.matter)
                        ),
                        made_at=each.made_at,
                        read_at=each.read_at,
                        done_on=done.get(each.reminder.deadline),
                    )
                    for each in page
                    if each.reminder.matter in seen
                ),
                next=page[-1].reminder.number if len(found) > len(page) else None,
            )
        )

    async def _visible(
        self, subject: Subject, matters: tuple[UUID, ...]
    ) -> tuple[Mapping[UUID, str], Mapping[UUID, str]]:
        """Those of *matters* that *subject* may see, with their kinds; and their numbers."""
        aside = await self._service.around.aside(subject)
        scopes = (*scopes_of(subject, LISTS, aside, own=False), *scopes_of(subject, (LISTED,), aside, own=True))
        async with self._service.read(of=("docket",)) as connection:
            seen = await visible_of_several(connection, scopes, matters)
            return seen, await numbers(connection, seen)

    async def read(self, call: Call) -> Answer:
        """Doing it twice changes nothing; the first time stands."""
        gate.require(call.subject, "notice.mark-read")
        at = self._service.clock.now()
        if not await self._service.outbox.read(call.subject.account, call.ids["notice"], at):
            raise NotFound
        return Answer(content=Done())
