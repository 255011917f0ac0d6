"""Every stored name has a specimen that can be read for ever. ``--new-golden`` writes the missing ones, no others."""

import pytest
from msgspec import inspect

from domain.recorded import Event
from domain.registry import EVENTS
from domain.retired import RETIRED
from domain.stored_form import FORMS
from tests.support import golden


@pytest.fixture
def missing_are_written(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--new-golden"):
        golden.EVENTS.mkdir(parents=True, exist_ok=True)
        for name, cls in EVENTS.items():
            if not golden.kept(name).exists():
                _, state = FORMS.encode(golden.specimen(cls))
                golden.kept(name).write_bytes(state + b"\n")


@pytest.mark.usefixtures("missing_are_written")
def test_every_stored_name_has_a_specimen_and_every_specimen_a_name() -> None:
    assert {path.name.removesuffix(".json") for path in golden.EVENTS.iterdir()} == set(FORMS.names)


@pytest.mark.parametrize("name", FORMS.names)
def test_a_specimen_is_read_and_written_back_to_the_same_bytes(name: str) -> None:
    state = golden.kept(name).read_bytes().removesuffix(b"\n")
    event = FORMS.decode(name, state)
    if EVENTS.get(name) in RETIRED or name not in EVENTS:
        assert type(event) in EVENTS.values()
    else:
        assert FORMS.encode(event) == (name, state)


@pytest.mark.parametrize("cls", EVENTS.values(), ids=EVENTS.keys())
def test_an_event_with_every_field_filled_is_read_back(cls: type[Event]) -> None:
    event = golden.specimen(cls)
    assert FORMS.decode(*FORMS.encode(event)) == event


ALLOWED = (
    inspect.StructType,
    inspect.UnionType,
    inspect.NoneType,
    inspect.TupleType,
    inspect.VarTupleType,
    inspect.EnumType,
    inspect.LiteralType,
    inspect.UUIDType,
    inspect.DateType,
    inspect.StrType,
    inspect.IntType,
    inspect.BoolType,
)


@pytest.mark.parametrize("cls", EVENTS.values(), ids=EVENTS.keys())
def test_events_hold_no_float_no_clock_time_and_nothing_that_can_change(cls: type[Event]) -> None:
    assert [kind for kind in golden.types_within(inspect.type_info(cls)) if not isinstance(kind, ALLOWED)] == []


@pytest.mark.parametrize("cls", EVENTS.values(), ids=EVENTS.keys())
def test_everything_inside_an_event_is_frozen_and_refuses_what_it_does_not_know(cls: type[Event]) -> None:
    structs = [kind.cls for kind in golden.types_within(inspect.type_info(cls)) if isinstance(kind, inspect.StructType)]
    configs = [one.__struct_config__ for one in structs]
    assert all(config.frozen and config.forbid_unknown_fields for config in configs)
