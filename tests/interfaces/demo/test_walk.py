"""``wenze demo --walk --json`` and ``wenze serve`` as a newcomer runs them: separate processes on a data folder."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import psycopg
import pytest

from application.adapters.postgres_server import open_server
from interfaces.cli.exit_codes import DONE, REFUSED
from interfaces.demo.script import worked_matters
from tests.interfaces.demo.conftest import FirstWalk
from tests.support.postgres import copy_of
from tests.support.served import ROOT, served, wenze

pytestmark = pytest.mark.costly

WALK = ("demo", "--walk", "--json")
ARCHIVED = "case.archived.v1"


def lines(output: str) -> list[dict[str, Any]]:
    """Standard output, of which every line is one JSON object."""
    found = [json.loads(line) for line in output.splitlines()]
    assert all(isinstance(one, dict) for one in found)
    return found


def archived(data: Path) -> int:
    """Walks that came to their end on this data."""
    with open_server(data) as server, psycopg.connect(server.conninfo()) as connection:
        row = connection.execute("SELECT count(*) FROM log.events WHERE topic = %s", [ARCHIVED]).fetchone()
    assert row is not None
    return int(row[0])


def held(done: subprocess.CompletedProcess[str]) -> None:
    """The walk took every step and each one held."""
    assert done.returncode == DONE, done.stderr
    *steps, summary = lines(done.stdout)
    assert [step["step"] for step in steps] == [step.name for step in worked_matters()]
    assert not any(step["faults"] for step in steps)
    assert summary == {"steps": len(steps), "of": len(steps), "held": True}


QUESTION = ("question-is-put", "question-by-the-investigator-is-refused", "answer-question", "question-is-answered")


def test_the_walk_has_a_question_that_is_put_refused_to_the_wrong_office_answered_and_shown_as_answered() -> None:
    found = [step for step in worked_matters() if step.name in QUESTION]
    assert tuple(step.name for step in found) == QUESTION
    put, refused, answer, answered = found
    assert (refused.status, refused.refused_by) == (409, ("answer-of-another-office",))
    assert put.get == answered.get
    place = "recommendation.questions.0"
    assert put.holds[f"{place}.code"] == answer.body["question"] == answered.holds[f"{place}.code"]
    assert answered.holds[f"{place}.answer"] == answer.body["choice"]


@pytest.mark.timeout(600)  # two walks
def test_the_walk_holds_from_nothing_and_again_before_a_running_service(first_walk: FirstWalk) -> None:
    held(first_walk.done)
    data = first_walk.data
    assert archived(data) == 1
    with served(data) as service:
        done = wenze(data, *WALK)
        held(done)
        assert "request_answered" not in done.stderr, "it started a service of its own"
        assert service.process.poll() is None, "it ended a service that was not its own"
        assert wenze(data, *WALK, "--reset").returncode != DONE, "it erased a database in use"
    with served(data):
        assert archived(data) == 2, "a restart lost what was stored"


def test_a_walk_afresh_erases_what_was_there_and_a_step_that_does_not_hold_ends_it(
    first_walk: FirstWalk, tmp_path: Path
) -> None:
    data = copy_of(first_walk.data, tmp_path / "data")
    broken = tmp_path / "program"
    shutil.copytree(ROOT / "interfaces", broken / "interfaces", ignore=shutil.ignore_patterns("__pycache__"))
    for package in ("application", "projections", "domain"):
        (broken / package).symlink_to(ROOT / package)
    script = broken / "interfaces" / "demo" / "worked_case.toml"
    before = script.read_text("utf-8")
    after = before.replace('name = "clock-is-set"', 'name = "clock-is-set"\nholds = { "case.stage" = "archived" }')
    assert after != before
    script.write_text(after, "utf-8")
    done = wenze(data, *WALK, "--reset", program=broken)
    assert done.returncode == REFUSED
    *_, last, summary = lines(done.stdout)
    assert (last["step"], bool(last["faults"]), summary["held"]) == ("clock-is-set", True, False)
    assert summary["steps"] < summary["of"]
    assert archived(data) == 0
