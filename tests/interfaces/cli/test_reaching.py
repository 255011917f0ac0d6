"""An external database that cannot be reached is named, with what it said and without a password."""

import pytest
from psycopg.conninfo import make_conninfo

from interfaces.cli import main
from interfaces.cli.exit_codes import UNAVAILABLE, USAGE
from tests.support.postgres import Database

SECRET = "swordfish-of-nobody"


@pytest.mark.parametrize("command", [["doctor"], ["serve"], ["account", "list"]])
def test_what_the_setting_names_is_told(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WENZE_DATABASE_URL", f"postgresql://wenze_app:{SECRET}@127.0.0.1:1/wenze")
    assert main.run(["--lang", "en", *command]) == UNAVAILABLE
    said = capsys.readouterr().err
    assert "WENZE_DATABASE_URL names (host=127.0.0.1 port=1 dbname=wenze user=wenze_app)" in said
    assert "Connection refused" in said
    assert SECRET not in said


def test_a_database_that_was_not_made_is_told(
    database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WENZE_DATABASE_URL", database.app)
    monkeypatch.setenv("WENZE_OWNER_URL", make_conninfo(database.owner, dbname="not_made"))
    assert main.run(["--lang", "en", "migrate"]) == UNAVAILABLE
    said = capsys.readouterr().err
    assert "WENZE_OWNER_URL" in said
    assert 'database "not_made" does not exist' in said


def test_an_address_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("WENZE_DATABASE_URL", f"wenze_app:{SECRET}@db.example")
    assert main.run(["doctor"]) == USAGE
    said = capsys.readouterr().err
    assert "WENZE_DATABASE_URL 的值无效；允许：postgresql://" in said
    assert SECRET not in said
