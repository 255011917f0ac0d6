"""A paper that tells a last day which the calendar may still move says so, by when to act all the same, and on what it rests."""

from datetime import date

import pytest
from msgspec.structs import replace

from application.adapters.calendar_files import shipped_notices
from application.adapters.template_files import packaged_templates, packaged_words
from domain.calendar.calendar import Calendar
from domain.calendar.deadline import deadline
from domain.calendar.period import Period
from domain.papers.filling import Standing, fill
from domain.papers.last_day import may_move
from domain.papers.law import LawWords
from domain.procedure.basis import Basis, Source, Verified
from domain.procedure.profile import Label
from domain.rulebook.labels import Label as Title
from domain.rulebook.law_names import LawNames, OtherLaw
from tests.domain.papers.material import material, recorded

KNOWN = Calendar(shipped_notices(), known_on=date(2026, 6, 1))
"""Its arrangements settle the days to 24 December 2026."""

LAW = LawWords(
    book=None, names=LawNames((), {"GQ24": OtherLaw(instrument="rules", title=Title(zh="某规则", en="Some Rules"))})
)
ASSUMED = Source(basis=Basis.ASSUMED, verified=Verified.DESIGN)
BORROWED = Source(basis=Basis.BORROWED, verified=Verified.FULL_TEXT, cites=("GQ24 27(6)",))


def said(served: date, source: Source = ASSUMED, calendar: Calendar = KNOWN) -> Label | None:
    found = deadline(Period.parse("5wd"), served, calendar)
    return may_move(found, calendar.settled_to, source, LAW, packaged_words())


def test_a_settled_last_day_is_told_without_more() -> None:
    assert said(date(2026, 11, 27)) is None


@pytest.mark.parametrize(
    ("source", "rests"),
    [(ASSUMED, "办案系统的设定，并非法律规定"), (BORROWED, "参照其他规定，《某规则》第二十七条第一款第六项")],
)
def test_a_provisional_one_has_the_day_to_act_by_and_what_it_rests_on(source: Source, rests: str) -> None:
    found = said(date(2026, 12, 22), source)
    assert found is not None
    assert "现公布到2026年12月24日" in found.zh
    assert "在2026年12月27日（含当日）以前提出的，不会逾期" in found.zh, "the 26th and 27th may be made working days"
    assert found.zh.endswith(rests)
    assert "by the end of 27 December 2026" in found.en


def test_where_nothing_is_published_that_is_said() -> None:
    found = said(date(2026, 12, 22), calendar=Calendar(()))
    assert found is not None
    assert "没有已公布的放假调休安排" in found.zh


def test_the_record_of_a_statement_says_it_after_its_last_day() -> None:
    template, given = packaged_templates()["statement-record"], material(recorded())

    def lines(*, moves: bool) -> list[str]:
        words = {"statement_may_move": Standing(words=Label(zh="末日为暂定", en="provisional"))} if moves else {}
        return [one.zh for one in fill(template, replace(given, standing={**given.standing, **words})).sentences]

    told = lines(moves=True)
    assert "陈述申辩的期限至" in told[told.index("末日为暂定。") - 1]
    assert "末日为暂定。" not in lines(moves=False)
