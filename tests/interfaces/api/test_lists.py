"""The lists over HTTP: each reader sees the rows that they could open, and every figure opens to its rows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from application.access import Role
from interfaces.api.examples import SAMPLE_IDS, example
from tests.support.office import called
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

KINDS = ("report", "case", "proceeding", "appeal")


async def rows(worked: Worked, who: str, path: str = "/api/docket", **query: Any) -> list[dict[str, Any]]:
    """All rows, page by page."""
    found: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = await worked.sees(who, path, **query, **({"cursor": cursor} if cursor else {}))
        found += page["entries"]
        cursor = page["next"]
        if cursor is None:
            return found


def test_everybody_lists_exactly_what_they_could_open(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        every = {worked.the(name): "proceeding" for name in worked.names if name.startswith("proceeding.")}
        every |= {worked.the("report"): "report", worked.the("case"): "case", worked.the("appeal"): "appeal"}
        await worked.newcomer("stranger", Role.LEAD_MANAGER, called("elsewhere"))
        await worked.newcomer("auditor-of-all", Role.AUDITOR)
        for who in sorted({*worked.people, "stranger"} - {"public"}):
            listed: set[str] = set()
            for path in ("/api/docket", "/api/reports", "/api/proceedings", "/api/appeals"):
                answer = await worked.people[who].get(path)
                assert answer.status_code in {200, 403, 404}, (who, path, answer.text)
                if answer.status_code == 200:
                    listed |= {row["id"] for row in await rows(worked, who, path, limit=2)}
            opened = set()
            for matter, kind in every.items():
                if (await worked.people[who].get(f"/api/{kind}s/{matter}")).status_code == 200:
                    opened.add(matter)
            if who.startswith("investigator-"):
                opened.discard(worked.the("report"))  # opened from the case; investigators have no list of reports
            if who in {
                "province-approver",
                "province-decider",
            }:  # they decide the appeal, and open its record from there
                appeal = (await worked.sees(who, f"/api/appeals/{worked.the('appeal')}"))["appeal"]
                record = {worked.the("case"), appeal["filing"]["proceeding"]}
                assert record <= opened, who
                assert not record & listed, who
                opened -= record
            assert listed == opened, (who, {every[one] for one in listed ^ opened})
        assert (await worked.people["public"].get("/api/docket")).status_code == 401

    in_worked(database, tmp_path, story, until="assign-handlers")


def test_a_referred_report_is_listed_where_it_went_and_taken_up_there(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        report, there = worked.the("report"), UUID(worked.the("organ.province"))
        await worked.newcomer("there", Role.LEAD_MANAGER, there)
        assert report not in {row["id"] for row in await rows(worked, "there", "/api/reports")}
        referral = {"to": str(there), "letter": {"text": "移送函（示例）"}}
        await worked.does("manager", f"/api/reports/{report}/refer-report", referral)
        await worked.follow()
        (row,) = [row for row in await rows(worked, "there", "/api/reports", open=True) if row["id"] == report]
        assert row["stage"] == "referred"
        # The time that runs is that of the body with which it lies, and nobody else's.
        until = row["clock"]["due_on"]
        assert row["clock"]["kind"] == "triage"
        for who, theirs in (("there", True), ("manager", False)):
            listed = {one["id"]: one for one in await rows(worked, who, "/api/reports", open=True)}
            assert (listed[report]["clock"] is not None) is theirs, who
            assert (report in {one["id"] for one in await rows(worked, who, due_to=until)}) is theirs, who
            deadlines = {one["deadline"]["matter"] for one in await rows(worked, who, "/api/deadlines")}
            assert (report in deadlines) is theirs, who
            tasks = {one["id"]: one for one in (await worked.sees(who, "/api/work"))["tasks"]}
            assert (tasks[report]["clock"] is not None) is theirs, who
        async with worked.service.read() as connection:
            await connection.execute(
                "UPDATE read_models.deadlines_v1 SET due_on = current_date - 30 WHERE ended_on IS NULL"
            )
        for who, late in (("there", 1), ("manager", 0)):
            assert (await worked.sees(who, "/api/deadline-figures"))["overdue"]["count"] == late, who
        await worked.sees("there", f"/api/reports/{report}")
        assert report in {task["id"] for task in (await worked.sees("there", "/api/work"))["tasks"]}
        # Whoever passed on what no desk had taken in keeps sight of it, and has nothing more to do with it.
        assert report in {row["id"] for row in await rows(worked, "manager", "/api/reports")}
        await worked.sees("manager", f"/api/reports/{report}")
        left = {task["id"]: task["next_step"] for task in (await worked.sees("manager", "/api/work"))["tasks"]}
        assert left.get(report) == "inform-reporter", (
            "whoever passed it on tells the reporter, and does nothing else about it"
        )
        await worked.does("there", f"/api/reports/{report}/accept-report", {"body": str(there)})
        await worked.follow()
        (row,) = [row for row in await rows(worked, "there", "/api/reports", open=True) if row["id"] == report]
        assert row["stage"] == "accepted"

    in_worked(database, tmp_path, story, until="triage")


def test_the_docket_is_filtered_ordered_and_paged(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        for order in ("due", "opened", "waiting", "changed"):
            whole = [row["id"] for row in (await worked.sees("manager", "/api/docket", order=order))["entries"]]
            paged = [row["id"] for row in await rows(worked, "manager", order=order, limit=1)]
            assert paged == whole
            assert len(set(whole)) == len(whole) >= 6
        some = await rows(worked, "manager", kinds=["proceeding", "appeal"])
        assert {row["kind"] for row in some} == {"proceeding", "appeal"}
        assert [row["id"] for row in await rows(worked, "manager", search=worked.the("case")[-12:])]
        assert await rows(worked, "manager", organ=str(called("elsewhere"))) == []
        for query, code in (
            ({"cursor": "AAAA"}, "cursor-malformed"),
            ({"limit": 0}, "malformed-query"),
            ({"kinds": "sky"}, "malformed-query"),
            ({"due_from": "soon"}, "malformed-query"),
            ({"search": "a\x00"}, "malformed-query"),
            ({"unknown": "1"}, "malformed-query"),
            ({"at_least": -1}, "malformed-query"),
        ):
            answer = await worked.people["manager"].get("/api/docket", **query)
            assert (answer.status_code, answer.json()["code"]) == (400, code), query
        beyond = await worked.people["manager"].get("/api/docket", at_least=10**9)
        assert (beyond.status_code, beyond.json()["code"]) == (400, "malformed-query")

    in_worked(database, tmp_path, story, until="assign-handlers")


def test_a_list_that_has_not_seen_an_event_says_so_and_when_to_ask_again(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        manager = worked.people["manager"]
        case = f"/api/cases/{worked.the('case')}"
        body = example("case.raise-recusal", "zh", SAMPLE_IDS)
        # No projector runs in this test: what is recorded now is in no list until follow() brings it there.
        raised = await manager.post(f"{case}/raise-recusal", body, version=await worked.sees_version("manager", case))
        assert raised.status_code == 200, raised.text
        position = int(raised.headers["Wenze-Position"])
        late = await manager.get("/api/docket", at_least=position)
        assert (late.status_code, late.json()["code"], late.headers["Retry-After"]) == (503, "list-behind", "2")
        await worked.follow()
        assert (await manager.get("/api/docket", at_least=position)).status_code == 200

    in_worked(database, tmp_path, story, until="assign-handlers")


def figures(content: Any) -> Iterator[dict[str, Any]]:
    if isinstance(content, dict):
        if "count" in content and "rows" in content:
            yield content
        for each in content.values():
            yield from figures(each)
    elif isinstance(content, list):
        for each in content:
            yield from figures(each)


def test_every_figure_opens_to_its_rows(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        found = list(figures(await worked.sees("manager", "/api/dashboard")))
        assert len(found) > 8
        assert any(figure["count"] for figure in found)
        for figure in found:
            listed = await rows(worked, "manager", limit=200, **figure["rows"])
            assert len(listed) == figure["count"], figure
        backwards = {"since": "2026-02-01", "until": "2026-01-01"}
        assert (await worked.people["manager"].get("/api/dashboard", **backwards)).status_code == 400
        assert (await worked.people["investigator-1"].get("/api/dashboard")).status_code == 403

    in_worked(database, tmp_path, story)


def test_what_waits_is_shown_to_whoever_has_to_move_it(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        waiting = {
            who: {task["id"]: task["next_step"] for task in (await worked.sees(who, "/api/work"))["tasks"]}
            for who in ("clerk", "head", "manager", "decider", "bureau-reviewer")
        }
        assert waiting["clerk"] == {worked.the("proceeding.clerk"): "file-statement"}
        assert worked.the("proceeding.clerk") not in waiting["head"]
        assert all(worked.the("proceeding.clerk") not in waiting[who] for who in ("manager", "decider"))
        assert (await worked.people["public"].get("/api/work")).status_code == 401

    in_worked(database, tmp_path, story, until="serve-notice-clerk")


def test_a_list_comes_as_far_as_its_reader_asks(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        done = await worked.people["manager"].post(
            "/api/cases",
            {
                "body": worked.the("organ.city"),
                "instrument": "qingyuan-fault-liability",
                "summary": {"text": "另一案"},
                "reports": [],
                "organ": worked.the("organ.bureau"),
            },
        )
        position = done.json()["position"]
        before = await worked.people["manager"].get("/api/docket", at_least=position)
        assert before.status_code == 503
        await worked.follow()
        after = await worked.sees("manager", "/api/docket", at_least=position)
        assert done.json()["id"] in {row["id"] for row in after["entries"]}

    in_worked(database, tmp_path, story, until="open-case")
