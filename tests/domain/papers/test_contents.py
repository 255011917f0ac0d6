"""What the papers of the law must contain: checked on the packaged templates, filled from a small record."""

from msgspec.structs import replace

from application.adapters.template_files import packaged_templates
from domain.citation import Citation
from domain.document import DocumentRef
from domain.identity import PointId
from domain.papers.content import Content
from domain.papers.filling import Standing, fill, texts_in
from domain.papers.terms import EventRef, Statement
from domain.procedure.profile import Label
from domain.proceedings.events import Adoption, PointAnswered, ProceedingOpened, StatementReceived, Subject
from domain.proceedings.terms import StatementPoint
from domain.recorded import Event
from tests.domain.papers.material import (
    CASE,
    DAY,
    ENTERED,
    FOUND,
    FRAMED,
    OPENED,
    SAID,
    TRACK,
    deliberated,
    material,
    recorded,
    text,
)

TEMPLATES = packaged_templates()
FIRST, SECOND = (PointId(CASE), PointId(TRACK))
POINTS = (
    StatementPoint(point=FIRST, text=text("我方的说明。")),
    StatementPoint(point=SECOND, text=text("窗口不收件。")),
)
STATEMENT = StatementReceived(received_on=DAY, document=text("我方的说明。"), points=POINTS, oral=False, in_time=True)


def answered(point: PointId, adoption: Adoption) -> PointAnswered:
    return PointAnswered(point=point, adoption=adoption, reasons=text("登记为证。"), answered_on=DAY)


def filled(template: str, *statements: Statement, case: tuple[Event, ...], track: tuple[Event, ...] = ()) -> Content:
    given = material(recorded(case=case, track=track))
    standing = {
        **given.standing,
        "instrument": Standing(words=Label(zh="《某办法》（2012年1月1日起施行）", en="Rules")),
    }
    return fill(TEMPLATES[template], replace(given, standing=standing), statements)


def said(content: Content) -> str:
    return "".join(sentence.zh for sentence in content.sentences)


def own(slot: str, words: str) -> Statement:
    return Statement(slot=slot, text=text(words))


def test_each_point_of_the_defence_is_told_with_its_answer_and_rests_on_the_statement_too() -> None:
    track = (OPENED, STATEMENT, answered(FIRST, Adoption.ADOPTED), answered(SECOND, Adoption.NOT_ADOPTED))
    opinion = filled("defence-opinion", case=(FRAMED,), track=track)
    assert "关于“我方的说明”的意见，予以采纳：登记为证。关于“窗口不收件”的意见，不予采纳：登记为证。" in said(opinion)
    decision = filled("decision", case=(FRAMED,), track=track)
    assert "对“我方的说明”的申辩意见，予以采纳：登记为证。对“窗口不收件”的申辩意见，不予采纳：登记为证。" in said(
        decision
    )
    (point,) = [one for one in decision.sentences if one.zh.startswith("对“窗口不收件”")]
    assert point.sources == (EventRef(stream=TRACK, version=4), EventRef(stream=TRACK, version=2))


def test_a_point_on_a_notified_fact_is_told_with_the_fact() -> None:
    (first, *others) = STATEMENT.points
    stated = replace(STATEMENT, points=(replace(first, about="no-proper-reason"), *others))
    track = (OPENED, stated, answered(FIRST, Adoption.ADOPTED), answered(SECOND, Adoption.NOT_ADOPTED))
    decision = said(filled("decision", case=(FRAMED,), track=track))
    assert "对“没有正当理由”一项，申辩意见是：我方的说明。予以采纳：登记为证。" in decision
    assert "对“窗口不收件”的申辩意见，不予采纳：登记为证。" in decision
    opinion = said(filled("defence-opinion", case=(FRAMED,), track=track))
    assert "关于“没有正当理由”一项，申辩意见是：我方的说明。予以采纳：登记为证。" in opinion


def test_a_point_whose_statement_is_not_on_record_is_a_gap() -> None:
    decision = filled("decision", case=(FRAMED,), track=(OPENED, answered(FIRST, Adoption.ADOPTED)))
    (point,) = [one for one in decision.sentences if "申辩意见" in one.zh]
    assert point.gap


def test_the_decision_names_the_edition_of_the_rules_and_of_the_duty() -> None:
    duty = Citation(instrument="open-government-information-regulation", edition="2008-05-01", address="13")
    framed = replace(FRAMED, duty=duty)
    other = replace(framed, description=text("我方的说明。"), duty=None)
    words = said(filled("decision", case=(framed, other), track=(OPENED, deliberated("admonition-talk"))))
    assert "本决定依据的责任追究规定为《某办法》（2012年1月1日起施行）。" in words
    assert "第十三条（2008年5月1日起施行）" in words
    assert words.index("有关义务规定于") < words.index("我方的说明"), "the duty stands beside the breach of it"


def test_evidence_is_listed_by_number_kind_and_what_it_bears_on() -> None:
    shown = replace(ENTERED, shows=("application-not-accepted",))
    for template in ("decision", "investigation-report", "transfer-letter", "case-transfer-letter"):
        words = said(filled(template, case=(FRAMED, shown, replace(shown, shows=()), FOUND), track=(OPENED,)))
        assert "证据1：书证，2012年6月1日收集。用以证明：不受理申请。证据1：书证" in words, template


def test_an_organ_is_named_with_its_head_where_the_registers_know_one() -> None:
    organ = ProceedingOpened(
        case=OPENED.case, subject=Subject.ORGAN, organ=OPENED.organ, person=None, profile="P-QYF", opened_on=DAY
    )
    given = material(recorded(case=(FRAMED,), track=(organ,)))

    def decision(**standing: Standing) -> Content:
        return fill(TEMPLATES["decision"], replace(given, standing={**given.standing, **standing}))

    assert "主要负责人" not in said(decision())
    named = decision(organ_head=Standing(words=Label(zh="某乙（虚构）", en="B")))
    assert "被处理单位：某甲（虚构）。主要负责人：某乙（虚构）。" in said(named)
    erased = decision(organ_head=Standing(words=None))
    assert [one.zh for one in erased.sentences if one.gap and "主要负责人" in one.zh] == ["主要负责人：〔待补〕。"]


def test_a_rank_and_an_organs_code_are_named_where_the_registers_know_them() -> None:
    def decision(opened: ProceedingOpened, **standing: Standing) -> Content:
        given = material(recorded(case=(FRAMED,), track=(opened,)))
        return fill(TEMPLATES["decision"], replace(given, standing={**given.standing, **standing}))

    rank, code = (Standing(words=Label(zh=words, en=words)) for words in ("正科级", "EX-1"))
    organ = replace(OPENED, subject=Subject.ORGAN, person=None)
    assert "职级：正科级。" in said(decision(OPENED, grade=rank, organ_code=code))
    assert "代码" not in said(decision(OPENED, grade=rank, organ_code=code))
    assert "被处理单位：某甲（虚构）。代码：EX-1。" in said(decision(organ, grade=rank, organ_code=code))
    for opened in (OPENED, organ):
        plain = decision(opened)
        assert "职级" not in said(plain)
        assert "代码：" not in said(plain)


def test_the_record_of_a_talk_is_of_one_talk_and_needs_no_evidence_yet() -> None:
    texts = {"时间、地点": "arrangement", "某人": "identity", "问：答：": "answers", "录音1": "recording"}
    statements = tuple(own(slot, words) for words, slot in texts.items())
    known = {**SAID, **{text(words).id: words for words in texts}}
    another = replace(ENTERED, document=text("别人的话"))
    given = material(recorded(case=(FRAMED, another)), texts={**known, text("别人的话").id: "别人的话"})
    content = fill(TEMPLATES["talk-record"], given, statements)
    assert (content.gaps, content.unsupported) == ((), ())
    assert "别人的话" not in said(content)
    assert all(words in said(content) for words in texts)
    assert [p.sentences[0].zh for p in content.paragraphs if p.heading] == [
        "一、询问和回答",
        "二、录音录像",
        "三、核对和更正",
    ]
    assert len(fill(TEMPLATES["talk-record"], given).gaps) == 3


def test_a_text_that_only_the_event_referred_to_has_is_opened() -> None:
    track = (OPENED, STATEMENT, answered(SECOND, Adoption.ADOPTED))
    wanted: frozenset[DocumentRef] = texts_in(TEMPLATES["defence-opinion"], recorded(case=(), track=track))
    assert {SAID[one.id] for one in wanted} == {"我方的说明。", "窗口不收件。", "登记为证。"}
