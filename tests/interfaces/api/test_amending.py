"""A misspelt name is put right within a case: who, when and why are on record, the name is not, and what stood there is kept."""

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg

from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

WRONG, RIGHT = "示例错名", "示例正名"


async def called(worked: Worked, who: str, **more: Any) -> Any:
    asked = {"purpose": "case.prepare", "ids": [worked.the("person.bureau.clerk")], "in": worked.the("case"), **more}
    return await worked.sees(who, "/api/parties", **asked)


def test_a_name_is_put_right_and_the_record_does_not_tell_it(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        case, clerk = f"/api/cases/{worked.the('case')}", worked.the("person.bureau.clerk")
        before = (await called(worked, "manager"))["persons"][0]["details"]["name"]
        wrong = {"party": clerk, "name": WRONG, "phone": "000-1", "reasons": {"text": "登记有误。"}}
        right = {"party": clerk, "name": RIGHT, "reasons": {"text": "再次更正。"}}
        for who, body in (("manager", wrong), ("investigator-1", right)):
            await worked.sees(who, case)
            await worked.does(who, f"{case}/amend-party", body)
        now = await called(worked, "manager", earlier=True)
        (person,) = now["persons"]
        assert person["details"] == {"name": RIGHT, "contacts": [{"kind": "phone", "value": "000-1"}]}
        assert [one["said"]["details"]["name"] for one in now["earlier"]] == [before, WRONG]
        events = await worked.service.events.read(UUID(worked.the("case")))
        told = [one.event for one in events if type(one.event).__name__ == "PartyAmended"]
        assert [one.particulars for one in told] == [("name", "contacts"), ("name",)]
        said = await worked.people["manager"].get(f"{case}/history")
        assert RIGHT in said.text, "the history names people as they are called now"
        version = (await worked.people["manager"].get(case)).headers["ETag"]
        same = await worked.people["manager"].post(f"{case}/amend-party", right, **{"If-Match": version})
        assert (same.status_code, same.json()["reasons"][0]["rule"]) == (409, "party-unchanged")

    in_worked(database, tmp_path, story, until="statement-clerk")


def test_only_persons_of_the_case_are_put_right_by_whoever_enters_them(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        case, reasons = f"/api/cases/{worked.the('case')}", {"text": "略"}
        entered = await worked.people["manager"].post("/api/parties", {"name": WRONG, "kind": "citizen"})
        version = (await worked.people["manager"].get(case)).headers["ETag"]
        for who, party, status in (
            ("manager", entered.json()["id"], 404),
            ("manager", str(uuid4()), 404),
            ("approver", worked.the("person.bureau.clerk"), 403),
            ("clerk", worked.the("person.bureau.clerk"), 404),
            ("intake", worked.the("person.bureau.clerk"), 404),
        ):
            body = {"party": party, "name": RIGHT, "reasons": reasons}
            answer = await worked.people[who].post(f"{case}/amend-party", body, **{"If-Match": version})
            assert answer.status_code == status, (who, answer.text)

    in_worked(database, tmp_path, story, until="statement-clerk")


def test_a_request_that_broke_off_is_completed_by_its_repeat(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        case, clerk, key = f"/api/cases/{worked.the('case')}", worked.the("person.bureau.clerk"), uuid4()
        version = (await worked.people["manager"].get(case)).headers["ETag"]
        body = {"party": clerk, "name": RIGHT, "reasons": {"text": "登记有误。"}}
        sent = {"key": key, "If-Match": version}
        assert (await worked.people["manager"].post(f"{case}/amend-party", body, **sent)).status_code == 200
        with psycopg.connect(
            database.owner, autocommit=True
        ) as owner:  # as if it had ended before the register was told
            owner.execute("UPDATE vault.parties p SET name = a.name FROM vault.party_amendments a WHERE a.party = p.id")
            owner.execute("DELETE FROM vault.party_amendments")
        again = await worked.people["manager"].post(f"{case}/amend-party", body, **sent)
        assert again.headers["Idempotent-Replayed"] == "true"
        assert (await called(worked, "manager"))["persons"][0]["details"]["name"] == RIGHT

    in_worked(database, tmp_path, story, until="statement-clerk")
