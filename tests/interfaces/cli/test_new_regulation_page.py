"""Every command of the how-to for a new regulation, carried out as it stands."""

import re
import shlex
from pathlib import Path

import pytest

from interfaces.cli import main
from tests.support.toy_rulebook import TEXT, toy

PAGE = (Path(__file__).parents[3] / "docs" / "howto" / "new-regulation.md").read_text("utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
FACTS = """[case]
id = "example"
instrument = "toy"
conduct = { from = 2021-01-04 }
decision_on = 2021-02-01
[[respondents]]
id = "organ"
subject = "organ"
facts = { first-conduct = "established", second-conduct = "refuted", grave = "refuted" }
"""
SAID = {
    "draft": '[clauses."2/1/2"]',
    "check": "toy@2020-01-01",
    "list": "toy@2020-01-01",
    "show": "first-conduct",
    "try": "settled",
    "diff": "lighter",
    "assess": "grave",
}


@pytest.fixture
def desk(tmp_path, monkeypatch):
    (tmp_path / "rules" / "data").mkdir(parents=True)
    (tmp_path / "rules" / "data" / "toy.toml").write_text(toy())
    (tmp_path / "official-text.txt").write_text(TEXT)
    (tmp_path / "amended.toml").write_text(toy().replace('}, { all_of = ["second-conduct"] }]', "}]", 1))
    (tmp_path / "facts.toml").write_text(FACTS)
    monkeypatch.chdir(tmp_path)


def test_the_page_shows_each_kind_of_command():
    assert {name for name in SAID if any(name in command for command in COMMANDS)} == set(SAID)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_does_what_the_page_says(desk, capsys, command):
    program, *words = shlex.split(command.partition(">")[0])
    assert program == "./wenze"
    assert main.run([*words, "--lang", "en"]) == 0
    action = words[1] if words[0] == "rulebook" else words[0]
    assert SAID[action] in capsys.readouterr().out
