"""The worked scenarios, through the command that a person uses; every must and must not by code and path."""

import json
from pathlib import Path

import pytest

from interfaces.cli import main
from tests.support.expectations import expected

FOLDER = Path(__file__).parent / "scenarios"
FILES = sorted(path for path in FOLDER.glob("*.toml") if not path.name.endswith(".expect.toml"))


def test_the_scenarios_that_the_rulebooks_answer_are_here():
    assert {path.name[:2] for path in FILES} >= {
        f"{number:02}" for number in (1, 2, 3, 5, 7, 8, 9, 10, 14, 15, 17, 18, 19, 21, 24, 25, 26, 27)
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_scenario(path, capsys):
    assert main.run(["assess", str(path), "--json"]) == 0
    whole = json.loads(capsys.readouterr().out)
    claims = expected(path.with_suffix(".expect.toml"))
    assert claims.must
    assert claims.must_not
    respondents = {each["respondent"]: each for each in whole["recommendations"]}
    assert claims.broken(respondents) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_scenario_in_words(path, lang, capsys):
    assert main.run(["assess", str(path), "--why", "--lang", lang]) == 0
    said = capsys.readouterr().out
    assert "■" in said
    assert "None" not in said
