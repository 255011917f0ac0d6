"""Papers in the browser: drafted, looked at sentence by sentence, sent back, drafted anew, signed and downloaded."""

import re
from pathlib import Path
from uuid import UUID

import pytest

from domain.papers.events import PaperDrafted
from tests.support.browsing import BASE, browser, signed_in
from tests.support.postgres import Database
from tests.support.printing import typefaces
from tests.support.worked_matter import Worked, in_worked
from tests.web.test_pages import holds_to_the_rules

LANGUAGES = ("zh", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paper_from_the_draft_to_the_signed_sheet(language: str, database: Database, tmp_path: Path) -> None:
    typefaces()

    async def story(office: Worked) -> None:
        drafter, approver = await signed_in(office, "reviewer", language), await signed_in(office, "approver", language)
        base = f"/proceedings/{office.the('proceeding.head')}/papers"
        listed = await drafter.get(base)
        holds_to_the_rules(listed, drafter, base)
        assert f"{base}/draft?template=decision" in listed.links
        needed = {"zh": "签发前必填", "en": "needed before it is approved"}[language]
        talk = await drafter.get(f"{base}/draft?template=admonition-record")
        (template,) = [one for one in office.service.writing.templates.values() if one.code == "admonition-record"]
        assert talk.words.count(needed) == len(template.required_slots) > 1
        blank = await drafter.get(f"{base}/draft?template=decision")
        holds_to_the_rules(blank, drafter, base)
        shown = await drafter.send(f"{base}/draft", {"text.facts": "其人一贯如此。", "text.departure": "较基准从严。"})
        holds_to_the_rules(shown, drafter, "paper")
        assert needed not in blank.words
        numbers = [int(one) for one in re.findall(r'id="s(\d+)"', shown.text)]
        assert numbers == list(range(1, len(numbers) + 1)), "a heading has its number too"
        path = str(drafter.answer.url.path) if drafter.answer is not None else ""
        assert ("没有依据" if language == "zh" else "no support") in shown.words
        assert ("推卸" if language == "zh" else "shift") in shown.words
        assert f"{path}/approve-paper" not in [form.action for form in shown.forms]

        seen = await approver.get(path)
        holds_to_the_rules(seen, approver, path)
        refused = await approver.send(f"{path}/approve-paper", status=409)
        assert "paper-unsupported" in refused.words
        number = refused.form(f"{path}/approve-paper").options["accepted"][0]
        outside = {
            **refused.form(f"{path}/return-paper").fields,
            "version": "1",
            "key": "another",
            "reasons": "请指明。",
        }
        kept = await approver.post(f"{path}/return-paper", {**outside, "accepted": number}, status=400)
        assert kept.form(f"{path}/return-paper").fields["reasons"] == ["请指明。"], "what was typed stays"
        assert "".join(kept.form(f"{path}/withdraw-paper").fields.get("reasons", [])) == ""
        await approver.get(path)
        returned = await approver.send(f"{path}/return-paper", {"reasons": "请指明证据。"})
        assert "请指明证据。" in returned.words

        await drafter.get(path)
        evidence = office.the("evidence.talk")
        again = await drafter.send(
            f"{path}/revise-paper", {"text.facts": "其曾要求窗口一律不收。", "evidence.facts": [evidence]}
        )
        assert "其人一贯如此。" in again.words, "the draft before is shown against this one"
        assert ("没有依据" if language == "zh" else "no support") not in again.words
        assert again.form(f"{path}/revise-paper").fields["evidence.facts"] == [evidence], "what it rests on is kept"
        wrong = {"text.facts": "另写一句。", "evidence.facts": [evidence], "key": "another"}
        refused = await drafter.send(f"{path}/revise-paper", wrong, status=400)
        assert refused.form(f"{path}/revise-paper").fields["evidence.facts"] == [evidence], "also after a refusal"
        assert refused.form(f"{path}/revise-paper").fields["text.facts"] == ["另写一句。"]
        await drafter.get(path)
        why = {"text.reasons": "应当从重。", "evidence.reasons": [evidence]}
        once_more = await drafter.send(f"{path}/revise-paper", {"text.facts": "其曾要求窗口一概不收。", **why})
        assert ("没有依据" if language == "zh" else "no support") not in once_more.words
        await approver.get(path)
        signed = await approver.send(f"{path}/approve-paper")
        assert "示政责决〔" in signed.words
        assert signed.forms[-1].action == f"{path}/withdraw-paper"
        sheet = await approver.client.get(f"{path}/sheet")
        assert sheet.content[:5] == b"%PDF-"
        assert sheet.headers["content-disposition"].startswith("attachment")
        office_file = await approver.client.get(f"{path}/sheet?form=docx")
        assert office_file.content[:2] == b"PK"
        deciding = f"{base.removesuffix('/papers')}/decide"
        asked = (await (await signed_in(office, "decider", language)).get(deciding)).form(deciding)
        assert asked.fields["reasons"] == ["应当从重。"], "nothing is typed twice"
        assert asked.fields["departure"] == ["较基准从严。"]

    in_worked(database, tmp_path, story, until="deliberate-head")


def test_a_draft_that_cannot_be_made_says_why_and_keeps_what_was_written(database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        drafter = await signed_in(office, "reviewer")
        base = f"/proceedings/{office.the('proceeding.head')}/papers"
        await drafter.get(f"{base}/draft?template=decision")
        written = {"text.facts": "自行书写。", "evidence.facts": [office.the("evidence.talk")]}
        shown = await drafter.send(f"{base}/draft", written, status=409)
        assert "paper-begun" in shown.words
        assert shown.form(f"{base}/draft").fields["text.facts"] == ["自行书写。"]
        assert shown.form(f"{base}/draft").fields["evidence.facts"] == [office.the("evidence.talk")]
        await drafter.get(f"{base}/draft?template=no-such", status=404)

    in_worked(database, tmp_path, story, until="draft-decision-head")


def test_the_case_page_has_its_papers_between_the_evidence_and_the_history(database: Database, tmp_path: Path) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        await worked.follow()
        case, paper = worked.the("case"), f"/papers/{worked.the('paper.head')}"
        at = await signed_in(worked, "manager")
        page = await at.get(f"/cases/{case}")
        number = (await worked.sees("legal", f"/api{paper}"))["number"]
        row = page.text[page.text.index(paper) :].partition("</tr>")[0]
        for said in (number, "已签发", "第 1 稿"):
            assert said in row, said
        shown = [page.text.index(f">{title}</h2>") for title in ("涉嫌情形与事实认定", "证据", "文书", "经过")]
        assert shown == sorted(shown), "findings, statements, evidence, documents, then the log"
        told = [one.event for one in await worked.service.events.read(UUID(worked.the("paper.head")))]
        drafts = [str(one.content.id) for one in told if isinstance(one, PaperDrafted)]
        assert drafts
        log = await at.get(f"/proceedings/{worked.the('proceeding.head')}")
        assert not [link for link in log.links if any(one in link for one in drafts)], "a draft is read on its own page"
        auditor = await (await signed_in(worked, "auditor")).get(f"/cases/{case}")
        assert "/papers/" not in "".join(auditor.links), "whoever reads no papers is not told of any"

    in_worked(database, tmp_path, story, until="assign-handlers")


def test_papers_are_nobodys_who_may_not_know_of_the_matter(database: Database, tmp_path: Path) -> None:
    async def story(office: Worked) -> None:
        base = f"/proceedings/{office.the('proceeding.head')}/papers"
        paper = f"/papers/{office.the('paper.head')}"
        for who in ("head", "clerk", "province-manager", "admin"):
            at = await signed_in(office, who)
            for path in (base, paper, f"{paper}/sheet", f"{base}/draft?template=decision"):
                await at.get(path, status=404)
        await browser(office).get(paper, status=401)

    in_worked(database, tmp_path, story, until="draft-decision-head")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_desk_writes_to_the_reporter_who_opens_the_letter_with_the_code(
    language: str, database: Database, tmp_path: Path
) -> None:
    typefaces()

    async def story(office: Worked) -> None:
        report = f"/reports/{office.the('report')}"
        writer, manager = await signed_in(office, "intake", language), await signed_in(office, "manager", language)
        assert f"{report}/papers" in (await writer.get(report)).links
        listed = await writer.get(f"{report}/papers")
        holds_to_the_rules(listed, writer, "papers of a report")
        assert f"{report}/papers/draft?template=lead-admission" in listed.links
        await writer.get(f"{report}/papers/draft?template=lead-admission")
        shown = await writer.send(f"{report}/papers/draft", {"text.contact": "某科（虚构）。"})
        holds_to_the_rules(shown, writer, "paper of a report")
        path = str(writer.answer.url.path) if writer.answer is not None else ""
        assert f"{path}/approve-paper" not in [form.action for form in shown.forms]
        await manager.get(path)
        assert "示政线受〔" in (await manager.send(f"{path}/approve-paper")).words
        form = await manager.get(f"{report}/inform-reporter")
        assert "示政线受〔" in form.words, "the signed letter can be chosen"
        await manager.send(f"{report}/inform-reporter", {"message.paper": path.removeprefix("/papers/")})

        reporter = browser(office, language)
        await reporter.get("/my-report")
        mine = await reporter.send("/my-report", {"code": office.the("code")})
        holds_to_the_rules(mine, reporter, "my report with a letter")
        account = (await office.service.events.read(UUID(office.the("report"))))[0].event.account
        await reporter.send("/my-report/letter", {"document": str(account.id)}, status=404)
        await reporter.get("/my-report")
        again = await reporter.send("/my-report", {"code": office.the("code")})
        opened = await reporter.client.post(
            "/my-report/letter", data=again.form("/my-report/letter").fields, headers={"Origin": BASE}
        )
        assert (opened.status_code, opened.content[:5]) == (200, b"%PDF-")

    in_worked(database, tmp_path, story, until="triage")


def test_a_decision_that_was_not_drafted_here_is_listed_and_not_offered_again(
    database: Database, tmp_path: Path
) -> None:
    async def story(office: Worked) -> None:
        reviewer = await signed_in(office, "reviewer")
        base = f"/proceedings/{office.the('proceeding.organ')}"
        page = await reviewer.get(f"{base}/papers")
        said = page.words.partition("已签发，未由本系统起草")[2]
        decision = (await office.sees("manager", f"/api{base}"))["proceeding"]["decision"]
        assert decision["number"] in said
        assert "处理决定书" in said, "the paper's name"
        assert "作出处理决定" not in said.partition(decision["number"])[2].partition("年")[0], (
            "and not that of its step"
        )
        assert any(decision["document"]["id"] in link for link in page.links)
        assert f"{base}/papers/draft?template=decision" not in page.links
        case = (await (await signed_in(office, "manager")).get(f"/cases/{office.the('case')}")).words
        assert decision["number"] in case.partition("已签发，未由本系统起草")[2].partition("人员")[0], (
            "on the page of the case too"
        )
        decider = await signed_in(office, "decider")
        over = await decider.get(f"{base}/decide")
        assert f"已经作出处理决定（{decision['number']}）" in over.words, "what is over is told, and is no form"
        assert f"{base}/decide" not in [one.action for one in over.forms]
        assert base in over.links
        assert f"{base}/decide" not in {link.partition("?")[0] for link in (await decider.get(base)).links}
        open_still = f"/proceedings/{office.the('proceeding.head')}/decide"
        assert open_still in [one.action for one in (await decider.get(open_still)).forms]
        waiting = f"/proceedings/{office.the('proceeding.head')}/papers"
        page = await reviewer.get(waiting)
        assert f"{waiting}/draft?template=decision" in page.links
        assert "未由本系统起草" not in page.words

    in_worked(database, tmp_path, story, until="decide-organ")
