"""The workbench leads to like cases; each is only among them for whoever may open it."""

from pathlib import Path

from tests.support.browsing import browser, signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

MARK = ">provisional</span>"
"""Beside a last day that may still move."""


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


def test_the_proceedings_of_one_organ_stand_side_by_side(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()
        organ, head = worked.the("organ.bureau"), worked.the("proceeding.head")
        found = await worked.sees("manager", "/api/side-by-side", organ=organ)
        tracks = {worked.the(f"proceeding.{who}") for who in ("organ", "clerk", "deputy", "head")}
        assert tracks <= {one["proceeding"] for one in found["cases"]}
        mine = next(one for one in found["cases"] if one["proceeding"] == head)
        assert mine["grounds"] == ["application-handling"]
        assert mine["circumstances"]
        assert (await worked.sees("manager", "/api/side-by-side", organ=head))["cases"] == [], "no organ, no cases"
        seen = await worked.sees("bureau-manager", "/api/side-by-side", organ=organ)
        assert {one["proceeding"] for one in seen["cases"]} < {one["proceeding"] for one in found["cases"]}
        for who in ("clerk", "admin"):
            assert (await worked.people[who].get("/api/side-by-side", organ=organ)).status_code == 403
        assert (await worked.people["manager"].get("/api/side-by-side")).status_code == 400
        at = await signed_in(worked, "manager", "en")
        path = f"/organs/{organ}/cases"
        assert path in (await at.get(f"/proceedings/{head}")).links
        assert path in (await at.get(f"/docket?organ={organ}")).links
        page = await at.get(path)
        assert {f"/proceedings/{one}" for one in tracks} <= set(page.links)
        undecided = [one for one in found["cases"] if one["measures"] and not one["decided_on"]]
        assert page.words.count("(intended)") == len(undecided) > 0, "what was announced is no decision"
        case = f"/cases/{worked.the('case')}"
        async with worked.service.read() as connection:
            await connection.execute("UPDATE read_models.deadlines_v1 SET provisional = true")
        assert MARK in (await at.get(case)).text.partition('<p class="story">')[2].partition("</p>")[0]
        await (await signed_in(worked, "clerk")).get(path, status=403)

    in_worked(database, tmp_path, story, until="deliberate-head")
