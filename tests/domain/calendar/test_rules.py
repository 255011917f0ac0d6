"""Deadline rules, ways of service and signals as data."""

import re
from datetime import date

import pytest

from application.adapters.calendar_files import counting_rules, deadline_rules, national_calendar, service_modes
from application.adapters.rulebook_files import packaged
from domain.calendar.errors import CalendarError
from domain.calendar.notice import Title
from domain.calendar.period import Period
from domain.calendar.rules import Basis, DeadlineRule, DeadlineRules, Seen, Source, deadline_under
from domain.calendar.service import ServiceMode, ServiceModes, deemed_served
from domain.calendar.signal import Signal, signal

TITLE = Title(zh="示例", en="Example")


def test_all_twenty_five_deadlines_are_there_what_recurs_besides_and_the_answer_of_a_second_person():
    families = {"-".join(rule.id.split("-")[:2]) for rule in deadline_rules().rules}
    assert families == {f"D-{n:02}" for n in range(1, 29)}


def test_what_is_known_from_memory_never_stands_alone_as_law_unless_marked():
    for rule in deadline_rules().rules:
        assert rule.sources or rule.basis is Basis.CONFIG
    memory = [r.id for r in deadline_rules().rules if r.sources and all(s.seen is Seen.MEMORY for s in r.sources)]
    assert memory == ["D-19-after-reconsideration"]


def every_source() -> list[Source]:
    ruled = (rule.sources for rule in (*deadline_rules().rules, *counting_rules().rules, *service_modes().modes))
    return [source for sources in ruled for source in sources]


def test_a_source_names_an_edition_by_its_day_and_a_place_by_numbers():
    for source in every_source():
        assert re.fullmatch(r"unknown|[0-9]{4}-[0-9]{2}-[0-9]{2}", source.edition), source
        assert re.fullmatch(r"[0-9]+(/[0-9]+){0,3}", source.address), source


def test_an_instrument_that_has_a_rulebook_is_cited_in_an_edition_of_it():
    editions = {(r.instrument, r.edition_id) for r in packaged().rulebooks}
    installed = {instrument for instrument, _ in editions}
    cited = {(s.instrument, s.edition) for s in every_source()}
    assert {each for each in cited if each[0] in installed} <= editions
    assert len({instrument for instrument, _ in cited} & installed) > 5


def test_a_rule_that_names_two_lengths_is_refused():
    with pytest.raises(CalendarError, match="rule-unreadable"):
        DeadlineRule(id="x", title=TITLE, start="s", basis=Basis.LAW, period="5wd", days=("01-31",))


@pytest.mark.parametrize("wrong", ["start", "restarts", "twice"])
def test_a_file_of_rules_that_points_nowhere_is_refused(wrong: str):
    rule = DeadlineRule(
        id="x",
        title=TITLE,
        start="elsewhere" if wrong == "start" else "s",
        basis=Basis.LAW,
        restarts="y" if wrong == "restarts" else None,
    )
    with pytest.raises(CalendarError, match="rule-unreadable"):
        DeadlineRules(warning_working_days=3, starts={"s": TITLE}, rules=(rule, rule) if wrong == "twice" else (rule,))


def test_an_extension_up_to_a_cap_may_have_any_length():
    rule = deadline_rules().rule("D-13")
    found = deadline_under(rule, date(2025, 3, 3), national_calendar(), extended_by=Period.parse("5m"))
    assert found.due == date(2025, 9, 3)
    with pytest.raises(CalendarError, match="extension-over-cap"):
        deadline_under(rule, date(2025, 3, 3), national_calendar(), extended_by=Period.parse("6m"))


@pytest.mark.parametrize(
    ("mode", "fact_on", "served"),
    [
        ("direct", date(2025, 9, 26), date(2025, 9, 26)),
        ("mail", date(2025, 9, 28), date(2025, 9, 28)),
        ("public-notice", date(2025, 9, 1), date(2025, 10, 1)),  # a holiday: service by lapse does not roll
        ("public-notice-civil-servant-appeal", date(2025, 9, 1), date(2025, 10, 31)),
    ],
)
def test_each_way_of_service_has_its_deemed_day(mode: str, fact_on: date, served: date):
    found = deemed_served(service_modes().mode(mode), fact_on, deadline_rules(), national_calendar())
    assert found.on == served
    assert (found.waited is None) == (served == fact_on)


def test_an_unknown_way_of_service_is_refused():
    with pytest.raises(CalendarError, match="service-mode-unknown"):
        service_modes().mode("pigeon")
    with pytest.raises(CalendarError, match="service-mode-unreadable"):
        ServiceModes(modes=(ServiceMode(id="x", title=TITLE, fact="y", basis=Basis.LAW),), facts={})


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (date(2011, 9, 30), Signal.GREEN),
        (date(2011, 10, 8), Signal.YELLOW),  # made-up Saturday: three working days before Tuesday the 11th
        (date(2011, 10, 7), Signal.GREEN),
        (date(2011, 10, 11), Signal.YELLOW),
        (date(2011, 10, 12), Signal.RED),
    ],
)
def test_the_signal_counts_working_days(today: date, shown: Signal):
    assert signal(date(2011, 10, 11), today, national_calendar(), deadline_rules().warning_working_days) is shown
