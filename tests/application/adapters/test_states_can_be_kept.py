"""Every state of the domain can be kept and read back equal, after each of its events."""

from collections.abc import Callable
from typing import Any

import pytest

from application.adapters.snapshots import Snapshots
from domain.adoptions import adoption
from domain.cases import evolution
from domain.cases import state as cases
from domain.proceedings import evolving
from domain.proceedings import state as proceedings
from domain.registry import EVENTS, kind_of
from domain.reports import state as reports
from tests.support.golden import specimen

STATES: dict[str, tuple[Any, Callable[[Any, Any], Any]]] = {
    "report": (reports.Report(), reports.evolve),
    "case": (cases.Case(), evolution.evolve),
    "proceeding": (proceedings.Proceeding(), evolving.evolve),
    "adoption": (adoption.Adoption(), adoption.evolve),
}


@pytest.mark.parametrize("kind", STATES)
def test_every_state_on_the_way_is_read_back_equal(kind: str) -> None:
    state, evolve = STATES[kind]
    snapshots = Snapshots(type(state))
    for name, cls in EVENTS.items():
        if kind_of(name) == kind:
            state = evolve(state, specimen(cls))
            written = snapshots.write(state)
            assert written is not None, name
            assert snapshots.read(written) == state
