"""An intake desk registers what came on paper: what is like it is shown first, and nothing is recorded twice."""

import re
from pathlib import Path

from tests.support.browsing import browser, signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def test_a_report_on_paper_is_registered_after_a_look_for_duplicates(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "intake")
        assert "/inbox/register" in (await at.get("/inbox")).links
        page = await at.get("/inbox/register")
        form = page.form("/inbox/register")
        assert form.fields["received_on"] != [""]
        assert form.fields["intake"] == [worked.the("organ.city")]
        fields = {
            **form.fields,
            "organ": [worked.the("organ.bureau")],
            "what": ["Example: no answer."],
            "channel": ["letter"],
        }
        shown = await at.post("/inbox/register", fields)
        assert "没有办结的线索" in shown.words, "the worked report is about the same organ"
        report = worked.the("report")
        assert f"/reports/{report}" in shown.links
        sent = {**shown.form("/inbox/register").fields, "send": ["yes"]}
        registered = await at.post("/inbox/register", sent)
        assert re.search(r'class="code">[0-9 ]{20,}<', registered.text), "a complainant gets a code"
        (link,) = [one for one in registered.links if one.startswith("/reports/")]
        assert "Example: no answer." in (await at.get(link)).text
        await at.post("/inbox/register", sent)
        await worked.follow()
        found = (await worked.sees("manager", "/api/reports"))["entries"]
        assert len([one for one in found if one["channel"] == "letter"]) == 1, "sent twice is one report"
        wrong = await at.post("/inbox/register", {**fields, "received_on": ["yesterday"]}, status=400)
        assert "Example: no answer." in wrong.text, "nothing typed is lost"
        await (await signed_in(worked, "approver")).get("/inbox/register", status=403)
        await browser(worked).get("/inbox/register", status=401)

    in_worked(database, tmp_path, story, until="reporter-reads-status")
