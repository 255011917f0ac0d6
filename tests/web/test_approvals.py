"""The approvals list: papers of every matter that wait for a second person, each with the one who may sign it, and no one else."""

from pathlib import Path

from tests.support.browsing import browser, signed_in
from tests.support.postgres import Database
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


async def listed(worked: Worked, who: str) -> list[str]:
    await worked.follow()
    return [one["id"] for one in (await worked.sees(who, "/api/work/approvals"))["papers"]]


def test_a_draft_waits_for_who_may_approve_it_and_a_returned_one_for_its_drafter(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        paper = worked.the("paper.head")
        assert paper in await listed(worked, "decider")
        assert paper in await listed(worked, "approver")
        for other in (
            "reviewer",
            "legal",
            "manager",
            "investigator-1",
            "province-approver",
            "bureau-approver",
            "admin",
            "head",
        ):
            assert paper not in await listed(worked, other), other
        at = await signed_in(worked, "approver")
        assert "/approvals" in (await at.get("/today")).links
        page = await at.get("/approvals")
        assert f"/papers/{paper}" in page.links
        await at.get(f"/papers/{paper}")
        await at.send(f"/papers/{paper}/return-paper", {"reasons": "请补充。"})
        assert paper not in await listed(worked, "decider")
        back = [who for who in ("reviewer", "legal", "manager") if paper in await listed(worked, who)]
        assert len(back) == 1, "it waits for its drafter alone"
        await browser(worked).get("/approvals", status=401)

    in_worked(database, tmp_path, story, until="draft-decision-head")


def test_a_draft_decision_says_whether_what_was_resolved_departs_from_the_suggestion(
    database: Database, tmp_path: Path
) -> None:
    drafts = (
        (
            "clerk",
            "bureau-manager",
            "bureau-approver",
            "no-suggestion",
            "没有建议可比",
            "No suggestion to compare with",
        ),
        ("deputy", "reviewer", "approver", "departs", "偏离建议", "Departs from the suggestion"),
    )

    async def story(worked: Worked) -> None:
        other = {"matter": worked.the("proceeding.deputy"), "about": "proceeding", "template": "review-report"}
        answer = await worked.people["reviewer"].post("/api/papers", other)
        assert answer.status_code == 201, answer.text
        plain, papers = answer.json()["id"], {}
        for of, drafter, *_ in drafts:
            answer = await worked.people[drafter].post(
                "/api/papers", other | {"matter": worked.the(f"proceeding.{of}"), "template": "decision"}
            )
            assert answer.status_code == 201, answer.text
            papers[of] = answer.json()["id"]
        await worked.follow()
        for of, _, approver, stand, *_ in drafts:
            listed = (await worked.sees(approver, "/api/work/approvals"))["papers"]
            found = {one["id"]: one["comparison"] for one in listed}
            assert found[papers[of]]["stand"] == stand
            assert found.get(plain) is None, "another paper is compared with nothing"
        for of, _, approver, _, *words in drafts:
            bench = f"/proceedings/{worked.the(f'proceeding.{of}')}#bench"
            for language, said in zip(("zh", "en"), words, strict=True):
                at = await signed_in(worked, approver, language)
                for page in ("/approvals", f"/papers/{papers[of]}"):
                    shown = await at.get(page)
                    assert bench in shown.links
                    assert said in shown.words

    in_worked(database, tmp_path, story, until="deliberate-head")


def test_a_calendar_notice_waits_for_a_signature_by_another_person(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        legal = await signed_in(worked, "legal")
        await legal.get("/calendar/propose")
        shown = await legal.send("/calendar/propose", {"notice": NOTICE})
        form = shown.form("/calendar/propose")
        await legal.post("/calendar/propose", {**form.fields, "send": ["yes"]})
        await worked.follow()
        approver = await signed_in(worked, "approver", "en")
        page = await approver.get("/approvals")
        assert "Calendar notice: Example notice" in page.words
        assert "example-notice" not in page.words, "what it is called, not the code of its file"
        assert "<li>Calendar notice: Example notice</li>" in (await approver.get("/today")).text, (
            "on paper as on the screen"
        )
        link = next(one for one in page.links if one.startswith("/calendar/notices/"))
        assert "Calendar notice" in page.words
        assert link not in (await legal.get("/approvals")).links, "who proposed it signs nothing"
        elsewhere = await signed_in(worked, "province-approver")
        assert link not in (await elsewhere.get("/approvals")).links, "nobody signs for another body"
        fields = (await approver.get(link)).form(link).fields
        await approver.post(link, {**fields, "act": ["sign"]})
        assert link not in (await approver.get("/approvals")).links

    in_worked(database, tmp_path, story, until="triage")


def test_a_bodys_policy_waits_for_the_second_signatory_of_that_body_alone(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        link = f"/rulebooks/policies/{worked.the('adoption')}"
        approver = await signed_in(worked, "approver")
        page = await approver.get("/approvals")
        assert "裁量基准" in page.words
        assert link in page.links
        for who in ("province-approver", "bureau-approver", "legal", "decider"):
            assert link not in (await (await signed_in(worked, who)).get("/approvals")).links, who
        shown = await approver.get(link)
        await approver.post(link, {**shown.form(link).fields, "act": ["sign"]})
        assert link not in (await approver.get("/approvals")).links, "what two signed waits for nobody"

    in_worked(database, tmp_path, story, until="policy-is-proposed")
