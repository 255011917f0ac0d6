"""What our recorder promises beyond the shipped cases."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import psycopg
import pytest
from eventsourcing.application import Application
from eventsourcing.persistence import IntegrityError, MapperDeserialisationError, StoredEvent, Tracking

from application.adapters.event_log import PostgresEventLog
from application.adapters.library.factory import URL
from application.adapters.library.mapper import StoredFormMapper, StreamEvent
from application.adapters.library.reading import SyncPool
from application.adapters.library.recorder import LogProcessRecorder, LogRecorder
from domain.recorded import Event
from tests.support.postgres import Database
from tests.support.requests import begin, change, identified, request, supplemented

STREAM, OTHER = UUID(int=0x51), UUID(int=0x52)


def stored(stream: UUID, version: int) -> StoredEvent:
    return StoredEvent(stream, version, "report.organ-identified.v1", b"{}")


def placed(stream: UUID, version: int, event: Event) -> StreamEvent:
    return StreamEvent(originator_id=stream, originator_version=version, event=event)


@pytest.fixture
def recorder(connections: SyncPool) -> LogRecorder:
    return LogRecorder(connections)


@pytest.mark.parametrize(
    "versions",
    [(2,), (1, 3), (0,), (2, 1), (1, 1)],
    ids=["gap before", "gap within", "before the first", "backwards", "twice"],
)
def test_a_gap_is_refused_like_a_conflict(recorder: LogRecorder, versions: tuple[int, ...]) -> None:
    with pytest.raises(IntegrityError):
        recorder.insert_events([stored(STREAM, version) for version in versions])
    assert recorder.max_notification_id() is None


def test_positions_come_in_the_order_of_the_events_given(recorder: LogRecorder) -> None:
    mixed = [stored(STREAM, 1), stored(OTHER, 1), stored(STREAM, 2)]
    positions = recorder.insert_events(mixed)
    assert positions is not None
    by_position = {one.id: (one.originator_id, one.originator_version) for one in recorder.select_notifications(1, 9)}
    assert [by_position[position] for position in positions] == [(STREAM, 1), (OTHER, 1), (STREAM, 2)]


def test_one_stream_is_read_forward_backward_and_in_part(recorder: LogRecorder) -> None:
    recorder.insert_events([stored(STREAM, version) for version in range(1, 7)])

    def versions(**words: object) -> list[int]:
        return [one.originator_version for one in recorder.select_events(STREAM, **words)]

    assert versions() == [1, 2, 3, 4, 5, 6]
    assert versions(gt=2, lte=5) == [3, 4, 5]
    assert versions(desc=True, limit=2) == [6, 5]
    assert versions(gt=5, desc=True) == [6]


def test_a_refused_append_leaves_its_tracking_behind_too(connections: SyncPool) -> None:
    recorder = LogProcessRecorder(connections)
    with pytest.raises(IntegrityError):
        recorder.insert_events([stored(STREAM, 2)], tracking=Tracking("upstream", 5))
    assert recorder.max_tracking_id("upstream") is None
    recorder.insert_tracking(Tracking("upstream", 5))
    with pytest.raises(IntegrityError):
        recorder.insert_events([stored(STREAM, 1)], tracking=Tracking("upstream", 5))
    assert recorder.select_events(STREAM) == []


def test_who_and_why_are_stored(recorder: LogRecorder, database: Database) -> None:
    words = {"actor": uuid4(), "correlation": uuid4(), "causation": uuid4()}
    recorder.insert_events([stored(STREAM, 1)], **words)
    with psycopg.connect(database.app) as connection:
        row = connection.execute("SELECT actor, correlation, causation FROM log.events").fetchone()
    assert row == tuple(words.values())
    with pytest.raises(TypeError, match="nonsense"):
        recorder.insert_events([stored(STREAM, 2)], nonsense=1)


def test_the_mapper_imports_nothing() -> None:
    with pytest.raises(MapperDeserialisationError):
        StoredFormMapper().to_domain_event(StoredEvent(STREAM, 1, "os:system", b"{}"))


class Reports(Application[UUID]):
    """What a script may use: the library's application, over our tables."""


@pytest.fixture(params=["application.adapters.library.factory", "eventsourcing.popo"])
def reports(request: pytest.FixtureRequest, database: Database) -> Iterator[Reports]:
    env = {
        "PERSISTENCE_MODULE": request.param,
        "MAPPER_TOPIC": "application.adapters.library.mapper:StoredFormMapper",
        URL: database.app,
    }
    with Reports(env=env) as application:
        yield application


def test_the_librarys_application_runs_on_it_and_in_memory(reports: Reports) -> None:
    reports.save(placed(STREAM, 1, identified()), placed(OTHER, 1, identified(7)), placed(STREAM, 2, supplemented()))
    with pytest.raises(IntegrityError):
        reports.save(placed(STREAM, 2, identified()))

    def fold(_: object, events: Iterator[StreamEvent]) -> tuple[Event, ...] | None:
        return tuple(one.event for one in events) or None

    assert reports.repository.get(STREAM, projector_func=fold) == (identified(), supplemented())
    assert [one.id for one in reports.notification_log.select(1, 10)] == [1, 2, 3]


@pytest.mark.anyio
async def test_both_ways_in_write_one_log(event_log: PostgresEventLog, recorder: LogRecorder) -> None:
    await event_log.append(begin(STREAM))
    mapper = StoredFormMapper()
    recorder.insert_events([mapper.to_stored_event(placed(STREAM, 2, supplemented()))])
    await event_log.append(request(change(STREAM, 2, identified(9))))
    assert [one.event for one in await event_log.read(STREAM)] == [identified(), supplemented(), identified(9)]
    assert [mapper.to_domain_event(one).event for one in recorder.select_events(STREAM)] == [
        identified(),
        supplemented(),
        identified(9),
    ]
