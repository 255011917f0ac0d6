"""The worked case, backed up and restored into an empty folder: the same events, registers, documents and read models."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from application.adapters.postgres_server import ADMINISTRATOR, DATABASE, open_server
from application.adapters.stored_tables import stored_tables
from tests.interfaces.demo.conftest import FirstWalk
from tests.support.served import ROOT

pytestmark = pytest.mark.costly


READ_MODELS = "SELECT schemaname, tablename FROM pg_tables WHERE schemaname = 'read_models' AND tablename <> 'progress' ORDER BY 2"


def wenze(folder: Path, root_key: Path, *words: str) -> None:
    """One command on a data folder, under the root key of the first."""
    known = {**os.environ, "WENZE_DATA": str(folder), "WENZE_KEY_FILE": str(root_key)}
    command = [sys.executable, "-m", "interfaces.cli.main", *words]
    done = subprocess.run(command, cwd=ROOT, env=known, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def contents(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every stored table and of every read model."""
    with open_server(folder) as server, psycopg.connect(server.conninfo(ADMINISTRATOR, DATABASE)) as connection:
        names = [(table.schema, table.name) for table in stored_tables(connection)]
        names += connection.execute(READ_MODELS).fetchall()
        return {
            f"{schema}.{name}": sorted(
                connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(schema, name))), key=repr
            )
            for schema, name in names
        }


def test_a_restored_case_is_the_same_case(first_walk: FirstWalk, tmp_path: Path) -> None:
    old, new, kept = first_walk.data, tmp_path / "new", str(tmp_path / "kept.wenze")
    root_key = old / "root.key"
    wenze(old, root_key, "backup", kept)
    wenze(new, root_key, "restore", kept)
    wenze(new, root_key, "doctor")
    wenze(new, root_key, "rebuild")
    wenze(old, root_key, "rebuild")
    before, after = contents(old), contents(new)
    assert len(before["log.events"]) > 100
    assert [name for name, rows in before.items() if name.startswith("read_models.") and rows]
    assert after == before
