"""Settings come from the environment; a misspelt one is refused, not ignored."""

from pathlib import Path

import msgspec
import pytest

from interfaces.settings import VARIABLES, SettingRefused, Settings, read


def test_every_variable_sets_a_field_and_every_field_has_a_variable() -> None:
    assert {variable.field for variable in VARIABLES} == {field.name for field in msgspec.structs.fields(Settings)}


def test_nothing_set_gives_the_users_own_folder(tmp_path: Path) -> None:
    settings = read({"XDG_DATA_HOME": str(tmp_path), "OTHER": "x"})
    assert settings.data == tmp_path / "wenze"
    assert settings.key_file == tmp_path / "wenze" / "root.key"
    assert settings.embedded


def test_each_variable_is_read() -> None:
    given = {variable.name: "/somewhere" for variable in VARIABLES}
    settings = read(given | {"WENZE_PORT": "0", "WENZE_HOST": "::1", "WENZE_READY_LAG": "7"})
    assert (settings.data, settings.port, settings.host) == (Path("/somewhere"), 0, "::1")
    assert settings.ready_lag == 7
    assert not settings.embedded


@pytest.mark.parametrize(("name", "hint"), [("WENZE_DATABSE_URL", "WENZE_DATABASE_URL"), ("WENZE_QQQQ", None)])
def test_an_unknown_variable_is_refused_with_the_nearest_name(name: str, hint: str | None) -> None:
    with pytest.raises(SettingRefused) as refused:
        read({name: "x"})
    assert (refused.value.name, refused.value.hint, refused.value.unknown) == (name, hint, True)


@pytest.mark.parametrize("value", ["-1", "65536", "x", "８７６５", "1.5"])
def test_a_port_is_a_number_that_exists(value: str) -> None:
    with pytest.raises(SettingRefused):
        read({"WENZE_PORT": value})


@pytest.mark.parametrize("value", ["-1", "1000000000", "x", "１０", "1.5"])
def test_a_number_of_events_is_a_whole_number(value: str) -> None:
    with pytest.raises(SettingRefused):
        read({"WENZE_READY_LAG": value})
