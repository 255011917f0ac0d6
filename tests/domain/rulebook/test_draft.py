"""A skeleton from a text: everything the layout shows, nothing that it does not."""

import tomllib
from datetime import date

import pytest

from domain.rulebook.catalogue import RulebookRefused, parse
from domain.rulebook.draft import draft
from domain.rulebook.skeleton import GAP, toml
from domain.rulebook.text import documents, pieces
from tests.support.toy_rulebook import TEXT

LISTS = """某省关于印发两个示例文件的通知
来源：某网 更新时间：2012-04-14

某省示例责任办法(试行)
第一章 总则
第一条　为示例制定本办法。
第二条　单位有下列行为之一的，应当追究责任：
（一）甲行为，包括：
1.子行为；
2．另一子行为；
（二）乙行为
断开的后半句；
（三）其他行为。
前款行为应当在发生后七日内报告，在十五个工作日内改正。
第三条　有下列情形之一的，应当从重处理：（略）
(一)推卸；
(二)拒绝。
第四条　有下列情形之一的，可以从轻或者免予处理：
(一)改正。
第五条　处理方式为责令改正、通报批评，情节严重的另行处理。
第六条　违反本办法第一条、第五条规定，造成后果的，由上级机关责令改正。
责任人员包括：
(一)承办人；
(二)负责人。
第七条　本办法自二〇一二年五月一日起施行。

某省示例评议规定
第一条　为示例制定本规定。
第二条　本规定自 年 月 日起施行。
"""
KNOWN = {"责令改正": "order-to-correct", "通报批评": "circulated-criticism", "罚款": "fine"}


def drafted(which=0):
    return draft(documents(LISTS)[which], KNOWN)


def test_two_instruments_are_told_apart_with_their_titles():
    assert [(each.title, each.line) for each in documents(LISTS)] == [
        ("某省示例责任办法(试行)", 6),
        ("某省示例评议规定", 28),
    ]


def test_items_and_sub_items_have_addresses():
    assert [piece.address for piece in documents(LISTS)[0].pieces if piece.address.startswith("2/")] == [
        "2/1",
        "2/1/1",
        "2/1/1/1",
        "2/1/1/2",
        "2/1/2",
        "2/1/3",
        "2/2",
    ]


def test_what_follows_the_last_article_is_no_paragraph_of_it():
    assert [piece.address for piece in documents(LISTS)[0].pieces][-2:] == ["7", "7/1"]
    signed = TEXT + "\n某市人民政府\n\n二〇一九年十二月一日\n"
    assert [piece.address for piece in pieces(signed)] == [piece.address for piece in pieces(TEXT)]


def test_lists_are_proposed_by_what_they_call_for():
    found = drafted()
    assert [ground.address for ground in found.grounds] == ["2/1/1", "2/1/2", "2/1/3"]
    assert [ground.address for ground in found.heavier] == ["3/1/1", "3/1/2"]
    assert [ground.address for ground in found.lighter] == ["4/1/1"]


def test_weights_say_what_the_words_say():
    shown = [(each.address, each.effects, each.modality) for each in drafted().weights]
    assert shown == [("3/1", ("heavier",), "shall"), ("4/1", ("lighter", "exempt"), "may")]
    whole = tomllib.loads(toml(drafted()))
    assert {each["cite"][0]: each["group"] for each in whole["factors"]} == {
        "3/1/1": "weight-3-1",
        "3/1/2": "weight-3-1",
        "4/1/1": "weight-4-1",
    }


def test_a_weight_whose_words_do_not_say_shall_or_may_has_a_gap():
    text = "第一条 有下列情形之一的，从重处理：\n(一)甲。"
    (weight,) = tomllib.loads(toml(draft(documents(text)[0], {})))["weights"]
    assert weight["modality"] == GAP


def test_roles_and_clauses_of_liability_without_a_list_are_found():
    found = drafted()
    assert [role.address for role in found.roles] == ["6/2/1", "6/2/2"]
    assert [(each.address, each.names) for each in found.liabilities] == [("6/1", ("1", "5"))]
    assert "# TODO: 6/1 calls for liability without a list; it names articles 1, 5" in toml(found)


def test_the_measures_of_a_paragraph_are_proposed_as_a_set_with_gaps():
    first = tomllib.loads(toml(drafted()))["sets"][0]
    assert (first["cite"], set(first["measures"])) == (["5/1"], {"order-to-correct", "circulated-criticism"})
    assert first["combine"] == GAP


def test_measures_periods_and_commencement_are_found_with_their_place():
    found = drafted()
    assert set(found.measures) == {
        ("order-to-correct", "5/1"),
        ("order-to-correct", "6/1"),
        ("circulated-criticism", "5/1"),
    }
    assert [(each.address, each.count, each.unit) for each in found.periods] == [
        ("2/2", 7, None),
        ("2/2", 15, "working_days"),
    ]
    assert (found.edition, found.commencement, found.blank) == (date(2012, 5, 1), "7/1", False)


def test_a_blank_commencement_is_a_draft_and_never_a_date():
    found = drafted(1)
    assert (found.edition, found.blank) == (None, True)
    assert tomllib.loads(toml(found))["status"] == "draft"


def test_in_force_from_publication_is_a_gap_not_a_guess():
    text = TEXT.replace("自二〇二〇年一月一日起施行", "自发布之日起施行")
    whole = tomllib.loads(toml(draft(documents(text)[0], {})))
    assert "edition" not in whole
    assert whole["status"] == GAP
    assert whole["commencement"] == ["12/1"]


@pytest.mark.parametrize("text", [LISTS, TEXT, '第一条 “引"号\\”。'])
def test_the_skeleton_is_toml_with_a_table_for_each_clause(text):
    for document in documents(text):
        whole = tomllib.loads(toml(draft(document, KNOWN)))
        assert list(whole["clauses"]) == [piece.address for piece in document.pieces]
        assert {clause["digest"] for clause in whole["clauses"].values()} == {p.digest for p in document.pieces}


def test_an_unfinished_skeleton_is_refused_until_its_gaps_are_filled():
    with pytest.raises(RulebookRefused):
        parse(toml(drafted()).encode())


def test_no_sentence_of_the_text_is_in_the_skeleton():
    written = toml(drafted())
    for piece in pieces(LISTS):
        if len(piece.text) > 6 and piece.address.count("/"):
            assert piece.text[:7] not in written


def test_a_number_that_does_not_follow_is_no_item():
    found = [piece.address for piece in pieces("第一条 甲：\n(一)乙；\n(三)丙；\n(二)丁。\n5.戊。")]
    assert found == ["1", "1/1", "1/1/1", "1/1/3", "1/2", "1/3"]


ISSUED = """某市某办法
{day}
第一条 为示例，制定本办法。
第二条 有下列行为之一，情节较重的，予以警告：
（一）示例行为甲；
（二）示例行为乙。
第三条 有下列情形之一的，给予奖励：
（一）示例情形。
第四条 本办法自发布之日起施行。
"""


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        ("二○○五年二月四日", date(2005, 2, 4)),
        ("(２００５年２月４日)", date(2005, 2, 4)),
        ("二○○五年二月三十日", None),
        ("2005年2月4日\n2006年1月1日", None),
        ("二○○五年二月四日印发", None),
    ],
)
def test_from_the_day_of_issue_is_the_one_day_that_stands_before_the_text(day, edition):
    (document,) = documents(ISSUED.format(day=day))
    found = draft(document, {})
    assert (found.edition, found.commencement) == (edition, "4/1")


def test_a_list_that_ends_in_a_sanction_is_of_grounds_and_one_that_ends_in_a_reward_is_not():
    (document,) = documents(ISSUED.format(day=""))
    assert [ground.address for ground in draft(document, {}).grounds] == ["2/1/1", "2/1/2"]
