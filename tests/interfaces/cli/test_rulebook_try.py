"""``wenze rulebook try``: asked on a terminal, most decisive first; or told everything in arguments."""

import io
import json
import sys

import pytest

from interfaces.cli import main
from tests.support.toy_rulebook import toy


class Terminal(io.StringIO):
    """What somebody types."""

    def isatty(self):
        return True


@pytest.fixture
def typed(monkeypatch):
    return lambda *lines: monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in lines)))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "toy.toml").write_text(toy())
    (tmp_path / "mine.toml").write_text(toy())
    return tmp_path


def ran(*words):
    return main.run(["rulebook", "try", *map(str, words)])


def told(capsys):
    (found,) = json.loads(capsys.readouterr().out)["recommendations"]
    return found


def test_facts_in_arguments_and_nothing_is_asked(folder, capsys, typed):
    typed("y")
    words = ("toy", "--rulebooks", folder, "--fact", "first-conduct=established", "--fact", "grave=refuted", "--json")
    assert ran(*words) == 0
    found = told(capsys)
    assert (found["status"], found["weighting"]["heavier"], found["forms"]["permitted"]) == (
        "settled",
        "no",
        ["reminder"],
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_terminal_is_asked_what_matters_until_the_outcome_is_settled(folder, capsys, typed, lang):
    typed("7", "1", "n", "what", "y")
    assert ran("toy", "--rulebooks", folder, "--lang", lang) == 0
    said = capsys.readouterr()
    assert said.err.count("(grave)") + said.err.count("（grave）") == 1
    assert said.err.count("first-conduct") == 2
    assert ("已可确定" if lang == "zh" else "settled") in said.out


def test_what_does_not_matter_any_more_is_not_asked(folder, capsys, typed):
    typed("1", "n", "y", "y")
    assert ran("toy", "--rulebooks", folder, "--json") == 0
    said = capsys.readouterr()
    assert "second-conduct" not in said.err
    assert json.loads(said.out)["recommendations"][0]["status"] == "settled"


@pytest.mark.parametrize("lines", [("1", "q"), ("1", "", "", ""), ("1",), ()])
def test_whoever_has_had_enough_gets_what_follows_so_far(folder, capsys, typed, lines):
    typed(*lines)
    assert ran("toy", "--rulebooks", folder, "--json") == 0
    assert told(capsys)["status"] == "open"


def test_a_question_without_default_is_put(folder, capsys, typed):
    (folder / "mine.toml").write_text(toy().replace('default = "either"\n', ""))
    words = (folder / "mine.toml", "--fact", "first-conduct=established", "--fact", "second-conduct=refuted")
    words = (*words, "--fact", "grave=refuted", "--subject", "organ", "--json")
    assert ran(*words) == 0
    assert told(capsys)["status"] == "open"
    assert ran(*words, "--answer", "TOY-01=together") == 0
    assert told(capsys)["status"] == "not_liable"
    typed("1", "n", "y", "n", "2")
    assert ran(folder / "mine.toml", "--json") == 0
    said = capsys.readouterr()
    assert "TOY-01" in said.err
    assert json.loads(said.out)["recommendations"][0]["status"] == "not_liable"


def test_where_a_gate_leads_on_the_facts_of_the_other_instrument_are_asked_too(folder, capsys, typed):
    gate = """
[[gates]]
code = "onward"
cite = ["2/2"]
effect = "refer"
targets = ["other"]
label = { zh = "另依其他规定", en = "under other measures" }
when = [{ all_of = ["grave"] }]
"""
    other = toy().replace('instrument = "toy"', 'instrument = "other"').replace('"TOY"', '"OTHER"')
    (folder / "data" / "toy.toml").write_text(toy() + gate)
    (folder / "data" / "other.toml").write_text(
        other.replace("first-conduct", "other-conduct").replace("grave", "dire")
    )
    typed("1", *"yyyyyy")
    assert ran("toy", "--rulebooks", folder, "--json") == 0
    said = capsys.readouterr()
    assert "other-conduct" in said.err
    (found,) = json.loads(said.out)["recommendations"]
    (led,) = found["referred"]
    assert (led["instrument"], led["recommendation"]["status"]) == ("other", "settled")
    typed("1", *"nnnn")
    assert ran("toy", "--rulebooks", folder, "--json") == 0
    assert "other-conduct" not in capsys.readouterr().err, "a closed gate leads nowhere"


def test_a_person_is_asked_for_a_role(capsys, typed):
    typed("2", "1", "q")
    assert ran("qingyuan-fault-liability", "--json") == 0
    found = told(capsys)
    assert (found["subject"], found["role"]) == ("person", "direct")


@pytest.mark.parametrize(
    ("words", "about"),
    [
        (("toy", "--fact", "first-condct=established"), "first-conduct"),
        (("toy", "--fact", "first-conduct=true"), "established"),
        (("toy", "--answer", "TOY-01=both", "--fact", "grave=refuted"), "together"),
        (("toy", "--subject", "dog", "--fact", "grave=refuted"), "organ"),
        (("tyo",), "toy"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_was_meant(folder, capsys, words, about):
    assert ran(*words, "--rulebooks", folder) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert about in said.err


def test_a_file_with_a_fault_is_never_tried(folder, capsys):
    (folder / "mine.toml").write_text(toy().replace('cite = ["3/1"]', 'cite = ["9/1"]'))
    assert ran(folder / "mine.toml", "--fact", "grave=refuted") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "9/1" in said.err
