"""The decision on an appeal quotes each ground with its answer, on the events of both; a ground without an answer is a gap."""

from msgspec.structs import replace

from domain.appeals.events import GroundAnswered
from domain.appeals.grounds import Against, AppealPoint, Holding
from domain.papers.content import Sentence
from domain.recorded import Event
from tests.domain.papers.material import APPEALED, DAY, FRAMED, OPENED, text
from tests.domain.papers.test_catalogue_contents import DECIDED, filled

FACTS = AppealPoint(text=text("窗口不收件。"), against=Against.FACTS)
OTHER = AppealPoint(text=text("纪要"))
SEVERAL = replace(APPEALED, points=(FACTS, OTHER))


def answered(point: AppealPoint, holding: Holding) -> GroundAnswered:
    return GroundAnswered(text=point.text, holding=holding, reasons=text("登记为证。"), answered_on=DAY)


def answers(*events: Event) -> list[Sentence]:
    content = filled("appeal-decision", "outcome", case=(FRAMED,), track=(OPENED, DECIDED, *events))
    headings = [place for place, one in enumerate(content.paragraphs) if one.heading]
    (begin,) = [place for place in headings if "对各项理由的答复" in content.paragraphs[place].sentences[0].zh]
    end = next(place for place in headings if place > begin)
    return [one for each in content.paragraphs[begin + 1 : end] for one in each.sentences]


def test_each_ground_stands_with_its_answer_and_its_reasons_on_the_events_of_both():
    first, second = answers(SEVERAL, answered(OTHER, Holding.FAILS), answered(FACTS, Holding.IN_PART))
    assert first.zh == "关于事实认定的理由（窗口不收件），经审查部分成立：登记为证。"
    assert first.en == "The ground on the facts (窗口不收件) holds in part: 登记为证."
    assert second.zh.startswith("关于其他方面的理由")
    assert [one.version for one in first.sources] == [3, 5]
    assert [one.version for one in second.sources] == [3, 4]
    assert not (first.gap)
    assert not (second.gap)


def test_a_later_answer_takes_the_place_of_the_former():
    (first, _) = answers(SEVERAL, answered(FACTS, Holding.FAILS), answered(FACTS, Holding.HOLDS))
    assert "经审查成立" in first.zh
    assert [one.version for one in first.sources] == [3, 5]


def test_a_ground_without_an_answer_is_a_gap_of_its_own():
    first, second = answers(SEVERAL, answered(FACTS, Holding.HOLDS))
    assert (first.gap, second.gap) == (False, True)
    assert "〔待补〕" in second.zh


def test_an_application_as_a_whole_is_answered_as_one_ground():
    (unanswered,) = answers(APPEALED)
    assert unanswered.gap
    whole = AppealPoint(text=APPEALED.grounds)
    (one,) = answers(APPEALED, answered(whole, Holding.FAILS))
    assert (one.zh, one.gap) == ("申请人的理由经审查不成立：登记为证。", False)
