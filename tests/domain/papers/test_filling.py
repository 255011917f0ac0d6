"""Filling: each sentence knows its events, what is missing is a gap, what rests on nothing is marked."""

from typing import Any

import msgspec

from domain.papers.content import Content, Head, decoded, encoded
from domain.papers.filling import fill, texts_in
from domain.papers.one_day import put_in
from domain.papers.template import Template, parse
from domain.papers.terms import EventRef, Statement
from domain.papers.wording import Sheeted
from domain.procedure.profile import Label
from tests.domain.papers.material import (
    CASE,
    ENTERED,
    FOUND,
    FRAMED,
    ITEM,
    OPENED,
    SAID,
    TRACK,
    deliberated,
    material,
    recorded,
    text,
)

HEAD = """
code = "toy"
about = "proceeding"
label = { zh = "例", en = "toy" }
title = { zh = "关于{respondent}", en = "On {respondent}" }
series = "例"
form = "document"
"""


def template(lines: str) -> Template:
    return parse((HEAD + lines).encode())


FACTS = """
[[lines]]
heading = 1
zh = "事实"
en = "Facts"
[[lines]]
of = "case.finding-made.v1"
each = true
required = true
latest-by = ["allegation", "fact"]
where = { status = "established" }
zh = "{fact}：{reasons}（{evidence}）。"
en = "{fact}: {reasons} ({evidence})."
[[lines]]
slot = "own"
"""


def filled(lines: str, *statements: Statement, **streams: tuple[Any, ...]) -> Content:
    events = recorded(**streams)
    return fill(template(lines), material(events), statements)


def test_a_sentence_rests_on_its_event_and_on_the_evidence_that_the_event_names() -> None:
    content = filled(FACTS, case=(FRAMED, ENTERED, FOUND), track=(OPENED,))
    (_, sentence) = content.sentences
    assert sentence.zh == "不受理申请：登记为证（证据1）。"
    assert sentence.sources == (EventRef(stream=CASE, version=3), EventRef(stream=CASE, version=2))
    assert (content.unsupported, content.gaps) == ((), ())


def test_headings_are_numbered_and_one_without_text_below_is_left_out() -> None:
    empty = '\n[[lines]]\nheading = 1\nzh = "空"\nen = "Empty"\n'
    content = filled(empty + FACTS, case=(FRAMED, ENTERED, FOUND), track=(OPENED,))
    assert [p.sentences[0].zh for p in content.paragraphs if p.heading] == ["一、事实"]


def test_what_the_record_lacks_is_a_gap() -> None:
    content = filled(FACTS, case=(FRAMED,), track=(OPENED,))
    assert content.gaps == (2,)
    assert "待补" in content.sentences[1].zh


def test_a_text_that_cannot_be_read_is_a_gap_and_not_an_empty_sentence() -> None:
    content = fill(template(FACTS), material(recorded(case=(FRAMED, ENTERED, FOUND)), texts={}), ())
    assert content.gaps == (2,)


def test_a_document_that_is_no_text_is_referred_to_and_no_gap() -> None:
    reasons = FOUND.reasons
    file = material(recorded(case=(FRAMED, ENTERED, FOUND)), texts={}, files={reasons.id: None})
    content = fill(template(FACTS), file, ())
    assert (content.gaps, content.sentences[1].zh) == (
        (),
        f"不受理申请：见附卷材料（校验值{reasons.sha256[:16]}）（证据1）。",
    )
    sheet = Sheeted(kind=Label(zh="调查报告", en="investigation report"), number="某责查〔2012〕1号")
    paper = material(recorded(case=(FRAMED, ENTERED, FOUND)), texts={}, files={reasons.id: sheet})
    (_, said) = fill(template(FACTS), paper, ()).sentences
    assert said.zh == "不受理申请：见《调查报告》（某责查〔2012〕1号）（证据1）。"
    assert "see the investigation report (某责查〔2012〕1号)" in said.en
    assert said.sources, "it rests on its event as a text does"


def test_a_sentence_of_the_drafters_own_that_cannot_be_read_is_a_gap_and_a_file_is_referred_to() -> None:
    own = Statement(slot="own", text=text("另纸"), evidence=(ITEM,))
    events = recorded(case=(FRAMED, ENTERED, FOUND))
    assert fill(template(FACTS), material(events), (own,)).gaps == (3,)
    filed = fill(template(FACTS), material(events, files={own.text.id: None}), (own,))
    assert (filed.gaps, filed.sentences[2].zh) == ((), "见附卷材料（校验值0000000000000000）。")


def test_a_sentence_of_the_drafters_own_is_supported_by_what_it_names_on_this_record_only() -> None:
    own = text("我方的说明。")
    held = Statement(slot="own", text=own, evidence=(ITEM,))
    bare = Statement(slot="own", text=own)
    elsewhere = Statement(slot="own", text=own, events=(EventRef(stream=TRACK, version=99),))
    content = filled(FACTS, held, bare, elsewhere, case=(FRAMED, ENTERED, FOUND), track=(OPENED,))
    assert [sentence.zh for sentence in content.sentences[2:]] == ["我方的说明。"] * 3
    assert content.unsupported == (4, 5)


def test_only_the_texts_that_the_template_quotes_are_opened() -> None:
    wanted = texts_in(template(FACTS), recorded(case=(FRAMED, ENTERED, FOUND), track=(OPENED,)))
    assert {SAID[document.id] for document in wanted} == {"登记为证。"}


REMEDIES = """
[[lines]]
of = "proceeding.deliberated.v1"
over = "remedies"
unless = "within"
kind = "law"
zh = "可以向{forum}提出{step}，不限期限。"
en = "{step} to {forum}, no time set."
[[lines]]
of = "proceeding.deliberated.v1"
over = "remedies"
when = "within"
kind = "law"
zh = "可以自{start}之日起{within}内向{forum}提出{step}。"
en = "{step} to {forum} within {within} of {start}."
[[lines]]
of = "proceeding.deliberated.v1"
over = "measures"
zh = "依照{measure_basis}，{measure}。"
en = "{measure} under {measure_basis}."
"""


def test_the_ways_of_review_follow_from_the_track_and_not_from_the_author() -> None:
    content = filled(REMEDIES, case=(FRAMED,), track=(OPENED, deliberated("admonition-talk")))
    said = "".join(sentence.zh for sentence in content.sentences)
    assert said.startswith("可以向作出决定的机关提出复核，不限期限。")
    assert "诫勉谈话" in said
    assert "第六条第一款" in said


def test_content_is_read_back_as_it_was_kept() -> None:
    content = filled(FACTS, case=(FRAMED, ENTERED, FOUND), track=(OPENED,))
    assert decoded(encoded(content)) == content
    assert encoded(decoded(encoded(content))) == encoded(content)


def test_each_line_of_the_attachments_is_one_name_without_a_full_stop_and_records_have_none() -> None:
    written = "调查笔录。\n\n 收据； "
    said = Statement(slot="attachments", text=text(written))
    given = material(recorded(case=(FRAMED,), track=(OPENED,)), texts={**SAID, text(written).id: written})
    assert fill(template(FACTS), given, (said,)).attachments == ("调查笔录", "收据")
    record = parse((HEAD.replace('"document"', '"record"') + FACTS).encode())
    assert "attachments" not in record.slots
    assert fill(record, given, (said,)).attachments == ()
    assert b"attachments" not in encoded(fill(template(FACTS), given)), "a paper without any is kept as it was"


def test_what_stands_above_the_head_is_the_drafter_s_and_only_what_goes_to_a_higher_authority_names_who_signs() -> None:
    written = {"copy-number": "12", "secrecy": " 秘密★1年\n", "urgency": "  ", "signer": "某乙"}
    said = tuple(Statement(slot=slot, text=text(words)) for slot, words in written.items())
    texts = {**SAID, **{text(words).id: words for words in written.values()}}
    given = material(recorded(case=(FRAMED,), track=(OPENED,)), texts=texts)
    assert fill(template(FACTS), given, said).head == Head(copy_number="000012", secrecy="秘密★1年")
    upward = parse((HEAD + "upward = true\n" + FACTS).encode())
    assert set(upward.slots) - set(template(FACTS).slots) == {"signer"}
    assert fill(upward, given, said).head == Head(copy_number="000012", secrecy="秘密★1年", signer="某乙")
    record = parse((HEAD.replace('"document"', '"record"') + FACTS).encode())
    assert not {"copy-number", "secrecy", "urgency"} & set(record.slots)
    assert fill(record, given, said).head is None
    assert b'"head"' not in encoded(fill(template(FACTS), given)), "a paper without any is kept as it was"


SPAN = """
[[lines]]
of = "case.allegation-framed.v1"
each = true
zh = "{conduct_from}至{conduct_to}，{organ}{description}。"
en = "From {conduct_from} to {conduct_to}, {organ}: {description}."
"""


def test_what_was_done_on_one_day_is_said_of_that_day_and_not_from_it_to_itself():
    one_day = msgspec.structs.replace(FRAMED, conduct_to=FRAMED.conduct_from)
    (over, once) = (filled(SPAN, case=(framed,)).sentences[0] for framed in (FRAMED, one_day))
    assert over.zh.startswith("2012年3月5日至2012年3月30日，")
    assert over.en.startswith("From 5 March 2012 to 30 March 2012, ")
    assert once.zh.startswith("2012年3月5日，")
    assert once.en.startswith("On 5 March 2012, ")


def test_each_span_of_days_is_shortened_by_its_own_days() -> None:
    words = {"a_from": "3月1日", "a_to": "3月1日", "b_from": "4月1日", "b_to": "4月9日"}
    assert put_in("{a_from}至{a_to}，{b_from}至{b_to}", words) == "3月1日，4月1日至4月9日"
