"""A refusal leads to the act that helps: on this matter or the case it belongs to, for whoever may issue it, and for nobody else."""

from pathlib import Path

from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

REFUSED = 409


def test_a_refusal_leads_whoever_may_to_the_act_that_its_remedy_names(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        case, track = (f"/cases/{worked.the('case')}", f"/proceedings/{worked.the('proceeding.head')}")
        raised = await worked.people["manager"].post(
            f"/api{case}/raise-recusal",
            {
                "officer": worked.account("decider-3"),
                "ground": "other-doubt",
                "source": "body",
                "reasons": {"text": "略"},
            },
            version=await worked.sees_version("manager", f"/api{case}"),
        )
        assert raised.status_code == 200, raised.text
        version = await worked.sees_version("reviewer", f"/api{track}")
        served = {"mode": "direct", "served_on": worked.today.isoformat(), "proof": {"text": "送达回证"}}
        told = await worked.people["reviewer"].post(f"/api{track}/serve-notice", served, version=version)
        acts = {reason["rule"]: reason.get("act") for reason in told.json()["reasons"]}
        assert acts["notice-not-issued"] == "proceeding.issue-notice"

        for who, leads in (("reviewer", True), ("manager", False)):
            at = await signed_in(worked, who, "en")
            await at.get(f"{track}/serve-notice")
            refused = await at.send(f"{track}/serve-notice", {"proof": "proof"}, status=REFUSED)
            assert "notice-not-issued" in refused.words
            assert (f"{track}/issue-notice" in refused.links) is leads, who

        approver = await signed_in(worked, "approver")
        await approver.get(f"{track}/issue-notice")
        given = {"outcome": "not-imposed", "document": "告知书"}
        refused = await approver.send(f"{track}/issue-notice", given, status=REFUSED)
        assert "recusal-pending" in refused.words
        assert f"{case}/decide-recusal" in refused.links, "an act on the case that the track belongs to"
        assert "file-not-reviewed" in refused.words
        assert f"{track}/review-file" not in refused.links, "an act of another office"

    in_worked(database, tmp_path, story, until="investigation-report")


def test_a_case_that_cannot_begin_yet_leads_to_taking_the_report_up(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        report = f"/reports/{worked.the('report')}"
        at = await signed_in(worked, "manager")
        for path in (f"{report}/accept-report", "/duties/new"):
            form = (await at.get(path)).form(path)
            assert form.fields["body"] == [worked.the("organ.city")], "the one body at whose desk they work"
        await at.get(f"{report}/case")
        given = {"instrument": "qingyuan-fault-liability", "summary": "示例", "body": worked.the("organ.city")}
        refused = await at.send(f"{report}/case", given, status=REFUSED)
        assert "report-not-accepted" in refused.words
        assert f"{report}/accept-report" in refused.links

    in_worked(database, tmp_path, story, until="reporter-reads-status")
