"""Every state of the domain can be kept and read back equal, after each of its events."""

from typing import Any

import pytest

from application.adapters.snapshots import Snapshots
from application.casework.around import ADOPTION
from application.casework.file import APPEAL, CASE, PAPER, PROCEEDING, REPORT
from application.casework.instruments import INSTRUMENTS
from application.casework.numbers import TAKEN
from application.casework.writing import SERIES
from application.streams import Kind
from domain.registry import EVENTS, kind_of
from tests.support.golden import specimen

KINDS: dict[str, Kind[Any]] = {
    kind.name: kind
    for kind in (
        REPORT,
        CASE,
        PROCEEDING,
        APPEAL,
        PAPER,
        ADOPTION,
        SERIES,
        TAKEN,
        *(instrument.kind for instrument in INSTRUMENTS.values()),
    )
}


def test_every_kind_of_stream_is_looked_at() -> None:
    assert set(KINDS) == {kind_of(name) for name in EVENTS}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_state_on_the_way_is_read_back_equal(kind: Kind[Any]) -> None:
    state, seen = kind.empty, 0
    snapshots = Snapshots(type(state))
    for name, cls in EVENTS.items():
        if kind_of(name) == kind.name:
            state, seen = kind.evolve(state, specimen(cls)), seen + 1
            written = snapshots.write(state)
            assert written is not None, name
            assert snapshots.read(written) == state
    assert seen
