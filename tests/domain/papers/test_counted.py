"""A paper tells the circumstances that the record itself shows, and why the body departs from its own policy."""

from datetime import date
from uuid import UUID

from msgspec.structs import replace

from application.adapters.rulebook_files import packaged
from application.adapters.template_files import packaged_templates, packaged_words
from domain.papers.content import MISSING
from domain.papers.counted import Decided, told
from domain.papers.filling import Standing, fill
from domain.papers.terms import EventRef, Statement
from domain.procedure.profile import Label
from domain.recommendation.circumstances import derived
from domain.recommendation.facts import FactSheet, FactStatus, KnownFact, PriorSituation
from domain.recommendation.recommend import recommend
from tests.domain.papers.material import CASE, FRAMED, OPENED, TRACK, deliberated, material, recorded, text

BOOK = packaged().get("qingyuan-fault-liability", "2011-05-01")
PROVED = {"duty-failure", "consequence", "causation"}
EARLIER, NUMBER = UUID(int=0xEE), "示例责〔2011〕3号"
MADE = EventRef(stream=EARLIER, version=17)
DECISION, NOTICE = packaged_templates()["decision"], packaged_templates()["notice"]


def weighed(*priors):
    sheet = FactSheet(
        respondent=str(TRACK),
        subject="person",
        role="direct",
        conduct_from=FRAMED.conduct_from,
        conduct_to=FRAMED.conduct_to,
        decision_on=date(2012, 6, 1),
        facts=tuple(
            KnownFact(code=one.code, status=FactStatus.ESTABLISHED if one.code in PROVED else FactStatus.REFUTED)
            for one in BOOK.facts
            if one.code not in {BOOK.role_fact, "repeated-within-a-year"}
        ),
        priors=priors,
        priors_checked_on=FRAMED.conduct_to,
        matter=BOOK.scope.matters[0],
    )
    return recommend(sheet, BOOK, references=packaged(), known_at=sheet.decision_on)


def filled(template, *priors, statements=(), departs=None, texts=None):
    events = recorded(case=(FRAMED,), track=(OPENED, deliberated("circulated-criticism")))
    found = weighed(*priors)
    given = material(events) if texts is None else material(events, texts=texts)
    counted = told(
        derived(found, BOOK), found, events, {EARLIER: Decided(number=NUMBER, at=MADE)}, packaged_words()["Counted"]
    )
    standing = {**given.standing} if departs is None else {**given.standing, "departs": departs}
    return fill(template, replace(given, counted=counted, standing=standing), statements)


def test_a_circumstance_that_was_counted_is_told_with_its_article_and_what_was_counted() -> None:
    prior = PriorSituation(on=date(2011, 9, 1), reference=f"{EARLIER}/{UUID(int=1)}")
    for template in (DECISION, NOTICE):
        said = next(one for one in filled(template, prior).sentences if "一年内" in one.zh)
        assert said.zh == (
            "具有“一年内两次以上应予追责”的情节（《清远市政府信息公开工作过错责任追究办法（试行）》第八条第一款第四项）："
            "2011年9月1日的行为已由示例责〔2011〕3号决定认定应予追责，与本案2012年3月5日的行为在同一计算期限内"
            "（至2012年9月1日，含当日）。"
        )
        assert NUMBER in said.en
        assert said.sources == (EventRef(stream=CASE, version=1), MADE), "on what is alleged here, and on that decision"
        assert not any("一年内" in one.zh for one in filled(template).sentences)


def test_a_decision_that_departs_from_the_policy_says_why_and_nobody_signs_it_without() -> None:
    words = Label(zh="诫勉谈话", en="admonition talk")
    source = EventRef(stream=TRACK, version=2)
    bare = filled(DECISION, departs=Standing(words=words, source=source))
    lead = next(place for place, one in enumerate(bare.sentences, 1) if "裁量基准" in one.zh)
    assert "诫勉谈话" in bare.sentences[lead - 1].zh
    assert (bare.sentences[lead].zh, bare.sentences[lead].gap) == (MISSING.zh, True)
    why = text("情况特殊。")
    given = (Statement(slot="departure", text=why),)
    whole = filled(DECISION, statements=given, departs=Standing(words=words), texts={why.id: "情况特殊。"})
    assert whole.sentences[lead].zh == "情况特殊。"
    assert not any(
        "裁量基准" in one.zh or one.slot == "departure" for one in filled(DECISION, statements=given).sentences
    )
