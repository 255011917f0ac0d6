"""The worked case walked from nothing, once for all workers."""

import fcntl
import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.support.postgres import copy_of
from tests.support.served import wenze


class FirstWalk:
    """``wenze demo --walk --json`` on the folder *data*, which was not there: what it said and how it ended."""

    def __init__(self, data: Path, done: subprocess.CompletedProcess[str]) -> None:
        self.data, self.done = data, done


@pytest.fixture(scope="session")
def first_walk(tmp_path_factory: pytest.TempPathFactory) -> FirstWalk:
    """The first walk, by the worker that asks for it first; each has a copy of its folder.

    Whoever uses it may go on with the folder; more may be in it, and never less.
    """
    together = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        together = together.parent
    walked, said = together / "first-walk", together / "first-walk.json"
    with (together / "first-walk.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not said.exists():
            done = wenze(walked, "demo", "--walk", "--json")
            said.write_text(json.dumps((done.args, done.returncode, done.stdout, done.stderr)), "utf-8")
    data = copy_of(walked, tmp_path_factory.mktemp("walked") / "data")
    return FirstWalk(data, subprocess.CompletedProcess(*json.loads(said.read_text("utf-8"))))
