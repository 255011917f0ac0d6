"""An official text as an address tree, in the layouts that occur."""

import pytest

from domain.rulebook.numerals import number
from domain.rulebook.text import digest_of, documents, pieces
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
    items = [piece for piece in pieces(TEXT) if piece.address.count("/") == 2]
    assert items
    for piece in items:
        assert piece.text.split("，")[0] in lines[piece.line - 1]


def test_headings_and_markup_are_no_text():
    assert addresses("# 标题\n## 第一章 总则\n第一条 甲。\n<!-- x -->\n## 第二章\n第二条 乙。") == [
        "1",
        "1/1",
        "2",
        "2/1",
    ]


def test_a_reference_on_the_second_half_of_a_broken_line_is_no_article():
    text = "第一条 违反本办法\n第五条规定的，应当\n第七条、第八条办理。\n第二条 依照\n第三章的规定处理。\n第三条 乙。"
    assert addresses(text) == ["1", "1/1", "2", "2/1", "3", "3/1"]
    assert pieces(text)[0].text.endswith("第七条、第八条办理。")
    assert pieces(text)[2].text == "依照第三章的规定处理。"


def test_numbers_of_pages_are_no_text():
    pages = "第一条 甲行为，\n— 2 —\n后半句。\n第3页 共9页\n(一)乙；\n12\n(二)丙。"
    assert [piece.text for piece in pieces(pages)][-2:] == ["乙；", "丙。"]
    assert pieces(pages)[1].text.startswith("甲行为，后半句。")


def test_an_article_without_an_address_of_its_own_is_reported_not_merged():
    (found,) = documents("第一条 甲。\n第二条 乙。\n第二条之一 丙。\n(一)丁。\n第三条 戊。\n第二条 己。")
    assert [piece.address for piece in found.pieces] == ["1", "1/1", "2", "2/1", "3", "3/1"]
    assert found.unplaced == (3, 6)


def test_each_first_article_begins_an_instrument():
    found = documents("甲办法\n第一条 甲。\n乙办法\n第一条 乙。\n第二条 丙。")
    assert [(each.title, len(each.pieces)) for each in found] == [("甲办法", 2), ("乙办法", 4)]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("第 一 条 甲。\n第 二 条 乙。\n", ["1", "1/1", "2", "2/1"]),
        ("第1条 下列情形：（一）甲；（二）乙。\n", ["1", "1/1", "1/1/1", "1/1/2"]),
        ("第一条 下列情形：\n一、甲；\n二、乙，\n断行。\n其他。\n", ["1", "1/1", "1/1/1", "1/1/2", "1/2"]),
        ("第一条 依照前款第（一）项、第（二）项办理。\n", ["1", "1/1"]),
        ("第一条 甲。\n一、不是所列。\n", ["1", "1/1", "1/2"]),
        ("第一条 如下：（二）不从一起。\n", ["1", "1/1"]),
    ],
)
def test_spaced_numerals_run_in_items_and_numerals_in_words_are_found_and_none_is_invented(
    text: str, addresses: list[str]
) -> None:
    assert [piece.address for piece in pieces(text)] == addresses


def test_a_list_has_the_same_digests_on_one_line_and_on_several() -> None:
    together, apart = pieces("第一条 下列：（一）甲；（二）乙。\n"), pieces("第一条 下列：\n（一）甲；\n（二）乙。\n")
    assert [(each.address, each.digest) for each in together] == [(each.address, each.digest) for each in apart]
