"""An API worker that begins before its database: it lives, says to come again, and serves once the database is there."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from application.adapters.migrations import migrate
from application.adapters.postgres_server import OWNER, open_server
from interfaces.demo.asking import Client, Said
from interfaces.processes.running import answers, free_port
from tests.support.served import ROOT, environment

PATIENCE = 120


@contextmanager
def worker(data: Path, conninfo: str, key_file: Path, said: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    port = free_port("127.0.0.1")
    given = {"WENZE_DATABASE_URL": conninfo, "WENZE_KEY_FILE": str(key_file), "WENZE_PORT": str(port)}
    with said.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "interfaces.processes.api"],
            cwd=ROOT,
            env=environment(data) | given | {"PATH": os.environ["PATH"]},
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
        )
    assert process.stdin is not None
    try:
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.stdin.close()
        process.wait(PATIENCE)


def asked(url: str) -> Said:
    client = Client(url)
    said = client.attempt("GET", "/api/me", {}, None)
    client.close()
    return said


def test_a_worker_that_begins_before_its_database_serves_once_it_is_there(data_folder: Path, tmp_path: Path) -> None:
    with open_server(data_folder) as server:
        migrate(server.conninfo(OWNER))
        conninfo = server.conninfo()
    with worker(data_folder, conninfo, tmp_path / "root.key", tmp_path / "said") as (url, _):
        deadline = time.monotonic() + PATIENCE
        while not answers(url):
            assert time.monotonic() < deadline
            time.sleep(0.1)
        said = asked(url)
        assert (said.status, json.loads(said.content)["code"]) == (503, "store-unavailable")
        assert int(said.headers["retry-after"]) > 0
        with open_server(data_folder) as server:
            assert server.conninfo() == conninfo
            while (said := asked(url)).status == 503:
                assert time.monotonic() < deadline
                time.sleep(0.1)
            assert said.status == 401
