"""Filing a report: what a reporter entrusts is kept once the report is recorded, and not otherwise."""

import asyncio
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from application.actors import PUBLIC
from tests.support.office import BUREAU, CITY, Office, in_office
from tests.support.postgres import Database

NAMED = {
    "what": "申请公开征地材料被拒绝。",
    "organ": str(BUREAU),
    "protection": "named",
    "reporter": {"name": "Example Reporter", "phone": "000-0000"},
}


def readable(database: Database) -> dict[str, Any]:
    """How many entries of reporters and documents there are, and how many keys that could open them."""
    with psycopg.connect(database.administrator) as connection:
        reporters = connection.execute(
            "SELECT count(*) FROM vault.reporters r JOIN keys.subject_keys k ON k.subject = r.id"
            " WHERE k.wrapped IS NOT NULL"
        ).fetchone()
        documents = connection.execute(
            "SELECT count(*) FROM vault.documents d JOIN keys.subject_keys k ON k.subject = d.subject"
            " WHERE k.wrapped IS NOT NULL"
        ).fetchone()
        rows = connection.execute("SELECT count(*) FROM vault.reporters").fetchone()
    assert reporters is not None
    assert documents is not None
    assert rows is not None
    return {"reporters": reporters[0], "documents": documents[0], "rows": rows[0]}


def test_a_refused_filing_leaves_nothing_of_the_reporter(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        future = {**NAMED, "intake": str(CITY), "received_on": "2999-01-01"}
        refused = await office.does("intake", "/api/reports", future, status=409)
        assert [reason["rule"] for reason in refused["reasons"]] == ["received-in-future"]

    in_office(database, tmp_path, story)
    assert readable(database) == {"reporters": 0, "documents": 0, "rows": 0}


def test_a_recorded_filing_keeps_the_reporter_once_however_often_it_is_sent(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        key, who = uuid4(), office.people["public"]
        answers = await asyncio.gather(*(who.post("/api/reports", NAMED, key=key) for _ in range(3)))
        answers.append(await who.post("/api/reports", NAMED, key=key))
        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.json()["id"] for answer in answers}) == 1
        read = await office.sees("intake", f"/api/reports/{answers[0].json()['id']}")
        found = await office.service.reporters.read(
            read["report"]["filed"]["reporter"], by=office.people["intake"].account, purpose="report.read"
        )
        assert found.details.name == "Example Reporter"

    in_office(database, tmp_path, story)
    kept = readable(database)
    assert (kept["reporters"], kept["documents"]) == (1, 1)


def test_a_repeat_brings_a_code_until_somebody_came_back_with_one(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        key, who = uuid4(), office.people["public"]
        body = {**NAMED, "protection": "anonymous", "reporter": None}
        lost, repeated = [(await who.post("/api/reports", body, key=key)).json() for _ in range(2)]
        assert lost["id"] == repeated["id"]
        assert await status(office, lost["code"]) == 404, "a code that was replaced opens nothing"
        assert await status(office, repeated["code"]) == 200
        late = await who.post("/api/reports", body, key=key)
        assert late.status_code == 201
        assert "code" not in late.json(), "whoever sits at the machine next gets none"
        assert await status(office, repeated["code"]) == 200, "and the reporter's own still works"

    async def status(office: Office, code: str) -> int:
        return (await office.client.get("/api/reporter/report", headers={"Reporter-Code": code})).status_code

    in_office(database, tmp_path, story)


def test_a_refused_command_leaves_nothing_of_its_text(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        filed = await office.does("public", "/api/reports", {**NAMED, "protection": "anonymous", "reporter": None})
        path = f"/api/reports/{filed['id']}"
        await office.does("manager", f"{path}/accept-report", {"body": str(CITY)})
        before = readable(database)
        refused = await office.does(
            "manager",
            f"{path}/supplement-report",
            {"received_on": "2999-01-01", "account": {"text": "写了又被退回。"}},
            status=409,
        )
        assert refused["reasons"]
        assert readable(database) == before
        await office.does("manager", f"{path}/ask-reporter", {"message": {"text": "请说明受理窗口。"}})
        assert readable(database)["documents"] == before["documents"] + 1

    in_office(database, tmp_path, story)


@pytest.mark.parametrize("name", [" ", "\u3000", "", "某" * 201, "某\x00甲"])
def test_a_name_that_names_nobody_is_refused_with_its_place(name: str, database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        body = {**NAMED, "reporter": {"name": name}}
        answer = await office.people["public"].post("/api/reports", body)
        assert (answer.status_code, answer.json()["place"]) == (400, "$.reporter.name")
        entered = await office.people["manager"].post("/api/parties", {"name": name})
        assert (entered.status_code, entered.json()["place"]) == (400, "$.name")

    in_office(database, tmp_path, story)


def test_a_message_that_is_a_file_is_named_to_the_reporter_and_hides_nothing_else(
    database: Database, tmp_path: Path
) -> None:
    async def story(office: Office) -> None:
        filed = (
            await office.people["public"].post("/api/reports", {**NAMED, "protection": "anonymous", "reporter": None})
        ).json()
        path = f"/api/reports/{filed['id']}"
        office.versions[UUID(filed["id"])] = filed["version"]
        await office.does("manager", f"{path}/accept-report", {"body": str(CITY)})
        headers = office.people["manager"]._headers() | {
            "Content-Type": "application/pdf",
            "Idempotency-Key": str(uuid4()),
        }
        kept = await office.client.post(f"{path}/documents", content=b"%PDF-1.4 \xff\xfe", headers=headers)
        await office.does("manager", f"{path}/ask-reporter", {"message": kept.json()})
        await office.does("manager", f"{path}/ask-reporter", {"message": {"text": "请说明受理窗口。"}})
        answer = await office.client.get("/api/reporter/report", headers={"Reporter-Code": filed["code"]})
        assert answer.status_code == 200, answer.text
        file, text = (message["text"] for message in answer.json()["messages"])
        assert text == "请说明受理窗口。"
        assert "文件" in file
        assert "file" in file

    in_office(database, tmp_path, story)


def test_whoever_is_signed_in_and_reports_as_anybody_does_is_named_nowhere(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        body = {"what": "示例：主动公开目录长期未更新。", "organ": str(BUREAU), "protection": "anonymous"}
        filed = await office.people["decider"].post("/api/reports", body)
        assert filed.status_code == 201, filed.text
        (first,) = await office.service.events.read(UUID(filed.json()["id"]))
        assert first.actor == PUBLIC
        desk = await office.people["intake"].post("/api/reports", {**body, "intake": str(CITY)})
        (first,) = await office.service.events.read(UUID(desk.json()["id"]))
        assert first.actor == office.people["intake"].account

    in_office(database, tmp_path, story)
