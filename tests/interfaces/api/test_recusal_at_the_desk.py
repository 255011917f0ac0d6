"""Who knows the reporter asks that an officer stand aside: the case learns that, and nothing of the reporter."""

import json
import zipfile
from io import BytesIO
from pathlib import Path
from uuid import UUID

from application.access import Role
from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

CUSTODIAN = "custodian"


def test_a_desk_asks_that_an_officer_stand_aside_and_says_nothing_of_the_reporter(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        report, case = f"/api/reports/{worked.the('report')}", f"/api/cases/{worked.the('case')}"
        asked = {"officer": worked.account("investigator-1")}
        version = await worked.sees_version("intake", report)
        for who, status in (("manager", 403), ("auditor", 403), ("investigator-1", 403), ("province-manager", 404)):
            assert (
                await worked.people[who].post(f"{report}/ask-recusal", asked, version=version)
            ).status_code == status
        told = asked | {"reasons": {"text": "系举报人的配偶"}}
        assert (await worked.people["intake"].post(f"{report}/ask-recusal", told, version=version)).status_code == 400
        answer = await worked.people["intake"].post(f"{report}/ask-recusal", asked, version=version)
        assert answer.status_code == 200, answer.text
        recusal = answer.json()["created"]["recusal"]
        assert answer.json()["version"] == version, "the report's own record does not show it"
        await worked.sees("intake", case, status=404)

        (raised,) = (await worked.sees("approver", case))["case"]["recusals_raised"]
        assert (raised["ground"], raised["source"]) == ("other-doubt", "body")
        assert raised.get("reasons") is None
        await worked.follow()
        entries = (await worked.sees("approver", f"{case}/history"))["entries"]
        (entry,) = [one for one in entries if one["name"] == "case.recusal-raised.v1"]
        assert "actor" not in entry
        shown = json.dumps(entry, ensure_ascii=False)
        for word in (worked.account("intake"), worked.the("report"), "举报", "反映"):
            assert word not in shown
        assert worked.account("intake") not in json.dumps(await worked.sees("approver", f"{case}/locked-out"))

        taken_away = await worked.people["manager"].get(f"{case}/archive")
        with zipfile.ZipFile(BytesIO(taken_away.content)) as archive:
            events = b"".join(archive.read(name) for name in archive.namelist() if name.startswith("events/"))
        assert b"case.recusal-raised.v1" in events
        assert worked.account("intake").encode() not in events

        own = await worked.sees_version("approver", case)
        given = {"recusal": recusal, "granted": True, "reasons": {"text": "同意"}}
        decided = await worked.people["approver"].post(f"{case}/decide-recusal", given, version=own)
        assert decided.status_code == 200, decided.text
        away = await worked.sees("approver", f"{case}/locked-out")
        (kept,) = [one for one in away["officers"] if one["account"] == worked.account("investigator-1")]
        assert (kept["ground"], kept["unchecked"]) == ("recused", True)
        assert worked.account("investigator-1") not in away["unchecked"], "told once, as kept away"

        at = await signed_in(worked, "intake", "en")
        path = report.removeprefix("/api")
        assert f"{path}/ask-recusal" in (await at.get(path)).links
        form = (await at.get(f"{path}/ask-recusal")).form(f"{path}/ask-recusal")
        assert {*form.names} == {"token", "key", "version", "officer"}
        assert worked.account("reviewer") in form.options["officer"]
        sent = await at.send(f"{path}/ask-recusal", {"officer": worked.account("reviewer")})
        assert UUID(worked.the("report")).hex not in sent.words

    in_worked(database, tmp_path, story, until="investigation-report")


def test_before_there_is_a_case_an_officer_bound_to_the_reporter_finds_the_report_no_more(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        report, manager = f"/api/reports/{worked.the('report')}", worked.account("manager")
        other = await worked.newcomer("other-manager", Role.LEAD_MANAGER, UUID(worked.the("organ.city")))
        asked = {"officer": manager}
        before = await worked.sees("manager", report)
        version = before["version"]
        answer = await worked.people["intake"].post(f"{report}/ask-recusal", asked, version=version)
        assert answer.status_code == 200, answer.text
        recusal, version = answer.json()["created"]["recusal"], answer.json()["version"]
        await worked.sees("manager", report, status=404)
        taken = {
            "body": worked.the("organ.city"),
            "instrument": "qingyuan-fault-liability",
            "summary": {"text": "示例"},
        }
        taken |= {"reports": [worked.the("report")], "organ": worked.the("organ.bureau")}
        assert (await worked.people["manager"].post("/api/cases", taken)).status_code == 404
        await worked.follow()
        for who, listed in (("manager", False), ("other-manager", True)):
            rows = (await worked.sees(who, "/api/reports"))["entries"]
            assert (worked.the("report") in {row["id"] for row in rows}) is listed
            tasks = (await worked.sees(who, "/api/work"))["tasks"]
            assert (worked.the("report") in {task["id"] for task in tasks}) is listed
        assert [one[1] for one in (await worked.sees("intake", report))["report"]["kept_away"]] == [manager]
        assert (await worked.sees("other-manager", report))["report"]["kept_away"] == []
        stale = {"reasons": {"text": "略"}}
        late = await other.post(f"{report}/decline-report", stale, version=before["version"])
        assert (late.status_code, late.json().get("changed", [])) == (412, []), "nor by way of what changed meanwhile"
        answer = await other.post("/api/cases", taken)
        assert answer.status_code == 201, answer.text
        case = f"/api/cases/{answer.json()['id']}"
        (raised,) = (await worked.sees("approver", case))["case"]["recusals_raised"]
        assert (raised["recusal"], raised["officer"], raised["ground"], raised["source"]) == (
            recusal,
            manager,
            "other-doubt",
            "body",
        )
        await worked.follow()
        entries = (await worked.sees("other-manager", f"{case}/history"))["entries"]
        names = [one["name"] for one in entries]
        assert "report.officer-kept-away.v1" not in names
        assert "actor" not in entries[names.index("case.recusal-raised.v1")]

        second = await worked.people["public"].post(
            "/api/reports", {"what": "同一事项（示例）", "organ": taken["organ"]}
        )
        path = f"/api/reports/{second.json()['id']}"
        for officer in (manager, worked.account("investigator-1")):
            version = await worked.sees_version("intake", path)
            kept = await worked.people["intake"].post(f"{path}/ask-recusal", {"officer": officer}, version=version)
            assert kept.status_code == 200, kept.text
        third = await worked.people["public"].post("/api/reports", {"what": "又一件（示例）", "organ": taken["organ"]})
        pending = f"/api/reports/{third.json()['id']}"
        await worked.sees("investigator-2", pending, status=404)
        version = await worked.sees_version("other-manager", path)
        merge = {"into": third.json()["id"], "reasons": {"text": "同一事实"}}
        merged = await other.post(f"{path}/merge-report", merge, version=version)
        assert merged.status_code == 200, merged.text
        await worked.sees("manager", pending, status=404)
        path, version = pending, await worked.sees_version("other-manager", pending)
        merge = {"into": worked.the("report"), "reasons": {"text": "同一事实"}}
        merged = await other.post(f"{path}/merge-report", merge, version=version)
        assert merged.status_code == 200, merged.text
        raised_now = (await worked.sees("approver", case))["case"]["recusals_raised"]
        assert [one["officer"] for one in raised_now] == [manager, worked.account("investigator-1")], "each once"
        for who, told in (("intake", True), ("other-manager", False)):
            at = await signed_in(worked, who)
            assert ("回避；进入案件前" in (await at.get(report.removeprefix("/api"))).words) is told

    in_worked(database, tmp_path, story, until="triage")
