"""The workbench leads to like cases; each is only among them for whoever may open it."""

from pathlib import Path

from tests.support.browsing import browser, signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def test_the_workbench_leads_to_like_cases_with_their_definition(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        head = worked.the("proceeding.head")
        at = await signed_in(worked, "manager")
        path = f"/proceedings/{head}/like-cases"
        assert path in (await at.get(f"/proceedings/{head}")).links
        page = await at.get(path)
        assert "什么算同类" in page.words
        assert "没有已决定的同类案件" in page.words
        found = await worked.sees("approver", f"/api/proceedings/{head}/like-cases")
        assert found["grounds"] == ["application-handling"]
        assert found["circumstances"] == sorted(found["circumstances"]) != []
        assert (found["like"], found["distribution"], found["enough"]) == ([], [], False)
        others = {one["proceeding"] for one in found["near"]}
        assert head not in others
        for one in others:
            assert f"/proceedings/{one}" in page.links
        await browser(worked).get(path, status=401)
        await (await signed_in(worked, "intake")).get(path, status=404)

    in_worked(database, tmp_path, story, until="deliberate-head")
