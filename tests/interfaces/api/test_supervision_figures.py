"""Figures of supervision: each number equals the rows that it opens to; a door is told to a respondent only where nobody reported."""

from pathlib import Path
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from application.casework.file import CaseFile, open_file
from domain.identity import CaseId
from domain.reports.events import Found, SourceKind
from tests.interfaces.api.test_assessment import assessment, evaluation
from tests.interfaces.api.test_publication_logs import LOG, imported
from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def test_each_number_opens_to_what_it_counts(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        taken = await imported(worked, LOG.encode())
        (matter,) = taken["matters"]
        seen = await worked.sees("manager", f"/api/duties/{matter}")
        worked.versions[UUID(matter)] = seen["version"]
        await worked.follow()
        late = seen["breaches"][0]["id"]
        await worked.does(
            "manager", f"/api/duties/{matter}/raise-lead", {"breach": late, "account": {"text": "逾期公开"}}
        )
        await worked.follow()
        path = "/api/supervision-figures"
        this_year = await worked.sees("manager", path)
        doors = {one["code"]: one for one in this_year["by_door"]}
        assert doors["publication-monitoring"]["count"] == 1
        assert this_year["leads"] == sum(one["count"] for one in doors.values())
        for one in doors.values():
            listed = await worked.sees("manager", "/api/reports", **asked(one["rows"]))
            assert len(listed["entries"]) == one["count"]
        then = await worked.sees("manager", path, since="2012-02-01", until="2012-03-31")
        (bureau,) = then["timeliness"]
        assert bureau["organ"] == worked.the("organ.bureau")
        assert (bureau["in_time"], bureau["late"], bureau["missing"], bureau["rate"]) == (1, 1, 1, 33.3)
        for name, count in (("rows", 3), ("late_rows", 2)):
            listed = await worked.sees("manager", "/api/deadlines", **asked(bureau[name]))
            assert len(listed["entries"]) == count
        at = await signed_in(worked, "auditor", "zh")
        page = await at.get("/supervision/figures?since=2012-02-01&until=2012-03-31")
        opened = [link for link in page.links if link.startswith("/deadlines?states=") and link.count("states=") == 1]
        assert len(opened) == 3
        for link in opened:
            assert (await at.get(link)).text.count("<tr>") - 1 == 1, link
        elsewhere = await worked.sees("province-manager", path)
        assert (elsewhere["leads"], elsewhere["timeliness"]) == (0, [])
        assert (await worked.people["manager"].get(path, since="2012-02-01", until="2012-01-01")).status_code == 400

    in_worked(database, tmp_path, story, until="policy-is-signed")


def test_grades_over_the_years_open_to_who_was_given_them(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        bureau = worked.the("organ.bureau")
        polled = await evaluation(worked, closes="2012-03-31")
        await worked.does("manager", f"{polled}/count-answers", {})
        panel = {
            "seat": "1",
            "organ": bureau,
            "marks": [[one, "satisfied"] for one in ("content", "timeliness")],
            "record": {"text": "评议表"},
        }
        await worked.does("intake", f"{polled}/note-panel-answer", panel | {"given_on": "2012-04-05"})
        graded = {"organ": bureau, "grade": "evaluated-dissatisfied", "graded_on": "2012-04-05"}
        await worked.does("manager", f"{polled}/grade-organ", graded | {"reasons": {"text": "理由"}})
        path = await assessment(worked)
        points = [
            {"of": code, "value": value} for code, value in zip("12345", ("12.5", "25", "9", "8", "5"), strict=True)
        ]
        score = {"organ": bureau, "points": points, "scored_on": "2012-12-20"}
        await worked.does("intake", f"{path}/score-organ", score)
        opinion = {"opinion": {"text": "无"}, "considered_on": "2012-12-20"}
        await worked.does("intake", f"{path}/consider-evaluation", opinion)
        await worked.follow()
        assert (await worked.sees("manager", "/api/grades", kind="assessment"))["entries"] == [], "not approved yet"
        approval = {"approved_by": worked.the("organ.province"), "approval": {"text": "审定"}}
        await worked.does("manager", f"{path}/approve-results", approval | {"approved_on": "2013-01-08"})
        await worked.follow()
        seen = (await worked.sees("manager", "/api/supervision-figures"))["grades"]
        assert [(one["kind"], one["year"], one["grade"], one["count"]) for one in seen] == [
            ("assessment", 2013, "grade-failing", 1),
            ("evaluation", 2012, "evaluated-dissatisfied", 1),
        ]
        for one in seen:
            (entry,) = (await worked.sees("manager", "/api/grades", **asked(one["rows"])))["entries"]
            assert (entry["organ"], entry["grade"]) == (bureau, one["grade"])
        both = (await worked.sees("auditor", "/api/grades", organ=bureau))["entries"]
        assert [(one["given_on"], one["score"]) for one in both] == [("2013-01-08", "59.5"), ("2012-04-05", "100")]
        first = await worked.sees("manager", "/api/grades", organ=bureau, limit=1)
        assert first["entries"] == both[:1]
        second = await worked.sees("manager", "/api/grades", organ=bureau, limit=1, cursor=first["next"])
        assert (second["entries"], second["next"]) == (both[1:], None)
        refused = await worked.sees("manager", "/api/grades", cursor="none", status=400)
        assert refused["code"] == "cursor-malformed"
        before = await worked.sees("manager", "/api/supervision-figures", until="2012-12-31")
        assert [one["year"] for one in before["grades"]] == [2012]
        assert (await worked.sees("province-manager", "/api/grades"))["entries"] == []
        await worked.sees("intake", "/api/grades", status=403)
        at = await signed_in(worked, "manager", "zh")
        page = await at.get("/supervision/figures")
        links = [link for link in page.links if link.startswith("/supervision/grades?")]
        assert len(links) == 3 * len(set(links)) == 6, "each bar, wide and slender, and its number in the table"
        for link in links:
            assert (await at.get(link)).text.count("<tr><th") == 2, "the head and one row"
        await at.get("/supervision/grades?kind=report", status=200)
        await at.get("/supervision/grades?kind=nothing", status=400)

    in_worked(database, tmp_path, story, until="policy-is-signed")


def asked(rows: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in rows.items() if value is not None}


def test_a_door_is_told_only_where_nobody_reported(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        case = UUID(worked.the("case"))
        complained = await open_file(worked.service.events, CaseId(case))
        assert complained.doors == ()
        (report,) = complained.reports
        found = Found(matter=case, breach="silent-when-consulted", provisions=(), organs=())
        filed = report.state.filed
        assert filed is not None
        by_instrument = replace(
            report, state=replace(report.state, filed=replace(filed, source=SourceKind.PUBLICATION, found=found))
        )
        assert replace(complained, reports=(by_instrument,)).doors == (SourceKind.PUBLICATION,)
        assert replace(complained, reports=(by_instrument, report)).doors == ()
        assert CaseFile(case=complained.case).doors == ()
        own = await worked.sees("head", f"/api/proceedings/{worked.the('proceeding.head')}")
        assert own["doors"] == []

    in_worked(database, tmp_path, story, until="assign-handlers")
