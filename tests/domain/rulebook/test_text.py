"""An official text as an address tree, in the layouts that occur."""

import pytest

from domain.rulebook.numerals import number
from domain.rulebook.text import digest_of, pieces
from tests.support.toy_rulebook import TEXT


def addresses(text):
    return [piece.address for piece in pieces(text)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零二", 102),
        ("一百一十", 110),
        ("二〇一九", 2019),
        ("１２", 12),
        ("7", 7),
    ],
)
def test_numerals(written, value):
    assert number(written) == value


@pytest.mark.parametrize("written", ["", "甲", "十x"])
def test_what_is_no_numeral(written):
    assert number(written) is None


def test_articles_paragraphs_and_items_are_found_and_none_is_invented():
    assert addresses(TEXT) == ["1", "1/1", "2", "2/1", "2/1/1", "2/1/2", "2/2", "3", "3/1", "12", "12/1"]


def test_a_broken_line_is_joined():
    found = {piece.address: piece.text for piece in pieces(TEXT)}
    assert found["2/1/2"] == "乙行为，断开的一行。"
    assert found["2/2"].startswith("前款")


def test_layout_does_not_change_a_digest_but_a_word_does():
    one = {piece.address: piece.digest for piece in pieces(TEXT)}
    other_layout = (
        TEXT.replace("\n\n", "\n")
        .replace("第二条 ", "　　第二条　")
        .replace("，", ",")
        .replace("（", "(")
        .replace("）", ")")
    )
    two = {piece.address: piece.digest for piece in pieces(other_layout)}
    assert one == two
    changed = {piece.address: piece.digest for piece in pieces(TEXT.replace("提醒", "警示"))}
    assert {address for address in one if one[address] != changed[address]} == {"3", "3/1"}
    assert digest_of("甲 乙") == digest_of("甲乙") != digest_of("甲丙")


def test_line_numbers_lead_to_the_clause():
    lines = TEXT.splitlines()
    for piece in pieces(TEXT):
        if piece.address.count("/") == 2:
            assert piece.text.split("，")[0] in lines[piece.line - 1]


def test_headings_and_markup_are_no_text():
    assert addresses("# 标题\n## 第一章 总则\n第一条 甲。\n<!-- x -->\n## 第二章\n第二条 乙。") == [
        "1",
        "1/1",
        "2",
        "2/1",
    ]
