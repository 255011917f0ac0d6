"""Where the law changed between conduct and decision, the paper says which applies and under which rule."""

from datetime import date

import pytest
from msgspec.structs import replace

from application.adapters.template_files import packaged_templates, packaged_words
from domain.papers.filling import Standing, fill
from domain.papers.law import LawWords
from domain.papers.law_in_time import law_in_time
from domain.procedure.profile import Label
from domain.recommendation.editions import basis_of, line_of
from domain.recommendation.situation import Situation
from domain.rulebook.law_names import LawNames
from tests.domain.papers.material import material, recorded
from tests.domain.recommendation.test_time import CATALOGUE, CROSSING, OLD, sheet

NEWER, OLDER = (
    "《中华人民共和国公职人员政务处分法》（2020年7月1日起施行）",
    "《行政机关公务员处分条例》（2007年6月1日起施行）",
)


def told(*established: str, **given: object) -> Label | None:
    facts = sheet(*established, **given)
    book = basis_of(facts, OLD, CATALOGUE)
    law = LawWords(book=book, names=LawNames(CATALOGUE.rulebooks))
    return law_in_time(line_of(Situation(facts, book, CATALOGUE, facts.decision_on)), law, packaged_words())


@pytest.mark.parametrize(
    ("established", "answer", "applies", "how"),
    [
        (("dereliction", "adverse-consequence"), None, NEWER, "处理较轻"),
        (("deception", "adverse-consequence"), None, OLDER, "行为发生时施行的"),
        (CROSSING, "later", NEWER, "轻重互见"),
        (CROSSING, "earlier", OLDER, "轻重互见"),
    ],
)
def test_the_rule_is_cited_with_the_law_that_applies(
    established: tuple[str, ...], answer: str | None, applies: str, how: str
) -> None:
    found = told(*established, answers=[("ZW-67", answer)] if answer else ())
    assert found is not None
    assert found.zh.endswith(f"适用{applies}") or f"适用行为发生时施行的{applies}" in found.zh
    assert how in found.zh
    assert "《中华人民共和国公职人员政务处分法》第六十七条第一款（从旧兼从轻）" in found.zh
    assert "Article 67, paragraph 1" in found.en


def test_nothing_is_said_where_nothing_changed_or_it_is_not_settled() -> None:
    assert told("dereliction", decided=date(2020, 6, 30)) is None
    assert told(*CROSSING) is None, "a person decides first"
    assert told("deception", open_facts=("adverse-consequence", "dereliction")) is None


@pytest.mark.parametrize("code", ["decision", "notice"])
def test_decision_and_notice_say_it_after_their_instrument_and_wait_while_it_is_open(code: str) -> None:
    template, given = packaged_templates()[code], material(recorded())

    def said(words: Label | None, *, known: bool = True) -> list[tuple[str, bool]]:
        standing = {**given.standing, "instrument": Standing(words=Label(zh="《某法》", en="Law"))}
        standing |= {"law_in_time": Standing(words=words)} if known else {}
        sentences = fill(template, replace(given, standing=standing)).sentences
        place = next(number for number, one in enumerate(sentences) if "《某法》" in one.zh)
        return [(one.zh, one.gap) for one in sentences[place + 1 : place + 2]]

    assert said(Label(zh="适用新法", en="the newer")) == [("适用新法。", False)]
    assert said(None) == [("〔待补〕。", True)]
    assert said(None, known=False) != [("〔待补〕。", True)]
