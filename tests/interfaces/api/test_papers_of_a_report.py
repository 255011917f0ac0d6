"""Papers of a report: drafted and signed at its desk, sent to the reporter by code, told to nobody else, and silent on who reported."""

from pathlib import Path
from typing import Any

from application.access import Role
from application.accounts import NewGrant
from domain.identity import BodyId
from tests.support.postgres import Database
from tests.support.printing import typefaces
from tests.support.worked_matter import Worked, in_worked

TAKEN_UP = "triage"
OTHERS = ("approver", "decider", "legal", "reviewer", "investigator-1", "custodian", "auditor", "bureau-manager")
CONTACT = {"slot": "contact", "text": {"text": "联系人：某科（虚构），电话 000。"}}


def letter(worked: Worked, template: str = "lead-admission", *statements: dict[str, Any]) -> dict[str, Any]:
    own = statements or (CONTACT,)
    return {"matter": worked.the("report"), "about": "report", "template": template, "statements": list(own)}


async def desk(worked: Worked) -> None:
    """Those of the city and of the organ complained of who do not come in the script so early."""
    city, bureau = (BodyId(worked.the(f"organ.{name}")) for name in ("city", "bureau"))
    for name, role, body in (
        ("intake", Role.INTAKE, city),
        ("custodian", Role.CUSTODIAN, city),
        ("auditor", Role.AUDITOR, city),
        ("bureau-manager", Role.LEAD_MANAGER, bureau),
    ):
        if name not in worked.people:
            await worked.person(name, NewGrant(role=role, body=body))


def rules(answer: Any) -> list[str]:
    return [reason["rule"] for reason in answer.json()["reasons"]]


def test_a_letter_is_signed_by_another_at_the_desk_and_opened_by_whoever_holds_the_code(
    database: Database, tmp_path: Path
) -> None:
    typefaces()

    async def story(worked: Worked) -> None:
        await desk(worked)
        report, intake, manager = worked.the("report"), worked.people["intake"], worked.people["manager"]
        drafted = await intake.post("/api/papers", letter(worked))
        assert drafted.status_code == 201, drafted.text
        path = f"/api/papers/{drafted.json()['id']}"
        paper = (await intake.get(path)).json()
        assert (paper["gaps"], paper["unsupported"]) == ([], [])
        for paragraph in paper["paragraphs"]:
            for one in paragraph["sentences"]:
                assert one["kind"] != "fact" or {each["stream"] for each in one["sources"]} == {report}
        assert (await intake.post(f"{path}/approve-paper", {}, version=1)).status_code == 403
        signed = await manager.post(f"{path}/approve-paper", {}, version=1)
        assert signed.status_code == 200, signed.text
        paper = (await manager.get(path)).json()
        assert paper["number"] == f"示政线受〔{worked.today.year}〕1号"
        inform, version = (
            f"/api/reports/{report}/inform-reporter",
            await worked.sees_version("manager", f"/api/reports/{report}"),
        )
        loose = await manager.post(inform, {"message": {"text": "已受理。"}}, version=version)
        assert rules(loose) == ["approved-paper-not-used"]
        sent = await manager.post(inform, {"message": paper["document"]}, version=version)
        assert sent.status_code == 200, sent.text

        public, code = worked.people["public"], {"Reporter-Code": worked.the("code")}
        asked = await public._client.get("/api/reporter/report", headers=code)
        (message,) = asked.json()["messages"]
        assert (message["written_on"], message["letter"]) == (worked.today.isoformat(), paper["document"]["id"])
        opened = await public._client.get(f"/api/reporter/letters/{message['letter']}", headers=code)
        assert (opened.status_code, opened.content[:5]) == (200, b"%PDF-")
        account = (await manager.get(f"/api/reports/{report}")).json()["report"]["filed"]["account"]
        for other in (paper["editable"]["id"], account["id"]):
            assert (await public._client.get(f"/api/reporter/letters/{other}", headers=code)).status_code == 404

    in_worked(database, tmp_path, story, until=TAKEN_UP)


def test_nobody_but_the_desk_learns_of_a_paper_of_a_report(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        await desk(worked)
        drafted = await worked.people["manager"].post("/api/papers", letter(worked))
        assert drafted.status_code == 201, drafted.text
        path, report = f"/api/papers/{drafted.json()['id']}", worked.the("report")
        assert (await worked.people["intake"].get(f"/api/reports/{report}/papers")).json()["papers"]
        for name in OTHERS:
            person = worked.people[name]
            for asked in (path, f"{path}/sheet"):
                assert (await person.get(asked)).status_code == 404, (name, asked)
            known = (await person.get(f"/api/reports/{report}")).status_code == 200
            assert (await person.get(f"/api/reports/{report}/papers")).status_code == (403 if known else 404), name
            for act, body in (("approve-paper", {}), ("revise-paper", {"statements": []})):
                assert (await person.post(f"{path}/{act}", body, version=1)).status_code == 404, (name, act)
            begun = await person.post("/api/papers", letter(worked, "lead-register"))
            assert begun.status_code == 404, name
        own = await worked.people["manager"].post(f"{path}/approve-paper", {}, version=1)
        assert rules(own) == ["paper-signed-by-drafter"]

    in_worked(database, tmp_path, story, until=TAKEN_UP)


def test_every_paper_of_a_report_is_filled_without_a_word_of_who_reported(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        await desk(worked)
        report, manager = worked.the("report"), worked.people["manager"]
        kinds = (await manager.get(f"/api/reports/{report}/papers")).json()["kinds"]
        assert len(kinds) == 7
        for kind in kinds:
            own = [{"slot": slot, "text": {"text": "（经办人所写）"}} for slot in kind["slots"]]
            drafted = await manager.post("/api/papers", letter(worked, kind["template"], *own))
            assert drafted.status_code == 201, (kind, drafted.text)
            paper = (await manager.get(f"/api/papers/{drafted.json()['id']}")).json()
            assert "窗口不收件" not in str(paper), kind
            lacking = {
                "lead-rejection",
                "lead-transfer-notice",
            }  # the report was taken up: neither declined nor passed on
            assert bool(paper["gaps"]) is (kind["template"] in lacking), (kind, paper)

    in_worked(database, tmp_path, story, until=TAKEN_UP)


def test_a_draft_of_the_desk_waits_for_whoever_signs_there_and_for_nobody_else(
    database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        await desk(worked)
        drafted = await worked.people["intake"].post("/api/papers", letter(worked))
        assert drafted.status_code == 201, drafted.text
        await worked.follow()
        for name in ("manager", "intake", *OTHERS):
            waiting = await worked.people[name].get("/api/work/approvals")
            found = [one["id"] for one in waiting.json()["papers"]] if waiting.status_code == 200 else []
            assert (drafted.json()["id"] in found) is (name == "manager"), (name, waiting.text)

    in_worked(database, tmp_path, story, until=TAKEN_UP)
