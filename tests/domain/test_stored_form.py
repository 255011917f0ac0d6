"""Stored forms: exact bytes, closed names, old forms brought up to date."""

from types import ModuleType

import pytest

from domain.identity import OrganId
from domain.recorded import Event
from domain.registry import EVENTS, StoredNameTaken
from domain.reports.events import OrganIdentified
from domain.stored_form import FORMS, NotStorable, StoredForms, UnknownStoredName, Unreadable


class Weighed(Event, frozen=True, kw_only=True, tag="test.weighed.v1"):
    grams: int


class WeighedWithUnit(Event, frozen=True, kw_only=True, tag="test.weighed.v2"):
    amount: int
    unit: str


class WeighedBy(Event, frozen=True, kw_only=True, tag="test.weighed.v3"):
    amount: int
    unit: str
    scale: str | None = None


FORMS_OF_TODAY = StoredForms(
    (WeighedBy,),
    {
        Weighed: lambda old: WeighedWithUnit(amount=old.grams, unit="g"),
        WeighedWithUnit: lambda old: WeighedBy(amount=old.amount, unit=old.unit),
    },
)


def test_bytes_are_readable_and_name_their_type() -> None:
    name, state = FORMS_OF_TODAY.encode(WeighedBy(amount=3, unit="g"))
    assert (name, state) == ("test.weighed.v3", b'{"type":"test.weighed.v3","amount":3,"unit":"g"}')


def test_old_forms_are_read_as_what_they_mean_today() -> None:
    expected = WeighedBy(amount=3, unit="g")
    assert FORMS_OF_TODAY.decode("test.weighed.v1", b'{"type":"test.weighed.v1","grams":3}') == expected
    assert FORMS_OF_TODAY.decode("test.weighed.v2", b'{"type":"test.weighed.v2","amount":3,"unit":"g"}') == expected


def test_old_forms_are_not_written() -> None:
    with pytest.raises(UnknownStoredName):
        FORMS_OF_TODAY.encode(Weighed(grams=3))


def test_names_are_closed_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str, *_: object) -> ModuleType:
        raise AssertionError(f"imported {name}")

    monkeypatch.setattr("importlib.import_module", refuse)
    for name in ("test.unheard-of.v1", "os:system", "domain.reports.events:ReportFiled"):
        with pytest.raises(UnknownStoredName, match=name):
            FORMS_OF_TODAY.decode(name, b"{}")
    with pytest.raises(UnknownStoredName):
        FORMS_OF_TODAY.encode(OrganIdentified(organ=OrganId("none")))


def test_a_namesake_of_a_registered_type_is_not_written() -> None:
    class Impostor(Event, frozen=True, kw_only=True, tag="test.weighed.v3"):
        amount: int
        unit: str

    with pytest.raises(UnknownStoredName):
        FORMS_OF_TODAY.encode(Impostor(amount=3, unit="g"))


@pytest.mark.parametrize(
    "state",
    [
        b"",
        b"[]",
        b'{"type":"test.weighed.v3","amount":3}',
        b'{"type":"test.weighed.v3","amount":"3","unit":"g"}',
        b'{"type":"test.weighed.v3","amount":3,"unit":"g","more":1}',
        b'{"type":"test.weighed.v2","amount":3,"unit":"g"}',
        b'{"type":"test.weighed.v3","amount":3,"unit":"\xff"}',
    ],
)
def test_bytes_that_are_not_an_event_of_the_name_are_refused(state: bytes) -> None:
    with pytest.raises(Unreadable):
        FORMS_OF_TODAY.decode("test.weighed.v3", state)


def test_what_would_not_be_read_back_is_not_written() -> None:
    with pytest.raises(NotStorable):
        FORMS_OF_TODAY.encode(WeighedBy(amount="three", unit="g"))
    for unit in (b"g", "\ud800", object()):  # other text, no text, nothing that can be written
        with pytest.raises(NotStorable):
            FORMS_OF_TODAY.encode(WeighedBy(amount=3, unit=unit))


def test_a_name_has_one_meaning() -> None:
    class Again(Event, frozen=True, kw_only=True, tag="test.weighed.v1"):
        pass

    with pytest.raises(StoredNameTaken):
        StoredForms((Weighed, Again))
    with pytest.raises(StoredNameTaken):
        StoredForms((Weighed,), {Weighed: lambda old: old})


def test_the_forms_of_this_release_hold_every_registered_name() -> None:
    assert set(EVENTS) <= set(FORMS.names)
