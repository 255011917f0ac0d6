"""What an appeal came to reaches its filer by service, and not before it through the page of the matter."""

from pathlib import Path
from typing import Any

from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


async def told(worked: Worked) -> tuple[list[str], bool, str | None]:
    """Measures that stand, whether an appeal is pending, and the result of the appeal, as the head reads them.

    That it ended, and on which day, is told with the result and not before.
    """
    own: dict[str, Any] = await worked.sees("head", f"/api/proceedings/{worked.the('proceeding.head')}")
    appeal = await worked.sees("head", f"/api/appeals/{worked.the('appeal')}")
    assert (appeal.get("ended") is None) == (appeal.get("decided_on") is None) == (appeal.get("result") is None)
    return (
        [one["measure"] for one in own["decision"]["measures"]],
        own["pending_appeals"] == [worked.the("appeal")],
        appeal.get("result"),
    )


def test_a_variation_is_told_with_its_service(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        assert await told(worked) == (["admonition-talk", "circulated-criticism"], True, None)
        kept = await worked.sees("manager", f"/api/proceedings/{worked.the('proceeding.head')}")
        assert [one["measure"] for one in kept["proceeding"]["decision"]["measures"]] == ["admonition-talk"]
        service = {"mode": "direct", "served_on": worked.today.isoformat(), "proof": {"text": "送达回证"}}
        await worked.does("province-manager", f"/api/appeals/{worked.the('appeal')}/serve-appeal", service)
        assert await told(worked) == (["admonition-talk"], False, "varied")

    in_worked(database, tmp_path, story, until="decide-appeal")


def test_a_refusal_is_told_with_its_service(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        path = f"/api/proceedings/{worked.the('proceeding.head')}/history"
        refusal = {"ground": "not-the-respondent", "reasons": {"text": "理由"}}
        await worked.does("province-approver", f"/api/appeals/{worked.the('appeal')}/reject-appeal", refusal)
        await worked.follow()
        names = [one["name"] for one in (await worked.sees("head", path))["entries"]]
        assert "appeal.not-accepted.v1" not in names
        service = {"mode": "direct", "served_on": worked.today.isoformat(), "proof": {"text": "送达回证"}}
        await worked.does("province-manager", f"/api/appeals/{worked.the('appeal')}/serve-appeal", service)
        await worked.follow()
        names = [one["name"] for one in (await worked.sees("head", path))["entries"]]
        assert "appeal.not-accepted.v1" in names

    in_worked(database, tmp_path, story, until="appeal")
