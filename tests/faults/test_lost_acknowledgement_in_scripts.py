"""The synchronous recorder too reports a stored command as stored when the reply to COMMIT is lost."""

import asyncio
from uuid import uuid4

import pytest
from eventsourcing.persistence import IntegrityError, StoredEvent, Tracking

from application.adapters.library.reading import sync_pool
from application.adapters.library.recorder import LogProcessRecorder
from tests.support.postgres import Database
from tests.support.proxy import Fault, Proxy

pytestmark = pytest.mark.anyio


async def test_positions_are_those_of_the_first_attempt(proxy: Proxy, database: Database) -> None:
    with sync_pool(proxy.conninfo, size=1) as fragile, sync_pool(database.app, size=1) as sound:
        recorder = LogProcessRecorder(fragile)
        await asyncio.to_thread(recorder.max_notification_id)
        for n in range(1, 31):
            events = [StoredEvent(uuid4(), 1, "test.happened.v1", b"{}")]
            proxy.fault = Fault.REPLY
            told = await asyncio.to_thread(recorder.insert_events, events, tracking=Tracking("upstream", n))
            assert (told, proxy.cuts) == ([n], n)
            with pytest.raises(IntegrityError):
                await asyncio.to_thread(recorder.insert_events, events)
        assert LogProcessRecorder(sound).max_notification_id() == 30
        assert LogProcessRecorder(sound).max_tracking_id("upstream") == 30
