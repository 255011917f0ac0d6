"""The access log: in either order, narrowed by what an auditor asks for."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from application.reads import Read, ReadKind, ReadOutcome
from domain.identity import ActorId
from interfaces.api import oversight
from interfaces.api.read_table import as_table
from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def test_the_log_is_read_from_either_end_and_narrowed(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        entered = await worked.people["manager"].post("/api/parties", {"name": "示例某丁", "kind": "citizen"})
        outsider = entered.json()["id"]
        for _ in range(2):  # somebody who is not of the case: refused, and on record
            await worked.sees("manager", "/api/parties", purpose="a.b", ids=outsider, **{"in": worked.the("case")})

        async def asked(**query: Any) -> list[tuple[int, str, str]]:
            found = await worked.sees("auditor", "/api/audit/reads", thing=outsider, **query)
            return [(one["position"], one["kind"], one["outcome"]) for one in found["entries"]]

        everything = await asked()
        assert [one[1:] for one in everything] == [("person", "denied"), ("person", "denied"), ("audit", "served")]
        newest = await asked(newest="true", limit=2)
        assert [kind for _, kind, _ in newest] == ["audit", "audit"]
        beyond = await asked(newest="true", after=newest[-1][0], limit=2)
        assert [kind for _, kind, _ in beyond] == ["person", "person"]
        assert beyond[0][0] > beyond[1][0], "the latest first"
        assert len(await asked(outcome="denied")) == 2
        assert {kind for _, kind, _ in await asked(kind="audit")} == {"audit"}
        today = worked.service.around.today()
        assert len(await asked(since=today.isoformat(), until=today.isoformat(), outcome="denied")) == 2
        assert await asked(until=(today - timedelta(days=1)).isoformat()) == []
        assert await asked(since=(today + timedelta(days=1)).isoformat()) == []
        assert len(await asked(until="2999-12-31", outcome="denied")) == 2
        case = worked.the("case")
        rows = (await worked.sees("manager", "/api/docket", search=case, kinds="case"))["entries"]
        (number,) = {one["number"] for one in rows if one["id"] == case}
        refused = (await worked.sees("auditor", "/api/audit/reads", thing=outsider, outcome="denied"))["entries"]
        assert {one["number"] for one in refused} == {number}, "a person has none: it is that of the matter"
        track = worked.the("proceeding.clerk")
        await (await signed_in(worked, "manager")).get(f"/proceedings/{track}")
        draft = {"matter": track, "about": "proceeding", "template": "review-report"}
        drafted = await worked.people["reviewer"].post("/api/papers", draft)
        assert drafted.status_code == 201, drafted.text
        read = (await worked.sees("auditor", "/api/audit/reads", kind="person", newest="true"))["entries"]
        served = [one for one in read if (one["outcome"], one["purpose"]) == ("served", "party.read")]
        assert {one["subject"] for one in served} == {track}
        assert {one["number"] is not None for one in served} == {True}, "a name is read in a matter, which has a number"
        written = [one for one in read if one["purpose"].startswith("paper.")]
        assert {one["number"] is not None for one in written} == {True}, "those that a paper states as well"
        for _ in range(2):
            looked = (await worked.sees("auditor", "/api/audit/reads", thing=case, kind="audit"))["entries"]
        assert {(one["subject"], one["number"]) for one in looked} == {(None, number)}, "a matter's own number"

    in_worked(database, tmp_path, story, until="statement-clerk")


def test_what_is_taken_away_is_on_record_and_stands_out(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(worked: Worked) -> None:
        case, people = worked.the("case"), worked.people
        assert (await people["manager"].get(f"/api/cases/{case}/archive")).status_code == 200
        assert (await people["decider"].get(f"/api/cases/{case}/archive")).status_code == 403
        year = worked.today.year
        period = {"since": f"{year}-01-01", "until": f"{year}-12-31"}
        assert (await people["auditor"].get("/api/dashboard/report", **period)).status_code == 200
        table = await people["auditor"].get("/api/audit/reads/export", kind="export")
        assert table.headers["content-type"] == "text/csv; charset=utf-8"
        head, *lines = list(csv.reader(table.content.decode("utf-8-sig").splitlines()))
        entries = [dict(zip(head, line, strict=True)) for line in lines]
        assert [(one["name"], one["purpose"], one["outcome"]) for one in entries] == [
            ("manager", "case.export", "served"),
            ("decider", "case.export", "denied"),
            ("auditor", "dashboard.read", "served"),
            ("auditor", "audit.read", "served"),
        ], "the export of the log is its own last line"
        assert {one["thing"] for one in entries[:2]} == {case}

        found = await worked.sees("auditor", "/api/audit/standing-out")
        assert found["denied"]["count"] == 1
        assert [one["thing"] for one in found["denied"]["entries"]] == [case]
        assert found["exports"]["count"] == 3
        assert [one["purpose"] for one in found["exports"]["entries"]] == [
            "audit.read",
            "dashboard.read",
            "case.export",
        ]
        rows = (await worked.sees("manager", "/api/docket", search=case, kinds="case"))["entries"]
        (row,) = [one for one in rows if one["id"] == case]
        named = [("auditor", None), ("auditor", None), ("manager", row["number"])]
        assert [(one["called"], one["number"]) for one in found["exports"]["entries"]] == named
        listed = await worked.sees("auditor", "/api/audit/reads", kind="export", outcome="served")
        assert [(one["called"], one["number"]) for one in listed["entries"][::-1]] == named, "the same in the list"
        assert row["number"] is not None
        assert found["unusual"] == []
        assert found["rule"]["least"] > 1
        for wrong in ({"since": "2026-02-01", "until": "2026-01-01"}, {"since": "2025-01-01", "until": "2025-12-31"}):
            assert (await people["auditor"].get("/api/audit/standing-out", **wrong)).status_code == 400
        for path in ("/api/audit/standing-out", "/api/audit/reads/export"):
            assert (await people["manager"].get(path)).status_code == 403

        with monkeypatch.context() as fewer:
            fewer.setattr(oversight, "MOST_EXPORTED", 2)
            refused = await people["auditor"].get("/api/audit/reads/export")
        assert (refused.status_code, refused.json()["code"]) == (422, "too-many-entries")

        at = await signed_in(worked, "auditor", "en")
        words = (await at.get("/access-log")).words
        assert "What stands out" in words
        assert words.index("Denied reads 1") < words.index("Exports 4") < words.index("Unusual counts 0")
        narrowed = await at.get("/access-log?outcome=denied")
        assert "What stands out" not in narrowed.words
        (link,) = [one for one in narrowed.links if "/export" in one]
        answer = await at.client.get(link)
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert answer.content.count(b"denied") == 1

    in_worked(database, tmp_path, story, until="statement-clerk")


def test_a_form_that_names_no_person_leaves_nothing_on_record(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        async def persons() -> int:
            return len((await worked.sees("auditor", "/api/audit/reads", kind="person", limit=1000))["entries"])

        case, clerk = worked.the("case"), worked.the("proceeding.clerk")
        for who, address, names_any in (
            ("manager", f"/cases/{case}/name-respondent", True),
            ("investigator-1", f"/cases/{case}/enter-evidence", True),  # a witness is chosen among them
            ("investigator-1", f"/cases/{case}/papers/draft?template=file-note", False),
            ("decider", f"/proceedings/{clerk}/deliberate", False),
            ("clerk", f"/own/{clerk}/statement", False),
        ):
            before = await persons()
            at = await signed_in(worked, who)
            await at.get(address)
            at.client.cookies.clear()
            assert (await persons() > before) is names_any, address

    in_worked(database, tmp_path, story, until="serve-notice-clerk")


def test_a_name_in_the_table_is_no_formula() -> None:
    reader = ActorId(UUID(int=1))
    entry = Read(
        position=1,
        at=datetime(2026, 6, 30, 1, tzinfo=UTC),
        actor=reader,
        kind=ReadKind.DOCUMENT,
        thing=UUID(int=2),
        subject=None,
        purpose="a.b",
        outcome=ReadOutcome.SERVED,
    )
    line = as_table([entry], {reader: "=1+1"}).decode("utf-8-sig").splitlines()[1]
    assert line.startswith("1,2026-06-30T09:00:00+08:00,")
    assert ",'=1+1,document," in line


def test_the_page_shows_the_latest_first_and_keeps_what_was_asked(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "auditor", "en")
        page = await at.get("/access-log?actor=&thing=&kind=&outcome=&since=&until=")
        log = page.words[page.words.rindex("Purpose") :]
        assert log.index("Access log") < log.index("Document"), "the latest first"
        narrowed = await at.get("/access-log?outcome=denied")
        assert [one["value"] for one in narrowed.all("option") if "selected" in one and one["value"]] == ["denied"]

    in_worked(database, tmp_path, story, until="statement-clerk")
