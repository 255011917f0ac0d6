"""Every rule code in the code has wording and source in every profile; none is left over; each rule says what it means."""

import ast
from pathlib import Path

import pytest

from application.actions import COMMANDS
from application.adapters.profile_files import packaged_profiles
from domain.recommendation.words import WORDS

ROOT = Path(__file__).resolve().parents[2]
WORDED_ELSEWHERE = {"recommendation"}
"""What a rulebook says against a decision is worded beside the rulebooks, not in a procedure profile."""
RULE_FILES = sorted(
    path
    for path in (ROOT / "domain").rglob("*.py")
    if "Reason(" in path.read_text() and path.name != "refusal.py" and not WORDED_ELSEWHERE & {*path.parts}
)


def codes_in(path: Path) -> list[str]:
    calls = [
        n
        for n in ast.walk(ast.parse(path.read_text()))
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "Reason"
    ]
    return [
        keyword.value.value if isinstance(keyword.value, ast.Constant) else "not-a-literal"
        for call in calls
        for keyword in call.keywords
        if keyword.arg == "rule"
    ]


ENGINE = ROOT / "domain" / "recommendation" / "against.py"
USED = {code for path in RULE_FILES for code in codes_in(path)}


def test_rule_codes_are_literals_that_can_be_found():
    assert len(USED) > 20
    assert "not-a-literal" not in USED


def test_what_a_rulebook_says_against_a_decision_has_words_and_never_the_name_of_a_rule_of_procedure():
    engine = set(codes_in(ENGINE)) - {"not-a-literal"}
    assert len(engine) > 10
    assert engine <= set(WORDS)
    assert not engine & USED


@pytest.mark.parametrize("profile", sorted(packaged_profiles()))
def test_every_rule_code_has_wording_and_source_in_every_profile_and_none_is_left_over(profile):
    assert set(packaged_profiles()[profile].rules) == USED


def test_every_rule_is_worded_in_both_languages_with_a_remedy():
    for rule in packaged_profiles()["P-QYF"].rules.values():
        for zh in (rule.zh, rule.remedy_zh):
            assert zh.endswith("。"), rule.code
            assert not zh.isascii(), rule.code
        for en in (rule.en, rule.remedy_en):
            assert en.endswith("."), rule.code
            assert en.isascii(), rule.code


def test_whatever_act_a_remedy_names_has_a_form_on_its_matter():
    named = {rule.act for rule in packaged_profiles()["P-QYF"].rules.values()} | {one.act for one in WORDS.values()}
    assert len(named) > 50
    assert named - {None} <= {act for act, (kind, _) in COMMANDS.items() if kind not in {"paper", "adoption"}}


def test_every_rule_function_says_what_it_means():
    for path in RULE_FILES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{path.name}: {node.name}"


def test_every_refusal_says_by_which_profile_it_was_judged():
    for path in (ROOT / "domain").rglob("*.py"):
        calls = [n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Call)]
        for call in (n for n in calls if isinstance(n.func, ast.Name) and n.func.id == "Refused"):
            assert "under" in {keyword.arg for keyword in call.keywords}, f"{path.name}:{call.lineno}"
