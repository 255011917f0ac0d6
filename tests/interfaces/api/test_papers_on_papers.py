"""Papers that speak of papers: what was approved is a sheet, and the next paper of the case refers to it and can be signed."""

from pathlib import Path
from typing import Any

from interfaces.demo.script import worked_case
from tests.support.postgres import Database
from tests.support.printing import typefaces
from tests.support.worked_matter import Worked, in_worked


def own(slot: str, words: str, **more: Any) -> dict[str, Any]:
    return {"slot": slot, "text": {"text": words}, **more}


async def signed(
    worked: Worked,
    template: str,
    *statements: dict[str, Any],
    of: tuple[str, str] = ("case", "case"),
    accept: bool = False,
) -> dict[str, Any]:
    """A paper of the case or of one track, drafted by one and approved by another: as it is then read."""
    about, matter = of
    body = {"matter": worked.the(matter), "about": about, "template": template, "statements": statements}
    drafted = await worked.people["manager"].post("/api/papers", body)
    assert drafted.status_code == 201, drafted.text
    path = f"/api/papers/{drafted.json()['id']}"
    draft = await worked.sees("approver", path)
    assert draft["gaps"] == [], draft
    answer = {"accepted": draft["unsupported"]} if accept else {}
    approved = await worked.people["approver"].post(f"{path}/approve-paper", answer, version=1)
    assert approved.status_code == 200, approved.text
    return await worked.sees("approver", path)


def said(paper: dict[str, Any]) -> str:
    return "".join(one["zh"] for paragraph in paper["paragraphs"] for one in paragraph["sentences"])


async def does(worked: Worked, who: str, act: str, body: dict[str, Any]) -> None:
    path = f"/api/cases/{worked.the('case')}"
    version = await worked.sees_version(who, path)
    answer = await worked.people[who].post(f"{path}/{act}", body, version=version)
    assert answer.status_code == 200, answer.text


def test_a_case_is_filed_on_approved_papers_and_each_names_the_one_before(database: Database, tmp_path: Path) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        report = await signed(
            worked,
            "preliminary-report",
            own("found", "收件登记显示当日拒收。"),
            own("proposal", "建议立案。"),
            accept=True,
        )
        results = [[worked.the("allegation"), "supported"]]
        await does(
            worked,
            "investigator-1",
            "report-preliminary-check",
            {"results": results, "report": report["document"]},
        )
        for step in worked_case():
            if step.name in {"name-organ", "competence-organ"}:
                await worked.take(step)
        refusal = await signed(worked, "not-filed-decision", own("reasons", "情节轻微。"), accept=True)
        assert f"见《初步核实情况报告》（{report['number']}）" in said(refusal)
        gone = {"reasons": {"text": "不采用。"}}
        path = f"/api/papers/{refusal['id']}/withdraw-paper"
        assert (await worked.people["approver"].post(path, gone, version=2)).status_code == 200
        approval = await signed(
            worked, "filing-approval", own("respondents", "某局（虚构）。"), own("opinion", "建议立案。")
        )
        assert f"见《初步核实情况报告》（{report['number']}）" in said(approval)
        of = ("proceeding", "proceeding.organ")
        notice = await signed(worked, "filing-notice", own("contact", "联系人（虚构）。"), of=of)
        await does(worked, "approver", "file-case", {"approval": approval["document"], "notice": notice["document"]})
        decision = await signed(worked, "filing-decision")
        assert f"见《初步核实情况报告》（{report['number']}）" in said(decision)
        assert f"见《立案审批表》（{approval['number']}）" in said(decision)
        assert "被调查单位：" in said(decision)
        assert "批准人：" in said(decision)

    in_worked(database, tmp_path, story, until="preliminary-check")
