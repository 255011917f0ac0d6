"""Rows of lists carry the clock behind their day: how long it runs and on what it rests, and a decided track its own."""

from pathlib import Path
from typing import Any

from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def test_a_row_carries_the_clock_its_day_was_counted_by(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()

        async def clocks(path: str, rows: str, **query: Any) -> dict[str, Any]:
            found = await worked.sees("manager", path, **query)
            return {one["id"]: (one, one["clock"]) for one in found[rows]}

        listed = await clocks("/api/docket", "entries")
        case, clock = listed[worked.the("case")]
        assert clock["kind"] == "decision"
        assert clock["due_on"] == case["due_on"]
        assert clock["period"] is not None
        assert clock["cites"]
        track, of_track = listed[worked.the("proceeding.clerk")]
        assert (track["due_kind"], of_track["kind"], of_track["matter"]) == ("decide-by", "decision", track["id"])
        hearing, statement = listed[worked.the("proceeding.head")]
        assert (hearing["due_kind"], statement["kind"]) == ("statement-until", "statement")
        assert statement["matter"] == hearing["id"]
        assert statement["due_on"] == hearing["due_on"]
        shown = await worked.sees("manager", f"/api/cases/{worked.the('case')}/clock")
        assert {clock["id"], statement["id"]} <= {one["deadline"]["id"] for one in shown["entries"]}

        # The manager's work is a track of its own, which decides by the same day as the others of the case.
        (mine,) = [its for row, its in listed.values() if row["next_step"] == "serve-notice"]
        at = await signed_in(worked, "manager", "en")
        for path in ("/docket", "/today", f"/cases/{case['id']}", f"/proceedings/{hearing['id']}"):
            page = await at.get(path)
            wanted = {"/today": mine, f"/proceedings/{hearing['id']}": statement}.get(path, clock)
            assert f"/cases/{case['id']}/clock#c-{wanted['id']}" in page.links, path
            assert f"{wanted['period']['count']} " in page.words, path
            assert ", art. " in page.words, path
        own = await signed_in(worked, "head", "en")
        form = await own.get(f"/own/{hearing['id']}/statement")
        assert f"{statement['period']['count']} " in form.words
        assert "days left" in form.words

    in_worked(database, tmp_path, story, until="serve-notice-head")


def test_a_decided_track_shows_its_own_clock(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()
        found = await worked.sees("manager", "/api/docket", case=worked.the("case"), kinds="proceeding")
        rows = {one["id"]: one for one in found["entries"]}
        for track in ("head", "deputy", "organ"):
            row = rows[worked.the(f"proceeding.{track}")]
            assert row["decided_on"] is not None
            assert row["clock"]["matter"] == row["id"], "not the case's"
        every = await worked.sees("manager", f"/api/cases/{worked.the('case')}/clock")
        mine = [
            one["deadline"]
            for one in every["entries"]
            if one["deadline"]["matter"] == worked.the("proceeding.head")
            and one["deadline"]["ended_on"] is None
            and not one["deadline"]["right"]
        ]
        nearest = min(mine, key=lambda one: one["due_on"])
        assert rows[worked.the("proceeding.head")]["clock"]["due_on"] == nearest["due_on"]
        kinds = {rows[worked.the(f"proceeding.{track}")]["clock"]["kind"] for track in ("head", "deputy", "organ")}
        assert "service" in kinds, "a clock that the docket itself does not tell"
        at = await signed_in(worked, "manager", "en")
        assert "Service of the decision" in (await at.get("/docket?kinds=proceeding")).words

    in_worked(database, tmp_path, story, until="decide-head")


def test_the_day_of_triage_leads_to_its_working_on_the_page_of_the_report(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()
        report = worked.the("report")
        found = await worked.sees("manager", "/api/deadlines", kind="triage")
        (clock,) = (one["deadline"] for one in found["entries"] if one["deadline"]["matter"] == report)
        for who, pages in (("manager", ("/inbox", "/docket", "/deadlines", "")), ("intake", ("/inbox", ""))):
            at = await signed_in(worked, who, "en")
            for path in pages:
                page = await at.get(path or f"/reports/{report}")
                assert f"/reports/{report}#c-{clock['id']}" in page.links, (who, path)
            assert f"c-{clock['id']}" in [one.get("id") for one in page.all("section")]
            working = page.words.partition("How it was counted")[2]
            assert "The event was on" in working
            assert "15 working day" in page.words.partition("How it was counted")[0]

    in_worked(database, tmp_path, story, until="report")
