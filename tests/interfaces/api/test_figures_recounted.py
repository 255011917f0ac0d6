"""The figures of supervision and of the clocks against a recount from what each matter itself says."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.interfaces.api.test_lists import rows
from tests.interfaces.api.test_publication_logs import LOG, imported
from tests.interfaces.api.test_supervision_figures import asked
from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

FIRST = """示例市土地局（演示）,收费标准,,2012-01-16,2012-03-08
示例市土地局（演示）,机构职能,,2012-01-16,2012-02-16
示例市水务局（演示）,水价,,2012-01-17,
示例市水务局（演示）,停水通知,,2012-01-17,2012-03-09
示例市教育局（演示）,学区,,2012-01-18,
"""
CORRECTED = "示例市土地局（演示）,收费标准,,2012-01-16,2012-02-10\n"
PERIOD = {"since": "2012-02-01", "until": "2012-03-31"}


async def recounted(worked: Worked, matters: Iterable[str]) -> dict[str, Counter[str]]:
    """By organ what each duty that is watched says of its items, as the domain judges them."""
    found: dict[str, Counter[str]] = {}
    for matter in matters:
        seen = await worked.sees("manager", f"/api/duties/{matter}")
        if seen["ended_on"] is None:
            timings = Counter(one["timing"] for item in seen["items"] for one in item["under"])
            found[seen["placed"]["organ"]] = timings
    return found


def test_publication_timeliness_is_what_the_duties_say(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        heading = LOG.splitlines()[0] + "\n"
        matters = (await imported(worked, (heading + FIRST).encode()))["matters"]
        assert len(matters) == 3
        await imported(worked, (heading + CORRECTED).encode())
        placed = {one: (await worked.sees("manager", f"/api/duties/{one}"))["placed"]["organ"] for one in matters}
        (school,) = (one for one, organ in placed.items() if organ == worked.the("organ.education"))
        worked.versions[UUID(school)] = await worked.sees_version("manager", f"/api/duties/{school}")
        await worked.does("manager", f"/api/duties/{school}/end-duty", {"reasons": {"text": "不再监测"}})
        await worked.follow()
        by_hand = await recounted(worked, matters)
        figures = (await worked.sees("manager", "/api/supervision-figures", **PERIOD))["timeliness"]
        assert {one["organ"]: (one["in_time"], one["late"], one["missing"]) for one in figures} == {
            organ: (counts["in-time"], counts["late"], counts["missing"]) for organ, counts in by_hand.items()
        }
        assert {one["organ"]: one["rate"] for one in figures} == {
            worked.the("organ.bureau"): 100.0,
            worked.the("organ.water"): 0.0,
        }
        for one in figures:
            listed = await worked.sees("manager", "/api/deadlines", **asked(one["rows"]))
            assert len(listed["entries"]) == one["in_time"] + one["late"] + one["missing"]
        ended = await worked.sees("manager", "/api/deadlines", kind="publication", states="stopped")
        assert [one["sign"]["en"] for one in ended["entries"]] == ["Not done, no longer counted"]
        later = await worked.sees("manager", "/api/supervision-figures", since="2012-02-01", until="2099-12-31")
        assert later["timeliness"] == [
            one | {name: one[name] | {"due_to": str(worked.today)} for name in ("rows", "late_rows")} for one in figures
        ]
        page = (
            await (await signed_in(worked, "auditor")).get("/supervision/figures?since=2012-02-01&until=2012-03-31")
        ).words
        assert "100%" in page

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_doors_lapses_and_extensions_are_what_the_lists_hold(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        await imported(worked, (LOG.splitlines()[0] + "\n" + FIRST).encode())
        case = worked.the("case")
        seen = (await worked.sees("manager", f"/api/cases/{case}"))["case"]
        until = date.fromisoformat(seen["decide_by"]) + timedelta(days=30)
        more = {"until": until.isoformat(), "ground": {"text": "取证需要（示例）"}}
        await worked.does("approver", f"/api/cases/{case}/extend-time", more)
        await worked.follow()
        reports = [
            await worked.sees("manager", f"/api/reports/{one['id']}")
            for one in await rows(worked, "manager", "/api/reports")
        ]
        sources = Counter(one["report"]["filed"]["source"] for one in reports)
        figures = await worked.sees("manager", "/api/supervision-figures")
        assert {one["code"]: one["count"] for one in figures["by_door"]} == sources
        assert sum(one["share"] for one in figures["by_door"]) == 100.0
        clocks: list[dict[str, Any]] = [
            one["deadline"] for one in await rows(worked, "manager", "/api/deadlines", limit=100)
        ]
        silent = Counter(one["kind"] for one in clocks if one["due_on"] < str(worked.today) and not one["right"])
        extended = Counter(one["kind"] for one in clocks if one["extended"])
        counted = await worked.sees("manager", "/api/deadline-figures")
        assert {one["code"]: one["count"] for one in counted["silent_lapses_by_kind"]} == silent
        assert silent["publication"] == 2
        assert {one["code"]: one["count"] for one in counted["extended_by_kind"]} == extended
        assert counted["extended"]["count"] == sum(extended.values()) > 0
        page = (await (await signed_in(worked, "manager")).get("/deadlines?extended=true")).words
        assert "取证需要（示例）" in page, "an extension is listed with its ground"
        await (await signed_in(worked, "manager")).get("/deadlines")

    in_worked(database, tmp_path, story, until="investigation-report")
