"""The long campaign is wider everywhere: each number of examples is asked of the campaign."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, committed, text_of

TWO_CAMPAIGNS = """
from hypothesis import given, settings, strategies

from tests.support.campaign import examples

tried = {"named": 0, "unnamed": 0}


@settings(max_examples=examples(7))
@given(strategies.integers())
def test_with_a_number(n):
    tried["named"] += 1


@given(strategies.integers())
def test_without_a_number(n):
    tried["unnamed"] += 1


def test_time(request, long):
    marker = request.node.get_closest_marker("timeout")
    print("TRIED", tried, None if marker is None else marker.args, long)
"""


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "TRIED {'named': 7, 'unnamed': 100} None False"),
        (("--long",), "TRIED {'named': 70, 'unnamed': 1000} (3000,) True"),
    ],
)
def test_the_long_campaign_tries_ten_times_as_much(tmp_path: Path, options: tuple[str, ...], told: str) -> None:
    (tmp_path / "test_it.py").write_text(TWO_CAMPAIGNS, "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", "utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-s",
        "-p",
        "tests.conftest",
        "-p",
        "no:cacheprovider",
        *options,
        tmp_path,
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert told in done.stdout


def test_no_property_has_a_number_of_its_own() -> None:
    fixed = [
        str(path) for path in committed() if path.suffix == ".py" and re.search(r"max_examples=\d", text_of(path) or "")
    ]
    assert fixed == [], "write max_examples=examples(N), from tests.support.campaign"
