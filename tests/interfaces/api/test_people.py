"""People over HTTP: names only within a matter, reporters only for intake and custodians, everything on record."""

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from application.access import Role
from application.accounts import NewGrant
from application.reads import AskedReads, ReadOutcome
from domain.identity import BodyId
from tests.support.identities import agreed
from tests.support.office import BUREAU, CITY, CLERK, Office, in_office
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked


def names(content: Any) -> set[str]:
    return {person["details"]["name"] for person in content["persons"]}


def test_names_are_read_only_within_a_matter(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        clerk, head = worked.the("person.bureau.clerk"), worked.the("person.bureau.head")
        entered = await worked.people["manager"].post("/api/parties", {"name": "示例某丁", "kind": "citizen"})
        assert entered.status_code == 201, entered.text
        outsider = entered.json()["id"]
        case, own = worked.the("case"), worked.the("proceeding.clerk")
        asked = {"purpose": "case.prepare", "ids": [clerk, head, outsider]}
        seen = await worked.sees("manager", "/api/parties", **asked, **{"in": case})
        assert len(names(seen)) == 2
        assert "示例某丁" not in names(seen), "the register is no directory"
        assert len(names(await worked.sees("clerk", "/api/parties", **asked, **{"in": own}))) == 1
        assert len(names(await worked.sees("clerk", "/api/parties", **asked, **{"in": case}))) == 1
        outcomes = [one.outcome for one in await worked.service.audit.entries(AskedReads(thing=UUID(outsider)))]
        assert outcomes == [ReadOutcome.DENIED] * 3
        for who, matter in (("clerk", worked.the("proceeding.head")), ("manager", str(uuid4())), ("intake", case)):
            if who in worked.people:
                answer = await worked.people[who].get("/api/parties", **asked, **{"in": matter})
                assert answer.status_code == 404, who
        assert (await worked.people["manager"].get("/api/parties", **{"in": case}, ids=clerk)).status_code == 400

    in_worked(database, tmp_path, story, until="statement-clerk")


def test_nobody_is_erased_whom_a_file_still_names(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        await worked.person("keeper", NewGrant(role=Role.CUSTODIAN, body=BodyId(UUID(worked.the("organ.city")))))
        clerk = worked.the("person.bureau.clerk")
        entered = await worked.people["manager"].post("/api/parties", {"name": "示例某丁", "kind": "citizen"})
        news = {"what": "示例：另一件事。", "organ": worked.the("organ.bureau"), "protection": "anonymous"}
        assert (await worked.people["public"].post("/api/reports", news)).status_code == 201
        behind = await worked.people["keeper"].post(f"/api/parties/{clerk}/erase")
        assert behind.status_code == 503, "what is not known yet is no leave"
        await worked.follow()
        refused = await worked.people["keeper"].post(f"/api/parties/{clerk}/erase")
        assert (refused.status_code, refused.json()["code"]) == (409, "party-in-kept-file")
        seen = await worked.sees(
            "manager", "/api/parties", purpose="case.prepare", ids=clerk, **{"in": worked.the("case")}
        )
        assert len(names(seen)) == 1
        done = await worked.people["keeper"].post(f"/api/parties/{entered.json()['id']}/erase")
        assert done.json() == {"id": entered.json()["id"], "erased": True}

    in_worked(database, tmp_path, story, until="statement-clerk")


def test_a_person_is_entered_once_for_each_key(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        key, body = uuid4(), {"name": "Example Person", "contacts": [{"kind": "phone", "value": "000"}]}
        first = await office.people["manager"].post("/api/parties", body, key=key)
        again = await office.people["manager"].post("/api/parties", body, key=key)
        assert (first.json(), again.headers["Idempotent-Replayed"]) == (again.json(), "true")
        for wrong in (
            {"name": " "},
            {"name": "x" * 201},
            {"name": "a", "contacts": [{"kind": "pigeon", "value": "1"}]},
        ):
            assert (await office.people["manager"].post("/api/parties", wrong)).status_code == 400
        for who, status in (("decider", 404), ("clerk", 404), ("custodian", 404), ("public", 401)):
            assert (await office.people[who].post("/api/parties", body)).status_code == status, who
        assert (await office.people["manager"].post(f"/api/parties/{CLERK}/erase")).status_code in {403, 404}

    in_office(database, tmp_path, story)


def test_a_reporter_is_seen_by_intake_and_custodians_only(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        filed = await office.does(
            "intake",
            "/api/reports",
            {
                "what": "窗口不收件。",
                "organ": str(BUREAU),
                "protection": "confidential",
                "reporter": {"name": "Example Reporter"},
                "intake": str(CITY),
            },
        )
        path = f"/api/reports/{filed['id']}/reporter"
        expected = {
            "intake": 200,
            "custodian": 200,
            "manager": 403,
            "clerk": 404,
            "bureau-manager": 404,
            "decider": 404,
        }
        for who in ("intake", "custodian"):
            await agreed(office, path.removesuffix("/reporter"), who)
        for who, status in expected.items():
            answer = await office.people[who].get(path, purpose="reporter.contact")
            assert answer.status_code == status, (who, answer.text)
            assert ("Example Reporter" in answer.text) is (status == 200)
        assert (await office.people["public"].get(path, purpose="reporter.contact")).status_code == 401
        assert (await office.people["intake"].get(path)).status_code == 400
        entries = await office.service.audit.entries()
        noted = [(str(one.actor), one.outcome) for one in entries if one.purpose == "reporter.contact"]
        assert noted == [
            (office.account(who), ReadOutcome.SERVED if status == 200 else ReadOutcome.DENIED)
            for who, status in expected.items()
        ]
        assert (await office.people["intake"].post(f"{path[:-9]}/erase-reporter")).status_code == 403
        erased = await office.people["custodian"].post(f"{path[:-9]}/erase-reporter")
        assert erased.json()["erased"] is True
        assert (await office.people["custodian"].get(path, purpose="reporter.contact")).status_code == 410

    in_office(database, tmp_path, story)


def test_who_comes_into_question_and_who_may_not_act(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        case = worked.the("case")
        found = await worked.sees("manager", f"/api/cases/{case}/candidates")
        (allegation,) = found["allegations"]
        assert [one["person"] for one in allegation["respondents"]["head"]] == [worked.the("person.bureau.head")]
        locked = await worked.sees("manager", f"/api/cases/{case}/locked-out")
        accounts = {one["account"] for one in locked["officers"]}
        assert {worked.account("clerk"), worked.account("head")} <= accounts
        assert all(one["ground"] for one in locked["officers"])
        for path in ("candidates", "locked-out"):
            assert (await worked.people["decider"].get(f"/api/cases/{case}/{path}")).status_code == 403
            assert (await worked.people["clerk"].get(f"/api/cases/{case}/{path}")).status_code == 404

    in_worked(database, tmp_path, story, until="name-head")


def test_reading_the_audit_is_on_record_too(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        await office.person("watcher", NewGrant(role=Role.AUDITOR))
        first = await office.sees("watcher", "/api/audit/reads")
        assert [entry["kind"] for entry in first["entries"]] == ["audit"]
        second = await office.sees("watcher", "/api/audit/reads", limit=1)
        assert second["next"] == second["entries"][-1]["position"]
        later = await office.sees("watcher", "/api/audit/reads", after=second["next"])
        assert [entry["actor"] for entry in later["entries"]] == [office.account("watcher")] * 2
        for who in ("manager", "custodian", "clerk"):
            assert (await office.people[who].get("/api/audit/reads")).status_code == 403
        for wrong in ({"limit": 0}, {"limit": 1001}, {"after": -1}, {"thing": "x"}):
            assert (await office.people["watcher"].get("/api/audit/reads", **wrong)).status_code == 400

    in_office(database, tmp_path, story)
