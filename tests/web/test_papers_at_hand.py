"""A step goes on with the paper that was approved for it, and its form holds what the record says already."""

from pathlib import Path

from tests.interfaces.api.test_papers_of_a_report import desk
from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.printing import typefaces
from tests.support.worked_matter import Worked, in_worked


def test_the_approved_decision_is_chosen_with_its_number_and_what_was_resolved(
    database: Database, tmp_path: Path
) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "decider")
        path = f"/proceedings/{worked.the('proceeding.head')}/decide"
        asked = (await at.get(path)).form(path)
        paper = worked.the("paper.head")
        assert asked.options["document.paper"] == [paper]
        assert asked.fields["number"] == [worked.the("number.head")]
        assert asked.fields["outcome"] == ["measures"]
        assert asked.fields["departure"] == ["提出口径，较基准从严。"], "as the paper says it"
        assert asked.fields["measures"] == ["admonition-talk", "circulated-criticism"]
        assert asked.fields["measures.circulated-criticism.scope"] == ["本系统范围内"]
        assert f"/papers/{paper}" in (at.page.links if at.page else ())

        chosen = {"document.paper": paper, "reasons": "推卸责任。", "departure": "提出口径，较基准从严。"}
        other = await at.send(path, {**chosen, "document": "另写的决定书"}, status=409)
        assert "approved-paper-not-used" in other.text
        await at.get(path)
        await at.send(path, chosen)
        told = await worked.sees("reviewer", f"/api/proceedings/{worked.the('proceeding.head')}/history")
        (decided,) = [one for one in told["entries"] if one["name"] == "proceeding.decision-made.v1"]
        assert decided["documents"]["document"]["id"] == worked.the("document.head")
        assert worked.the("number.head") in decided["zh"]

    in_worked(database, tmp_path, story, until="approved-decision-head")


def test_without_an_approved_paper_the_form_leads_to_drafting_it_or_to_the_draft(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        base = f"/proceedings/{worked.the('proceeding.head')}"
        said = (await worked.sees("reviewer", f"/api{base}/recommendation"))["recommendation"]
        reviewer = await signed_in(worked, "reviewer")
        asked = await reviewer.get(f"{base}/issue-notice")
        assert f"{base}/papers/draft?template=notice" in asked.links
        assert "document.paper" not in asked.form(f"{base}/issue-notice").names
        permitted, offered = set(said["forms"]["permitted"]), asked.form(f"{base}/issue-notice").options["measures"]
        assert offered[: len(permitted)] == [one for one in offered if one in permitted]
        assert f"不在允许范围内的 {len(offered) - len(permitted)} 项" in asked.words
        await reviewer.get(f"{base}/papers/draft?template=notice")
        await reviewer.send(f"{base}/papers/draft", {"text.intended": "拟诫勉谈话。"})
        drafted = str(reviewer.answer.url.path) if reviewer.answer is not None else ""
        asked = await reviewer.get(f"{base}/issue-notice")
        assert drafted in asked.links
        assert "尚未签发" in asked.words
        approver = await signed_in(worked, "approver")
        await approver.get(drafted)
        await approver.send(f"{drafted}/return-paper", {"reasons": "请补充依据。"})
        back = (await reviewer.get(f"{base}/issue-notice")).words
        assert "草稿已退回" in back
        assert "尚未签发" not in back

    in_worked(database, tmp_path, story, until="review-clerk")


def test_a_report_is_passed_on_with_a_letter_that_stands_there_unless_one_was_approved(
    database: Database, tmp_path: Path
) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        await desk(worked)
        report = worked.the("report")
        path = f"/reports/{report}/refer-report"
        manager = await signed_in(worked, "manager")
        (words,) = (await manager.get(path)).form(path).fields["letter"]
        called = words.removeprefix("现将").partition("移送")[0]
        assert called in (await manager.get(f"/reports/{report}")).words, "it names the report"
        kinds = (await worked.sees("intake", f"/api/reports/{report}/papers"))["kinds"]
        slots = next(one["slots"] for one in kinds if one["template"] == "lead-transfer-letter")
        own = [{"slot": slot, "text": {"text": "示例。"}} for slot in slots]
        letter = {"matter": report, "about": "report", "template": "lead-transfer-letter", "statements": own}
        drafted = await worked.does("intake", "/api/papers", letter)
        await manager.get(f"/papers/{drafted['id']}")
        await manager.send(f"/papers/{drafted['id']}/approve-paper", {})
        form = (await manager.get(path)).form(path)
        assert form.options["letter.paper"] == [drafted["id"]]
        assert not any(form.fields.get("letter", [])), "a text would stand in its place"
        await manager.send(path, {"to": worked.the("organ.supervision"), "letter.paper": drafted["id"]})
        assert "已移送" in (await manager.get(f"/reports/{report}")).words

    in_worked(database, tmp_path, story, until="reporter-reads-status")


def test_service_is_by_hand_today_on_whoever_did_not_get_the_decision_yet(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "manager")
        path = f"/proceedings/{worked.the('proceeding.head')}/serve-decision"
        for expected in ("respondent", "unit"):
            form = (await at.get(path)).form(path)
            assert (form.fields["mode"], form.fields["to"]) == (["direct"], [expected])
            await at.send(path, {"proof": "送达回证"})

    in_worked(database, tmp_path, story, until="decide-head")
