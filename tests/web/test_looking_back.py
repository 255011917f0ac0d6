"""Looking back at a case, searching, the access log and the calendar in the browser."""

import re
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from application.reads import AskedReads, ReadKind
from domain.calendar.period import days_after
from domain.identity import ActorId
from interfaces.web.pages.as_of import Late, recorded_late
from projections.numbers.written import written
from tests.support.browsing import browser, signed_in
from tests.support.postgres import Database
from tests.support.printing import typefaces
from tests.support.worked_matter import Worked, in_worked

NOTICE = """
id = "example-notice"
title = { zh = "示例放假安排", en = "Example notice" }
known_from = 2026-01-01
known_from_basis = "notice"

[[festivals]]
code = "example"
title = { zh = "示例假日", en = "Example" }
off = [2031-06-03]
"""


def test_a_case_is_shown_as_it_was_after_each_step(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "manager")
        path = f"/cases/{worked.the('case')}/as-of"
        now = await at.get(path)
        assert "现在没有新的记录" in now.words or "此后没有新的记录" in now.words
        history = (await worked.sees("legal", f"/api/cases/{worked.the('case')}/history"))["entries"]
        first = next(one for one in history if one["name"] == "case.evidence-entered.v1")
        then = await at.get(f"{path}?position={first['position']}")
        assert "当时 1 件，现在 2 件" in then.words
        assert f"此后的记录（{len([one for one in history if one['position'] > first['position']])}）" in then.words
        before = await at.get(f"{path}?position={first['position'] - 1}")
        assert "当时 0 件，现在 2 件" in before.words
        assert "现在：属实" in before.words, "a fact found later is marked as such"
        assert f"{path}?position={first['position']}" in before.links, "one step on"
        assert ">补记<" not in then.text + before.text, "what follows on the same day is no late record"
        (slider,) = [one for one in then.all("input") if one.get("type") == "range"]
        step, count = slider["value"], slider["max"]
        assert f"第 {step} 步，共 {count} 步" in then.words
        assert len([one for one in then.all("option") if "label" in one]) == int(count or 0)
        slid = await at.get(f"{path}?step={step}")
        assert slid.words == then.words, "the slider leads where the step does"
        assert (await at.get(f"{path}?step=99999")).words == now.words
        for wrong in ("0", "x", "-1"):
            await at.get(f"{path}?step={wrong}", status=400)
        assert "当时还没有任何记录" in (await at.get(f"{path}?on=2001-01-01")).words
        assert now.words.count("此后的记录（0）") == (await at.get(f"{path}?on=2999-01-01")).words.count(
            "此后的记录（0）"
        )
        for wrong in ("position=-1", "position=a", "on=yesterday", "decision=none"):
            await at.get(f"{path}?{wrong}", status=400)
        await (await signed_in(worked, "province-manager")).get(path, status=404)
        await browser(worked).get(path, status=401)

    in_worked(database, tmp_path, story, until="finding-no-reason")


@pytest.mark.parametrize(
    ("on", "recorded", "seen", "late"),
    [
        (-1, 0, 0, Late.LATE),  # of the day before, entered within the hour after the decision
        (-1, 1, 0, Late.LATE),
        (0, 0, 0, Late.NO),
        (0, 1, 0, Late.SAME_DAY),
        (1, 1, 0, Late.NO),
        (1, 2, 0, Late.NO),
        (1, 30, 30, Late.NO),  # entered from paper long after: the service of a decision made the day before
        (-1, 30, 30, Late.LATE),
        (0, 30, 30, Late.NO),
    ],
)
def test_late_is_what_happened_before_a_step_and_was_recorded_after_it(
    on: int, recorded: int, seen: int, late: Late
) -> None:
    day = date(2026, 3, 10)
    at = {"moment": day, "seen": days_after(day, seen)}
    assert recorded_late(days_after(day, on), days_after(day, recorded), **at) is late


def test_a_reviewer_opens_the_file_as_it_stood_at_the_decision(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "province-handler-1")
        page = await at.get(f"/appeals/{worked.the('appeal')}")
        link = next(one for one in page.links if "/as-of?" in one)
        then = await at.get(link)
        assert "作出" in then.words
        assert "此后的记录（0）" not in then.words, "service and the appeal came after it"
        assert ">补记<" not in then.text, "and neither is late evidence"
        assert "与现在的不同" in then.words
        before, later = re.split("<h2>此后的记录.*?</h2>", then.text)
        later, _, until = later.partition("<h2>到当时为止")
        assert "共2项理由。" in later, "the grounds came after the decision, one by one as they were filed"
        assert "提出申诉" not in before + until
        case = await at.get(f"/cases/{worked.the('case')}")
        for one in {*then.links, *case.links}:
            if re.fullmatch("/proceedings/[0-9a-f-]+", one):
                await at.get(one)
        await worked.follow()
        manager = await signed_in(worked, "manager")
        now = (await manager.get(f"/cases/{worked.the('case')}")).text
        seen = (await manager.get(link)).text
        whose = set(re.findall('<span class="hint">关于(.*?)：</span>', now))
        story_line, *rest = re.split("<h2>(?:此后的记录|到当时为止).*?</h2>", seen)
        assert len(whose) > 1
        assert re.search('<p class="story">.*?<span class="hint">关于', story_line), (
            "the step itself says whom it is about"
        )
        assert len(rest) == 2
        for told in rest:
            assert set(re.findall('<span class="hint">关于(.*?)：</span>', told)) <= whose
            assert "关于" in told, "and so does every line, before and after"

    in_worked(database, tmp_path, story, until="assign-handlers")


def test_a_reviewer_works_the_decision_out_again(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "province-handler-1")
        link = next(one for one in (await at.get(f"/appeals/{worked.the('appeal')}")).links if one.endswith("/replay"))
        page = await at.get(link)
        assert "得到与决定人所见完全相同的建议" in page.words
        assert (await worked.sees("legal", f"/api{link}"))["digest"] in page.words
        assert link.replace("/replay", "/what-if") in page.links
        assert link.replace("/replay", "/like-cases") in page.links, "how like ones were decided stands on the page"
        assert "什么算同类" in page.words
        await (await signed_in(worked, "clerk")).get(link, status=404)
        await browser(worked).get(link, status=401)

    in_worked(database, tmp_path, story, until="assign-handlers")


def test_pages_that_name_nobody_open_no_names(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at, manager = await signed_in(worked, "manager"), ActorId(UUID(worked.account("manager")))
        case, track = worked.the("case"), worked.the("proceeding.head")

        async def opened() -> int:
            read = await worked.service.audit.entries(AskedReads(limit=1000, actor=manager))
            return sum(one.kind is ReadKind.PERSON for one in read)

        before = await opened()
        for page in (f"/cases/{case}/papers", f"/proceedings/{track}/papers", f"/proceedings/{track}/replay"):
            await at.get(page)
            assert await opened() == before, page
        await at.get(f"/proceedings/{track}")
        assert await opened() > before, "this one says who it is about"

    in_worked(database, tmp_path, story, until="assign-handlers")


def test_one_box_finds_matters_organs_and_provisions(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "manager")
        case = worked.the("case")
        assert f"/cases/{case}" in (await at.get(f"/search?q={case[-12:]}")).links
        organs = (await at.get("/search?q=土地局")).links
        assert f"/docket?organ={worked.the('organ.bureau')}" in organs
        assert any(link.startswith("/docket?measure=") for link in (await at.get("/search?q=诫勉")).links)
        for sound in ("tudiju", "slstdj"):
            assert f"/docket?organ={worked.the('organ.bureau')}" in (await at.get(f"/search?q={sound}")).links
        for article in ("QYF 4", "第四条", "Article 4"):
            cited = await at.get(f"/search?q={article}")
            assert f"/cases/{case}" in cited.links, article
            assert any(link.startswith("/docket?ground=") for link in cited.links)
        assert f"/cases/{case}" not in (await at.get("/search?q=YN 4")).links, "of another law"
        assert "没有找到" in (await at.get("/search?q=nothing-of-that-kind")).words
        assert "没有找到" not in (await at.get("/search")).words
        stranger = await signed_in(worked, "province-manager")
        assert f"/cases/{case}" not in (await stranger.get(f"/search?q={case[-12:]}")).links
        assert f"/cases/{case}" not in (await stranger.get("/search?q=QYF 4")).links
        await (await signed_in(worked, "clerk")).get("/search?q=a", status=403)

    in_worked(database, tmp_path, story, until="filing")


def test_what_was_found_and_decided_under_an_article_is_found_by_it(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()
        at, head = await signed_in(worked, "manager"), f"/proceedings/{worked.the('proceeding.head')}"
        organ = f"/proceedings/{worked.the('proceeding.organ')}"
        for article in ("第七条", "article 7"):
            found = await at.get(f"/search?q={article}")
            assert head in found.links, f"{article}: the role in which the head answers"
            assert organ not in found.links, "an organ has no role"
            under = next(one for one in found.links if "rests_on=principal" in one)
            listed = await at.get(under)
            assert head in listed.links
            assert "适用：主要负责人" in listed.words
        assert head in (await at.get("/search?q=QYF 6")).links, "what was imposed on a person"
        assert head not in (await at.get("/search?q=QYF 5")).links, "those are the measures for organs"

    in_worked(database, tmp_path, story, until="assign-handlers")


def test_a_paper_is_found_by_its_number(database: Database, tmp_path: Path) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        await worked.follow()
        at, head = await signed_in(worked, "manager"), f"/proceedings/{worked.the('proceeding.head')}"
        paper = (await worked.sees("legal", f"/api/papers/{worked.the('paper.head')}"))["number"]
        mark, year, serial = re.split("[〔〕]", paper)
        for words in (paper, f"{mark}{year}", f"（{year}）{serial}"):
            found = await at.get(f"/search?q={words}")
            assert f"/papers/{worked.the('paper.head')}" in found.links, words
            assert head in found.links, "and the matter it belongs to"
        assert f"/papers/{worked.the('paper.head')}" not in (await at.get(f"/search?q={mark}")).links
        for words in ("处理决定书", "decision on handling"):
            found = await at.get(f"/search?q={words}")
            assert f"/papers/{worked.the('paper.head')}" in found.links, words
            assert f"/papers/{worked.the('paper.notice-organ')}" not in found.links
        record = f"/papers/{worked.the('paper.talk-record')}"
        assert record in (await at.get("/search?q=谈话笔录")).links, "whole or in part, brackets or not"
        rows = (await worked.sees("legal", "/api/docket", search=worked.the("case"), kinds="case"))["entries"]
        number = rows[0]["number"]
        for words in (written(number, "zh"), f"Case {number}", f"案件{number}", f"案件（{number.replace('-', '）')}号"):
            called = words if words[0] in "案C" else f"案件{words}"
            for path in (f"/search?q={called}", f"/docket?search={called}"):
                assert f"/cases/{worked.the('case')}" in (await at.get(path)).links, path
            assert head not in (await at.get(f"/search?q={called}")).links, "the case alone is called so"
        stranger = await signed_in(worked, "province-manager")
        assert "/papers/" not in "".join((await stranger.get("/search?q=处理决定书")).links), (
            "of their own matters alone"
        )
        for reader in ("auditor", "handler"):
            if reader not in worked.people:
                continue
            page = await (await signed_in(worked, reader)).get(f"/search?q={paper}")
            assert "/papers/" not in "".join(page.links), "whoever reads no papers finds none"

    in_worked(database, tmp_path, story, until="assign-handlers")


def test_the_access_log_says_in_words_why_a_history_named_somebody(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        await worked.sees("manager", f"/api/proceedings/{worked.the('proceeding.head')}/history")
        page = await (await signed_in(worked, "auditor")).get("/access-log")
        assert "查看办理经过中的人员姓名" in page.words
        assert "history.read" not in page.text

    in_worked(database, tmp_path, story, until="assign-handlers")


def test_the_access_log_is_the_auditors_and_shows_that_it_was_opened(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "auditor")
        await at.get("/access-log")
        page = await at.get(f"/access-log?actor={worked.account('auditor')}")
        assert '<td data-label="用途">查阅记录</td>' in page.text
        assert "audit.read" not in page.text
        await at.get("/access-log?thing=nothing", status=400)
        await (await signed_in(worked, "manager")).get("/access-log", status=403)

    in_worked(database, tmp_path, story, until="triage")


def test_a_notice_is_previewed_proposed_by_one_and_signed_by_another(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        legal = await signed_in(worked, "legal")
        await legal.get("/calendar")
        await legal.get("/calendar/propose")
        assert "notice.toml" in (await legal.send("/calendar/propose", {"notice": "id = 1"}, status=400)).words
        shown = await legal.send("/calendar/propose", {"notice": NOTICE})
        assert "不改变任何正在计算的期限" in shown.words
        assert "示例放假安排" in shown.words
        form = shown.form("/calendar/propose")
        await legal.post("/calendar/propose", {**form.fields, "send": ["yes"]})
        listed = await legal.get("/calendar")
        link = next(one for one in listed.links if one.startswith("/calendar/notices/"))
        assert "待签署" in listed.words
        assert not [one for one in (await legal.get(link)).forms if one.action == link], "the first signs nothing"
        approver = await signed_in(worked, "approver")
        page = await approver.get(link)
        fields = page.form(link).fields
        signed = await approver.post(link, {**fields, "act": ["sign"]})
        assert re.search("示例放假安排", signed.words)
        assert "已生效" in (await approver.get("/calendar")).words
        await approver.post(
            link, {**fields, "key": ["00000000-0000-4000-8000-000000000001"], "act": ["sign"]}, status=412
        )
        await browser(worked).get("/calendar", status=401)

    in_worked(database, tmp_path, story, until="triage")
