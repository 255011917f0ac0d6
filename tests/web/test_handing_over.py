"""Hand-over: all open matters of one officer go to another by their own commands; what cannot go stays and says why."""

from pathlib import Path

import pytest

from interfaces.web.pages import handing_over
from tests.support.browsing import browser, signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

NOTE = "Example note: the register is in the second folder. 示例交接：登记簿在第二个文件夹。"


def test_every_open_matter_goes_to_another_officer_with_a_note(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()
        at = await signed_in(worked, "manager")
        case, leaver, taker = worked.the("case"), worked.account("investigator-1"), worked.account("investigator-3")
        assert f"/hand-over?from={leaver}" in (await at.get("/board")).links
        page = await at.get(f"/hand-over?from={leaver}&to={taker}")
        assert "回避情形待核实：登记册中没有这名人员" in page.words, "what cannot be checked is not told as checked"
        assert "没有发现回避事由" not in page.words
        assert "可以移交 1 件 ：案件 1" in page.words, "how much goes stands first"
        assert page.words.index("可以移交 1 件") < page.words.index("回避情形待核实")
        assert [one for one in page.all("details") if one.get("id") == "ready" and "open" in one], "few stand open"
        sent = {**page.forms[-1].fields, "matter": page.forms[-1].options["matter"], "note": [NOTE]}
        done = await at.post("/hand-over", sent)
        assert "已移交 1 件" in done.words
        seen = (await worked.sees("legal", f"/api/cases/{case}"))["case"]
        assert taker in seen["investigators"]
        assert leaver not in seen["investigators"]
        assert len(seen["investigators"]) == 2, "nobody else was lost"
        investigator = await signed_in(worked, "investigator-2")
        form = (await investigator.get(f"/cases/{case}/enter-evidence")).forms[-1]
        assert form.fields["officers"] == seen["investigators"], "who investigates now is taken for the collectors"
        assert leaver in form.options["officers"], "whoever checked the lead can be named, and is not unasked"
        again = await at.post("/hand-over", sent)
        assert "没有移交，仍由原来的人承办" not in again.words, "a form sent twice does no harm"
        events = (await worked.sees("legal", f"/api/cases/{case}/history"))["entries"]
        assigned = [one for one in events if one["name"] == "case.investigators-assigned.v1"]
        assert "note" in assigned[-1]["documents"]
        assert "second folder" not in str(events)
        await worked.follow()
        assert "没有您可以移交的在办事项" in (await at.get(f"/hand-over?from={leaver}&to={taker}")).words

    in_worked(database, tmp_path, story, until="two-investigators")


def test_what_cannot_go_stays_with_its_officer_and_says_why(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()
        at = await signed_in(worked, "manager", "en")
        leaver = worked.account("investigator-1")
        page = await at.get(f"/hand-over?from={leaver}&to={worked.account('investigator-2')}")
        form = page.forms[-1]
        refused = await at.post("/hand-over", {**form.fields, "matter": form.options["matter"], "note": [NOTE]})
        again = refused.forms[-1].fields
        assert "all of them ticked" not in page.words, "nothing is folded"
        monkeypatch.setattr(handing_over, "IN_SIGHT", 0)
        folded = await at.get(f"/hand-over?from={leaver}&to={worked.account('investigator-2')}")
        assert [one for one in folded.all("details") if one.get("id") == "ready" and "open" not in one], (
            "many are folded"
        )
        assert "all of them ticked" in folded.words
        assert folded.forms[-1].fields["matter"] == form.fields["matter"], "and go all the same"
        assert (again["note"], again["matter"]) == ([NOTE], form.options["matter"]), "it can be sent again as it was"
        assert "0 handed over" in refused.words, "one officer would be left alone with the case"
        assert "Not handed over" in refused.words
        assert leaver in (await worked.sees("legal", f"/api/cases/{worked.the('case')}"))["case"]["investigators"]
        nothing = await at.post("/hand-over", {**form.fields, "matter": [], "note": [NOTE]})
        assert "Nothing was ticked" in nothing.words
        assert nothing.forms[-1].fields["note"] == [NOTE]
        await at.get(f"/hand-over?from={leaver}&to=nobody", status=400)
        for who, status in (("investigator-2", 403), ("admin", 403), ("head", 403), ("decider", 403)):
            await (await signed_in(worked, who)).get("/hand-over", status=status)
        province = await signed_in(worked, "province-manager")
        assert (
            "没有您可以移交的在办事项"
            in (await province.get(f"/hand-over?from={leaver}&to={worked.account('investigator-3')}")).words
        )
        await browser(worked).get("/hand-over", status=401)

    in_worked(database, tmp_path, story, until="two-investigators")
