"""A report that was passed on: whoever passed it on sees it and writes to the reporter; what becomes of it is said where it lies."""

from pathlib import Path

from tests.support.browsing import Seen, signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

TRIAGE = ("accept-report", "refer-report", "decline-report", "merge-report", "identify-organ", "note-duplicate")


def ticks(page: Seen) -> set[str]:
    return {given.get("value") or "" for tag, given in page.tags if tag == "input" and given.get("name") == "report"}


def test_what_becomes_of_a_report_is_offered_to_the_body_that_has_it_alone(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        report = worked.the("report")
        path, manager = f"/reports/{report}", worked.people["manager"]
        version = await worked.sees_version("manager", f"/api{path}")
        letter = {"to": worked.the("organ.province"), "letter": {"text": "移送函"}}
        passed_on = await manager.post(f"/api{path}/refer-report", letter, version=version)
        assert passed_on.status_code == 200, passed_on.text
        for body in ("organ.city", "organ.province"):
            taken = await manager.post(
                f"/api{path}/accept-report", {"body": worked.the(body)}, version=passed_on.json()["version"]
            )
            assert taken.status_code == 409, body
            assert "report-ended" in {reason["rule"] for reason in taken.json()["reasons"]}
        await worked.follow()
        for who, here in (("manager", False), ("province-manager", True)):
            at = await signed_in(worked, who)
            links = {link.partition("?")[0] for link in (await at.get(path)).links}
            assert {verb for verb in TRIAGE if f"{path}/{verb}" in links} == ({*TRIAGE} if here else set()), who
            assert f"{path}/inform-reporter" in links
            assert "待办：告知举报人结果，由收件岗、线索管理岗办理" in (await at.get(path)).words
            page = (await at.get(path)).words
            assert "由示例省人民政府（演示）的线索管理岗办理" in page, "whose desk"
            assert page.count("线索分办（示例省人民政府（演示））") == 1, "two clocks of one name are told apart"
            inbox = await at.get("/inbox")
            assert path in inbox.links
            assert (report in ticks(inbox)) is here
            row = next(part for part in inbox.text.split("<tr>") if path in part)
            assert ("现由示例省人民政府（演示）办理" in row, ">办理</a>" in row) == (not here, here), who

    in_worked(database, tmp_path, story, until="triage")


def test_the_letter_for_several_reports_stays_with_those_that_could_not_be_passed_on(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        await worked.follow()
        at = await signed_in(worked, "manager")
        form = (await at.get("/inbox")).form("/inbox/several").fields
        given = {**form, "report": worked.the("report"), "letter": "移送函（虚构）。", "act": "refer", "to": ""}
        again = (await at.post("/inbox/several", given)).form("/inbox/several")
        assert (again.fields["letter"], again.fields["report"]) == (["移送函（虚构）。"], [worked.the("report")])
        sent = {**again.fields, "to": worked.the("organ.province"), "act": "refer"}
        done = await at.post("/inbox/several", sent)
        assert "/inbox/several" not in [one.action for one in done.forms], "nothing stayed"

    in_worked(database, tmp_path, story, until="triage")
