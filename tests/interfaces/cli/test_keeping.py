"""Migrate, backup and restore, as typed."""

import json
from pathlib import Path

import psycopg
import pytest

from application.adapters.kept_copies import noted_copies, root_key_copied
from application.adapters.keys import open_root_key
from application.adapters.migrations import migrations
from application.adapters.postgres_server import OWNER, open_server
from interfaces.cli import main
from interfaces.cli.exit_codes import DONE, REFUSED


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WENZE_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_backup_and_restore_into_an_empty_folder(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key = open_root_key(folder / "root.key", make=True)
    assert main.run(["migrate"]) == DONE
    assert capsys.readouterr().out.split() == [migration.name for migration in migrations()]
    with open_server(folder) as server, psycopg.connect(server.conninfo(OWNER)) as connection:
        connection.execute("INSERT INTO log.tracking VALUES ('a-follower', 7)")

    kept = tmp_path / "kept.wenze"
    assert main.run(["backup", str(kept), "--json", "--root-key-copy", str(tmp_path / "copy")]) == DONE
    files = json.loads(capsys.readouterr().out)["files"]
    assert [Path(file["file"]) for file in files] == [kept, kept.with_name("kept.wenze.keys")]
    assert open_root_key(tmp_path / "copy") == key
    assert root_key_copied(folder / "root.key")
    made = noted_copies(folder).backup
    assert made is not None
    assert made.checked
    assert made.size == sum(Path(file["file"]).stat().st_size for file in files)
    assert made.rows == sum(file["rows"] for file in files)
    assert main.run(["backup", str(kept)]) == REFUSED

    assert main.run(["restore", str(kept), "--trial"]) == DONE
    tried = noted_copies(folder).restore
    assert tried is not None
    assert (tried.ok, tried.made_at, tried.rows) == (True, made.made_at, made.rows)
    broken = tmp_path / "broken.wenze"
    broken.write_bytes(kept.read_bytes()[:-100])
    assert main.run(["restore", str(broken), "--trial", "--without-keys"]) == REFUSED
    failed = noted_copies(folder).restore
    assert failed is not None
    assert not failed.ok

    monkeypatch.setenv("WENZE_DATA", str(tmp_path / "new"))
    assert main.run(["restore", str(kept)]) == DONE
    with open_server(tmp_path / "new") as server, psycopg.connect(server.conninfo()) as connection:
        assert connection.execute("SELECT * FROM log.tracking").fetchall() == [("a-follower", 7)]
    assert main.run(["restore", str(kept)]) == REFUSED


def test_a_missing_key_file_is_noticed_before_anything_is_made(folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "alone.wenze"
    kept.write_bytes(b"without its keys")
    assert main.run(["restore", str(kept)]) == REFUSED
    assert not folder.exists()


def test_an_external_database_needs_its_owner(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WENZE_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    for command in (["migrate"], ["backup", str(tmp_path / "file")]):
        assert main.run(command) == REFUSED
