"""Documents are opened from the page that names them, by whoever may; what was served on a respondent can be checked."""

import re
from pathlib import Path

from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.printing import typefaces
from tests.support.worked_matter import Worked, in_worked
from tests.web.test_pages import holds_to_the_rules


def test_evidence_and_minutes_are_opened_by_whoever_may_read_them(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        case = f"/cases/{worked.the('case')}"
        investigator = await signed_in(worked, "investigator-1")
        page = await investigator.get(case)
        evidence = page.text.partition("<h2>证据")[2]
        links = [one.replace("&amp;", "&") for one in re.findall(r'href="(/documents/[^"]+)"', evidence)]
        assert len(links) > 2, "evidence, and what the log names"
        words = await investigator.get(links[0])
        holds_to_the_rules(words, investigator, links[0])
        number = page.text.partition("<title>")[2].partition(" · ")[0]
        title = words.text.partition("<title>")[2].partition("</title>")[0]
        assert not title.startswith("文书内容"), "which document of which case"
        assert "证据入卷" in words.words
        assert number in title
        assert case in words.links, "and the way back to it"
        await investigator.get(links[0].partition("?")[0], status=400)
        auditor = await signed_in(worked, "auditor")
        assert not [one for one in (await auditor.get(case)).links if one.startswith("/documents/")]
        await auditor.get(links[0], status=403)
        clerk = await signed_in(worked, "clerk", "en")
        await clerk.get(links[0], status=404)

    in_worked(database, tmp_path, story, until="draft-decision-head")


def test_a_respondent_opens_what_was_served_and_checks_whether_it_stands(database: Database, tmp_path: Path) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        own = f"/own/{worked.the('proceeding.head')}"
        head = await signed_in(worked, "head", "en")
        page = await head.get(own)
        decision = f"/documents/{worked.the('document.head')}?sha256={worked.the('digest.head')}"
        assert decision in page.links
        opened = await head.client.get(decision)
        assert opened.content.startswith(b"%PDF")
        (check,) = [one for one in page.links if one.startswith("/check?")]
        assert worked.the("number.head") in (await head.get(check)).words
        for other in ("clerk", "deputy"):
            at = await signed_in(worked, other)
            await at.get(decision, status=404)

    in_worked(database, tmp_path, story, until="head-reads-the-decision")


def test_an_appeal_stands_beside_what_the_decision_says(database: Database, tmp_path: Path) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "province-handler-1")
        path = f"/appeals/{worked.the('appeal')}"
        page = await at.get(path)
        holds_to_the_rules(page, at, path)
        assert "决定书怎么说" in page.words
        assert "第1项理由 · 针对：事实认定 一律不收的口径不是由我提出。" in page.words
        assert "一律不收的口径不是由我提出。 原决定的有关内容 一、查明的事实" in page.words, (
            "beside what it goes against"
        )
        assert "通报范围过大，处理畸重。 原决定的有关内容 五、处理决定" in page.words
        assert "推卸" in page.words, "the sentence on the factor is the decision's own"
        log = page.text.partition('<ol class="log">')[2]
        assert re.search(r'href="/documents/[^"]+">申请书<', log), "the log opens the application"
        assert re.search(r'href="/documents/[^"]+">理由 2<', log), "and each of its grounds"
        auditor = await signed_in(worked, "auditor")
        seen = await auditor.client.get(path)
        assert 'href="/documents/' not in seen.text, "who may read no document is offered none"

    in_worked(database, tmp_path, story, until="handler-opens-the-case")


def test_the_outcome_of_an_appeal_is_opened_by_the_one_it_was_served_on(database: Database, tmp_path: Path) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        own = f"/own/{worked.the('proceeding.head')}"
        head = await signed_in(worked, "head")
        page = await head.get(own)
        assert not [one for one in page.links if one.endswith("/withdraw-appeal")], "it ended"
        answered = page.words.partition("提出的理由（2项）")[2]
        assert "一律不收的口径不是由我提出。 理由不成立 谈话记录证明窗口按其提出的口径办理。" in answered
        assert "通报范围过大，处理畸重。 理由成立 通报批评与情节不相当。" in answered
        row = next(part for part in page.text.split("<tr>") if "复核、申诉结果" in part).partition("</tr>")[0]
        (paper,) = re.findall(r'href="(/documents/[^"]+)"', row)
        assert (await head.client.get(paper.replace("&amp;", "&"))).content.startswith(b"%PDF")
        assert "/documents/" in page.text.partition("<h2>经过</h2>")[2], "the log opens what they filed"
        (check,) = re.findall(r'href="(/check\?[^"]+)"', row)
        assert "有效" in (await head.get(check.replace("&amp;", "&"))).words

    in_worked(database, tmp_path, story)
