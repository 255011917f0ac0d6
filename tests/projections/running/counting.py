"""A small read model that counts the events of each stream: doubled or lost events show at once."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from psycopg import AsyncConnection

from domain.recorded import Event, Recorded
from projections.running.model import ReadModel


class Refusal(Exception):
    """What the fold under test raises."""


class CountingFold:
    def __init__(self, breaking: int | None = None) -> None:
        self._breaking = breaking

    async def __call__(self, connection: AsyncConnection[Any], events: Sequence[Recorded[Event]]) -> None:
        counted = Counter(event.stream for event in events)
        await connection.execute(
            "INSERT INTO counting_v1 AS c (stream, events) SELECT * FROM unnest(%s::uuid[], %s::bigint[])"
            " ON CONFLICT (stream) DO UPDATE SET events = c.events + excluded.events",
            [list(counted), list(counted.values())],
        )
        if any(event.position == self._breaking for event in events):
            raise Refusal("某甲 must not be seen in a health report")


def refusing(position: int) -> ReadModel:
    """The same read model with a defect that one event brings out."""
    return ReadModel(
        name=COUNTING.name,
        version=COUNTING.version,
        package=COUNTING.package,
        tables=COUNTING.tables,
        begin=lambda: CountingFold(position),
    )


COUNTING = ReadModel(
    name="counting", version=1, package="tests.projections.running", tables=("counting_v1",), begin=CountingFold
)
