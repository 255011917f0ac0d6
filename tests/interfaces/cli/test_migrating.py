"""An external database: its owner's connection brings it up to date, and the run-time one serves it and changes no event."""

from pathlib import Path

import psycopg
import pytest

from interfaces.cli import main
from interfaces.cli.exit_codes import DONE
from tests.support.postgres import Database
from tests.support.spreadsheets import ROWS, csv_bytes


@pytest.fixture
def external(empty_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """An empty database that the settings name."""
    monkeypatch.setenv("WENZE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("WENZE_DATABASE_URL", empty_database.app)
    monkeypatch.setenv("WENZE_OWNER_URL", empty_database.owner)
    return empty_database


def run(*words: str) -> int:
    return main.run(["--lang", "en", *words])


def test_the_owner_migrates_once_and_the_run_time_role_works_and_changes_no_event(
    external: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("migrate") == DONE
    applied = capsys.readouterr().out.splitlines()
    assert len(applied) > 3
    assert applied == sorted(applied)
    assert run("migrate") == DONE
    assert capsys.readouterr().out == "", "nothing is applied twice"

    monkeypatch.delenv("WENZE_OWNER_URL")
    leads = tmp_path / "leads.csv"
    leads.write_bytes(csv_bytes(ROWS))
    assert run("import", "leads", str(leads)) == DONE
    with psycopg.connect(external.app, autocommit=True) as connection:
        assert connection.execute("SELECT current_user, count(*) > 0 FROM log.events").fetchone() == ("wenze_app", True)
        for change in ("UPDATE log.events SET position = 0", "DELETE FROM log.events", "TRUNCATE log.events"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(change.encode())


@pytest.mark.parametrize("command", [["migrate"], ["backup", "copy"]])
def test_what_only_the_owner_may_do_asks_for_the_owners_connection(
    external: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    assert external.owner
    monkeypatch.delenv("WENZE_OWNER_URL")
    assert run(*command) != DONE
    assert "WENZE_OWNER_URL" in capsys.readouterr().err
