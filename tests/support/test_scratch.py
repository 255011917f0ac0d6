"""Where tests put what they throw away."""

import os
from pathlib import Path

import pytest

from tests.support import scratch


@pytest.fixture(autouse=True)
def nothing_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(scratch.ROOT, "so that it is put back")
    monkeypatch.delenv(scratch.ROOT)


def test_a_place_with_room_is_taken(tmp_path: Path) -> None:
    scratch.choose(tmp_path, room=1)
    assert os.environ[scratch.ROOT] == str(tmp_path)


@pytest.mark.parametrize("why", ["missing", "full"])
def test_another_place_is_left_alone(tmp_path: Path, why: str) -> None:
    scratch.choose(tmp_path / "missing" if why == "missing" else tmp_path, room=1 if why == "missing" else 1 << 62)
    assert scratch.ROOT not in os.environ


def test_what_somebody_chose_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(scratch.ROOT, "elsewhere")
    scratch.choose(tmp_path, room=1)
    assert os.environ[scratch.ROOT] == "elsewhere"
