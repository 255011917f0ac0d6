"""Who knows the reporter asks that an officer stand aside: the case learns that, and nothing of the reporter."""

import json
import zipfile
from io import BytesIO
from pathlib import Path
from uuid import UUID

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
        officers = (await worked.sees("approver", f"{case}/locked-out"))["officers"]
        assert {one["ground"] for one in officers if one["account"] == worked.account("investigator-1")} == {"recused"}

        at = await signed_in(worked, "intake", "en")
        path = report.removeprefix("/api")
        assert f"{path}/ask-recusal" in (await at.get(path)).links
        form = (await at.get(f"{path}/ask-recusal")).form(f"{path}/ask-recusal")
        assert {*form.names} == {"token", "key", "version", "officer"}
        assert worked.account("reviewer") in form.options["officer"]
        sent = await at.send(f"{path}/ask-recusal", {"officer": worked.account("reviewer")})
        assert UUID(worked.the("report")).hex not in sent.words

    in_worked(database, tmp_path, story, until="investigation-report")
