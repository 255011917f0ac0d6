"""``wenze rulebook``: list, show, check."""

import json
import tomllib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.adapters.rulebook_files import packaged
from domain.rulebook.catalogue import content_id
from interfaces.cli import main
from interfaces.cli.rulebook_wording import WORDS
from tests.support.campaign import examples
from tests.support.toy_rulebook import TEXT, toy


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "toy.toml").write_text(toy())
    (tmp_path / "text.txt").write_text("关于印发的通知\n\n各单位：\n\n" + TEXT)
    return tmp_path


def ran(*words):
    return main.run(["rulebook", *map(str, words)])


def test_list_names_every_rulebook_and_marks_the_sample_policy(capsys):
    assert ran("list", "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    ids = {book.key: content_id(book) for book in packaged().rulebooks}
    assert {each["rulebook"]: each["content_id"] for each in listed["rulebooks"]} == ids
    assert ran("list") == 0
    assert "示例" in capsys.readouterr().out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_show_gives_every_code(capsys, lang):
    assert ran("show", "qingyuan-fault-liability", "--lang", lang) == 0
    out = capsys.readouterr().out
    book = packaged().editions("qingyuan-fault-liability")[0]
    codes = [thing.code for name in ("facts", "triggers", "questions", "gates") for thing in getattr(book, name)]
    assert [code for code in codes if code not in out] == []


def test_check_of_everything_shipped_is_clean(capsys):
    assert ran("check", "--json") == 0
    checked = json.loads(capsys.readouterr().out)["checked"]
    assert {each["rulebook"] for each in checked} == {book.key for book in packaged().rulebooks}
    assert all(each["clean"] for each in checked)


def test_a_text_finds_its_rulebook_by_title_behind_a_notice(folder, capsys):
    assert ran("check", "--rulebooks", folder, "--text", folder / "text.txt", "--json") == 0
    (checked,) = json.loads(capsys.readouterr().out)["checked"]
    assert checked["rulebook"] == "toy@2020-01-01"


def test_a_changed_text_is_told_in_both_languages_and_refused(folder, capsys):
    path = folder / "text.txt"
    path.write_bytes(path.read_text().replace("提醒", "警示").encode("gb18030"))
    assert ran("check", "toy", "--rulebooks", folder, "--text", path, "--json") == 1
    (checked,) = json.loads(capsys.readouterr().out)["checked"]
    (changed,) = [each for each in checked["findings"] if each["level"] == "error"]
    assert changed["code"] == "clause-changed"
    assert changed["place"] == "clauses[3/1]"
    assert "3/1" in changed["zh"]
    assert changed["en"].isascii()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_file_with_faults_names_line_and_remedy(folder, capsys, lang):
    path = folder / "mine.toml"
    path.write_text(toy().replace('group = "heavier"', 'group = "heavy"'))
    assert ran("check", path, "--lang", lang) == 1
    out = capsys.readouterr().out
    line = path.read_text().splitlines().index('group = "heavy"') + 1
    assert str(line) in out
    assert "[[weights]]" in out


def test_a_file_that_does_not_decode_is_refused_with_place(folder, capsys):
    path = folder / "mine.toml"
    path.write_text(toy().replace('combine = "one"', 'combine = "some"'))
    assert ran("check", path, "--json") == 1
    (checked,) = json.loads(capsys.readouterr().out)["checked"]
    assert checked["findings"][0]["place"] == "$.sets[0]"
    assert checked["findings"][0]["line"] == path.read_text().splitlines().index("[[sets]]") + 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "qingyuan-fault"), "qingyuan-fault-liability"),
        (("check", "qingyuan-fault"), "qingyuan-fault-liability"),
    ],
)
def test_what_cannot_be_found_is_said(capsys, words, told):
    assert ran(*words) == 1
    assert told in capsys.readouterr().err


def test_a_draft_is_valid_toml_and_its_filled_digests_check_clean(folder, capsys):
    assert ran("draft", folder / "text.txt") == 0
    drafted = tomllib.loads(capsys.readouterr().out)
    finished = tomllib.loads(toy())
    for address, clause in finished["clauses"].items():
        assert drafted["clauses"][address]["digest"] == clause["digest"]
    assert drafted["title"]["zh"] == finished["title"]["zh"]
    assert str(drafted["edition"]) == "2020-01-01"


def test_a_draft_of_nothing_is_refused(tmp_path, capsys):
    path = tmp_path / "text.txt"
    path.write_text("没有条文")
    assert ran("draft", path) == 1
    path.write_text("第一条 甲。")
    assert ran("draft", path, "--which", "2") == 1
    assert ran("draft", tmp_path / "absent.txt") == 2
    assert capsys.readouterr().out == ""


def test_a_text_without_articles_or_title_is_refused(tmp_path, capsys):
    path = tmp_path / "text.txt"
    path.write_text("没有条文")
    assert ran("check", "--text", path) == 1
    path.write_text("第一条 没有标题。")
    assert ran("check", "--text", path) == 1
    assert capsys.readouterr().err.count("text.txt") == 2


def test_a_recommendation_can_be_made_with_a_rulebook_from_a_folder(folder, capsys):
    facts = folder / "facts.toml"
    facts.write_text(
        '[case]\nid = "toy"\ninstrument = "toy"\nconduct = { from = 2021-01-04 }\ndecision_on = 2021-02-01\n'
        '[[respondents]]\nid = "organ"\nsubject = "organ"\nfacts = { first-conduct = "established", grave = "established" }\n'
    )
    assert main.run(["assess", str(facts), "--rulebooks", str(folder), "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["recommendations"]
    assert found["status"] == "settled"
    assert found["forms"]["permitted"] == ["reminder"]
    assert found["weighting"]["heavier"] == "yes"


FACTS = """[case]
id = "toy"
instrument = "toy"
conduct = { from = 2021-01-04 }
decision_on = 2021-02-01
[[respondents]]
id = "organ"
subject = "organ"
facts = { first-conduct = "established" }
"""


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('measures = ["reminder"]', 'measures = ["reminder", "warning"]'), "warning"),
        (('cite = ["3/1"]', 'cite = ["9/1"]'), "9/1"),
        (('combine = "one"', 'combine = "some"'), "combine"),
        (('code = "TOY"', 'code = "TOY"\ncolour = "red"'), "colour"),
    ],
)
def test_nothing_is_derived_from_a_rulebook_with_a_fault(folder, capsys, change, told):
    (folder / "facts.toml").write_text(FACTS)
    (folder / "data" / "toy.toml").write_text(toy().replace(*change))
    assert main.run(["assess", str(folder / "facts.toml"), "--rulebooks", str(folder)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert told in said.err


def test_an_edition_given_twice_is_refused_by_name(folder, capsys):
    (folder / "data" / "again.toml").write_text(toy())
    assert ran("list", "--rulebooks", folder) == 1
    assert "toy@2020-01-01" in capsys.readouterr().err


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(min_value=0), length=st.integers(min_value=0, max_value=30), new=st.text(max_size=12))
def test_no_damage_to_a_file_makes_the_check_fail_to_answer(folder, at, length, new):
    whole = toy()
    place = at % len(whole)
    path = folder / "damaged.toml"
    path.write_text(whole[:place] + new + whole[place + length :], encoding="utf-8", errors="replace")
    assert ran("check", path, "--json") in (0, 1)


def test_every_finding_is_worded_in_both_languages():
    for label in WORDS.findings.values():
        assert label.en.isascii()
        assert label.zh.endswith("。")
