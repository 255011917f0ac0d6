"""``wenze assess``: the examples of the documentation, and what is said about a file that will not do."""

import json
from pathlib import Path

import pytest

from interfaces.cli import main
from interfaces.cli.assess_wording import WORDS

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"
GOOD = (EXAMPLES / "assess-late-release.toml").read_text()


def assessed(name, capsys):
    assert main.run(["assess", str(EXAMPLES / f"assess-{name}.toml"), "--json"]) == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    return {each["respondent"]: each for each in json.loads(out)["recommendations"]}


def test_the_documentation_names_every_example_and_no_other():
    page = (EXAMPLES.parent / "assess.md").read_text()
    names = sorted(path.name for path in EXAMPLES.glob("assess-*.toml"))
    assert len(names) == 5
    assert [name for name in names if f"examples/{name}" not in page] == []


def test_one_open_element_leaves_both_outcomes(capsys):
    person = assessed("late-release", capsys)["person-a"]
    assert person["status"] == "open"
    assert {outcome["liable"] for outcome in person["outcomes"]} == {True, False}
    assert [fact["fact"] for fact in person["open_facts"]] == ["consequence"]


def test_four_objects_for_an_organ_and_persons(capsys):
    found = assessed("organ-and-persons", capsys)
    assert found["bureau"]["subject"] == "organ"
    assert found["head"]["competence"] != found["clerk"]["competence"]


def test_a_suggestion_under_the_sample_policy_is_marked_and_shows_its_working(capsys):
    suggestion = assessed("policy", capsys)["person-a"]["suggestion"]
    assert suggestion["sample"] is True
    assert [move["code"] for move in suggestion["working"]] == ["start", "heavier", "moderated"]
    assert suggestion["measures"] == ["circulated-criticism"]


def test_answers_change_the_reading_and_the_unprovable_falls_by_its_rule(capsys):
    found = assessed("questions", capsys)
    assert found["bureau"]["status"] == "not_liable"
    assert found["bureau"]["outcomes"][0]["ground"] == "no-trigger"
    person = found["person-a"]
    assert person["elements"][3]["because"][0]["counted"] == "no"
    assert person["status"] == "not_liable"
    assert found["bureau"]["competence"][-1]["relation"] == "disclosure-authority"


def test_conduct_before_commencement_is_blocked_by_name(capsys):
    bureau = assessed("before-commencement", capsys)["bureau"]
    assert bureau["status"] == "blocked"
    assert [block["code"] for block in bureau["blocks"]] == ["conduct-before-commencement"]
    assert bureau["forms"]["permitted"] == []


def test_what_if_names_the_single_findings_that_matter(capsys):
    path = str(EXAMPLES / "assess-policy.toml")
    assert main.run(["assess", path, "--json", "--what-if"]) == 0
    flips = {each["fact"]: each for each in json.loads(capsys.readouterr().out)["what_if"]["person-a"]}
    assert flips["consequence"]["supposed"] == "refuted"
    assert {outcome["liable"] for outcome in flips["consequence"]["outcomes"]} == {False}
    assert not flips["serious-circumstances"]["in_hand"]
    assert main.run(["assess", path, "--what-if", "--lang", "en"]) == 0
    assert "if it did not hold" in capsys.readouterr().out


def test_a_supposition_shows_what_would_change(capsys):
    path = str(EXAMPLES / "assess-policy.toml")
    assert main.run(["assess", path, "--json", "--what-if", "consequence=refuted", "--what-if", "retaliates=open"]) == 0
    supposed = json.loads(capsys.readouterr().out)["supposed"]
    assert supposed["facts"] == {"consequence": "refuted", "retaliates": "open"}
    changes = {each["aspect"]: (each["before"], each["after"]) for each in supposed["changes"]["person-a"]}
    assert changes["liability"] == (["liable"], ["not-liable"])
    assert changes["permitted"][1] == []
    for lang, word in (("zh", "责任: 应当追责 → 不应追责"), ("en", "liability: liable → not liable")):
        assert main.run(["assess", path, "--what-if", "consequence=refuted", "--lang", lang]) == 0
        assert word in capsys.readouterr().out


def test_a_supposition_that_changes_nothing_says_so(capsys):
    path = str(EXAMPLES / "assess-policy.toml")
    assert main.run(["assess", path, "--what-if", "consequence=established", "--lang", "en"]) == 0
    assert "nothing would change" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("said", "exit_code", "told"),
    [("consequnce=refuted", 1, "consequence"), ("consequence=false", 1, "unprovable"), ("consequence", 2, "=")],
)
def test_a_supposition_that_makes_no_sense_is_refused(capsys, said, exit_code, told):
    path = str(EXAMPLES / "assess-policy.toml")
    assert main.run(["assess", path, "--what-if", said]) == exit_code
    found = capsys.readouterr()
    assert found.out == ""
    assert told in found.err


def test_the_fact_to_look_into_next_is_named(capsys):
    assert main.run(["assess", str(EXAMPLES / "assess-late-release.toml"), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    first = assessed("late-release", capsys)["person-a"]["open_facts"][0]
    assert f"look into next: {first['label']['en']} ({first['fact']}); {first['if_established']} outcomes" in said


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("release-late =", "relase-late ="), ("$.respondents[0].facts.relase-late", "release-late")),
        (('role = "direct"', 'role = "boss"'), ("$.respondents[0].role", "direct")),
        (('"qingyuan-fault-liability"', '"qingyuan-fault"'), ("$.case.instrument", "qingyuan-fault-liability")),
        (
            ("decision_on = 2012-06-01", "decision_on = 2012-06-01\nedition = 1999-01-01"),
            ("$.case.edition", "2011-05-01"),
        ),
        (("decision_on = 2012-06-01", 'decision_on = 2012-06-01\npolicy = "none"'), ("$.case.policy", "sample")),
        (('trigger = "refuted"', 'triggers = "refuted"'), ("$.respondents[0].rest.triggers", "trigger")),
        (("own-organ", "own-office"), ("$.respondents[0].bodies.own-office", "own-organ")),
        (('subject = "person"', 'subject = "persn"'), ("$.respondents[0].subject", "person")),
        (
            ('role = "direct"', 'role = "direct"\nproposed = ["admonition"]'),
            ("$.respondents[0].proposed[0]", "admonition-talk"),
        ),
        (
            ('role = "direct"', 'role = "direct"\nprocedure_done = ["heard"]'),
            ("$.respondents[0].procedure_done[0]", "statement-heard"),
        ),
        (("[rest]", '[answers]\nAMB-99 = "x"\n[rest]'), ("$.respondents[0].answers.AMB-99", "AMB-")),
        (("[rest]", '[answers]\nAMB-07 = "x"\n[rest]'), ("$.respondents[0].answers.AMB-07", "not-serious")),
        (('id = "person-a"', 'id = "person-a"\nage = 40'), ("$.respondents[0]", "age")),
        (("to = 2012-03-08", "to = 2011-03-08"), ("$.respondents[0]", "")),
        (("to = 2012-03-08", "to = 9999-03-08"), ("$.case.conduct.to", "2999-12-31")),
        (("[case]", "[case"), ("TOML", "")),
        (('consequence = "open"', 'consequence = "maybe"'), ("$.respondents[0].facts.consequence", "maybe")),
        (
            ('duty-failure = { status = "established"', 'duty-failure = { status = "perhaps"'),
            ("$.respondents[0].facts.duty-failure.status", "perhaps"),
        ),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_wrong_file_is_refused_with_place_and_what_was_meant(tmp_path, capsys, change, expected, lang):
    place, meant = expected
    assert change[0] in GOOD
    path = tmp_path / "facts.toml"
    path.write_text(GOOD.replace(*change))
    assert main.run(["--lang", lang, "assess", str(path)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert place in said.err or place == "TOML"
    assert meant in said.err
    assert said.err.isascii() == (lang == "en")


def test_two_respondents_with_one_id_and_none_at_all_are_refused(tmp_path, capsys):
    path = tmp_path / "facts.toml"
    block = GOOD[GOOD.index("[[respondents]]") :]
    path.write_text(GOOD + "\n" + block)
    assert main.run(["assess", str(path)]) == 1
    assert "$.respondents[1].id" in capsys.readouterr().err
    path.write_text("respondents = []\n" + GOOD.replace(block, ""))
    assert main.run(["assess", str(path)]) == 1
    assert "[[respondents]]" in capsys.readouterr().err


def test_unreadable_and_undecodable_files_are_refused(tmp_path, capsys):
    assert main.run(["assess", str(tmp_path / "absent.toml")]) == 2
    assert "absent.toml" in capsys.readouterr().err
    path = tmp_path / "facts.toml"
    path.write_bytes(GOOD.encode("gb18030"))
    assert main.run(["assess", str(path)]) == 1
    assert "UTF-8" in capsys.readouterr().err


def test_every_fault_is_worded_for_as_many_details_as_it_carries():
    for code, label in WORDS.faults.items():
        assert label.zh.format("place", "one", "two"), code
        assert label.en.isascii(), code


def told(words, capsys):
    assert main.run(["assess", str(EXAMPLES / "assess-late-release.toml"), "--lang", "en", *words]) == 0
    return capsys.readouterr().out


def test_the_derivation_is_shallow_until_it_is_opened(capsys):
    shallow, one, whole = (told(words, capsys) for words in ([], ["--open", "trigger"], ["--why"]))
    tree = shallow[shallow.index("  derivation") :]
    assert "(--open trigger)" in tree
    assert "art. 4 para. 1 item 1" not in tree
    opened = one[one.index("  derivation") :]
    assert "art. 4 para. 1 item 1" in opened
    assert "(--open trigger)" not in opened
    assert "(--open weight)" in opened
    assert "--open" not in whole
    assert len(tree.splitlines()) < len(opened.splitlines()) < len(whole[whole.index("  derivation") :].splitlines())


def test_a_rule_is_opened_within_its_closed_stage(capsys):
    out = told(["--open", "proactive-release"], capsys)
    tree = out[out.index("  derivation") :]
    assert "art. 4 para. 1 item 1" in tree
    assert "art. 4 para. 1 item 2" not in tree
    assert "(--open trigger)" in tree


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_node_that_no_derivation_has_is_refused_with_what_was_meant(lang, capsys):
    words = ["assess", str(EXAMPLES / "assess-late-release.toml"), "--open", "triger", "--lang", lang]
    assert main.run(words) == 1
    assert "trigger" in capsys.readouterr().err
