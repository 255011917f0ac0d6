"""A file that does not decode: place, reason and remedy in both languages, and never a crash."""

import ast
import contextlib
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.recommendation import facts
from domain.rulebook import catalogue
from domain.rulebook.catalogue import RulebookRefused, parse, parse_policy
from domain.rulebook.text import documents
from interfaces.cli import main
from interfaces.cli.decoding import SENTENCES, worded
from tests.support.campaign import examples
from tests.support.toy_rulebook import TEXT, toy

DEFECTS = {
    "nothing": (b"", "instrument"),
    "bad UTF-8": (b"\xff\xfe\x00", "UTF-8"),
    "a NUL": (b"\x00", "1"),
    "deep arrays": (b"a = " + b"[" * 100_000, "TOML"),
    "deep tables": (b"a = " + b"{a = " * 3_000, "TOML"),
    "deep keys": (".".join(["a"] * 20_000).encode() + b" = 1", "TOML"),
    "a number of thousands of digits": (b"a = " + b"1" * 5_000, "TOML"),
    "an unknown key": (toy().replace('code = "TOY"', 'code = "TOY"\ncolour = "red"').encode(), "colour"),
    "a missing key": (toy().replace('rank = "rule"', "").encode(), "rank"),
    "a time for a day": (toy().replace("2020-01-01", "2020-01-01T00:00:00").encode(), "$.edition"),
    "no label in English": (toy().replace('en = "purpose"', 'en = " "').encode(), "clauses"),
    "a table twice": (toy().encode() + b'[scope]\nlabel = "x"\n', "scope"),
    "an unclosed text": (toy().encode() + b'x = "', "TOML"),
    "no citation": (toy().replace('cite = ["3/1"]', 'cite = ["three"]').encode(), "three"),
    "a measure outside the set": (toy().replace('measures = ["reminder"]', 'measures = ["fine"]').encode(), "fine"),
    "overlapping rows": (
        (
            toy() + '[[sets]]\ncode = "again"\nmeasures = ["reminder"]\ncombine = "one"\n'
            'label = { zh = "又", en = "again" }\n'
        ).encode(),
        "again",
    ),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", DEFECTS)
def test_each_defect_is_refused_with_its_place_in_both_languages(tmp_path, capsys, name, lang):
    content, about = DEFECTS[name]
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    assert main.run(["rulebook", "check", str(path), "--quiet", "--lang", lang]) == 1
    said = capsys.readouterr()
    assert about in said.out
    assert "Traceback" not in said.err
    chinese = re.search("[\u4e00-\u9fff]", said.out) is not None
    assert chinese == (lang == "zh")


def test_a_chinese_reader_is_not_told_in_english(tmp_path, capsys):
    path = tmp_path / "mine.toml"
    path.write_bytes(DEFECTS["an unknown key"][0])
    for words in (["rulebook", "check", str(path)], ["rulebook", "try", str(path)]):
        assert main.run(words) == 1
        said = capsys.readouterr()
        assert "不认识的字段 colour；请更正拼写或删去" in said.out + said.err
        assert "Object contains" not in said.out + said.err


def test_every_sentence_that_a_rulebook_raises_has_words_in_both_languages():
    home = Path(catalogue.__file__).parent
    files = {"clauses", "conditions", "labels", "policy", "provisions", "questions", "terms", "vocabulary"}
    paths = [home / f"{name}.py" for name in sorted(files)] + [Path(facts.__file__)]
    raised = [
        node.exc.args[0]
        for path in paths
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.func.id == "ValueError"
    ]
    written = [
        "".join(part.value if isinstance(part, ast.Constant) else "x" for part in getattr(text, "values", [text]))
        for text in raised
    ]
    assert len(written) > 10
    assert [why for why in written if worded(why, "zh") == why and "citation" not in why] == []
    assert all(sentence.en.isascii() for sentence in SENTENCES)


@settings(max_examples=examples(300), deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_crash_the_decoder(content):
    for decode in (parse, parse_policy):
        with pytest.raises(RulebookRefused):
            decode(content)


values = st.recursive(
    st.one_of(st.booleans(), st.integers(), st.text(max_size=5), st.floats(allow_nan=False)).map(
        lambda value: str(value).lower() if isinstance(value, (bool, int, float)) else "'x'"
    ),
    lambda inner: st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]"),
    max_leaves=6,
)


@settings(max_examples=examples(200), deadline=None)
@given(
    st.sampled_from([line.split(" =")[0] for line in toy().splitlines() if " = " in line]), values, st.integers(0, 40)
)
def test_no_value_in_any_place_crashes_the_decoder(key, value, which):
    lines = toy().splitlines()
    places = [at for at, line in enumerate(lines) if line.startswith(f"{key} =")]
    if not places:
        return
    lines[places[which % len(places)]] = f"{key} = {value}"
    with contextlib.suppress(RulebookRefused):
        parse("\n".join(lines).encode())


@settings(max_examples=examples(200), deadline=None)
@given(
    st.lists(
        st.sampled_from([*TEXT.splitlines(), "第十条之二 甲", "(3)", "1.", "第", "— 1 —", "第九百条"]), max_size=30
    )
)
def test_no_order_of_lines_crashes_the_reading_of_a_text(lines):
    for document in documents("\n".join(lines)):
        addresses = [piece.address for piece in document.pieces]
        assert len(set(addresses)) == len(addresses)


@pytest.mark.parametrize(
    ("why", "zh"),
    [
        ("Expected `str`, got `int`", "应为 文字，而写的是 整数"),
        ("Invalid value (at line 3, column 5)", "TOML 语法有误，第 3 行第 5 列（此处的值无法识别）"),
        ("Object contains unknown field `date`", "不认识的字段 date；请更正拼写或删去"),
    ],
)
def test_a_sentence_in_chinese_has_no_english_but_what_the_author_wrote(why, zh):
    assert worded(why, "zh") == zh
