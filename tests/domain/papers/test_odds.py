"""What a drafter writes of their own is compared with the record: another measure, fact, period or body is marked, and the step is held to it."""

from datetime import date

import msgspec
import pytest

from domain.appeals.commands import DecideAppeal
from domain.appeals.events import AppealResult
from domain.papers.content import Content, Paragraph, Sentence
from domain.papers.odds import Comparison, OddKind, days_in, named_in, odds
from domain.papers.template import Form, Kind
from domain.papers.terms import EventRef
from domain.papers.use import APPROVED_PAPER, Issued, Told, told_otherwise
from domain.procedure.profile import Label
from domain.proceedings.commands import IssueNotice
from domain.proceedings.events import MeasureTaken, Outcome
from domain.refusal import Reason
from tests.domain.papers.material import ALLEGATION, CASE, text

SOURCE = (EventRef(stream=CASE, version=1),)
AGAINST = Comparison(
    measures={
        "警告": frozenset({"warning"}),
        "严重警告": frozenset({"serious-warning"}),
        "通报批评": frozenset({"circular"}),
    },
    facts={"拒不受理申请": frozenset({"not-accepted"}), "推卸、转嫁责任": frozenset({"shifts"})},
    bodies={"某市": frozenset({"1"}), "某市某局": frozenset({"2"}), "别市某局": frozenset({"3"})},
    borne_out=frozenset({"circular", "not-accepted"}),
)


def paper(own: str, *sources: EventRef, filled: str = "自收到之日起5个工作日内提出。") -> Content:
    """One filled sentence, and one of the drafter's own."""
    said = (
        Sentence(zh=filled, en="", kind=Kind.LAW),
        Sentence(zh=own, en="", kind=Kind.FORM, sources=sources, slot="intended"),
    )
    return Content(
        template="notice",
        edition="",
        form=Form.DOCUMENT,
        label=Label(zh="告知书", en="notice"),
        title=Label(zh="告知书", en="Notice"),
        issuer="某市某局",
        paragraphs=(Paragraph(sentences=said),),
    )


@pytest.mark.parametrize(
    ("own", "found"),
    [
        ("拟予以通报批评。", []),
        ("拟予以通报批评，并给予严重警告。", [(OddKind.MEASURE, "严重警告")]),
        ("因拒不受理申请，拟予以通报批评。", []),
        ("因推卸、转嫁责任，拟予以通报批评。", [(OddKind.FACT, "推卸、转嫁责任")]),
        ("请于五个工作日内提出。", []),
        ("请于十日内提出。", [(OddKind.PERIOD, "10日内")]),
        ("向某市某局提出。", []),
        ("向别市某局提出。", [(OddKind.BODY, "别市某局")]),
    ],
)
def test_a_sentence_that_names_what_the_record_does_not_is_marked(own: str, found: list[tuple[OddKind, str]]) -> None:
    assert [(one.kind, one.words) for one in odds(paper(own), AGAINST)] == found
    assert all(one.number == 2 for one in odds(paper(own), AGAINST))


def test_what_rests_on_evidence_may_tell_of_others_but_never_of_another_measure() -> None:
    told = paper("别市某局十日内未答复，属推卸、转嫁责任，应予警告。", *SOURCE)
    assert [(one.kind, one.words) for one in odds(told, AGAINST)] == [(OddKind.MEASURE, "警告")]
    assert odds(paper("请于十日内提出。", filled="没有写期限。"), AGAINST) == (), "nothing to contradict"


def test_the_longest_name_counts_and_a_day_is_read_in_full() -> None:
    assert named_in("给予严重警告", AGAINST.measures) == {"严重警告"}
    assert named_in("A Circular was sent", ["circular"]) == {"circular"}
    assert days_in("2026年3月5日前，2026年2月30日") == {date(2026, 3, 5)}


def notice(*measures: str, outcome: Outcome = Outcome.MEASURES, due: date | None = None) -> IssueNotice:
    taken = tuple(MeasureTaken(measure=one, due_on=due) for one in measures)
    return IssueNotice(outcome=outcome, measures=taken, findings=((ALLEGATION, "found"),), document=text("纪要"))


def said(*measures: str, **more: object) -> Told:
    told = Told(measures=tuple(frozenset({one, f"{one}-elsewhere"}) for one in measures))
    return msgspec.structs.replace(told, **more)


def test_a_step_records_what_its_paper_tells_and_nothing_else() -> None:
    assert told_otherwise(said("talk", "circular"), notice("circular", "talk")) == ()
    assert told_otherwise(said("talk"), notice("circular")) == ("circular", "talk")
    assert told_otherwise(said(), notice(outcome=Outcome.EXEMPT)) == ("exempt",)
    assert told_otherwise(said(results=frozenset({"exempt"})), notice(outcome=Outcome.EXEMPT)) == ()
    day, other = date(2026, 3, 5), date(2026, 3, 9)
    assert told_otherwise(said("order", days=frozenset({day})), notice("order", due=day)) == ()
    assert told_otherwise(said("order", days=frozenset({other})), notice("order", due=day)) == ("2026-03-09",)
    found = frozenset({(ALLEGATION, "found"), (ALLEGATION, "besides")})
    assert told_otherwise(Told(findings=found), notice("circular")) == ("besides",)
    assert told_otherwise(Told(), notice("circular")) == (), "a paper that has no place for it"


def test_an_appeal_may_name_what_it_takes_away_and_has_to_name_its_result() -> None:
    command = DecideAppeal(
        result=AppealResult.VARIED,
        number="1号",
        ground="unfit",
        reasons=text("纪要"),
        document=text("纪要"),
        outcome=Outcome.MEASURES,
        measures=(MeasureTaken(measure="talk"),),
    )
    told = said("talk", "circular", known=frozenset({"circular", "talk"}), results=frozenset({"varied"}))
    assert told_otherwise(told, command) == ()
    assert told_otherwise(msgspec.structs.replace(told, results=frozenset({"upheld"})), command) == ("varied",)


def test_only_the_paper_that_is_used_binds_its_step() -> None:
    command = notice("circular")
    issued = (Issued(number="1号", document=command.document, told=said("talk")),)

    class Around(msgspec.Struct):
        issued: tuple[Issued, ...]

    reasons = [one for rule in APPROVED_PAPER for one in rule(None, command, Around(issued))]
    assert reasons == [Reason(rule="approved-paper-says-otherwise", about=("circular", "talk"))]
    other = (Issued(number="2号", document=text("另一份"), told=said("talk")),)
    reasons = [one for rule in APPROVED_PAPER for one in rule(None, command, Around(other))]
    assert [one.rule for one in reasons] == ["approved-paper-not-used"]
