"""The worked case walked from nothing, once a worker."""

import subprocess
from pathlib import Path

import pytest

from tests.support.served import wenze


class FirstWalk:
    """``wenze demo --walk --json`` on the folder *data*, which was not there: what it said and how it ended."""

    def __init__(self, data: Path, done: subprocess.CompletedProcess[str]) -> None:
        self.data, self.done = data, done


@pytest.fixture(scope="session")
def first_walk(tmp_path_factory: pytest.TempPathFactory) -> FirstWalk:
    """The first walk. Whoever uses it may go on with its folder; more may be in it, and never less."""
    data = tmp_path_factory.mktemp("walked") / "data"
    return FirstWalk(data, wenze(data, "demo", "--walk", "--json"))
