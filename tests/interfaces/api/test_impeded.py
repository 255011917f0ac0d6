"""That a measure cannot be carried out is said by the approver alone, told in both languages; a refusal becomes a report."""

from datetime import timedelta
from pathlib import Path

from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def test_a_refusal_is_recorded_told_and_becomes_a_report(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        own = f"/api/proceedings/{worked.the('proceeding.organ')}"
        refused = {
            "measure": "written-self-examination",
            "impediment": "refused",
            "arose_on": worked.today.isoformat(),
            "document": {"text": "催告后仍拒不作出书面检查（示例）"},
        }
        await worked.sees("manager", own)
        await worked.does("manager", f"{own}/record-not-carried-out", refused, status=403)
        unfit = await worked.does(
            "approver", f"{own}/record-not-carried-out", refused | {"impediment": "died"}, status=409
        )
        assert {one["rule"] for one in unfit["reasons"]} == {"impediment-unknown"}
        served = refused | {"arose_on": (worked.today - timedelta(days=1)).isoformat()}
        early = await worked.does("approver", f"{own}/record-not-carried-out", served, status=409)
        assert {one["rule"] for one in early["reasons"]} == {"refused-before-due"}
        made = await worked.does("approver", f"{own}/record-not-carried-out", refused)
        history = (await worked.sees("manager", f"{own}/history"))["entries"]
        (entry,) = (one for one in history if one["name"] == "proceeding.measures-not-carried-out.v1")
        assert "被处理人拒不执行" in entry["zh"]
        assert "the respondent refuses to comply" in entry["en"]
        report = await worked.sees("manager", f"/api/reports/{made['created']['report']}")
        assert report["report"]["filed"]["problem"] == "measure-refused"
        assert (await worked.sees("bureau", own))["decision"]["impeded"] == ["written-self-examination"]
        told = (await worked.sees("bureau", f"{own}/history"))["entries"]
        assert any("未能执行" in one["zh"] for one in told), "the respondent reads what is said of them"
        theirs = await (await signed_in(worked, "bureau")).get(f"/own/{worked.the('proceeding.organ')}")
        assert "已登记不能执行" in theirs.text
        page = await (await signed_in(worked, "approver")).get(
            f"/proceedings/{worked.the('proceeding.deputy')}/record-not-carried-out"
        )
        for label in ("被处理人死亡", "被处理人已经退休或者离职", "被处理人拒不执行"):
            assert label in page.text
        assert "被处理机关已经撤销" not in page.text, "a person is not dissolved"

    in_worked(database, tmp_path, story, until="accept-appeal", later=1)
