"""A service on a database that another command started: that one ends, and the service goes on with all it was given."""

import json
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from interfaces.demo.asking import Client
from tests.support.served import PATIENCE, ROOT, served

pytestmark = pytest.mark.costly

KEY = {"Idempotency-Key": "6f0c7c59-6c1f-4c6e-9d2a-1d6b0c5d7a11", "Content-Type": "application/json"}
REPORT = json.dumps({"what": "测试：窗口不收件。", "organ_named": "某机关", "protection": "anonymous"}).encode()


def filed(client: Client) -> str:
    """Number of the same report under the same key, once there is a database; until then it says when to come again."""
    deadline = time.monotonic() + PATIENCE
    while (said := client.attempt("POST", "/api/reports", KEY, REPORT)).status == 503:
        assert int(said.headers["retry-after"]) > 0
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert said.status == 201, said.content
    return str(json.loads(said.content)["id"])


def test_a_service_outlives_the_command_that_started_its_database(data_folder: Path) -> None:
    words = [sys.executable, "-m", "tests.support.database_command", str(data_folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as starter:
        assert starter.stdout is not None
        assert json.loads(starter.stdout.readline())["started_here"]
        with served(data_folder) as service, closing(Client(service.url)) as client:
            acknowledged = filed(client)
            assert not service.database()
            starter.kill()
            starter.wait()
            assert filed(client) == acknowledged
            assert service.database()
