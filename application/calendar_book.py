"""The calendar as this deployment has it: what ships, and the notices that two persons signed, as the log says now."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol
from uuid import UUID, uuid5

import msgspec

from application.adoption_news import AdoptionNews
from application.moment import once
from application.proposals import Proposal, after
from domain.adoptions.adoption import CALENDAR_STREAM
from domain.adoptions.events import AdoptionProposed
from domain.calendar.calendar import Calendar
from domain.calendar.notice import NATIONAL, Notice, last_of_each
from domain.identity import ActorId
from domain.recorded import Recorded

_NAMES = UUID("d4a1b0a3-5f5b-5d0e-8a55-1f6e6ad4d7b2")


class NoticeStore(Protocol):
    """Notices by content; one that is kept is never changed."""

    async def keep(self, notice: Notice, *, by: ActorId) -> str:
        """Keep it; its content id."""
        ...

    async def get(self, contents: Sequence[str]) -> dict[str, Notice]:
        """Those that are kept."""
        ...


class Entry(Proposal, frozen=True, kw_only=True):
    """A notice that was proposed, and where it applies: part of the calendar once it holds."""

    jurisdiction: str


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A calendar that the deployment had: its version, since which day, and the notices that it added to those that ship."""

    version: str
    since: date | None
    notices: tuple[str, ...]


def notice_id(content: str) -> UUID:
    """The id of a notice in addresses; it follows from its content."""
    return uuid5(_NAMES, content)


class CalendarBook:
    """Reads the one stream of the calendar before each answer, so every process has a new notice at once."""

    def __init__(self, news: AdoptionNews, store: NoticeStore, shipped: tuple[Notice, ...]) -> None:
        self._news, self._store, self._shipped = news, store, shipped
        self._entries: tuple[Entry, ...] = ()
        self._signed: tuple[str, ...] = ()
        self._history: list[tuple[date | None, tuple[str, ...]]] = [(None, ())]
        self._notices: dict[str, Notice] = {}
        self._seen = 0
        self._made: dict[tuple[str, ...], Calendar] = {}
        news.follow(CALENDAR_STREAM, lambda: self._seen)

    async def calendar(self, jurisdiction: str = NATIONAL, known_on: date | None = None) -> Calendar:
        """The calendar now; with *known_on*, only of notices known on that day."""
        await once(("calendar", self), self._refresh)
        return self._calendar(self._history[-1][1], jurisdiction, known_on)

    async def with_notice(self, notice: Notice) -> Calendar:
        """What the calendar would be if *notice* became part of it."""
        now = await self.calendar()
        return Calendar((*(n for n in now.notices if n.id != notice.id), notice), jurisdiction=NATIONAL)

    async def without(self, content: str) -> Calendar:
        """What the calendar would be if the notice of that content were given up: one that it replaced is back."""
        await once(("calendar", self), self._refresh)
        return self._calendar(self._last_of_each(each for each in self._signed if each != content))

    async def version(self, version: str) -> Calendar | None:
        """The national calendar of that version, so that what was counted on it can be counted again; None if unknown."""
        await once(("calendar", self), self._refresh)
        calendars = (self._calendar(contents) for _, contents in self._history)
        return next((calendar for calendar in calendars if calendar.version == version), None)

    async def versions(self) -> tuple[Version, ...]:
        """Every calendar that the deployment had, the first one first."""
        await once(("calendar", self), self._refresh)
        return tuple(
            Version(version=self._calendar(contents).version, since=since, notices=contents)
            for since, contents in self._history
        )

    async def entries(self) -> tuple[Entry, ...]:
        """Every notice proposed, in the order of the last proposal of each."""
        await once(("calendar", self), self._refresh)
        return self._entries

    async def notice(self, content: str) -> Notice | None:
        """A kept notice."""
        return (await self._store.get([content])).get(content)

    async def stream_version(self) -> int:
        """Version of the calendar's stream: what a signature expects."""
        await once(("calendar", self), self._refresh)
        return self._seen

    async def _refresh(self) -> None:
        recorded = await self._news.of(CALENDAR_STREAM)
        proposed = {each.event.content for each in recorded if isinstance(each.event, AdoptionProposed)}
        self._notices |= await self._store.get(sorted(proposed - self._notices.keys()))
        # Nothing is awaited from here on: of two requests that refresh at once, neither undoes what the other read.
        for each in recorded:
            if each.version <= self._seen:
                continue
            self._entries, changed_on = after(self._entries, each, _entry)
            holding = [entry.content for entry in self._entries if entry.holds]
            before = [content for content in self._signed if content in holding]
            self._signed = (*before, *(content for content in holding if content not in before))
            contents = self._last_of_each(self._signed)
            if contents != self._history[-1][1]:
                self._history.append((changed_on, contents))
            self._seen = each.version

    def _last_of_each(self, signed: Iterable[str]) -> tuple[str, ...]:
        """The contents that speak, of those *signed* in that order: a notice signed anew takes the place of its id."""
        contents = tuple(signed)
        last = last_of_each(self._notices[content] for content in contents)
        return tuple(sorted(content for content in contents if self._notices[content] in last))

    def _calendar(
        self, contents: tuple[str, ...], jurisdiction: str = NATIONAL, known_on: date | None = None
    ) -> Calendar:
        usual = jurisdiction == NATIONAL and known_on is None
        if usual and contents in self._made:
            return self._made[contents]
        ids = {notice.id for notice in self._shipped}
        signed = [self._notices[content] for content in contents if self._notices[content].id not in ids]
        found = Calendar((*self._shipped, *signed), jurisdiction=jurisdiction, known_on=known_on)
        if usual:  # only these: whoever asks names the jurisdiction and the day, and there is no end of them
            self._made[contents] = found
        return found


def _entry(event: AdoptionProposed, recorded: Recorded[Any]) -> Entry:
    return Entry(
        id=notice_id(event.content),
        content=event.content,
        name=event.name,
        jurisdiction=event.instrument,
        body=event.body,
        proposed_on=event.proposed_on,
        proposed_by=recorded.actor,
    )
