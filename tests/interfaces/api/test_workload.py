"""What waits on others and how much each officer has in hand: within the reader's scope, against the docket itself."""

from collections import Counter
from pathlib import Path
from uuid import UUID

from application.access import Role
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
