"""For which body somebody acts: only for one for which they hold the very role that the act needs."""

from pathlib import Path
from uuid import UUID, uuid4

from application.access import Role
from application.accounts import NewGrant
from domain.identity import BodyId
from tests.support.office import BUREAU, CITY, PROVINCE, Office, in_office
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

FILING = {"what": "申请公开征地材料被拒绝。", "organ": str(BUREAU), "protection": "anonymous"}


def test_a_desk_takes_reports_in_for_its_own_body_only(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        refused = await office.does("bureau-manager", "/api/reports", {**FILING, "intake": str(CITY)}, status=403)
        assert (refused["code"], refused["place"]) == ("not-authorised", "$.intake")
        await office.does("intake", "/api/reports", {**FILING, "intake": str(CITY)}, status=201)

    in_office(database, tmp_path, story)


def test_a_manager_of_two_bodies_accepts_for_either(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        bodies = sorted((CITY, PROVINCE), key=str)
        await office.person("both", *(NewGrant(role=Role.LEAD_MANAGER, body=BodyId(body)) for body in bodies))
        for body in bodies:
            filed = await office.does("public", "/api/reports", FILING, status=201)
            await office.does("both", f"/api/reports/{filed['id']}/accept-report", {"body": str(body)})

    in_office(database, tmp_path, story)


def test_whoever_decides_for_one_body_does_not_decide_for_another_where_they_hold_another_role(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        city, bureau = UUID(worked.the("organ.city")), UUID(worked.the("organ.bureau"))
        await worked.person(
            "legal-of-bureau",
            NewGrant(role=Role.LEGAL_OFFICER, body=BodyId(bureau)),
            NewGrant(role=Role.DECIDER, body=BodyId(city)),
        )
        path = f"/api/proceedings/{worked.the('proceeding.clerk')}"
        version = await worked.sees_version("bureau-decider", path)
        three = [str(uuid4()) for _ in range(3)]
        body = {"present": three, "voting": three, "minutes": {"text": "示例"}, "quorum": 3, "outcome": "measures"}
        body["measures"] = [{"measure": "written-self-examination"}]
        answer = await worked.people["legal-of-bureau"].post(f"{path}/deliberate", body, version=version)
        # Serving at the bureau, they act for it alone, and there not as a decider.
        assert (answer.status_code, answer.json()["code"]) == (403, "not-authorised"), answer.text

    in_worked(database, tmp_path, story, until="verify-clerk")


def test_a_body_that_decides_on_its_own_clerk_reads_the_case_once_it_is_investigated(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        bureau = UUID(worked.the("organ.bureau"))
        await worked.newcomer("approver-of-bureau", Role.APPROVER, bureau)
        case, track = (
            f"/api/{kind}/{worked.the(name)}" for kind, name in (("cases", "case"), ("proceedings", "proceeding.clerk"))
        )
        for path in (track, case, f"{case}/history", f"{case}/locked-out"):
            assert (await worked.people["approver-of-bureau"].get(path)).status_code == 404, path
        await worked.follow()
        rows = (await worked.sees("approver-of-bureau", "/api/docket"))["entries"]
        assert rows == []
        assert (await worked.sees("approver-of-bureau", "/api/deadlines"))["entries"] == []

    in_worked(database, tmp_path, story, until="competence-clerk")


def test_whoever_deals_with_a_report_first_has_it_and_no_other_desk_sees_it_or_acts_on_it(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        city = worked.the("organ.city")
        filing = {**FILING, "organ": worked.the("organ.bureau")}

        async def sight(report: str, who: str) -> tuple[bool, bool]:
            """Whether *who* opens the report, and whether a list shows it to them."""
            listed = (await worked.sees(who, "/api/docket", kinds="report", limit=50))["entries"]
            opened = (await worked.people[who].get(f"/api/reports/{report}")).status_code == 200
            return opened, report in {one["id"] for one in listed}

        first = (await worked.does("public", "/api/reports", filing, status=201))["id"]
        acts = {
            "decline-report": {"reasons": {"text": "不属于问责范围。"}},
            "ask-reporter": {"message": {"text": "请补充时间。"}},
            "merge-report": {"into": first, "reasons": {"text": "同一事实。"}},
        }
        reports = {act: (await worked.does("public", "/api/reports", filing, status=201))["id"] for act in acts}
        await worked.follow()
        for who, seen in (("manager", True), ("province-manager", True), ("bureau-manager", False)):
            assert [await sight(report, who) for report in reports.values()] == [(seen, seen)] * 3, who
        for act, given in acts.items():
            await worked.does("manager", f"/api/reports/{reports[act]}/{act}", given)
            told = {"message": {"text": "结果如下。"}}
            await worked.does("province-manager", f"/api/reports/{reports[act]}/inform-reporter", told, status=404)
        await worked.follow()
        for who, seen in (("manager", True), ("province-manager", False), ("bureau-manager", False)):
            assert [await sight(report, who) for report in reports.values()] == [(seen, seen)] * 3, who
        found = (await worked.sees("manager", "/api/docket", kinds="report", limit=50))["entries"]
        assert {one["body"] for one in found if one["id"] in reports.values()} == {city}
        assert await sight(first, "province-manager") == (True, True), "nobody dealt with it yet"

    in_worked(database, tmp_path, story, until="triage")


def test_a_body_that_decides_on_one_respondent_does_not_run_the_case(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        bureau = UUID(worked.the("organ.bureau"))
        path = f"/api/cases/{worked.the('case')}"
        for role in (Role.APPROVER, Role.CASE_REVIEWER, Role.DECIDER, Role.LEAD_MANAGER):
            await worked.newcomer(f"{role.value}-of-bureau", role, bureau)
        version = await worked.sees_version("approver-of-bureau", path)
        text = {"text": "示例"}
        evidence = (await worked.sees("manager", path))["case"]["evidence"][0]["evidence"]
        for who, verb, body in (
            ("approver", "close-case", {"report": text}),
            ("approver", "assign-investigators", {"investigators": [str(uuid4()), str(uuid4())]}),
            ("case-reviewer", "exclude-evidence", {"evidence": evidence, "ground": "single-officer", "reasons": text}),
            ("case-reviewer", "reopen-investigation", {"because": "decision-revoked", "items": text}),
            ("decider", "reopen-investigation", {"because": "new-adverse-fact", "items": text}),
        ):
            answer = await worked.people[f"{who}-of-bureau"].post(f"{path}/{verb}", body, version=version)
            assert (answer.status_code, answer.json()["code"]) == (403, "not-authorised"), (verb, answer.text)
        # Anybody may ask that somebody stand aside. Of who works for the body that keeps the case, that body decides.
        asked = {"officer": worked.account("reviewer"), "ground": "other-doubt", "source": "body", "reasons": text}
        raised = await worked.people["lead-manager-of-bureau"].post(f"{path}/raise-recusal", asked, version=version)
        assert raised.status_code == 200, raised.text
        granted = {"recusal": raised.json()["created"]["recusal"], "granted": True, "reasons": text}
        answer = await worked.people["approver-of-bureau"].post(
            f"{path}/decide-recusal", granted, version=raised.json()["version"]
        )
        assert answer.status_code == 409, answer.text
        assert "recusal-decided-for-another-body" in {one["rule"] for one in answer.json()["reasons"]}
        await worked.sees("reviewer", path)

    in_worked(database, tmp_path, story, until="verify-clerk")
