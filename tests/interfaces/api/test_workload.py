"""What waits on others and how much each officer has in hand: within the reader's scope, against the docket itself."""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from application.access import Role
from tests.support.browsing import signed_in
from tests.support.moved_clocks import move_clocks
from tests.support.office import called
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def test_the_load_of_each_officer_is_that_of_the_docket(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        found = await worked.sees("manager", "/api/workload")
        loads = {one["officer"]: one["open"] for one in found["loads"] if one["open"]}
        counted: Counter[str | None] = Counter()
        for kind in ("case", "appeal"):
            for row in (await worked.sees("manager", "/api/docket", kinds=kind, open="true"))["entries"]:
                counted.update(row["handlers"] or [None])
        assert loads == dict(counted)
        figures = await worked.sees("manager", "/api/deadline-figures")
        for name, field in (("overdue_by_handler", "late"), ("close_by_handler", "soon")):
            shown = {one["officer"]: one[field] for one in found["loads"] if one[field] and one["officer"]}
            assert shown == {one["code"]: one["count"] for one in figures[name]}, "one definition, wherever it is shown"
        assert len(loads) > 1
        await worked.newcomer("stranger", Role.LEAD_MANAGER, called("elsewhere"))
        assert (await worked.sees("stranger", "/api/workload"))["loads"] == []
        assert (await worked.people["investigator-1"].get("/api/workload")).status_code == 403

    in_worked(database, tmp_path, story, until="two-investigators")


def test_a_deadline_counts_under_whoever_has_to_act_and_each_number_opens_to_its_rows(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()
        async with worked.service.read() as connection:
            await move_clocks(connection, worked.today - timedelta(days=30))
        served = (await worked.sees("manager", "/api/deadlines", kind="service", states="overdue"))["entries"]
        assert served
        for row in served:
            deadline = row["deadline"]
            assert deadline["handlers"], "they investigated and reviewed"
            assert (deadline["doers"], deadline["turns"]) == ([], ["lead-manager"]), "the desk serves it, not they"
        figures = await worked.sees("manager", "/api/deadline-figures")
        counted = {one["code"] for one in figures["overdue_by_turn"]}
        assert {"lead-manager"} <= counted
        for one in (*figures["overdue_by_handler"], *figures["overdue_by_turn"], figures["overdue_unassigned"]):
            rows = (await worked.sees("manager", "/api/deadlines", **one["rows"], limit=200))["entries"]
            assert len(rows) == one["count"], one
        reviewer = str(worked.people["reviewer"].account)
        loads = {one["officer"]: one for one in (await worked.sees("manager", "/api/workload"))["loads"]}
        given = {"kinds": "proceeding", "open": "true", "handler": reviewer, "turns": "case-reviewer"}
        to_review = (await worked.sees("manager", "/api/docket", **given))["entries"]
        mine = loads.get(reviewer, {"reviewing": 0, "late": 0})
        assert mine["reviewing"] == len(to_review)
        assert mine["reviewing"] or not mine["late"], "nobody is late with what they do not have in hand"
        page = await (await signed_in(worked, "manager")).get("/board")
        assert "线索管理岗" in page.words.partition("等岗位办理")[2]
        for link in page.links:
            if link.startswith("/deadlines?"):
                await (await signed_in(worked, "manager")).get(link)

    in_worked(database, tmp_path, story, until="decide-head")


def test_what_is_assigned_to_me_and_somebody_else_moves_waits_on_others(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        answer = await worked.sees("investigator-1", "/api/work/waiting")
        found = answer["tasks"]
        mine = UUID(str(worked.people["investigator-1"].account))
        assert len(found) == answer["total"] > 0
        for task in found:
            assert task["assigned"]
            assert task["turn"] != "investigator"
            row = (await worked.sees("investigator-1", "/api/docket", search=task["id"]))["entries"][0]
            assert str(mine) in row["handlers"]
        assert (await worked.sees("clerk", "/api/work/waiting"))["tasks"] == []

    in_worked(database, tmp_path, story, until="investigation-report")
