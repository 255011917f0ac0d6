"""``wenze rulebook diff``: the writing, then every state, in both languages."""

import json

import pytest

from interfaces.cli import main
from interfaces.cli.rulebook_diff import WORDS
from tests.support.toy_rulebook import toy

NARROWER = toy().replace('all_of = ["first-conduct"] }, { all_of = ["second-conduct"]', 'all_of = ["first-conduct"]')


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "toy.toml").write_text(toy())
    (tmp_path / "after.toml").write_text(NARROWER)
    return tmp_path


def ran(*words):
    return main.run(["rulebook", "diff", *map(str, words)])


@pytest.mark.parametrize(("lang", "way"), [("zh", "变轻"), ("en", "lighter")])
def test_diff_tells_what_was_written_and_what_it_does(folder, capsys, lang, way):
    assert ran("toy", folder / "after.toml", "--rulebooks", folder, "--lang", lang) == 0
    out = capsys.readouterr().out
    assert WORDS["changed"].zh in out or WORDS["changed"].en in out
    assert f"{way}  2" in out
    assert "(second-conduct)" in out


def test_every_state_is_counted_and_a_label_changes_none(folder, capsys):
    assert ran("toy", folder / "after.toml", "--rulebooks", folder, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    organ = found["effects"][0]
    assert (organ["states"]["lighter"], sum(organ["states"].values())) == (2, 8)
    assert found["effects"][0]["witnesses"]["lighter"]["facts"] == ["second-conduct"]
    (folder / "after.toml").write_text(toy().replace('en = "reminder" }', 'en = "a reminder" }'))
    assert ran("toy", folder / "after.toml", "--rulebooks", folder, "--lang", "en") == 0
    out = capsys.readouterr().out
    assert "changed measures reminder" in out
    assert out.count("No state is treated differently") == 2


def test_a_policy_ranks_measures_and_an_unknown_one_is_refused(capsys):
    assert ran("qingyuan-fault-liability", "qingyuan-fault-liability", "--policy", "sample", "--json") == 0
    assert {each["ranked_by"] for each in json.loads(capsys.readouterr().out)["effects"]} == {"sample"}
    assert ran("qingyuan-fault-liability", "qingyuan-fault-liability", "--policy", "absent") == 1
    assert "sample" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_any_two_shipped_rulebooks_can_be_compared_in_words(capsys, lang):
    assert ran("fujian-e-government-draft", "yunnan-e-government", "--lang", lang) == 0
    out = capsys.readouterr().out
    assert (WORDS["crossed"].zh if lang == "zh" else WORDS["crossed"].en) in out


@pytest.mark.parametrize(("which", "code"), [("absent", 1), ("absent.toml", 2), ("broken.toml", 1)])
def test_what_cannot_be_compared_is_said(folder, capsys, which, code, monkeypatch):
    monkeypatch.chdir(folder)
    (folder / "broken.toml").write_text("instrument = 1")
    assert ran("toy", which, "--rulebooks", folder) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert which in said.err


def test_of_two_that_are_not_installed_both_are_named(capsys):
    assert ran("absent-one", "absent-two") == 1
    said = capsys.readouterr().err
    assert "absent-one" in said
    assert "absent-two" in said
