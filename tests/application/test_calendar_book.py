"""The calendar of one process while several requests read it at once."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from application.adoption_news import AdoptionNews
from application.calendar_book import CalendarBook
from domain.adoptions.adoption import CALENDAR_STREAM
from domain.calendar.notice import Notice, content_id_of
from domain.identity import ActorId
from domain.recorded import Event, Recorded
from tests.projections.deadlines.calendars import days_off, proposed, signed
from tests.support.made_up import an_id

pytestmark = pytest.mark.anyio

TODAY = date(2027, 1, 4)
NOTICE = days_off("example-notice", date(2027, 3, 1))


def recorded(version: int, event: Event) -> Recorded[Any]:
    return Recorded(
        stream=CALENDAR_STREAM,
        version=version,
        event=event,
        event_id=an_id(f"event {version}"),
        actor=ActorId(an_id("somebody")),
        recorded_at=datetime(2027, 1, 4, tzinfo=UTC),
        correlation=an_id("request"),
        causation=None,
        position=version,
        shard=1,
    )


class GrowingLog:
    """The calendar's stream as it grows; the first reading is answered late, with what there was when it was asked."""

    def __init__(self) -> None:
        self.events: list[Recorded[Any]] = []
        self.late = asyncio.Event()
        self._asked = False

    async def read_new(self, known: Mapping[UUID, int]) -> tuple[Recorded[Any], ...]:
        after, first = known[CALENDAR_STREAM], not self._asked
        found = tuple(one for one in self.events if one.version > after)
        self._asked = True
        if first:
            await self.late.wait()
        return found


class Store:
    """Everything that was proposed."""

    async def get(self, contents: Sequence[str]) -> dict[str, Notice]:
        return dict.fromkeys(contents, NOTICE)


async def test_a_reading_that_comes_late_undoes_nothing_that_another_has_read() -> None:
    log: Any = GrowingLog()
    store: Any = Store()
    book = CalendarBook(AdoptionNews(log), store, ())
    acts = [event for move in (proposed(NOTICE, TODAY), signed(NOTICE, TODAY)) for _, _, (event,) in move]
    log.events.append(recorded(1, acts[0]))
    late = asyncio.create_task(book.versions())
    await asyncio.sleep(0)  # it has asked, and waits for its answer
    log.events.append(recorded(2, acts[1]))
    at_once = await book.versions()
    log.late.set()
    assert await late == at_once == await book.versions()
    assert [version.notices for version in at_once] == [(), (content_id_of(NOTICE),)]
