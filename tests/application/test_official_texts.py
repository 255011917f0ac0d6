"""Which rulebooks a file is the text of, and what becomes of clauses: by title and digest, in any encoding, several in one."""

import pytest

from application.official_texts import LARGEST, ClauseState, TextRefused, texts_in, whole
from domain.rulebook.catalogue import Catalogue, parse
from tests.support.toy_rulebook import TEXT, toy

TOY = parse(toy().encode())
OTHER = parse(
    toy()
    .replace('instrument = "toy"', 'instrument = "other"')
    .replace("某市示例事项管理办法", "某县另例事项管理规定")
    .encode()
)
LAW = Catalogue((TOY, OTHER))
OTHER_TEXT = TEXT.replace("某市示例事项管理办法", "某县另例事项管理规定")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_in_each_encoding_is_the_same_text(encoding: str) -> None:
    (found,), strangers = texts_in(TEXT.encode(encoding), LAW)
    assert (found.instrument, found.edition, strangers) == ("toy", "2020-01-01", ())
    assert found.digest == texts_in(TEXT.encode(), LAW)[0][0].digest
    assert dict(found.clauses)["2/1/2"] == "乙行为，断开的一行。"
    told = {each.address: each.state for each in whole(TOY, dict(found.clauses))}
    assert {told[address] for address in TOY.clauses} == {ClauseState.SAME}
    assert told["12/1"] is ClauseState.UNPROVED


def test_several_instruments_in_one_file_go_to_their_own_and_strangers_are_named() -> None:
    stranger = TEXT.replace("某市示例事项管理办法", "无人收录的办法")
    found, strangers = texts_in(f"关于印发的通知\n{TEXT}\n{stranger}\n{OTHER_TEXT}".encode(), LAW)
    assert [each.instrument for each in found] == ["toy", "other"]
    assert strangers == ("无人收录的办法",)


def test_a_clause_with_other_words_is_changed_and_one_that_is_gone_is_missing() -> None:
    amended = TEXT.replace("甲行为", "丙行为").replace("第三条 处理方式为提醒。\n", "")
    (found,), _ = texts_in(amended.encode(), LAW)
    told = {each.address: each.state for each in whole(TOY, dict(found.clauses))}
    assert (told["2/1/1"], told["2/1/2"], told["3/1"]) == (ClauseState.CHANGED, ClauseState.SAME, ClauseState.MISSING)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "text-without-articles"),
        ("没有条文".encode(), "text-without-articles"),
        (b"PK\x03\x04\x00\x00\xff\xff", "text-not-readable"),
        (b"\xff\xff\xff", "text-not-readable"),
        (b"x" * (LARGEST + 1), "text-too-large"),
        (TEXT.replace("某市示例事项管理办法", "无人收录的办法").encode(), "text-belongs-nowhere"),
    ],
)
def test_a_file_that_is_no_text_of_a_rulebook_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(TextRefused) as refused:
        texts_in(content, LAW)
    assert refused.value.code == code
