"""Statistics, board and deadlines in the browser: each figure opens to exactly what it counts, each date shows its days."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest

from application.adapters.calendar_files import shipped_notices
from application.reminders.reminder import Due, Reason, reminder_of
from domain.calendar.calendar import Calendar
from domain.calendar.deadline import Deadline, Pause, deadline
from domain.calendar.period import Period
from domain.identity import ActorId, BodyId
from interfaces.web.charts import Bar, Chart, Stack, bar_chart, month_chart, shade, stacked_chart
from interfaces.web.strip import LONGEST, length, rest_days, strip, told
from interfaces.web.wording import Texts
from tests.support.browsing import browser, signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked
from tests.web.test_pages import holds_to_the_rules

SVG = "{http://www.w3.org/2000/svg}"
CALENDAR = Calendar(shipped_notices())
DURATIONS = (
    rf'id="days_by_month".*?</section>|<div class="card">(?:(?!</div>).)*{Texts("zh")("statistics.median")}.*?</div>'
)
"""Figures that are days, and no count of matters."""

FIGURE = re.compile(r'<a href="(/(?:docket|deadlines)\?[^"]+)">(?:<span class="tag (?:late|soon)">)?([\d.]+)<')


@pytest.mark.parametrize("path", ["/statistics", "/board"])
def test_every_figure_opens_to_as_many_matters(database: Database, tmp_path: Path, path: str) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "manager")
        page = await at.get(path)
        counts, durations = re.subn(DURATIONS, "", page.text, flags=re.DOTALL)
        assert durations == (2 if path == "/statistics" else 0)
        found = FIGURE.findall(counts)
        assert len(found) > (10 if path == "/statistics" else 3)
        assert any(count != "0" for _, count in found)
        cards = re.findall(r'<div class="card"><p class="big">.*?</div>', page.text, re.DOTALL)
        assert cards
        assert all("<details><summary>" in card for card in cards), "what a figure counts is one click away"
        for escaped, count in found:
            link = escaped.replace("&amp;", "&")
            rows = await worked.sees("legal", "/api" + urlsplit(link).path, **parse_qs(urlsplit(link).query), limit=200)
            assert len(rows["entries"]) == int(count), link
            listed = await at.get(link)
            shown = listed.text.count("<tr>") - 1 if "<tbody>" in listed.text else 0
            assert shown == int(count), link

    in_worked(database, tmp_path, story, until="decide-organ")


def test_the_report_of_a_period_is_exported_from_the_page(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        asked = {"since": f"{worked.today.year}-01-01", "until": f"{worked.today.year}-12-31"}
        served = await worked.people["manager"].get("/api/dashboard/report", **asked, as_of=worked.today.isoformat())
        at = await signed_in(worked, "manager")
        form = (await at.get("/statistics")).form("/statistics/report")
        assert {"since", "until", "as_of"} <= set(form.names)
        period = f"since={worked.today.year}-01-01&until={worked.today.year}-12-31"
        await at.get(f"/statistics/report?{period}&as_of={worked.today}&form=xlsx")
        assert at.answer is not None
        assert at.answer.content == served.content
        await at.get(f"/statistics/report?{period}&as_of=&form=odt", status=400)
        await (await signed_in(worked, "clerk")).get(f"/statistics/report?{period}", status=403)

    in_worked(database, tmp_path, story, until="decide-organ")


def test_who_has_no_figures_is_told_so(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        for path in ("/statistics", "/board"):
            await (await signed_in(worked, "clerk")).get(path, status=403)
            await (await signed_in(worked, "investigator-1")).get(path, status=403)
            await browser(worked).get(path, status=401)
        await (await signed_in(worked, "province-manager")).get(f"/cases/{worked.the('case')}/clock", status=404)
        await (await signed_in(worked, "manager")).get("/statistics?since=yesterday", status=400)
        await (await signed_in(worked, "manager")).get("/deadlines?colour=blue", status=400)

    in_worked(database, tmp_path, story, until="open-case")


def test_a_condition_that_came_with_a_figure_can_be_taken_away(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "manager")
        page = await at.get("/docket?kinds=proceeding&decided_from=2020-01-01&departed=false")
        assert "/docket?kinds=proceeding&departed=false" in page.links
        assert "/docket?kinds=proceeding&decided_from=2020-01-01" in page.links
        assert page.form("/docket").fields["departed"] == ["false"], "searching again keeps it"

    in_worked(database, tmp_path, story, until="open-case")


def test_the_clock_of_a_case_shows_each_day_by_which_it_was_counted(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        clocks = (await worked.sees("manager", f"/api/cases/{worked.the('case')}/clock"))["entries"]
        at = await signed_in(worked, "manager")
        page = await at.get(f"/cases/{worked.the('case')}/clock")
        assert clocks
        for one in clocks:
            assert f'id="c-{one["deadline"]["id"]}"' in page.text
            assert Texts("zh").day(date.fromisoformat(one["deadline"]["due_on"])) in page.words
        places = [
            (one["deadline"]["ended_on"] is not None, page.text.index(f'id="c-{one["deadline"]["id"]}"'))
            for one in clocks
        ]
        assert {ended for ended, _ in places} == {True, False}
        assert sorted(places) == sorted(places, key=lambda one: one[1]), "what still runs comes first"
        counted = sum(one["deadline"]["working"] is not None for one in clocks)
        assert len(re.findall('<td class="due">', page.text)) == counted > 0
        assert "《行政机关公务员处分条例》第44条" in page.words, "the citation stands beside the date"
        extending = f"/cases/{worked.the('case')}/extend-time"
        assert extending in (await (await signed_in(worked, "approver")).get(page_of(worked))).links
        assert extending not in page.links, "it is offered to whoever may extend"
        links = (await at.get("/today")).links
        assert any(one.startswith(f"{page_of(worked)}#c-") for one in links), "a date leads to its working"

    in_worked(database, tmp_path, story, until="clock-is-set")


def page_of(worked: Worked) -> str:
    return f"/cases/{worked.the('case')}/clock"


def test_who_was_reminded_stands_by_the_clock_and_on_their_own_desk(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        manager = worked.people["manager"].account
        (clock, *_) = (await worked.sees("manager", f"/api/cases/{worked.the('case')}/clock"))["entries"]
        due = Due(
            deadline=UUID(clock["deadline"]["id"]),
            matter=UUID(clock["deadline"]["matter"]),
            case_id=UUID(worked.the("case")),
            kind=clock["deadline"]["kind"],
            due_on=date.fromisoformat(clock["deadline"]["due_on"]),
            reason=Reason.OVERDUE,
            body=BodyId(UUID(worked.the("organ.city"))),
            waits=(),
            locked_out=(),
        )
        made = [(reminder_of(due), (ActorId(manager),))]
        await worked.service.outbox.keep("reminders", 1, worked.today, made, worked.service.clock.now())
        for language, word in (("zh", "期限已过"), ("en", "deadline passed")):
            at = await signed_in(worked, "manager", language)
            page = await at.get(f"/cases/{worked.the('case')}/clock")
            assert word in page.words
            page = await at.get("/reminders?unread=true")
            holds_to_the_rules(page, at, "/reminders")
            assert ("T-" in page.words, word in page.words) == (language == "zh", language == "zh")
            if language == "zh":
                assert f"/cases/{worked.the('case')}/clock#c-{due.deadline}" in page.links
                await at.send(f"/reminders/{made[0][0].id}/read", {})
                assert "T-" not in (await at.get("/reminders?unread=true")).words
                assert "T-" in (await at.get("/reminders")).words
        other = await signed_in(worked, "legal", "zh")
        assert "T-" not in (await other.get("/reminders")).words
        await other.get("/reminders?before=x", status=400)

    in_worked(database, tmp_path, story, until="clock-is-set")


def test_an_extension_stands_by_the_clock_with_its_ground(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        path = f"/api/cases/{worked.the('case')}"
        case = await worked.sees("manager", path)
        worked.versions[UUID(worked.the("case"))] = case["version"]
        more = {"until": case["case"]["filed"]["decide_by_at_most"], "ground": {"text": "示例理由：案情复杂"}}
        await worked.does("approver", f"{path}/extend-time", more)
        await worked.follow()
        at = await signed_in(worked, "manager", "zh")
        assert "示例理由：案情复杂" in (await at.get(f"/cases/{worked.the('case')}/clock")).words
        listed = await at.get("/deadlines?extended=true")
        assert f"/cases/{worked.the('case')}/clock" in " ".join(listed.links)

    in_worked(database, tmp_path, story, until="clock-is-set")


def test_the_strip_tells_holiday_make_up_day_and_rest_day_apart() -> None:
    found = counted("5wd", date(2011, 9, 29))
    days = {day.on: day.kind for month in strip(found, Texts("zh")) for week in month.weeks for day in week if day}
    assert days[date(2011, 9, 29)] == "event"
    assert days[date(2011, 9, 30)] == "counted"
    assert days[date(2011, 10, 3)] == "holiday"
    assert days[date(2011, 10, 8)] == "made-up"
    assert days[date(2011, 10, 9)] == "made-up"
    assert days[found.due] == "due"
    assert days[date(2011, 10, 31)] == "outside"
    words = told(found, CALENDAR, Texts("zh"))
    assert {line.on for line in words if line.kind == "made-up"} == {date(2011, 10, 8), date(2011, 10, 9)}
    assert all(line.notice for line in words), "every such day names the notice that says so"


def test_a_pause_and_a_clipped_month_are_in_the_strip() -> None:
    paused = counted("10d", date(2026, 3, 2), Pause(from_=date(2026, 3, 4), to=date(2026, 3, 6)))
    kinds = {day.on: day.kind for month in strip(paused, Texts("en")) for week in month.weeks for day in week if day}
    assert [kinds[date(2026, 3, day)] for day in (4, 5, 6, 7)] == ["counted", "paused", "paused", "counted"]
    assert length(paused, Texts("en")) == "10 calendar days"
    clipped = counted("1m", date(2026, 1, 31))
    assert [line.kind for line in told(clipped, CALENDAR, Texts("en"))][:1] == ["month-end"]
    assert rest_days(counted("5wd", date(2026, 7, 31))) == 2


def test_a_period_of_years_has_no_strip_but_its_words() -> None:
    found = counted("2y", date(2024, 1, 1))
    assert (found.due - found.from_).days > LONGEST
    assert strip(found, Texts("zh")) == ()


def test_a_chart_is_as_long_as_its_numbers_and_shortens_what_has_no_room() -> None:
    bars = [
        Bar(label="一", count=3, to="/a"),
        Bar(label="无", count=0, to="/b"),
        Bar(label="长" * 40, count=1.5, to="/c"),
    ]
    chart = bar_chart("题 <&>", bars)
    one, none, half = bars_of(chart)
    assert (float(none.attrib["width"]), float(half.attrib["width"]) * 2) == (0, float(one.attrib["width"]))
    tops = [float(each.attrib["y"]) for each in (one, none, half)]
    assert tops == sorted(tops), "in the order of the table"
    drawn = read(chart)
    assert [link.attrib["href"] for link in drawn.iter(f"{SVG}a")] == ["/c", "/b", "/a"]
    labels = [text.text for text in drawn.iter(f"{SVG}text")]
    assert ("长" * 40) not in labels
    assert any(label and label.startswith("长长") and label.endswith("…") for label in labels)
    assert chart.bars == tuple(bars), "the table has the whole label"
    assert not re.search("style=|<style|<script", chart.picture)
    assert drawn.attrib["aria-label"] == "题 <&>"
    assert (bar_chart("", []).bars, str(bar_chart("", []).picture)) == ((), "")
    (nothing,) = bars_of(bar_chart("", [Bar(label="<b>", count=0, to="/?a=1&b=2")]))
    assert float(nothing.attrib["width"]) == 0


def test_months_stand_from_left_to_right_and_not_every_one_of_many_is_named() -> None:
    bars = [Bar(label=f"{month} 月", count=month, to=f"/{month}") for month in range(24)]
    chart = month_chart("", bars)
    drawn = bars_of(chart)
    lefts = [float(each.attrib["x"]) for each in drawn]
    assert lefts == sorted(lefts)
    heights = [float(each.attrib["height"]) for each in drawn]
    assert heights[10] * 2 == pytest.approx(heights[20])
    gap = month_chart("", [bars[1], Bar(label="2 月", count=None, to=""), bars[3]])
    assert [link.attrib["href"] for link in read(gap).iter(f"{SVG}a")] == ["/1", "/3"], "no bar where there is nothing"
    assert gap.bars[1].count is None, "the table says so"
    named = [text.text for text in read(chart).iter(f"{SVG}text") if (text.text or "").endswith("月")]
    assert named == [f"{month} 月" for month in range(0, 24, 2)]


def test_the_first_month_is_not_cut_off_on_the_left() -> None:
    bars = [Bar(label=f"November {2010 + year}", count=3, to="/") for year in range(9)]
    picture = month_chart("", bars).slender
    slender = ET.fromstring(picture)  # noqa: S314 - drawn by ourselves
    first = next(text for text in slender.iter(f"{SVG}text") if text.text == "November 2010")
    moved = sum(float(one) for one in re.findall(r"translate\(([0-9.]+)", picture.partition("November")[0]))
    begins = moved + float(first.attrib["x"]) - 13 * 14 * 0.56 / 2
    assert begins < -8, "it reaches out of what was drawn"
    assert float(slender.attrib["viewBox"].split()[0]) <= begins


def test_parts_of_a_stack_follow_each_other_and_lead_each_to_its_own() -> None:
    def part(name: str, count: float) -> Bar:
        return Bar(label=name, count=count, to=f"/{name}{count}")

    stacks = [
        Stack(label="甲", parts={"a": part("a", 2), "b": part("b", 1), "c": part("c", 3)}),
        Stack(label="乙", parts={"c": part("c", 6)}),
    ]
    chart = stacked_chart("", ["a", "b", "c"], stacks)
    a, b, c, alone = (float(one.attrib["width"]) for one in bars_of(chart))
    assert (b / a, c / a, alone / a) == pytest.approx((1.5, 3, 3)), "each reaches to the end of its part"
    order = [link.attrib["href"] for link in read(chart).iter(f"{SVG}a")]
    assert order.index("/c3") < order.index("/b1") < order.index("/a2"), "the nearer part is drawn over the farther one"
    assert "/c6" in order
    assert re.findall("shade-([0-9])", chart.picture) == ["7", "3", "0"], (
        "three parts are not three shades of the lightest"
    )
    assert [shade(place, 9) for place in (0, 7, 8)] == [0, 7, 0]
    assert shade(0, 1) == 0
    assert [each.text for each in read(chart).iter(f"{SVG}title")][-1] == "甲 · a 2"
    assert "Unnamed" not in chart.picture, "the heads of the table are the legend"
    assert str(stacked_chart("", [], []).picture) == ""


@pytest.mark.parametrize("draw", [bar_chart, month_chart])
def test_a_chart_has_a_slender_picture_whose_letters_a_telephone_shows_as_large_as_its_page_does(
    draw: Callable[[str, Sequence[Bar]], Chart],
) -> None:
    bars = [Bar(label="长" * 13, count=count, to=f"/{count}") for count in (3, 1, 2)]
    chart = draw("", bars)
    wide, slender = (ET.fromstring(one) for one in (chart.picture, chart.slender))  # noqa: S314 - our own drawing
    assert ["slender" in one.attrib["class"].split() for one in (wide, slender)] == [False, True]
    assert float(slender.attrib["viewBox"].split()[2]) < 360, "no wider than the page of a telephone"
    reached = [float(one.attrib["x"]) + float(one.attrib["width"]) for one in slender.iter(f"{SVG}rect")]
    assert max(reached) < 340, "and no bar beyond it"
    assert {one.attrib["href"] for one in slender.iter(f"{SVG}a")} == {"/1", "/2", "/3"}


def read(chart: Chart) -> ET.Element:
    return ET.fromstring(chart.picture)  # noqa: S314 - our own drawing


def bars_of(chart: Chart) -> list[ET.Element]:
    """The drawn bars in the order of the table."""
    drawn = {link.attrib["href"]: next(link.iter(f"{SVG}rect")) for link in read(chart).iter(f"{SVG}a")}
    return [drawn[bar.to] for bar in chart.bars]


def counted(period: str, from_: date, *pauses: Pause) -> Deadline:
    return deadline(Period.parse(period), from_, CALENDAR, pauses=pauses)


def test_the_figures_of_a_period_are_compared_with_the_record(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "manager")
        page = await at.get("/statistics")
        (link,) = [one for one in page.links if one.startswith("/statistics/reconciliation?")]
        compared = await at.get(link)
        assert "一致" in compared.words
        assert "不一致" not in re.sub(r"<details>.*?</details>", "", compared.text, flags=re.DOTALL)
        assert compared.text.count('<span class="tag yes">一致') > 5, "the period's, and one for each part"
        assert re.search("每月建立案件 · [0-9]{4}年", compared.words), "of two figures in one table each row says which"
        opened = next(one for one in compared.links if one.startswith("/docket?kinds=case&opened_from="))
        assert f"/cases/{worked.the('case')}" in (await at.get(opened)).links, "each figure opens"
        assert any("instrument=qingyuan-fault-liability" in one for one in compared.links), "and each of its parts"
        assert {"as_of", "form"} & compared.form("/statistics/report").names, "as of a day, and as a file"
        async with worked.service.read() as connection:
            await connection.execute("UPDATE read_models.docket_v2 SET opened_on = '1999-01-01' WHERE kind = 'case'")
        changed = await at.get(link)
        assert "wenze rebuild docket" in changed.words
        assert f"/cases/{worked.the('case')}" in changed.links
        await at.get("/statistics/reconciliation?since=soon", status=400)
        await (await signed_in(worked, "head")).get("/statistics/reconciliation", status=403)

    in_worked(database, tmp_path, story, until="open-case")
