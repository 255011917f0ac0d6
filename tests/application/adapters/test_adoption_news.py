"""The law and the calendar are followed together: one question a moment for both, and nothing is missed by the next one."""

import pytest

from application.adapters.event_log import PostgresEventLog
from application.adoption_news import AdoptionNews
from application.moment import one_moment
from application.new_id import new_id
from tests.support.requests import begin, change, identified, request

pytestmark = pytest.mark.anyio


async def test_each_stream_is_read_from_where_its_follower_is(event_log: PostgresEventLog) -> None:
    law, calendar, other = new_id(), new_id(), new_id()
    for stream in (law, calendar, other):
        await event_log.append(begin(stream, events=3))
    found = await event_log.read_new({law: 1, calendar: 3})
    assert [(one.stream, one.version) for one in found] == [(law, 2), (law, 3)]
    assert await event_log.read_new({}) == ()


async def test_within_a_moment_what_was_new_for_both_stands(event_log: PostgresEventLog) -> None:
    law, calendar = new_id(), new_id()
    await event_log.append(begin(law, events=2))
    news = AdoptionNews(event_log)
    news.follow(law, lambda: 1)
    news.follow(calendar, lambda: 0)
    with one_moment():
        assert [one.version for one in await news.of(law)] == [2]
        await event_log.append(begin(calendar, events=1))
        assert await news.of(calendar) == (), "it was asked for with the law, before anything was there"
    with one_moment():
        assert [one.version for one in await news.of(calendar)] == [1]


async def test_outside_of_a_moment_each_asks_anew(event_log: PostgresEventLog) -> None:
    law = new_id()
    await event_log.append(begin(law, events=1))
    news = AdoptionNews(event_log)
    news.follow(law, lambda: 0)
    assert [one.version for one in await news.of(law)] == [1]
    await event_log.append(request(change(law, 1, identified())))
    assert [one.version for one in await news.of(law)] == [1, 2]
