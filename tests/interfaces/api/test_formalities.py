"""The copy in the personal file is recorded by whoever leads the matter, told in both languages, and offered as a form."""

from pathlib import Path

from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def test_a_copy_of_the_decision_is_recorded_and_told(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        own = f"/api/proceedings/{worked.the('proceeding.head')}"
        done_on = (await worked.sees("manager", own))["proceeding"]["decision"]["decided_on"]
        copied = {"formality": "personal-file", "done_on": done_on, "proof": {"text": "归档回执（示例）"}}
        await worked.sees("head", own)
        await worked.does("head", f"{own}/record-formality", copied, status=403)
        await worked.does("manager", f"{own}/record-formality", copied)
        history = (await worked.sees("manager", f"{own}/history"))["entries"]
        (entry,) = (one for one in history if one["name"] == "proceeding.formality-recorded.v1")
        assert "处理决定存入本人档案" in entry["zh"]
        assert "copy of the decision in the person's file" in entry["en"]
        page = await (await signed_in(worked, "manager")).get(
            f"/proceedings/{worked.the('proceeding.head')}/record-formality"
        )
        for label in ("处理决定存入本人档案", "处理决定报公务员主管部门备案", "报告决定执行情况"):
            assert label in page.text

    in_worked(database, tmp_path, story, until="accept-appeal")
