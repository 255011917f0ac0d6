"""A history says which of its days are those of the recording, where what was recorded after them is earlier."""

from datetime import UTC, date, datetime
from uuid import UUID

from interfaces.api.histories import HistoryEntry
from interfaces.web.told import by_recording

CASE, TRACK = UUID(int=1), UUID(int=2)
RECORDED = datetime(2026, 11, 27, 3, tzinfo=UTC)


def entry(position: int, on: date, stream: UUID = CASE) -> HistoryEntry:
    return HistoryEntry(
        position=position, version=position, stream=stream, kind="case", name="x", on=on, recorded_at=RECORDED
    )


def test_a_day_of_recording_before_something_earlier_is_told_as_that() -> None:
    today, earlier = RECORDED.date(), date(2026, 7, 24)
    told = (entry(1, date(2026, 7, 22)), entry(2, today), entry(3, earlier), entry(4, today))
    assert by_recording(told) == {2}, "what comes last is in its place"
    assert by_recording((entry(1, today), entry(2, earlier, TRACK))) == frozenset(), "of each matter by itself"
    assert by_recording((entry(1, date(2026, 8, 1)), entry(2, earlier))) == frozenset(), "a day that the event names"
