"""A wrong rulebook is refused with place, reason and remedy in both languages, whichever command reads it."""

import json
import re
from pathlib import Path

import pytest

from interfaces.cli import main
from tests.support.wrong_rulebooks import WRONG

HAN = re.compile(r"[\u4e00-\u9fff]")
KINDS = [pytest.param(wrong, id=name) for name, wrong in WRONG.items()]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "wrong.toml"


@pytest.mark.parametrize("wrong", KINDS)
def test_the_check_says_where_and_what_to_do(wrong, file, capsys):
    file.write_bytes(wrong.content)
    assert main.run(["rulebook", "check", str(file), "--json"]) == 1
    (checked,) = json.loads(capsys.readouterr().out)["checked"]
    assert checked["clean"] is False
    errors = [each for each in checked["findings"] if each["level"] == "error"]
    found = [each for each in errors if each["place"].replace("[...]", "[0]").startswith(wrong.place)]
    assert found, errors
    assert any(each["check"] == (wrong.check or "R1") for each in found)
    for each in found:
        assert HAN.search(each["zh"])
        assert not HAN.search(each["en"])


SOME = ("empty", "nested hugely in names", "unknown key deep inside", "overlapping rows", "cycle")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["nested hugely in names", "overlapping rows"])
def test_each_language_says_it_in_words(name, lang, file, capsys):
    file.write_bytes(WRONG[name].content)
    assert main.run(["rulebook", "check", str(file), "--quiet", "--lang", lang]) == 1
    said = capsys.readouterr().out
    assert bool(HAN.search(said)) is (lang == "zh")
    assert WRONG[name].place in said


@pytest.mark.parametrize("wrong", [pytest.param(WRONG[name], id=name) for name in SOME])
def test_no_other_command_takes_it_or_breaks(wrong, file, capsys):
    file.write_bytes(wrong.content)
    (file.parent / "data").mkdir()
    (file.parent / "data" / "wrong.toml").write_bytes(wrong.content)
    (file.parent / "facts.toml").write_text(
        '[case]\nid = "x"\ninstrument = "toy"\nconduct = { from = 2021-01-04 }\ndecision_on = 2021-02-01\n'
        '[[respondents]]\nid = "organ"\nsubject = "organ"\n'
    )
    assert main.run(["assess", str(file.parent / "facts.toml"), "--rulebooks", str(file.parent)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "wrong.toml" in said.err or wrong.place.strip("$.") in said.err
    assert main.run(["rulebook", "diff", str(file), "qingyuan-fault-liability"]) in {0, 1}
    assert "Traceback" not in capsys.readouterr().err
